import type { Outcome } from '../../shared/run-summary.ts';
import { rowsAt } from '../journal/block-reads.ts';
import { positionsIn, ROWS_PER_BLOCK } from '../journal/blocks.ts';
import { outcomeNumber } from '../journal/rows.ts';
import { storeError } from '../../shared/store-faults.ts';
import type { RecordRow } from '../model/types.ts';
import { openJournal } from '../journal/open-journal.ts';
import { matching } from './records.ts';
import { partsOf } from './parts.ts';

/** Few enough that reading them never blocks a page. */
const CHUNK = 2_000;
const CHUNK_BLOCKS = CHUNK / ROWS_PER_BLOCK;

/**
 * The positions of records with these outcomes in the selection, one outcome after the other, in pieces. A table of
 * 100,000 rows needs no other data of all its records. Throws `storage-broken`.
 */
export async function* positions(
  runId: string,
  { outcomes, search }: { outcomes: readonly Outcome[]; search: string },
): AsyncGenerator<readonly number[]> {
  for (const outcome of outcomes)
    if (search.trim() === '') yield* positionsOf(runId, outcome);
    else yield* found(runId, outcome, search);
}

async function* positionsOf(runId: string, outcome: Outcome): AsyncGenerator<readonly number[]> {
  try {
    const database = await openJournal();
    const seq = await database.getKeyFromIndex('runs', 'id', runId);
    if (seq === undefined) return;
    const number = outcomeNumber(outcome);
    for await (const part of partsOf(database, seq, { position: -1, number, count: CHUNK_BLOCKS }))
      yield part.flatMap((block) => positionsIn(block, number));
  } catch (error) {
    throw storeError(error);
  }
}

async function* found(runId: string, outcome: Outcome, search: string): AsyncGenerator<readonly number[]> {
  let chunk: number[] = [];
  for await (const row of matching(runId, { outcome, search, after: null })) {
    chunk.push(row.n);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * The records at these positions of the selection, in the same order. Missing ones are left out. Throws
 * `storage-broken`.
 */
export async function recordsAt(runId: string, wanted: readonly number[]): Promise<RecordRow[]> {
  try {
    const database = await openJournal();
    const seq = await database.getKeyFromIndex('runs', 'id', runId);
    if (seq === undefined || wanted.length === 0) return [];
    const rows = await rowsAt(database.transaction('blocks').store, { id: runId, seq }, wanted);
    const byPosition = new Map(rows.map((row) => [row.n, row]));
    return wanted.flatMap((n) => byPosition.get(n) ?? []);
  } catch (error) {
    throw storeError(error);
  }
}
