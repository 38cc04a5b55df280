import { refuse } from './errors.ts';
import { isReply } from './call.ts';
import { filteredView } from './filters.ts';
import { fieldOf } from './record-row.ts';
import { offsetOf } from './page-token.ts';
import type { ApiCall } from './call.ts';
import type { FieldKind } from './record-row.ts';
import type { SimReply } from '../http.ts';
import type { SortBy } from '../world/listing.ts';
import { listedConverted } from '../world/views.ts';
import type { Module, RowsQuery } from '../world/module.ts';

/** The parameters of a checked call of Get Records. */
export interface RecordQuery extends RowsQuery {
  fields: FieldKind[];
  sortBy: SortBy;
  ids?: string[];
  page: number;
  byToken: boolean;
}

/** Rows by `page` and by `page_token`. Source: Zoho docs v8, get-records. */
const BY_PAGE = 2_000;
const BY_TOKEN = 100_000;
const MOST_FIELDS = 50;
const MOST_ROWS = 200;
const SORTS: SortBy[] = ['id', 'Created_Time', 'Modified_Time'];

function invalid(param: string, details: object = {}): SimReply {
  return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: param, ...details });
}

function ambiguous(...params: string[]): SimReply {
  const details = { ambiguity_due_to: params.map((param) => ({ param_name: param })) };
  return refuse(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', details);
}

function wanted(call: ApiCall, module: Module): FieldKind[] | SimReply {
  const given = call.request.query.get('fields');
  if (given === null || given === '') {
    return refuse(400, 'REQUIRED_PARAM_MISSING', 'required param is missing', { param_name: 'fields' });
  }
  const names = given.split(',').map((name) => name.trim());
  if (names.length > MOST_FIELDS) {
    return refuse(400, 'LIMIT_EXCEEDED', 'the limit of fields is exceeded', {
      limit: MOST_FIELDS,
      param_name: 'fields',
    });
  }
  const kinds = names.map((name) => fieldOf(module, name));
  if (call.context.switches.unknownField === 'invalidData' && kinds.includes(undefined)) return invalid('fields');
  return kinds.filter((kind) => kind !== undefined);
}

function wantedIds(call: ApiCall): string[] | undefined | SimReply {
  const given = call.request.query.get('ids');
  if (given === null) return undefined;
  const { idsMaximumCharacters: limit, idsBeyondMaximum } = call.context.switches;
  const isTooLong = limit !== null && given.length > limit;
  if (isTooLong && idsBeyondMaximum === 'refused') return invalid('ids', { maximum_length: limit });
  if (isTooLong && idsBeyondMaximum === 'unnamed')
    return refuse(400, 'LIMIT_EXCEEDED', 'the limit of ids is exceeded', { param_name: 'ids' });
  // Without the id that the limit cuts through.
  const ids = (isTooLong ? given.slice(0, limit + 1).replace(/,[^,]*$/, '') : given).split(',');
  return ids.every((id) => /^\d{1,20}$/.test(id)) ? ids : invalid('ids');
}

function positive(call: ApiCall, param: string, standard: number): number | undefined {
  const given = call.request.query.get(param);
  if (given === null) return standard;
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

function place(call: ApiCall, limit: number, page: number): number | SimReply {
  const token = call.request.query.get('page_token');
  if (token === null) {
    if (page * limit <= BY_PAGE) return (page - 1) * limit;
    return refuse(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'use page_token beyond this limit', { limit: BY_PAGE });
  }
  const offset = offsetOf(call, token);
  if (typeof offset === 'number' && offset >= BY_TOKEN) {
    return refuse(400, 'PAGINATION_LIMIT_EXCEEDED', 'no more records by page_token', { limit: BY_TOKEN });
  }
  return offset;
}

/** The checked query, or the refusal that the docs name. Source: Zoho docs v8, get-records; limits of `ids`: Zoho's OpenAPI files. */
export function recordQuery(call: ApiCall, module: Module): RecordQuery | SimReply {
  const { query } = call.request;
  const fields = wanted(call, module);
  if (isReply(fields)) return fields;
  const ids = wantedIds(call);
  if (ids !== undefined && isReply(ids)) return ids;
  const limit = positive(call, 'per_page', MOST_ROWS);
  const page = positive(call, 'page', 1);
  if (limit === undefined) return invalid('per_page');
  if (limit > MOST_ROWS) {
    return refuse(400, 'LIMIT_EXCEEDED', 'the limit of per_page is exceeded', {
      limit: MOST_ROWS,
      param_name: 'per_page',
    });
  }
  if (page === undefined) return invalid('page');
  if (query.has('cvid') && query.has('sort_by')) return ambiguous('cvid', 'sort_by');
  if (query.has('page') && query.has('page_token')) return ambiguous('page', 'page_token');
  const sortBy = SORTS.find((sort) => sort === (query.get('sort_by') ?? 'id'));
  if (sortBy === undefined) return invalid('sort_by', { supported_values: SORTS });
  const order = query.get('sort_order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') return invalid('sort_order', { supported_values: ['asc', 'desc'] });
  const asked = query.get('converted') ?? 'false';
  if (asked !== 'false' && asked !== 'true' && asked !== 'both') return invalid('converted');
  const cvid = query.get('cvid');
  const chosen = cvid === null ? undefined : module.view(cvid);
  if (cvid !== null && !chosen) return invalid('cvid');
  const filtered = filteredView(call, module);
  if (filtered && isReply(filtered)) return filtered;
  if (filtered && chosen) return ambiguous('cvid', 'filters');
  const view = filtered ?? chosen;
  const isAsListed = view !== undefined && call.context.switches.convertedInView === 'asListed';
  const converted = isAsListed ? listedConverted(view) : asked;
  const offset = place(call, limit, page);
  if (typeof offset !== 'number') return offset;
  return {
    fields,
    ...(ids && { ids }),
    ...(view && { view }),
    userId: call.user.id,
    sortBy,
    order,
    converted,
    offset,
    limit,
    page,
    byToken: query.has('page_token'),
  };
}
