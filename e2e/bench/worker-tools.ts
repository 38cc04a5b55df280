import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Untag } from '../browser/Untag.ts';

/** The developer tools of Untag's worker. */
export interface WorkerTools {
  send<Answer>(method: string, params?: object): Promise<Answer>;
  close(): void;
}

export async function workerTools(untag: Untag): Promise<WorkerTools> {
  const [port] = readFileSync(join(untag.profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const list = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await list.json()) as { type: string; url: string; webSocketDebuggerUrl: string }[];
  const worker = targets.find(({ type, url }) => type === 'service_worker' && url.startsWith(untag.url('')));
  if (worker === undefined) throw new Error('Untag has no worker now.');
  const socket = new WebSocket(worker.webSocketDebuggerUrl, { maxPayload: 0 });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const { id, result } = JSON.parse(data.toString()) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  return {
    send: <Answer>(method: string, params: object = {}) =>
      new Promise<Answer>((resolve) => {
        last += 1;
        waiting.set(last, resolve as (answer: unknown) => void);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
