import { isRecordId } from '../../shared/record-id.ts';
import { storeError } from '../../shared/store-faults.ts';
import { ROWS_PER_BLOCK, rowsOf, type StoredBlock } from '../journal/blocks.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { JournalDatabase, StoredRun } from '../journal/schema.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { partsOf } from './parts.ts';

/** What is looked for in all runs. At least one of both is not empty. */
export interface HistoryQuestion {
  /** A record id, or a part of an id or a name, in any letter case. Empty for every record. */
  readonly record: string;
  /** A part of a tag's name, in any letter case. Empty for every tag. */
  readonly tag: string;
}

/** A record that a run was about; of a question without a record, the run alone. */
export interface HistoryHit {
  readonly run: Run;
  readonly row: RecordRow | null;
}

/** A step of a search: what it has found, and how many of all runs it has looked through so far. */
export interface HistoryStep {
  readonly hits: readonly HistoryHit[];
  readonly looked: number;
  readonly all: number;
}

/** Blocks that are in memory at once: so few that a step never holds a page up. */
const BLOCKS_PER_STEP = 20;

/**
 * Searches the journal for the runs that a record was part of, the newest run first, a step at a time. With a tag only
 * runs count that were to change it or changed it by mistake, and records on which they did, or should have. Memory
 * stays flat: of a run there are never more than a step's records. Throws `storage-broken`.
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

/** The tags of that name which a run was to change, or changed by mistake, by their positions; null for every tag. */
function placesOf({ tags, chosen, mistake }: Run, tag: string): ReadonlySet<number> | null {
  const wanted = tag.trim().toLocaleLowerCase();
  if (wanted === '') return null;
  const touched = [...chosen, ...(mistake?.tags ?? [])];
  return new Set(touched.filter((place) => (tags[place]?.name ?? '').toLocaleLowerCase().includes(wanted)));
}

function matchingRows(runId: string, block: StoredBlock, wanted: string): readonly RecordRow[] {
  const first = block.b * ROWS_PER_BLOCK;
  // A whole id is looked for in the stored text, which is faster than taking every record apart.
  if (isRecordId(wanted)) return rowsOf(runId, block, (n) => (block.t[n - first] ?? '').includes(`"i":"${wanted}"`));
  return rowsOf(runId, block, () => true).filter(
    ({ id, name }) => id.includes(wanted) || name.toLocaleLowerCase().includes(wanted),
  );
}

/** Whether the run changed one of these tags on the record, or was to and did not. */
function isAbout({ before, lost, left, mistaken }: RecordRow, { kind }: Run, places: ReadonlySet<number>): boolean {
  const isIn = (place: number) => places.has(place);
  // A removal does nothing about a tag that the record lacked; an undo restores what it lacks.
  return lost.some(isIn) || left.some(isIn) || mistaken.some(isIn) || (kind === 'removal' && before.some(isIn));
}
