import { refuse } from './errors.ts';
import { isReply } from './call.ts';
import { fieldOf } from './record-row.ts';
import type { ApiCall } from './call.ts';
import type { FieldKind } from './record-row.ts';
import type { SimReply } from '../http.ts';
import type { CrmRecord, Module } from '../world/module.ts';

/** The export of a checked job. */
export interface BulkQuery {
  /** Without the id, whose column is always there. */
  fields: FieldKind[];
  page: number;
  fits: (record: CrmRecord) => boolean;
}

/** Source: Zoho docs v7, create-bulk-read-job; Zoho's OpenAPI files of 2026 for the limits of criteria. */
const MOST_PAGES = 50;
const MOST_CRITERIA = 25;
const MOST_VALUES = 200;

type Fits = BulkQuery['fits'];

const TIMES: Record<string, (at: number, bounds: number[]) => boolean> = {
  greater_than: (at, [one = NaN]) => at > one,
  greater_equal: (at, [one = NaN]) => at >= one,
  less_than: (at, [one = NaN]) => at < one,
  less_equal: (at, [one = NaN]) => at <= one,
  between: (at, [from = NaN, to = NaN]) => at >= from && at <= to,
};

function timeFits(comparator: string, values: string[]): Fits | SimReply {
  const compare = TIMES[comparator];
  if (!compare) return wrongComparator('Created_Time', comparator, Object.keys(TIMES));
  const bounds = values.map((value) => Date.parse(value));
  if (bounds.some(Number.isNaN) || bounds.length !== (comparator === 'between' ? 2 : 1)) {
    const details = { api_name: 'Created_Time', comparator };
    return refuse(400, 'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE', 'the value does not fit', details);
  }
  return ({ createdAt }) => compare(Math.floor(createdAt / 1000) * 1000, bounds);
}

function wrongComparator(field: string, comparator: string, supported: string[]): SimReply {
  const message = 'the comparator given is not supported for the field';
  const details = { api_name: field, comparator, supported };
  return refuse(400, 'FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED', message, details);
}

function tagFits({ context }: ApiCall, comparator: string, values: string[]): Fits | SimReply {
  switch (context.switches.bulkReadTagCriterion) {
    case 'comparatorRefused':
      return wrongComparator('Tag', comparator, []);
    case 'fieldRefused':
      return refuse(400, 'FIELD_IN_CRITERIA_NOT_SUPPORTED', 'the field is not supported in criteria', {
        api_name: 'Tag',
      });
    case 'invalidCriteria':
      return refuse(400, 'INVALID_CRITERIA', 'the criteria given seems to be invalid');
    case 'accepted':
      if (comparator !== 'equal') return wrongComparator('Tag', comparator, ['equal']);
      return ({ tagNames }) => values.some((value) => tagNames.includes(value));
  }
}

/** The criteria of a body as it may be. */
interface Given {
  field?: { api_name?: unknown };
  comparator?: unknown;
  value?: unknown;
  group_operator?: unknown;
  group?: unknown;
}

function fitsOf(call: ApiCall, value: unknown, count: { criteria: number }): Fits | SimReply {
  const malformed = () => refuse(400, 'INVALID_CRITERIA', 'the criteria given seems to be invalid');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return malformed();
  const given = value as Given;
  if (given.group !== undefined && given.field !== undefined)
    return refuse(400, 'AMBIGUOUS_CRITERIA', 'a criterion is either one of a field or a group');
  if (Array.isArray(given.group)) {
    const { group_operator: operator } = given;
    if (operator !== 'and' && operator !== 'or')
      return refuse(400, 'GROUP_OPERATOR_NOT_SUPPORTED', 'the group operator is not supported');
    const parts: Fits[] = [];
    for (const part of given.group as unknown[]) {
      const fits = fitsOf(call, part, count);
      if (isReply(fits)) return fits;
      parts.push(fits);
    }
    return operator === 'and'
      ? (record) => parts.every((fits) => fits(record))
      : (record) => parts.some((fits) => fits(record));
  }
  count.criteria += 1;
  if (count.criteria > MOST_CRITERIA) {
    const details = { max_limit: MOST_CRITERIA };
    return refuse(400, 'CRITERIA_LIMIT_EXCEEDED', 'the limit of criteria is exceeded', details);
  }
  const { field, comparator } = given;
  if (typeof field?.api_name !== 'string' || typeof comparator !== 'string') return malformed();
  const values: unknown[] = Array.isArray(given.value) ? given.value : [given.value];
  if (values.length > MOST_VALUES) {
    const details = { max_limit: MOST_VALUES };
    return refuse(400, 'VALUE_LIMIT_EXCEEDED_IN_CRITERIA', 'the limit of values is exceeded', details);
  }
  if (!values.every((one) => typeof one === 'string')) return malformed();
  if (field.api_name === 'Tag') return tagFits(call, comparator, values);
  if (field.api_name === 'Created_Time') return timeFits(comparator, values);
  const details = { api_name: field.api_name };
  return refuse(400, 'FIELD_IN_CRITERIA_NOT_SUPPORTED', 'the field is not supported in criteria', details);
}

function fieldsIn(call: ApiCall, module: Module, value: unknown): FieldKind[] | SimReply {
  const names: unknown[] = Array.isArray(value) ? value : [];
  const kinds: FieldKind[] = [];
  for (const name of names) {
    if (name === 'id') continue;
    const kind = typeof name === 'string' ? fieldOf(module, name) : undefined;
    const details = { api_name: String(name), module: module.apiName };
    if (!kind) return refuse(400, 'FIELD_NOT_AVAILABLE', 'the field is not available', details);
    const { bulkReadTagColumn } = call.context.switches;
    if (name === 'Tag' && bulkReadTagColumn === 'refused')
      return refuse(400, 'FIELD_NOT_SUPPORTED', 'the field is not supported', details);
    if (name !== 'Tag' || bulkReadTagColumn !== 'absent') kinds.push(kind);
  }
  return kinds;
}

/** What `query` of a body asks for, or its refusal. Sources: Zoho docs v7 and v8, create-bulk-read-job; Zoho's OpenAPI files, bulk_read, for the codes. */
export function bulkQuery(call: ApiCall, module: Module, query: Record<string, unknown>): BulkQuery | SimReply {
  const { page = 1, criteria, cvid } = query;
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1 || page > MOST_PAGES)
    return refuse(400, 'PAGE_RANGE_EXCEEDED', 'the range of pages is exceeded', { max_limit: MOST_PAGES });
  if (cvid !== undefined && cvid !== null) return refuse(400, 'CVID_NOT_SUPPORTED', 'the view is not supported');
  const fields = fieldsIn(call, module, query['fields']);
  if (isReply(fields)) return fields;
  if (criteria === undefined) return { fields, page, fits: () => true };
  const fits = fitsOf(call, criteria, { criteria: 0 });
  return isReply(fits) ? fits : { fields, page, fits };
}
