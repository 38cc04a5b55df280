import type { Grid, Row } from './grid.ts';

/** Numbers as long as an id. `JSON.parse` would round them. */
const LONG_NUMBER = /(?<=[:,[\s])\d{15,}(?=[\s,\]}])/g;

/**
 * The records of a JSON text as a table: a list of objects, or the list under a key such as Zoho's `data`. The columns
 * are the keys of an object; nested keys follow a dot (`Owner.id`). Null for any other text.
 */
export function jsonGrid(text: string): Grid | null {
  const start = text.trimStart().charAt(0);
  if (start !== '[' && start !== '{') return null;
  const records = recordsIn(parsed(text.replaceAll(LONG_NUMBER, '"$&"')));
  if (records === null) return null;
  const cells = records.map((record) => new Map(flat(record, '')));
  const names = [...new Set(cells.flatMap((row) => [...row.keys()]))];
  const rows: Row[] = [names, ...cells.map((row) => names.map((name) => row.get(name) ?? ''))].map((row, at) => ({
    at,
    cells: row,
  }));
  return { rows, width: names.length, head: 0, brokenAt: null, separator: null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // it only looks like JSON: a list in brackets
  }
}

function recordsIn(value: unknown): readonly object[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? value : null;
  if (!isObject(value)) return null;
  const lists = Object.values(value).filter(
    (inner) => Array.isArray(inner) && inner.length > 0 && inner.every(isObject),
  );
  const [only] = lists;
  return lists.length === 1 && !('id' in value) ? (only as object[]) : [value];
}

function flat(record: object, before: string): [string, string][] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (Array.isArray(value)) return [];
    if (isObject(value)) return flat(value, `${before}${name}.`);
    return typeof value === 'string' || typeof value === 'number' ? [[before + name, String(value)]] : [];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
