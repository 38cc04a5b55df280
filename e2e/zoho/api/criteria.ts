import { readCriteria } from './criteria-text.ts';
import { refuse } from './errors.ts';
import type { Criteria, Criterion } from './criteria-text.ts';
import type { Switches } from '../switches.ts';
import type { SimReply } from '../http.ts';
import type { Module, SearchedRecord } from '../world/module.ts';

/** Whether a record matches. */
export type Fits = (record: SearchedRecord) => boolean;

/** Most criteria of one search. Source: Zoho's OpenAPI files, module_search; the docs say 10. */
const MOST_CRITERIA = 15;

function invalidQuery(field: string, reason: string, details: object = {}): SimReply {
  return refuse(400, 'INVALID_QUERY', 'Invalid query formed', { ...details, reason, api_name: field });
}

const TIMES: Record<string, (at: number, bounds: number[]) => boolean> = {
  equals: (at, [one = NaN]) => at === one,
  less_than: (at, [one = NaN]) => at < one,
  less_equal: (at, [one = NaN]) => at <= one,
  greater_than: (at, [one = NaN]) => at > one,
  greater_equal: (at, [one = NaN]) => at >= one,
  // Both ends are included. Source: a public export script whose windows overlap by their ends.
  between: (at, [from = NaN, to = NaN]) => at >= from && at <= to,
};

function timeFits({ field, comparator, values }: Criterion): Fits | SimReply {
  const compare = TIMES[comparator];
  if (!compare) return invalidQuery(field, 'invalid operator given', { operator: comparator });
  const bounds = values.map((value) =>
    /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : NaN,
  );
  if (bounds.some(Number.isNaN) || bounds.length !== (comparator === 'between' ? 2 : 1))
    return invalidQuery(field, 'invalid value given', { value: values.join(',') });
  // Zoho writes times by the second.
  return ({ createdAt }) => compare(Math.floor(createdAt / 1000) * 1000, bounds);
}

function matcher({ comparator, values }: Criterion, switches: Switches): ((text: string) => boolean) | undefined {
  const fold = (text: string) => (switches.searchCase === 'blind' ? text.toLowerCase() : text);
  const wanted = values.map(fold);
  const equal = (text: string) => wanted.some((value) => fold(text) === value);
  if (comparator === 'starts_with') return (text) => wanted.some((value) => fold(text).startsWith(value));
  if (comparator === 'equals' && values.length === 1) return equal;
  return comparator === 'in' ? equal : undefined;
}

/** The rules that the criteria of one search are read by. */
interface Reading {
  module: Module;
  switches: Switches;
  /** Whether there is only one. */
  isAlone: boolean;
}

function tagFits(criterion: Criterion, { switches, isAlone }: Reading): Fits | SimReply {
  const { field, comparator } = criterion;
  if (switches.tagSearch === 'invalidQuery') return invalidQuery(field, 'the field is not available for search');
  // Other comparators find nothing instead of being refused. Source: Zoho's browser SDK in public code.
  if (switches.tagSearch === 'empty' || comparator === 'starts_with') return () => false;
  const isPart = switches.searchEquals === 'contains' || (!isAlone && switches.searchEqualsWithOthers === 'contains');
  if (isPart && comparator === 'equals') {
    const fold = (text: string) => (switches.searchCase === 'blind' ? text.toLowerCase() : text);
    const wanted = fold(criterion.values.join(','));
    return ({ tagNames }) => tagNames().some((name) => fold(name).includes(wanted));
  }
  const matches = matcher(criterion, switches);
  if (!matches) return invalidQuery(field, 'invalid operator given', { operator: comparator });
  return ({ tagNames }) => tagNames().some((name) => matches(name));
}

function oneFits(criterion: Criterion, reading: Reading): Fits | SimReply {
  const { module, switches } = reading;
  const { field } = criterion;
  if (field === 'Created_Time') return timeFits(criterion);
  if (field === 'Tag' || field === 'Tag.name') return tagFits(criterion, reading);
  const texts: Record<string, (record: SearchedRecord) => string> = {
    [module.nameField]: ({ record }) => record().name,
    ...(module.named === 'person' && {
      Email: ({ record }) => record().email,
      Last_Name: ({ record }) => record().last,
      Company: ({ record }) => record().company,
    }),
  };
  const text = texts[field];
  if (!text) return invalidQuery(field, 'the field is not available for search');
  const matches = matcher(criterion, switches);
  if (!matches) return invalidQuery(field, 'invalid operator given', { operator: criterion.comparator });
  return (record) => matches(text(record));
}

/** Times first, because they cost nothing and tags do. */
function cost(criteria: Criteria): number {
  return 'field' in criteria && criteria.field === 'Created_Time' ? 0 : 1;
}

function allFit(criteria: Criteria, reading: Reading): Fits | SimReply {
  if (!('parts' in criteria)) return oneFits(criteria, reading);
  const parts: Fits[] = [];
  for (const part of criteria.parts.toSorted((a, b) => cost(a) - cost(b))) {
    const fits = allFit(part, reading);
    if (typeof fits !== 'function') return fits;
    parts.push(fits);
  }
  return criteria.join === 'and'
    ? (record) => parts.every((fits) => fits(record))
    : (record) => parts.some((fits) => fits(record));
}

/**
 * The search of `criteria`, or INVALID_QUERY, CRITERIA_LIMIT_EXCEEDED. `( ) , \` in a value need a backslash. Sources:
 * Zoho docs v8, search-records; Zoho's OpenAPI files, module_search, for the errors; a public export script and its
 * results for `Tag.name`.
 */
export function criteriaFit(text: string, module: Module, switches: Switches): Fits | SimReply {
  const read = readCriteria(text);
  if (!read) return refuse(400, 'INVALID_QUERY', 'Invalid query formed', { api_name: 'criteria' });
  const { criteria, count } = read;
  if (count > MOST_CRITERIA) {
    const message = `no of criterium that can be given exceed the limit ${MOST_CRITERIA}`;
    return refuse(400, 'CRITERIA_LIMIT_EXCEEDED', message);
  }
  return allFit(criteria, { module, switches, isAlone: count === 1 });
}
