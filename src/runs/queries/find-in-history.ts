import { isRecordId } from '../../shared/record-id.ts';
import { storeError } from '../../shared/store-faults.ts';
import { ROWS_PER_BLOCK, rowsOf, type StoredBlock } from '../journal/blocks.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { JournalDatabase, StoredRun } from '../journal/schema.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { partsOf } from './parts.ts';

/** A question about all runs. At least one of the two texts is not empty. */
export interface HistoryQuestion {
  /** A record id, or a part of an id or a name, in any letter case. Empty for every record. */
  readonly record: string;
  /** A part of a tag's name, in any letter case. Empty for every tag. */
  readonly tag: string;
}

/** A record that a run processed. If the question names no record, the run alone. */
export interface HistoryHit {
  readonly run: Run;
  readonly row: RecordRow | null;
}

/** A step of a search: its matches, and how many runs the search has read so far, of how many. */
export interface HistoryStep {
  readonly hits: readonly HistoryHit[];
  readonly looked: number;
  readonly all: number;
}

/** Blocks in memory at once. They are few, so that a step never blocks a page. */
const BLOCKS_PER_STEP = 20;

/**
 * Searches the journal for the runs that processed a record, newest run first, one step at a time. If the question
 * names a tag, only runs match that were to change it or changed it by mistake, on records where that happened or
 * should have. Memory holds only one step's records. Throws `storage-broken`.
 */
export async function* findInHistory(question: HistoryQuestion): AsyncGenerator<HistoryStep, void> {
  try {
    const database = await openJournal();
    const keys = await database.getAllKeys('runs');
    const all = keys.length;
    let looked = 0;
    for (const key of keys.toReversed()) {
      const run = await database.get('runs', key);
      if (run !== undefined && run.startedAt !== null)
        for await (const hits of hitsIn(database, run, question)) yield { hits, looked, all };
      looked += 1;
      yield { hits: [], looked, all };
    }
  } catch (error) {
    throw storeError(error);
  }
}

async function* hitsIn(
  database: JournalDatabase,
  run: StoredRun,
  { record, tag }: HistoryQuestion,
): AsyncGenerator<readonly HistoryHit[], void> {
  const places = placesOf(run, tag);
  if (places !== null && places.size === 0) return;
  const wanted = record.trim().toLocaleLowerCase();
  if (wanted === '') {
    yield [{ run, row: null }];
    return;
  }
  for await (const part of partsOf(database, run.seq, { position: -1, number: null, count: BLOCKS_PER_STEP })) {
    const rows = part.flatMap((block) => matchingRows(run.id, block, wanted));
    const hits = rows.filter((row) => places === null || isAbout(row, run, places)).map((row) => ({ run, row }));
    yield hits;
  }
}

/** Positions of the tags with that name that a run was to change, or changed by mistake; null for every tag. */
function placesOf({ tags, chosen, mistake }: Run, tag: string): ReadonlySet<number> | null {
  const wanted = tag.trim().toLocaleLowerCase();
  if (wanted === '') return null;
  const touched = [...chosen, ...(mistake?.tags ?? [])];
  return new Set(touched.filter((place) => (tags[place]?.name ?? '').toLocaleLowerCase().includes(wanted)));
}

function matchingRows(runId: string, block: StoredBlock, wanted: string): readonly RecordRow[] {
  const first = block.b * ROWS_PER_BLOCK;
  // A whole id is searched in the stored text, which is faster than parsing every record.
  if (isRecordId(wanted)) return rowsOf(runId, block, (n) => (block.t[n - first] ?? '').includes(`"i":"${wanted}"`));
  return rowsOf(runId, block, () => true).filter(
    ({ id, name }) => id.includes(wanted) || name.toLocaleLowerCase().includes(wanted),
  );
}

/** Whether the run changed one of these tags on the record, or should have and did not. */
function isAbout({ before, lost, left, mistaken }: RecordRow, { kind }: Run, places: ReadonlySet<number>): boolean {
  const isIn = (place: number) => places.has(place);
  // A removal leaves a tag alone that the record lacked. An undo restores exactly such tags.
  return lost.some(isIn) || left.some(isIn) || mistaken.some(isIn) || (kind === 'removal' && before.some(isIn));
}
