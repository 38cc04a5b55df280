import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultInput } from './limits/fault-types.ts';
import type { RecordedRequest, TagChange } from './http.ts';
import type { Pattern } from './recorder.ts';
import { ScenarioError, type Switches, type SwitchesInput } from './switches.ts';
import { worldView } from './control-world.ts';
import type { World } from './world/world.ts';

/** The parts of the simulated Zoho that the endpoint reaches. */
interface Controlled {
  readonly world: World;
  readonly switches: Switches;
  set(input: SwitchesInput): void;
  inject(fault: FaultInput): void;
  requestsTo(pattern: Pattern): RecordedRequest[];
  tagChanges(): TagChange[];
  reset(): void;
}

interface Answer {
  status: number;
  body: unknown;
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ScenarioError(['the body is not JSON']);
  }
}

function answer(zoho: Controlled, method: string, url: URL, text: string): Answer {
  const { pathname } = url;
  if (pathname === '/switches' && method === 'GET') return { status: 200, body: zoho.switches };
  if (pathname === '/switches' && (method === 'PUT' || method === 'PATCH')) {
    zoho.set(parsed(text) as object);
    return { status: 200, body: zoho.switches };
  }
  if (pathname === '/faults' && method === 'POST') {
    zoho.inject(parsed(text) as FaultInput);
    return { status: 200, body: zoho.switches.faults };
  }
  if (pathname === '/requests' && method === 'GET') {
    return { status: 200, body: zoho.requestsTo(url.searchParams.get('to') ?? '') };
  }
  if (pathname === '/tag-changes' && method === 'GET') return { status: 200, body: zoho.tagChanges() };
  if (pathname === '/reset' && method === 'POST') {
    zoho.reset();
    return { status: 200, body: { reset: true } };
  }
  if (pathname === '/world' || pathname.startsWith('/world/')) {
    const path = pathname.split('/').slice(2).map(decodeURIComponent);
    const body =
      method === 'GET' ? worldView(zoho.world, path, Number(url.searchParams.get('limit') ?? 20)) : undefined;
    if (body !== undefined) return { status: 200, body };
  }
  return { status: 404, body: { error: `the control endpoint knows no ${method} ${pathname}` } };
}

/** The control endpoint: plain HTTP on its own loopback port, for clients in another process. */
export async function startControl(zoho: Controlled, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    const send = ({ status, body }: Answer) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    textOf(request)
      .then((text) => send(answer(zoho, request.method ?? 'GET', new URL(request.url ?? '/', 'http://control'), text)))
      .catch((error: unknown) => {
        if (error instanceof ScenarioError)
          send({ status: 400, body: { error: 'not usable', reasons: error.reasons } });
        else send({ status: 500, body: { error: String(error) } });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
