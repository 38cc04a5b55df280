import type { Outcome } from '../../shared/run-summary.ts';
import { outcomeNumber, restoreRecord } from '../journal/rows.ts';
import { type JournalDatabase, journalError, type StoredRun } from '../journal/schema.ts';
import type { RecordRow } from '../types.ts';
import { openJournal } from './open-journal.ts';
import type { Page } from './runs.ts';

export interface RecordsQuery {
  /** Only records of this outcome; null for all. */
  readonly outcome: Outcome | null;
  /** Part of the name, the id or the name of a tag, in any letter case; empty for all. */
  readonly search: string;
  /** `next` of the page before, or null. */
  readonly after: number | null;
  readonly limit: number;
}

const CHUNK = 500;

/** Records of a run in the order of the selection. Empty for a run that is not there. Throws `storage-broken`. */
export async function listRecords(runId: string, query: RecordsQuery): Promise<Page<RecordRow>> {
  const rows: RecordRow[] = [];
  for await (const row of matching(runId, query)) {
    if (rows.length === query.limit) return { rows, next: rows.at(-1)?.n ?? null };
    rows.push(row);
  }
  return { rows, next: null };
}

/** How many records of a run fit. Without a search the counts of the run say the same at once. Throws `storage-broken`. */
export async function countRecords(
  runId: string,
  { outcome, search }: Pick<RecordsQuery, 'outcome' | 'search'>,
): Promise<number> {
  let count = 0;
  for await (const _row of matching(runId, { outcome, search, after: null })) count += 1;
  return count;
}

/** All records of a run that fit, a few hundred in memory at a time. Throws `storage-broken`. */
export async function* matching(
  runId: string,
  { outcome, search, after }: Omit<RecordsQuery, 'limit'>,
): AsyncGenerator<RecordRow> {
  try {
    const database = await openJournal();
    const run = await database.getFromIndex('runs', 'id', runId);
    if (run === undefined) return;
    const fits = matcher(run, search);
    for (let last = after ?? -1; ;) {
      const chunk = await recordsAfter(database, run.seq, outcome, last);
      for (const stored of chunk) {
        const row = restoreRecord(runId, stored);
        if (fits(row)) yield row;
      }
      const end = chunk.at(-1);
      if (end === undefined || chunk.length < CHUNK) return;
      last = end.n;
    }
  } catch (error) {
    throw journalError(error);
  }
}

function recordsAfter(database: JournalDatabase, seq: number, outcome: Outcome | null, last: number) {
  if (outcome === null) return database.getAll('records', IDBKeyRange.bound([seq, last], [seq, Infinity], true), CHUNK);
  const number = outcomeNumber(outcome);
  const range = IDBKeyRange.bound([seq, number, last], [seq, number, Infinity], true);
  return database.getAllFromIndex('records', 'outcome', range, CHUNK);
}

function matcher(run: StoredRun, search: string): (row: RecordRow) => boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return () => true;
  const tags = new Set(
    run.tags.flatMap((tag, place) => (tag.name.toLocaleLowerCase().includes(wanted) ? [place] : [])),
  );
  return (row) =>
    row.name.toLocaleLowerCase().includes(wanted) ||
    row.id.includes(wanted) ||
    row.before.some((place) => tags.has(place)) ||
    row.lost.some((place) => tags.has(place)) ||
    row.left.some((place) => tags.has(place));
}
