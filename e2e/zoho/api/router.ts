import { REFUSALS, refuse } from './errors.ts';
import { getCustomView, getCustomViews } from './custom-views.ts';
import { getFields } from './fields.ts';
import { getModule, getModules } from './modules.ts';
import { getOrg } from './org.ts';
import { deleteRecords, insertRecords, updateRecords } from './record-changes.ts';
import { getRecord, getRecords } from './records.ts';
import { lockingInformation, lockRecord, unlockRecord } from './record-locking.ts';
import { createTags, updateTag, updateTags } from './tag-changes.ts';
import { auditExport, auditExportFile, createAuditExport } from './audit-log.ts';
import { bulkReadJob, bulkReadResult, createBulkRead } from './bulk-read.ts';
import { convertLead } from './convert-lead.ts';
import { coql } from './coql.ts';
import { createView, deleteViews } from './custom-view-changes.ts';
import { massDeleteStatus, massDeleteTags, mergeTags } from './tag-jobs.ts';
import { timeline } from './timeline.ts';
import { createRule, deleteRule, getRules } from './workflow-rules.ts';
import { deleteTag } from './tag-delete.ts';
import { getRecordsCount, getTags } from './tag-list.ts';
import { countRecords, searchRecords } from './search.ts';
import { getUser, getUsers } from './users.ts';
import { addTags, addTagsOne, removeTags, removeTagsOne } from './tag-actions.ts';
import { isReply } from './call.ts';
import { covers } from './scopes.ts';
import { corsHeaders, preflight } from './cors.ts';
import { creditHeaders, creditState, useCredits } from '../limits/credits.ts';
import { enter } from '../limits/concurrency.ts';
import { tooManyRequests } from '../limits/throttle.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Context, SimAnswer, SimReply, SimRequest } from '../http.ts';

/** In the order in which paths are tried. The record's own path also matches many others. */
export const ENDPOINTS: Endpoint[] = [
  getOrg,
  getUsers,
  getUser,
  getModules,
  getModule,
  getTags,
  createTags,
  updateTags,
  updateTag,
  deleteTag,
  mergeTags,
  massDeleteTags,
  massDeleteStatus,
  getRecordsCount,
  createRule,
  getRules,
  deleteRule,
  createAuditExport,
  auditExport,
  auditExportFile,
  createBulkRead,
  bulkReadJob,
  bulkReadResult,
  coql,
  getFields,
  getCustomViews,
  getCustomView,
  createView,
  deleteViews,
  addTags,
  removeTags,
  addTagsOne,
  removeTagsOne,
  countRecords,
  searchRecords,
  convertLead,
  timeline,
  lockingInformation,
  lockRecord,
  unlockRecord,
  getRecords,
  insertRecords,
  updateRecords,
  deleteRecords,
  getRecord,
];

/**
 * Versions of the API and of its bulk jobs with the same behaviour in everything simulated here. Source: Zoho docs v7
 * and v8, remove-tags and bulk-read.
 */
const PREFIX = /^\/crm\/(bulk\/)?v[78](?=\/)/;

/** The part of a path after the version, with `bulk:` in front for a bulk job; undefined for a path outside the API. */
export function apiPath(path: string): string | undefined {
  const prefix = PREFIX.exec(path);
  if (!prefix) return undefined;
  return `${prefix[1] === undefined ? '' : 'bulk:'}${path.slice(prefix[0].length)}`;
}

/** Name of the endpoint that a request means, for any method. */
export function endpointName(path: string, method: string): string | undefined {
  const inner = apiPath(path);
  if (inner === undefined) return undefined;
  const fitting = ENDPOINTS.filter((endpoint) => endpoint.path.test(inner));
  return (fitting.find((endpoint) => endpoint.method === method) ?? fitting[0])?.name;
}

function authorise(request: SimRequest, context: Context): Omit<ApiCall, 'params'> | SimReply {
  const token = /^Zoho-oauthtoken\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (token === undefined) return REFUSALS.noToken();
  const access = context.world.tokens.access(token);
  const here = access?.dc === request.dc && access.environment === request.environment;
  const org = access && context.world.findOrg(access.orgId);
  const user = access && org?.findUser(access.userId);
  if (!access || !org || !user || !here || access.expiresAt <= context.clock.now())
    return REFUSALS.deadToken(context.switches.deadTokenCode);
  request.record.org = org.key;
  if (user.denied.has('Crm_Implied_Api_Access')) return REFUSALS.permission(['Crm_Implied_Api_Access']);
  return { request, context, token: access, org, user };
}

function choose(request: SimRequest, path: string): { endpoint: Endpoint; params: string[] } | SimReply {
  const fitting = ENDPOINTS.filter((endpoint) => endpoint.path.test(path));
  if (fitting.length === 0) return REFUSALS.path();
  const endpoint = fitting.find((candidate) => candidate.method === request.method);
  if (!endpoint) return REFUSALS.method();
  const params = (endpoint.path.exec(path) ?? []).slice(1);
  return { endpoint, params };
}

/** Zoho's own SDK sends no content type at all. Any type other than JSON is refused. */
function wrongType(request: SimRequest): boolean {
  const type = request.headers['content-type'];
  return (
    (request.method === 'POST' || request.method === 'PUT') &&
    type !== undefined &&
    !/^(application\/json|text\/plain)\b/i.test(type)
  );
}

async function run(call: ApiCall, endpoint: Endpoint): Promise<SimAnswer> {
  const { context, org, token, request } = call;
  const leave = enter(context, org, token.clientId, endpoint.sub?.(call) ?? false);
  if (!leave) return tooManyRequests(context);
  try {
    const cost = endpoint.credits?.(call) ?? 1;
    if (creditState(context, org).remaining < cost) {
      const reply = tooManyRequests(context);
      return { ...reply, headers: { ...reply.headers, ...creditHeaders(context, org) } };
    }
    useCredits(context, org, cost);
    request.record.credits = cost;
    const { baseMs, perRecordMs } = context.switches.latency;
    await context.clock.wait(baseMs + perRecordMs * (endpoint.weight?.(call) ?? 0));
    const reply = endpoint.handle(call);
    if (typeof reply === 'string') return reply;
    return { ...reply, headers: { ...reply.headers, ...creditHeaders(context, org) } };
  } finally {
    leave();
  }
}

async function answer(request: SimRequest, context: Context): Promise<SimAnswer> {
  const path = apiPath(request.path);
  const { extensionOrigin, scopeMismatchStatus } = context.switches;
  if (path === undefined) return REFUSALS.path();
  if (extensionOrigin === 'refused' && /^(chrome|moz)-extension:/.test(request.headers['origin'] ?? ''))
    return REFUSALS.origin();
  const who = authorise(request, context);
  if (isReply(who)) return who;
  const chosen = choose(request, path);
  if (isReply(chosen)) return chosen;
  if (wrongType(request))
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'The media type of the request is not supported');
  const call: ApiCall = { ...who, params: chosen.params };
  const need = chosen.endpoint.need(call);
  if (isReply(need)) return need;
  if (!covers(call.token.scopes, need, context.switches)) return REFUSALS.scope(scopeMismatchStatus);
  return run(call, chosen.endpoint);
}

/** The REST API of all data centres. */
export async function api(request: SimRequest, context: Context): Promise<SimAnswer> {
  if (request.method === 'OPTIONS') return preflight(request, context);
  const reply = await answer(request, context);
  if (typeof reply === 'string') return reply;
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(request, context) } };
}
