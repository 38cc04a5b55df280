import { OUTCOMES } from '../../shared/run-summary.ts';
import { sumOf } from '../model/machine.ts';
import type { BatchRow, RecordRow, Run } from '../model/types.ts';
import { hasLost } from '../model/outcome.ts';
import { createBlockWriter } from './block-writes.ts';
import { type PreviewRecords, withRecords } from './previews.ts';
import { storeBatch } from './rows.ts';
import type { StoredRun, Writing } from './schema.ts';

/** A batch without a number yet. */
export type NewBatch = Pick<BatchRow, 'kind' | 'records' | 'tags' | 'named' | 'isIsolating' | 'family'>;

/**
 * All changes of one event, written in one transaction or not at all. Counts follow from the rows: a put row moves its
 * record from its old bucket to the new one, and updates the number of records that lost a tag.
 */
export interface Fact {
  /** The run with the changes of this fact so far. */
  readonly run: Run;
  change(changes: Partial<Omit<Run, 'counts' | 'changed'>>): void;
  changeWork(changes: Partial<Run['work']>): void;
  /** Rows by their positions. Missing rows are left out. */
  rows(positions: readonly number[]): Promise<RecordRow[]>;
  /** Rows after a position, at most `limit`. */
  rowsAfter(position: number, limit: number): Promise<RecordRow[]>;
  /** Puts a row that this fact has read. */
  put(row: RecordRow): void;
  /** Adds a record to the selection. */
  append(row: Omit<RecordRow, 'run' | 'n'>): void;
  /** Turns a given id, pending until now, into a record. */
  place(row: Omit<RecordRow, 'run'>): void;
  /** Deletes the given ids, once all of them are records. */
  dropGiven(): void;
  /**
   * Counts all records again if the counts cannot be true: their sum is not the selection, or they show no pending
   * record and one exists. A record without a stored row leaves the selection.
   */
  settleCounts(): Promise<void>;
  /**
   * Adds read records to the preview, by their sets of tags. Call it once for each growth of `Run.read`, before the
   * growth.
   */
  addToPreview(read: PreviewRecords): Promise<void>;
  addBatch(batch: NewBatch): void;
  putBatch(batch: BatchRow): void;
  dropBatch(n: number): void;
}

/** The parts of a record that are counted. */
type Standing = Pick<RecordRow, 'outcome' | 'lost' | 'mistaken' | 'suspected' | 'restored'>;

/** A given id that is not a record yet. */
const GIVEN: Standing = { outcome: 'pending', lost: [], mistaken: [], suspected: null, restored: [] };

/** A fact in an open transaction. `finish` writes the run. */
export function createFact(writing: Writing, stored: StoredRun): { fact: Fact; finish(): Promise<void> } {
  const { seq } = stored;
  // The counts of this fact alone, because a fact can have hundreds of rows.
  const counts = { ...stored.counts };
  let { changed } = stored;
  let { missing, restored, unconfirmed } = stored.mistake ?? { missing: 0, restored: 0, unconfirmed: 0 };
  let run: StoredRun = { ...stored, counts };
  const found = new Map<number, Standing>();
  const blocks = createBlockWriter(writing, stored);
  const given = () => writing.objectStore('given');
  const ofRun = IDBKeyRange.bound([seq], [seq, Infinity]);
  const batches = writing.objectStore('batches');

  function remember(row: RecordRow): RecordRow {
    found.set(row.n, row);
    return row;
  }

  /** Moves a record in the counts. `from` null: it is new in the selection. */
  function count(from: Standing | null, to: RecordRow): void {
    if (from !== null) counts[from.outcome] -= 1;
    counts[to.outcome] += 1;
    changed += Number(hasLost(to)) - Number(from !== null && hasLost(from));
    missing += Number(to.mistaken.length > 0) - Number((from?.mistaken.length ?? 0) > 0);
    restored += Number(to.restored.length > 0) - Number((from?.restored.length ?? 0) > 0);
    unconfirmed += Number(to.suspected !== null) - Number((from?.suspected ?? null) !== null);
    blocks.put(remember(to));
  }

  /** Whether a record is pending, by the rows and not by the counts. */
  async function isAnyPending(): Promise<boolean> {
    const isGiven = (await given().getKey(ofRun)) !== undefined;
    return isGiven || (await blocks.has('pending'));
  }

  async function countAnew(): Promise<void> {
    for (const outcome of OUTCOMES) counts[outcome] = 0;
    changed = missing = restored = unconfirmed = 0;
    let total = 0;
    const placed = new Set<number>();
    for await (const rows of blocks.all())
      for (const row of rows) {
        placed.add(row.n);
        total += 1;
        counts[row.outcome] += 1;
        changed += Number(hasLost(row));
        missing += Number(row.mistaken.length > 0);
        restored += Number(row.restored.length > 0);
        unconfirmed += Number(row.suspected !== null);
      }
    for (const { n, ids } of await given().getAll(ofRun)) {
      const open = ids.filter((_, step) => !placed.has(n + step)).length;
      counts.pending += open;
      total += open;
    }
    run = { ...run, total, counts, changed };
  }

  const fact: Fact = {
    get run() {
      if (run.changed !== changed) run = { ...run, changed };
      return run;
    },
    change(changes) {
      run = { ...run, ...changes, counts, changed };
    },
    changeWork(changes) {
      run = { ...run, work: { ...run.work, ...changes } };
    },
    async rows(positions) {
      return (await blocks.rows(positions)).map(remember);
    },
    async rowsAfter(position, limit) {
      return (await blocks.rowsAfter(position, limit)).map(remember);
    },
    put(row) {
      const from = found.get(row.n);
      if (from === undefined) throw new RangeError('A row must be read before it is put');
      count(from, row);
    },
    append(row) {
      count(null, { ...row, run: run.id, n: run.total });
      run = { ...run, total: run.total + 1 };
    },
    place(row) {
      count(GIVEN, { ...row, run: run.id });
    },
    dropGiven() {
      asPart(given().delete(ofRun));
    },
    async settleCounts() {
      const isTrue = sumOf(counts) === run.total && counts.pending === 0 && !(await isAnyPending());
      if (!isTrue) await countAnew();
    },
    async addToPreview(read) {
      const previews = writing.objectStore('previews');
      const { preview, rest } = withRecords((await previews.get(seq)) ?? null, read);
      asPart(previews.put({ ...preview, r: seq }));
      if (rest.length > 0) asPart(writing.objectStore('previewParts').put({ r: seq, n: run.read, sets: rest }));
    },
    addBatch(batch) {
      const n = run.work.nextBatch;
      fact.changeWork({ nextBatch: n + 1 });
      fact.putBatch({ ...batch, run: run.id, n, state: 'planned', sentAt: null, endedAt: null, credits: 0 });
    },
    putBatch(batch) {
      asPart(batches.put(storeBatch(seq, batch)));
    },
    dropBatch(n) {
      asPart(batches.delete([seq, n]));
    },
  };

  return {
    fact,
    async finish() {
      await blocks.flush();
      run = { ...run, changed, revision: run.revision + 1 };
      if (run.mistake !== undefined || missing + restored + unconfirmed > 0)
        run = { ...run, mistake: { tags: run.mistake?.tags ?? [], missing, restored, unconfirmed } };
      asPart(writing.objectStore('runs').put(run));
    },
  };
}

/** A failed request fails its transaction, and that error is handled there. */
function asPart(request: Promise<unknown>): void {
  request.catch(() => undefined);
}
