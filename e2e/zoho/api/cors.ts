import { acceptsOrigin } from '../world/clients.ts';
import type { Context, SimReply, SimRequest } from '../http.ts';

/** Whether web pages of that origin may read answers: it is a JavaScript domain of a client-based application. Source: Zoho's browser SDK, cors-zcrm-apis. */
function allowed(request: SimRequest, context: Context): string | undefined {
  const origin = request.headers['origin'];
  if (origin === undefined) return undefined;
  const clients = context.world.clients.all().filter((client) => client.type === 'client-based');
  return clients.some((client) => acceptsOrigin(client, origin)) ? origin : undefined;
}

export function corsHeaders(request: SimRequest, context: Context): Record<string, string> {
  const origin = allowed(request, context);
  return origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'origin' };
}

/** The answer to a preflight. Without the headers a page of a foreign origin gets no answer. */
export function preflight(request: SimRequest, context: Context): SimReply {
  const headers = corsHeaders(request, context);
  if (!headers['access-control-allow-origin']) return { status: 403 };
  const allow = {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  };
  return { status: 204, headers: { ...headers, ...allow } };
}
