import type { Context, SimAnswer, SimReply, SimRequest, TagChange } from '../http.ts';
import type { ScopeNeed } from './scopes.ts';
import type { AccessToken } from '../world/tokens.ts';
import type { Org, User } from '../world/org.ts';
import type { Module } from '../world/module.ts';

/** An accepted call: the caller, and the parts of its path. */
export interface ApiCall {
  request: SimRequest;
  context: Context;
  token: AccessToken;
  org: Org;
  user: User;
  /** The matches of the groups in the endpoint's path. */
  params: string[];
}

/** One endpoint of the REST API. */
export interface Endpoint {
  /** Its name in recorded requests and in the `match` of a fault. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Tested on the part of the path after `/crm/v8`. */
  path: RegExp;
  /** The scope it needs. It is a reply when the path already shows that the call must fail, e.g. an unknown module. */
  need(call: ApiCall): ScopeNeed | SimReply;
  /** Credits it costs; 1 unless given. */
  credits?(call: ApiCall): number;
  /** Records it reads or changes, for the latency model. */
  weight?(call: ApiCall): number;
  /** Whether it counts against the sub-concurrency. */
  sub?(call: ApiCall): boolean;
  handle(call: ApiCall): SimAnswer;
}

export function isReply(value: object): value is SimReply {
  return 'status' in value && typeof value.status === 'number';
}

/** Reference to a user inside other objects. */
export function userRef(org: Org, id: string): { name: string; id: string } {
  return { name: org.findUser(id)?.fullName ?? 'Unknown', id };
}

/** Notes on the recorded request that it changed a tag itself. */
export function noteTagChange({ request, org }: ApiCall, change: Omit<TagChange, 'org' | 'by'>): void {
  (request.record.tagChanges ??= []).push({ ...change, org: org.key, by: request.record.endpoint ?? request.path });
}

/** Marks a call that Untag must never make, for its tests. The call is still answered. */
export function noteForbidden({ request }: ApiCall, what: string): void {
  request.record.forbidden = what;
}

/** Rights of a list that the user lacks. */
export function deniedOf(user: User, permissions: string[]): string[] {
  return permissions.filter((permission) => user.denied.has(permission));
}

export function rightOf(kind: 'View' | 'Edit' | 'Tags' | 'Remove_Tags', module: Module): string {
  return `Crm_Implied_${kind}_${module.apiName}`;
}
