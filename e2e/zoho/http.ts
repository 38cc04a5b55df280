import type { Dc, Environment, Service } from './hosts.ts';
import type { SimClock } from './clock.ts';
import type { Switches } from './switches.ts';
import type { World } from './world/world.ts';

/** One request for a handler. */
export interface SimRequest {
  /** Host name without port, lower case. */
  host: string;
  dc: Dc;
  service: Service;
  environment: Environment;
  method: string;
  /** Whole address under the real host name. */
  url: URL;
  path: string;
  query: URLSearchParams;
  /** Lower-case names; repeated headers joined with a comma, cookies with "; ". */
  headers: Record<string, string>;
  body: Buffer;
  /** The body as UTF-8. */
  text: string;
  cookies: Record<string, string>;
  /** The recorder's entry of this request. Handlers may add their changes. */
  record: RecordedRequest;
}

/** An answer; an object becomes JSON. */
export interface SimReply {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | object | Buffer;
}

/** `drop` cuts the connection without an answer; `never` leaves it open without one. */
export type SimAnswer = SimReply | 'drop' | 'never';

export type Handler = (request: SimRequest, context: Context) => SimAnswer | Promise<SimAnswer>;

/** The simulator's record of one request, for tests. */
export interface RecordedRequest {
  /** Number of the request since start or reset, from 1. */
  number: number;
  /** Simulated time at which it had arrived in full. */
  at: number;
  host: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  /** Endpoint of the REST API, if it is one. */
  endpoint?: string;
  /** Key of the org whose token it carried, once the token was accepted. */
  org?: string;
  /** Status of the answer; absent while unanswered and for connections that were cut. */
  status?: number;
  answeredAt?: number;
  /** The answer as text; long pages are cut. */
  answer?: string;
  /** The fault that ended it, if any. */
  fault?: string;
  /** Ids of the records that it changed; also when the answer was lost. */
  applied?: string[];
  /** Tags that it made, renamed, recoloured, merged or deleted, also when the answer was lost. */
  tagChanges?: TagChange[];
  /** Credits it cost. */
  credits?: number;
  /** An action that Untag must never take: merging or mass-deleting tags, a token sent to a foreign host. */
  forbidden?: string;
}

/** A change of a tag itself, not of the records that carry it. */
export interface TagChange {
  kind: 'made' | 'renamed' | 'recoloured' | 'deleted';
  /** Key of the org. */
  org: string;
  /** API name of the module. */
  module: string;
  id: string;
  /** Its name after the change; of a deleted tag the last one. */
  name: string;
  /** The name before a rename. */
  from?: string;
  /** Endpoint that changed it. */
  by: string;
}

/**
 * Everything that a handler may read and change. There is one object for the simulator's life; a reset replaces its
 * contents.
 */
export interface Context {
  world: World;
  switches: Switches;
  clock: SimClock;
  requests: RecordedRequest[];
  /** State of one part (sessions, counters), made on first use and dropped on reset. */
  memory<T>(key: string, make: () => T): T;
}

/** JSON answer with the content type Zoho uses. */
export function json(status: number, body: object, headers: Record<string, string> = {}): SimReply {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body };
}

/** HTML answer. */
export function html(status: number, body: string, headers: Record<string, string | string[]> = {}): SimReply {
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers }, body };
}

export function redirect(location: string, headers: Record<string, string | string[]> = {}): SimReply {
  return { status: 302, headers: { location, ...headers }, body: '' };
}
