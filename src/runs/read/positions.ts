import type { Outcome } from '../../shared/run-summary.ts';
import { outcomeNumber, restoreRecord, type StoredRecord } from '../journal/rows.ts';
import { type JournalDatabase, journalError } from '../journal/schema.ts';
import type { RecordRow } from '../types.ts';
import { openJournal } from './open-journal.ts';
import { matching } from './records.ts';

/** So few that reading them never holds a page up. */
const CHUNK = 2_000;

/**
 * Where the records of these outcomes stand in the selection, one outcome after the other, in pieces: what a table of
 * 100,000 rows needs to know of all of them. Throws `storage-broken`.
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
    for (let last = -1; ;) {
      const range = IDBKeyRange.bound([seq, number, last], [seq, number, Infinity], true);
      const keys = await database.getAllKeysFromIndex('records', 'outcome', range, CHUNK);
      const chunk = keys.map(([, n]) => n);
      if (chunk.length > 0) yield chunk;
      last = chunk.at(-1) ?? last;
      if (chunk.length < CHUNK) return;
    }
  } catch (error) {
    throw journalError(error);
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

/** The records at these positions of the selection, as far as they are there, in the same order. Throws `storage-broken`. */
export async function recordsAt(runId: string, wanted: readonly number[]): Promise<RecordRow[]> {
  try {
    const database = await openJournal();
    const seq = await database.getKeyFromIndex('runs', 'id', runId);
    if (seq === undefined || wanted.length === 0) return [];
    const rows = isStretch(wanted) ? await stretch(database, seq, wanted) : await scattered(database, seq, wanted);
    return rows.flatMap((row) => (row === undefined ? [] : restoreRecord(runId, row)));
  } catch (error) {
    throw journalError(error);
  }
}

function isStretch(wanted: readonly number[]): boolean {
  return wanted.every((n, index) => index === 0 || n === (wanted[index - 1] ?? 0) + 1);
}

function stretch(database: JournalDatabase, seq: number, wanted: readonly number[]): Promise<StoredRecord[]> {
  return database.getAll('records', IDBKeyRange.bound([seq, wanted[0] ?? 0], [seq, wanted.at(-1) ?? 0]));
}

function scattered(database: JournalDatabase, seq: number, wanted: readonly number[]) {
  const { store } = database.transaction('records');
  return Promise.all(wanted.map((n) => store.get([seq, n])));
}
