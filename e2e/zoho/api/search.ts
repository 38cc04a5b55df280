import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, isReply, rightOf } from './call.ts';
import { criteriaFit } from './criteria.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { fieldOf, fieldsOf, row } from './record-row.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { FieldKind } from './record-row.ts';
import type { SimReply } from '../http.ts';
import type { CrmRecord, Module } from '../world/module.ts';

/** The most rows of a search, and of one answer. Source: Zoho docs v8, search-records. */
const MOST_ROWS = 2_000;
const MOST_IN_PAGE = 200;
/** What a search may be by; only criteria are simulated. */
const WAYS = ['word', 'phone', 'email', 'criteria'];

interface Found {
  ids: string[];
  revision: number;
}

/** Ids of the matching records. A search over many pages is computed once while nothing changes. */
function find(call: ApiCall, module: Module, criteria: string): string[] | SimReply {
  const { context, org, request } = call;
  const { switches } = context;
  const fits = criteriaFit(criteria, module, switches);
  if (typeof fits !== 'function') return fits;
  const converted = request.query.get('converted') ?? 'false';
  if (converted !== 'false' && converted !== 'true' && converted !== 'both')
    return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'converted' });
  const lag = switches.searchLagSeconds * 1000;
  if (lag > 0) return module.search({ converted, asOf: context.clock.now() - lag }, fits);
  const known = context.memory('searches', () => new Map<string, Found>());
  const { searchCase, searchEquals, searchEqualsWithOthers, tagSearch } = switches;
  const how = [searchCase, searchEquals, searchEqualsWithOthers, tagSearch];
  const key = JSON.stringify([org.key, module.apiName, converted, criteria, how]);
  const before = known.get(key);
  const revision = module.revision();
  if (before?.revision === revision) return before.ids;
  const ids = module.search({ converted }, fits);
  known.set(key, { ids, revision });
  return ids;
}

function wholeNumber(call: ApiCall, param: string, standard: number): number | undefined {
  const given = call.request.query.get(param);
  if (given === null) return standard;
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

function asked(call: ApiCall, module: Module): FieldKind[] {
  const names = call.request.query.get('fields')?.split(',');
  return names ? names.flatMap((name) => fieldOf(module, name.trim()) ?? []) : fieldsOf(module);
}

/** The record in the index, if its rows lag too. */
function indexed(call: ApiCall, module: Module, record: CrmRecord): CrmRecord {
  const { searchRows, searchLagSeconds } = call.context.switches;
  if (searchRows === 'current' || searchLagSeconds === 0) return record;
  const tags = module.tagsAsOf(record.id, call.context.clock.now() - searchLagSeconds * 1000);
  return { ...record, tags, tagNames: tags.map((tag) => tag.name) };
}

function answer(call: ApiCall, module: Module, criteria: string): SimReply {
  const { context, org } = call;
  const limit = wholeNumber(call, 'per_page', MOST_IN_PAGE);
  const page = wholeNumber(call, 'page', 1);
  if (limit === undefined || limit > MOST_IN_PAGE)
    return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'per_page' });
  if (page === undefined) return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'page' });
  if (page * limit > MOST_ROWS && context.switches.searchBeyond !== 'rows') {
    if (context.switches.searchBeyond === 'noContent') return { status: 204 };
    const limitOf = { limit: String(MOST_ROWS) };
    return refuse(400, 'LIMIT_REACHED', 'maximum response iteration limit reached', limitOf);
  }
  const found = find(call, module, criteria);
  if (isReply(found)) return found;
  const ids = found.slice((page - 1) * limit, page * limit);
  if (ids.length === 0) return { status: 204 };
  const fields = asked(call, module);
  const data = ids.map((id) => row(indexed(call, module, module.record(id)), fields, org, context));
  const info = { per_page: limit, count: data.length, page, more_records: found.length > page * limit };
  return json(200, { data, info });
}

function need(call: ApiCall): ReturnType<Endpoint['need']> {
  const module = moduleOf(call, call.params[0] ?? '', false);
  return isReply(module) ? module : { module: module.scope, tagAction: false, search: true };
}

/** `GET /{Module}/search?criteria=…`. Source: Zoho docs v8, search-records; Zoho's OpenAPI files, module_search. */
export const searchRecords: Endpoint = {
  name: 'searchRecords',
  method: 'GET',
  path: /^\/(?!settings\/)([A-Za-z][A-Za-z0-9_]*)\/search$/,
  need,
  credits: ({ context }) => context.switches.searchCredits,
  weight: ({ request }) => Number(request.query.get('per_page') ?? MOST_IN_PAGE),
  handle(call) {
    const module = knownModule(call, call.params[0] ?? '');
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const criteria = call.request.query.get('criteria');
    if (criteria === null || criteria === '') {
      const details = { param_names: WAYS };
      return refuse(400, 'EXPECTED_PARAM_MISSING', 'one of the expected parameter is missing', details);
    }
    return answer(call, module, criteria);
  },
};

/** `GET /{Module}/actions/count?criteria=…`: 50 credits. Source: Zoho docs v8, get-record-count; with a tag: a public export script and its figures. */
export const countRecords: Endpoint = {
  name: 'countRecords',
  method: 'GET',
  path: /^\/(?!settings\/)([A-Za-z][A-Za-z0-9_]*)\/actions\/count$/,
  need,
  credits: () => 50,
  handle(call) {
    const module = knownModule(call, call.params[0] ?? '');
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const criteria = call.request.query.get('criteria');
    if (criteria === null) return json(200, { count: module.visibleCount() });
    const found = find(call, module, criteria);
    return isReply(found) ? found : json(200, { count: found.length });
  },
};
