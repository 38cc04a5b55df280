import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, isReply, rightOf } from './call.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { fieldsOf, row } from './record-row.ts';
import { pageToken } from './page-token.ts';
import { recordQuery } from './record-query.ts';
import { randomFrom, shuffled } from '../world/random.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { RecordQuery } from './record-query.ts';
import type { SimAnswer, SimReply } from '../http.ts';
import type { Switches } from '../switches.ts';
import type { CrmRecord, Module } from '../world/module.ts';

function need(call: ApiCall): ReturnType<Endpoint['need']> {
  const module = moduleOf(call, call.params[0] ?? '', false);
  return isReply(module) ? module : { module: module.scope, tagAction: false };
}

function find(module: Module, query: RecordQuery): { rows: CrmRecord[]; total: number } {
  if (!query.ids) return module.rows(query);
  // Ids of one answer come in the order of the sort, not of the request. Missing records are left out.
  const found = [...new Set(query.ids)]
    .flatMap((id) => module.seen(id) ?? [])
    .filter((record) => query.converted === 'both' || record.converted === (query.converted === 'true'))
    .toSorted((a, b) => (query.order === 'asc' ? b.index - a.index : a.index - b.index));
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
}

function info(call: ApiCall, query: RecordQuery, count: number, total: number): object {
  const end = query.offset + count;
  const more = end < total;
  const next = more ? pageToken(call, end) : undefined;
  const previous =
    query.byToken && query.offset > 0 ? pageToken(call, Math.max(0, query.offset - query.limit)) : undefined;
  return {
    per_page: query.limit,
    next_page_token: next?.token ?? null,
    count,
    sort_by: query.sortBy,
    page: query.byToken ? Math.floor(query.offset / query.limit) + 1 : query.page,
    previous_page_token: previous?.token ?? null,
    page_token_expiry: next ? zohoTime(next.expiresAt, call.org.offsetMinutes) : null,
    sort_order: query.order,
    email: false,
    call: false,
    more_records: more,
  };
}

function answer(call: ApiCall, module: Module, query: RecordQuery): SimReply {
  const { context, org, request } = call;
  const { rows: all, total } = find(module, query);
  const since = request.headers['if-modified-since'];
  const sinceMs = since === undefined ? NaN : Date.parse(since);
  const rows = Number.isNaN(sinceMs) ? all : all.filter((record) => record.modifiedAt > sinceMs);
  if (rows.length === 0) return { status: Number.isNaN(sinceMs) || all.length === 0 ? 204 : 304 };
  const ordered = context.switches.shuffledRows ? shuffled(randomFrom(request.record.number), rows) : rows;
  const data = ordered.map((record) => row(record, query.fields, org, context));
  return json(200, { data, info: info(call, query, rows.length, total) });
}

function inEnvelope(call: ApiCall, reply: SimReply): SimReply {
  if (reply.status < 400 || call.context.switches.recordsErrorEnvelope === 'bare' || typeof reply.body !== 'object')
    return reply;
  return { ...reply, body: { data: [reply.body] } };
}

/** The answer for a page of a view that is too big. */
function tooBig(call: ApiCall, most: NonNullable<Switches['viewPageMaximum']>, full: SimReply): SimAnswer {
  const words = 'the limit of per_page is exceeded';
  switch (most.answer) {
    case 'limit':
      return inEnvelope(call, refuse(400, 'LIMIT_EXCEEDED', words));
    case 'namedLimit':
      return inEnvelope(call, refuse(400, 'LIMIT_EXCEEDED', words, { limit: most.records, param_name: 'per_page' }));
    case 'silence':
      return 'never';
    case 'error':
      return REFUSALS.internal();
    case 'cut': {
      const text = JSON.stringify(full.body ?? {});
      return { ...full, body: text.slice(0, Math.floor(text.length / 2)) };
    }
  }
}

/** `GET /{Module}`: by ids, by view, by page or by token. Source: Zoho docs v8, get-records. */
export const getRecords: Endpoint = {
  name: 'records',
  method: 'GET',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)$/,
  need,
  credits: ({ request }) => (request.query.has('cvid') ? 3 : 1),
  weight: ({ request }) => request.query.get('ids')?.split(',').length ?? Number(request.query.get('per_page') ?? 200),
  sub: ({ request }) => request.query.has('cvid') || request.query.has('sort_by'),
  handle(call) {
    const module = knownModule(call, call.params[0] ?? '');
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return inEnvelope(call, REFUSALS.permission(denied));
    const query = recordQuery(call, module);
    if (isReply(query)) return inEnvelope(call, query);
    const full = answer(call, module, query);
    const most = call.context.switches.viewPageMaximum;
    const isTooBig = most !== null && call.request.query.has('cvid') && query.limit > most.records;
    return isTooBig ? tooBig(call, most, full) : inEnvelope(call, full);
  },
};

/** `GET /{Module}/{id}`: all fields; 204 for a record that is gone. Source: Zoho docs v8, get-records. */
export const getRecord: Endpoint = {
  name: 'record',
  method: 'GET',
  path: /^\/(?!settings\/)([A-Za-z][A-Za-z0-9_]*)\/([^/]+)$/,
  need,
  handle(call) {
    const module = knownModule(call, call.params[0] ?? '');
    const id = call.params[1] ?? '';
    if (!/^\d{15,20}$/.test(id))
      return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const record = module.seen(id);
    if (!record) return { status: 204 };
    return json(200, { data: [row(record, fieldsOf(module), call.org, call.context)] });
  },
};
