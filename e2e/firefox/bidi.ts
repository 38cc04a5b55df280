import { WebSocket } from 'ws';

/** A session of WebDriver BiDi. */
export interface Bidi {
  /** Sends a command and resolves with its result. Rejects with Firefox's error code and message. */
  send<Result>(method: string, params?: object): Promise<Result>;
  /** Calls back for every event of that name; the session must be subscribed to it. */
  on(event: string, callback: (params: unknown) => void): void;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Opens a session at the address that Firefox prints when it listens, `ws://127.0.0.1:<port>`. */
export async function openBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: unknown) => void)[]>();
  let last = 0;

  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message.id === undefined) {
      for (const callback of listeners.get(message.method ?? '') ?? []) callback(message.params);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) caller?.resolve(message.result);
    else caller?.reject(new Error(`${message.error}: ${message.message}`));
  });
  socket.on('close', () => {
    for (const caller of waiting.values()) caller.reject(new Error('Firefox has closed the session.'));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  const bidi: Bidi = {
    send<Result>(method: string, params: object = {}) {
      last += 1;
      const id = last;
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result as Result), reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    on(event, callback) {
      listeners.set(event, [...(listeners.get(event) ?? []), callback]);
    },
    close: () => socket.close(),
  };
  await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return bidi;
}
