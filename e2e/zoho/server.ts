import http2 from 'node:http2';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimAnswer, SimReply } from './http.ts';

type Incoming = http2.Http2ServerRequest | IncomingMessage;
type Outgoing = http2.Http2ServerResponse | ServerResponse;

/** A request as received. */
export interface RawRequest {
  method: string;
  /** `Host` or `:authority`, lower case, without port. */
  host: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface ServerOptions {
  key: string;
  cert: string;
  port: number;
  /** Whether HTTP/2 is offered. Over HTTP/1.1 Chromium opens at most six connections to a host. */
  http2: boolean;
  /** Whether each connection must carry only one request, so that the browser never repeats a cut one. */
  closeConnections: () => boolean;
  handle: (request: RawRequest) => Promise<SimAnswer>;
}

export interface Server {
  port: number;
  /** Ends the HTTP/1.1 connections without a call, so that the next call gets a fresh one. */
  closeIdle(): void;
  stop(): Promise<void>;
}

function headersOf(incoming: Incoming): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    headers[name] = Array.isArray(value) ? value.join(name === 'cookie' ? '; ' : ', ') : value;
  }
  return headers;
}

async function bodyOf(incoming: Incoming): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes of an answer's body. */
export function bytesOf({ body }: SimReply): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function isHttp2(outgoing: Outgoing): outgoing is http2.Http2ServerResponse {
  return outgoing instanceof http2.Http2ServerResponse;
}

function cut(outgoing: Outgoing) {
  // Over HTTP/2 only the stream ends. Other calls on the connection continue.
  if (isHttp2(outgoing)) outgoing.stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
  else outgoing.socket?.destroy();
}

function send(outgoing: Outgoing, reply: SimReply, close: boolean) {
  const bytes = bytesOf(reply);
  const empty = reply.status === 204 || reply.status === 304;
  const headers: Record<string, string | string[]> = { 'cache-control': 'no-store', ...reply.headers };
  if (!empty) headers['content-length'] = String(bytes.length);
  if (close && !isHttp2(outgoing)) headers['connection'] = 'close';
  if (isHttp2(outgoing)) {
    // The client may have disconnected in the meantime.
    if (outgoing.stream.destroyed) return;
    outgoing.writeHead(reply.status, headers);
    outgoing.end(bytes);
  } else {
    outgoing.writeHead(reply.status, headers);
    outgoing.end(bytes);
  }
}

/** One HTTPS server on the loopback address, HTTP/1.1 and HTTP/2. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const sockets = new Set<Socket>();

  async function serve(incoming: Incoming, outgoing: Outgoing) {
    const authority = incoming.headers[':authority'] ?? incoming.headers.host ?? '';
    const body = await bodyOf(incoming);
    const answer = await options.handle({
      method: incoming.method ?? 'GET',
      host: String(authority).replace(/:\d+$/, '').toLowerCase(),
      target: incoming.url ?? '/',
      headers: headersOf(incoming),
      body,
    });
    if (answer === 'never') return;
    if (answer === 'drop') cut(outgoing);
    else send(outgoing, answer, options.closeConnections());
  }

  function listen(incoming: Incoming, outgoing: Outgoing) {
    // A client that disconnects while its body is read or its answer written is no failure of the server.
    serve(incoming, outgoing).catch((error: unknown) => {
      if (incoming.destroyed || outgoing.writableEnded) return;
      process.stderr.write(`simulated Zoho failed: ${error instanceof Error ? error.stack : String(error)}\n`);
      cut(outgoing);
    });
  }

  const { key, cert } = options;
  const server = options.http2
    ? http2.createSecureServer({ key, cert, allowHTTP1: true }, listen)
    : https.createServer({ key, cert }, listen);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => sockets.delete(socket));
  });
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    closeIdle() {
      // Browsers use HTTP/2 if it is offered. For other clients, the risk of losing a call to a closing connection
      // outweighs the gain.
      if (server instanceof https.Server) server.closeIdleConnections();
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
