import type { Outcome } from '../../shared/run-summary.ts';
import { rowsOf } from '../journal/blocks.ts';
import { outcomeNumber } from '../journal/rows.ts';
import { storeError } from '../../shared/store-faults.ts';
import type { StoredRun } from '../journal/schema.ts';
import type { RecordRow } from '../model/types.ts';
import { partsOf } from './parts.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { Page } from './runs.ts';

export interface RecordsQuery {
  /** Only records of this outcome; null for all. */
  readonly outcome: Outcome | null;
  /** Part of the name, the id or a tag's name, in any letter case; empty for all. */
  readonly search: string;
  /** `next` of the page before, or null. */
  readonly after: number | null;
  readonly limit: number;
}

/** Blocks in memory at once. */
const CHUNK = 10;

/** Records of a run in the order of the selection. Empty if the run does not exist. Throws `storage-broken`. */
export async function listRecords(runId: string, query: RecordsQuery): Promise<Page<RecordRow>> {
  const rows: RecordRow[] = [];
  for await (const row of matching(runId, query)) {
    if (rows.length === query.limit) return { rows, next: rows.at(-1)?.n ?? null };
    rows.push(row);
  }
  return { rows, next: null };
}

/**
 * Number of a run's records that match. Without a search, the run's counts have the same number. Throws
 * `storage-broken`.
 */
export async function countRecords(
  runId: string,
  { outcome, search }: Pick<RecordsQuery, 'outcome' | 'search'>,
): Promise<number> {
  let count = 0;
  for await (const _row of matching(runId, { outcome, search, after: null })) count += 1;
  return count;
}

/** All matching records of a run, a few hundred in memory at a time. Throws `storage-broken`. */
export async function* matching(
  runId: string,
  { outcome, search, after }: Omit<RecordsQuery, 'limit'>,
): AsyncGenerator<RecordRow> {
  try {
    const database = await openJournal();
    const run = await database.getFromIndex('runs', 'id', runId);
    if (run === undefined) return;
    const fits = matcher(run, search);
    const position = after ?? -1;
    const number = outcome === null ? null : outcomeNumber(outcome);
    for await (const part of partsOf(database, run.seq, { position, number, count: CHUNK }))
      for (const block of part)
        for (const row of rowsOf(runId, block, (n, its) => n > position && (number === null || its === number)))
          if (fits(row)) yield row;
  } catch (error) {
    throw storeError(error);
  }
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
