import { connect, createServer, type AddressInfo } from 'node:net';
import type { Zoho } from './simulator.ts';

/** A proxy on loopback, because Firefox cannot map a name to another port. */
export interface ConnectProxy {
  readonly port: number;
  /** Hosts that were requested and refused. */
  readonly refused: ReadonlySet<string>;
  close(): void;
}

/** Zoho's names lead to the simulated Zoho, all others nowhere. */
export async function startConnectProxy(zoho: Pick<Zoho, 'hosts' | 'port'>): Promise<ConnectProxy> {
  const refused = new Set<string>();
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const asked = data.toString('latin1');
      const [, host = plainHost(asked), port = ''] = /^CONNECT ([^:\s]+):(\d+)/.exec(asked) ?? [];
      if (!zoho.hosts.includes(host) || port !== '443') {
        refused.add(host);
        socket.end('HTTP/1.1 502 Nowhere\r\n\r\n');
        return;
      }
      const upstream = connect(zoho.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
      upstream.on('close', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, refused, close: () => server.close() };
}

/** The host of a request without TLS, which sends a proxy its whole address. */
function plainHost(asked: string): string {
  return /^[A-Z]+ \w+:\/\/([^:/\s]+)/.exec(asked)?.[1] ?? '';
}
