import { blockOf, ROWS_PER_BLOCK, rowsOf, type StoredBlock } from './blocks.ts';
import { outcomeNumber } from './rows.ts';
import type { RecordRow } from '../model/types.ts';

/** The most blocks in memory at once. */
const MOST_BLOCKS = 40;
/** Reading an unneeded block costs less than another request. */
const GAP = 2;

/** The blocks of a transaction. */
export interface Blocks {
  getAll(range: IDBKeyRange, count?: number): Promise<StoredBlock[]>;
  index(name: 'outcome'): { getAll(range: IDBKeyRange, count?: number): Promise<StoredBlock[]> };
}

/** A run by its id and by its short name in the tables. */
export interface RunKey {
  readonly id: string;
  readonly seq: number;
}

/** Blocks from a position on, `count` at a time; only those with an outcome of that number, or all. */
export interface Range {
  /** The last wanted position. */
  readonly position: number;
  readonly number: number | null;
  readonly count: number;
}

/** Rows of a run by their positions, in that order. Missing rows are left out. */
export async function rowsAt(blocks: Blocks, { id, seq }: RunKey, positions: readonly number[]): Promise<RecordRow[]> {
  const wanted = new Set(positions);
  const found = await blocksAt(blocks, seq, new Set(positions.map(blockOf)));
  return found.flatMap((block) => rowsOf(id, block, (n) => wanted.has(n)));
}

/** Blocks of a run by their numbers, in order, and possibly a few others between them. */
export async function blocksAt(blocks: Blocks, seq: number, numbers: Iterable<number>): Promise<StoredBlock[]> {
  const parts = await Promise.all(
    stretches([...numbers], MOST_BLOCKS).map(([first, last]) =>
      blocks.getAll(IDBKeyRange.bound([seq, first], [seq, last])),
    ),
  );
  return parts.flat();
}

/** Rows after a position, in order, at most `limit`; of one outcome, or of all. */
export async function rowsAfter(
  blocks: Blocks,
  run: RunKey,
  { position, limit, outcome }: { position: number; limit: number; outcome?: RecordRow['outcome'] | undefined },
): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  const number = outcome === undefined ? null : outcomeNumber(outcome);
  const isWanted = (n: number, its: number) => n > position && (number === null || its === number);
  const few = number === null ? Math.ceil(limit / ROWS_PER_BLOCK) : limit;
  for await (const part of blocksAfter(blocks, run.seq, { position, number, count: Math.min(few + 1, MOST_BLOCKS) }))
    for (const block of part) {
      rows.push(...rowsOf(run.id, block, isWanted));
      if (rows.length >= limit) return rows.slice(0, limit);
    }
  return rows;
}

/** A run's blocks in order, in parts. */
export async function* blocksAfter(
  blocks: Blocks,
  seq: number,
  { position, number, count }: Range,
): AsyncGenerator<readonly StoredBlock[], void> {
  const head = number === null ? [seq] : [seq, number];
  for (let next = blockOf(position + 1); ;) {
    const range = IDBKeyRange.bound([...head, next], [...head, Infinity]);
    const part =
      number === null ? await blocks.getAll(range, count) : await blocks.index('outcome').getAll(range, count);
    if (part.length > 0) yield part;
    const end = part.at(-1);
    if (end === undefined || part.length < count) return;
    next = end.b + 1;
  }
}

/** First and last number of each run of consecutive numbers, at most `most` long. */
export function stretches(numbers: readonly number[], most: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const open = found.at(-1);
    if (open !== undefined && n - open[1] <= GAP && n - open[0] < most) open[1] = n;
    else found.push([n, n]);
  }
  return found;
}
