import type { StoredRecord } from './rows.ts';

/** Reading a few rows in vain costs less than asking once more. */
const GAP = 8;
const MOST_ROWS = 2_000;

/** Where rows are asked for by a range of keys. */
interface Table {
  getAll(range: IDBKeyRange): Promise<StoredRecord[]>;
}

/** Rows of a run by their positions, in order of the positions; what is not there is left out. */
export async function rowsAt(table: Table, seq: number, positions: readonly number[]): Promise<StoredRecord[]> {
  const wanted = new Set(positions);
  const parts = await Promise.all(
    stretches(positions).map(([first, last]) => table.getAll(IDBKeyRange.bound([seq, first], [seq, last]))),
  );
  return parts.flatMap((rows) => rows.filter(({ n }) => wanted.has(n)));
}

/** First and last position of each stretch of positions that lie close together. */
export function stretches(positions: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const n of [...positions].sort((a, b) => a - b)) {
    const open = found.at(-1);
    if (open !== undefined && n - open[1] <= GAP && n - open[0] < MOST_ROWS) open[1] = n;
    else found.push([n, n]);
  }
  return found;
}
