import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { covers } from './scopes.ts';
import { deniedOf, isReply, rightOf } from './call.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { fieldOf, row } from './record-row.ts';
import { jsonBody } from './json-body.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';

/** The queries that are simulated: one comparison, by id or by tag. */
const QUERY =
  /^\s*select\s+([\w.]+(?:\s*,\s*[\w.]+)*)\s+from\s+(\w+)\s+where\s+([\w.]+)\s*=\s*'((?:[^'\\]|\\.)*)'(?:\s+limit\s+(\d+))?\s*$/i;
/** Source: Zoho docs v8, COQL-Limitations. */
const MOST_ROWS = 2_000;
const ROWS = 200;

interface Query {
  columns: string[];
  module: string;
  column: string;
  value: string;
  limit: number;
}

function queryIn(call: ApiCall): Query | SimReply {
  const read = jsonBody(call.request);
  if ('refusal' in read) return read.refusal;
  const { select_query: text } = read.body;
  if (typeof text !== 'string') {
    const details = { api_name: 'select_query', json_path: '$.select_query' };
    return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
  }
  const match = QUERY.exec(text);
  if (!match)
    return refuse(400, 'SYNTAX_ERROR', 'error occured while parsing the query', { near: '', line: 1, column: 1 });
  const [, columns = '', module = '', column = '', value = '', limit = String(ROWS)] = match;
  return { columns: columns.split(',').map((name) => name.trim()), module, column, value, limit: Number(limit) };
}

function invalidColumn(column: string, clause: string): SimReply {
  return refuse(400, 'INVALID_QUERY', 'column given seems to be invalid', { column_name: column, clause });
}

/** Credits by the rows asked for. Source: Zoho docs v8, api-limits. */
function creditsOf(call: ApiCall): number {
  const query = queryIn(call);
  if (isReply(query) || query.limit <= 200) return 1;
  return query.limit <= 1_000 ? 2 : 3;
}

/** `POST /coql`. Sources: Zoho docs v8, COQL; Zoho's OpenAPI files, coql; a public export script for the refusal of `Tag.name`. */
export const coql: Endpoint = {
  name: 'coql',
  method: 'POST',
  path: /^\/coql$/,
  need(call) {
    const query = queryIn(call);
    if (isReply(query)) return query;
    const module = moduleOf(call, query.module, false);
    return isReply(module) ? module : { module: module.scope, tagAction: false, beside: 'coql' };
  },
  credits: creditsOf,
  sub: () => true,
  handle(call) {
    const { context, org, token, user } = call;
    const query = queryIn(call);
    if (isReply(query)) return query;
    // Source: Zoho docs v7, COQL: metadata of fields is read for the caller.
    if (!covers(token.scopes, { area: 'settings.fields' }, context.switches))
      return REFUSALS.scope(context.switches.scopeMismatchStatus);
    const module = knownModule(call, query.module);
    const denied = deniedOf(user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    if (query.limit > MOST_ROWS) return refuse(400, 'LIMIT_EXCEEDED', 'the limit is exceeded', { limit: MOST_ROWS });
    const fields = query.columns.map((name) => fieldOf(module, name));
    const unknown = fields.findIndex((kind) => kind === undefined || kind.apiName === 'Tag');
    if (unknown >= 0) return invalidColumn(query.columns[unknown] ?? '', 'select');
    const isByTag = query.column === 'Tag.name' && context.switches.coqlTag === 'accepted';
    if (!isByTag && query.column !== 'id') return invalidColumn(query.column, 'where');
    const found = module.search({ converted: 'false' }, ({ tagNames, record }) =>
      isByTag ? tagNames().includes(query.value) : record().id === query.value,
    );
    const ids = found.slice(0, query.limit);
    if (ids.length === 0) return { status: 204 };
    const kinds = fields.filter((kind) => kind !== undefined);
    const data = ids.map((id) => {
      const { $field_states: _states, $in_merge: _merge, ...cells } = row(module.record(id), kinds, org, context);
      return cells;
    });
    return json(200, { data, info: { count: data.length, more_records: found.length > ids.length } });
  },
};
