/** Ways in which a page could send data to a host. A service worker has only the first two. */
export const WAYS_OUT = ['fetch', 'socket', 'image', 'form', 'css', 'frame'] as const;
export type WayOut = (typeof WAYS_OUT)[number];

/** The target host of a way. Each way has its own, so that the connections show which way was used. */
export function hostOf(way: WayOut, from: string): string {
  return `${way}.${from}.example`;
}

/** An expression that tries each way. `scope` names the window or worker to act in. */
export function tryWaysOut(scope: string, from: string, ways: readonly WayOut[] = WAYS_OUT): string {
  const hosts = Object.fromEntries(ways.map((way) => [way, hostOf(way, from)]));
  return `(${leave.toString()})(${scope}, ${JSON.stringify(hosts)})`;
}

/** An expression for the hosts that the policy of that window or worker has blocked, in alphabetical order. */
export function stoppedIn(scope: string): string {
  return `[...new Set(${scope}.stoppedHosts)].sort()`;
}

/** Runs in the browser, as text, so it can use nothing from outside. */
function leave(scope: typeof globalThis, hosts: Partial<Record<WayOut, string>>): void {
  const stopped: string[] = [];
  Object.assign(scope, { stoppedHosts: stopped });
  scope.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    stopped.push(...Object.values(hosts).filter((host) => blockedURI.includes(`//${host}`)));
  });
  const { document } = scope;
  const ways: Record<WayOut, (host: string) => void> = {
    fetch: (host) => {
      const sent = scope.fetch(`https://${host}/`, { method: 'POST', mode: 'no-cors', body: 'x' });
      sent.catch(() => undefined);
    },
    socket: (host) => {
      const socket = new scope.WebSocket(`wss://${host}/`);
      socket.addEventListener('error', () => undefined);
    },
    image: (host) => {
      new scope.Image().src = `https://${host}/`;
    },
    form: (host) => {
      const sink = document.createElement('iframe');
      sink.name = 'sink';
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: `https://${host}/`, target: 'sink' });
      document.body.append(sink, form);
      form.submit();
    },
    css: (host) => {
      const painted = document.createElement('p');
      painted.textContent = 'x';
      painted.style.backgroundImage = `url(https://${host}/)`;
      document.body.append(painted);
    },
    frame: (host) => {
      const frame = document.createElement('iframe');
      frame.src = `https://${host}/`;
      document.body.append(frame);
    },
  };
  for (const [way, host] of Object.entries(hosts)) {
    try {
      ways[way as WayOut](host);
    } catch {
      // Firefox refuses a socket with an exception. The event arrives as well.
    }
  }
}
