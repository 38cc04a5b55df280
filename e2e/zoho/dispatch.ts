import { accounts } from './accounts/router.ts';
import { apiConsole } from './console/router.ts';
import { pages } from './pages/router.ts';
import { api, apiPath, endpointName } from './api/router.ts';
import { REFUSALS } from './api/errors.ts';
import { routeOf } from './hosts.ts';
import { faultFor } from './limits/faults.ts';
import { runWithFault } from './limits/fault-run.ts';
import { bytesOf } from './server.ts';
import type { Route } from './hosts.ts';
import type { Context, Handler, RecordedRequest, SimAnswer, SimRequest } from './http.ts';
import type { Recorder } from './recorder.ts';
import type { RawRequest } from './server.ts';

/** The most characters of an answer that are kept. */
const KEPT = 4_000;

function handlerOf(route: Route, path: string): Handler {
  if (route.service === 'api') return api;
  if (route.service === 'accounts') return accounts;
  if (route.service === 'console') return apiConsole;
  // The API's paths on a host that is not the API's. Source: Zoho docs v8, multi-dc.
  return apiPath(path) !== undefined ? () => REFUSALS.host() : pages;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function cookiesOf(header: string | undefined): Record<string, string> {
  const pairs = (header ?? '').split(';').flatMap((pair): [string, string][] => {
    const split = pair.indexOf('=');
    return split < 0 ? [] : [[pair.slice(0, split).trim(), decoded(pair.slice(split + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function recordOf(raw: RawRequest, url: URL, number: number, at: number): RecordedRequest {
  const endpoint = endpointName(url.pathname, raw.method);
  return {
    number,
    at,
    host: raw.host,
    method: raw.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: raw.headers,
    body: raw.body.toString(),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** Whether a CRM token goes to a wrong host. */
function leaks(raw: RawRequest, route: Route | undefined): boolean {
  return route?.service !== 'api' && /^zoho-oauthtoken/i.test(raw.headers['authorization'] ?? '');
}

/** Records a request, applies its fault, and passes it to the right part of Zoho. */
export async function dispatch(raw: RawRequest, context: Context, recorder: Recorder): Promise<SimAnswer> {
  const address = `https://${raw.host || 'unknown.invalid'}${raw.target}`;
  if (!URL.canParse(address)) return { status: 400, body: 'The simulated Zoho cannot read this address' };
  const url = new URL(address);
  const record = recordOf(raw, url, recorder.requests.length + 1, context.clock.now());
  const route = routeOf(raw.host);
  if (leaks(raw, route)) record.forbidden = `a token was sent to ${raw.host}`;
  recorder.add(record);
  const answer = await answerOf(raw, url, route, record, context);
  if (answer !== 'never') record.answeredAt = context.clock.now();
  if (typeof answer === 'string') {
    recorder.changed();
    return answer;
  }
  // An object is turned into text only once, because answers about hundreds of records are long.
  const body = bytesOf(answer);
  record.status = answer.status;
  record.answer = body.subarray(0, KEPT).toString();
  recorder.changed();
  return { ...answer, body };
}

async function answerOf(
  raw: RawRequest,
  url: URL,
  route: Route | undefined,
  record: RecordedRequest,
  context: Context,
): Promise<SimAnswer> {
  if (!route) return { status: 404, body: `The simulated Zoho does not serve ${raw.host}` };
  const request: SimRequest = {
    ...route,
    host: raw.host,
    method: raw.method,
    url,
    path: url.pathname,
    query: url.searchParams,
    headers: raw.headers,
    body: raw.body,
    text: raw.body.toString(),
    cookies: cookiesOf(raw.headers['cookie']),
    record,
  };
  const run = async () => handlerOf(route, url.pathname)(request, context);
  const fault = faultFor(context, record);
  return fault ? runWithFault(fault, request, context, run) : run();
}
