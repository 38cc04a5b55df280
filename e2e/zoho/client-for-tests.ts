import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Zoho } from './simulator.ts';

type Reachable = Pick<Zoho, 'port' | 'certificate' | 'hosts'>;

const NO_BODY = new Set([204, 205, 304]);

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '');
  }
  return headers;
}

/**
 * A `fetch` for Node whose connections to Zoho's host names lead to the simulated Zoho. Answers are real `Response`
 * objects. Aborts reject with the signal's reason, and network errors with a `TypeError`, as in a browser. Redirects
 * are not followed. Connections are kept alive; `agent.destroy()` closes them.
 */
export function zohoFetch(zoho: Reachable): typeof fetch & { agent: https.Agent } {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 64 });

  async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!zoho.hosts.includes(url.hostname))
      throw new TypeError('fetch failed', { cause: new Error(`${url.hostname} is not Zoho's`) });
    const { signal } = request;
    signal.throwIfAborted();
    const body = Buffer.from(await request.arrayBuffer());
    const headers: Record<string, string> = { ...Object.fromEntries(request.headers), host: url.hostname };
    if (body.length > 0) headers['content-length'] = String(body.length);
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown) =>
        reject(signal.aborted ? signal.reason : new TypeError('fetch failed', { cause }));
      const outgoing = https.request({
        host: '127.0.0.1',
        port: zoho.port,
        servername: url.hostname,
        ca: zoho.certificate,
        agent,
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers,
      });
      const abort = () => outgoing.destroy();
      const done = () => signal.removeEventListener('abort', abort);
      signal.addEventListener('abort', abort, { once: true });
      outgoing.on('error', (error) => {
        done();
        fail(error);
      });
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => {
          done();
          const status = incoming.statusCode ?? 500;
          const bytes = Buffer.concat(chunks);
          const response = new Response(NO_BODY.has(status) ? null : bytes, { status, headers: headersOf(incoming) });
          Object.defineProperty(response, 'url', { value: request.url });
          resolve(response);
        });
      });
      outgoing.end(body);
    });
  }

  return Object.assign(send, { agent });
}
