import { unwrap } from 'idb';
import { AppError } from '../../shared/errors.ts';
import { openJournal } from './open-journal.ts';
import type { BatchRow, Preview, RecordRow, Run } from '../model/types.ts';
import { blocksAt, rowsAfter, rowsAt } from './block-reads.ts';
import { blockOf, blocksOf, positionsIn } from './blocks.ts';
import { createFact, type Fact } from './fact.ts';
import { previewOf } from './previews.ts';
import { batchStateNumber, restoreBatch } from './rows.ts';
import { storeError } from '../../shared/store-faults.ts';
import { abort, commit, type JournalDatabase, type StoredRun, type Tables } from './schema.ts';
import { createTurns } from './turns.ts';

const ALL_TABLES: Tables = ['runs', 'blocks', 'batches', 'previews', 'previewParts', 'given'];
/** The tables of an urgent event. Its transaction does not wait for records that others are reading. */
const URGENT_TABLES: Tables = ['runs', 'batches'];

const IDS_PER_BLOCK = 1_000;

/** A pending record of a new run. */
type NewRow = Omit<RecordRow, 'run' | 'n'>;

/** Ids of a selection with their positions. `last` is the position after which the next block starts. */
export interface GivenBlock {
  readonly last: number;
  readonly open: readonly Given[];
}

export type Given = Pick<RecordRow, 'n' | 'id'>;

/** Reads and writes runs for the engine. Every function may throw `storage-broken` and `storage-full`. */
export interface Journal {
  /**
   * Adds a run and its first records, unless the id exists. Resolves with whether it was added. `ids` follow the rows.
   * They count as pending, and become records when they are placed.
   */
  create(run: Run, rows?: readonly NewRow[], ids?: readonly string[]): Promise<boolean>;
  run(id: string): Promise<Run | null>;
  /** All runs, oldest first. */
  runs(): Promise<Run[]>;
  /**
   * Writes the changes of one event, possibly together with other waiting events. After a failure, an event is called
   * again, so nothing that it changes outside the fact may decide what it does. Resolves with the run after the write.
   * Throws `run-gone` when the run does not exist. An urgent event, for which a call to Zoho waits, goes before the
   * others. It may read and change the run and its batches only.
   */
  write(runId: string, event: (fact: Fact) => void | Promise<void>, isUrgent?: boolean): Promise<Run>;
  rows(runId: string, positions: readonly number[]): Promise<RecordRow[]>;
  /** Rows after a position, in order; of one outcome, or of all. */
  rowsAfter(runId: string, position: number, limit: number, outcome?: RecordRow['outcome']): Promise<RecordRow[]>;
  /** Batches of a state in order of their numbers; without a limit, all of them. */
  batches(runId: string, state: BatchRow['state'], limit?: number): Promise<BatchRow[]>;
  preview(runId: string): Promise<Preview | null>;
  /** The first block of given ids after a position, without ids that are already records; null after the last. */
  givenAfter(runId: string, position: number): Promise<GivenBlock | null>;
  /** Removes a run with all its rows. */
  remove(runId: string): Promise<void>;
}

export function createJournal(): Journal {
  const turns = createTurns<Change>({ work: writeTurn, isAlike: (one, other) => one.runId === other.runId });
  return {
    create: (run, rows = [], ids = []) => guarded((database) => create(database, run, rows, ids)),
    run: (id) => guarded(async (database) => (await database.getFromIndex('runs', 'id', id)) ?? null),
    runs: () => guarded((database) => database.getAll('runs')),
    write: (runId, event, isUrgent = false) =>
      new Promise((resolve, reject) => turns.add({ runId, event, isUrgent, resolve, reject }, isUrgent)),
    rows: (runId, positions) =>
      guarded(async (database) => {
        const run = { id: runId, seq: await seqOf(database, runId) };
        return rowsAt(database.transaction('blocks').store, run, positions);
      }),
    rowsAfter: (runId, position, limit, outcome) =>
      guarded(async (database) => {
        const run = { id: runId, seq: await seqOf(database, runId) };
        return rowsAfter(database.transaction('blocks').store, run, { position, limit, outcome });
      }),
    batches: (runId, state, limit) =>
      guarded(async (database) => {
        const head = [await seqOf(database, runId), batchStateNumber(state)];
        const range = IDBKeyRange.bound([...head, -1], [...head, Infinity]);
        const reading = database.transaction('batches');
        const batches = reading.store.index('state').getAll(range, limit);
        commit(reading);
        // A transaction that fails after that may leave its requests without an answer.
        const found = await Promise.race([batches, reading.done.then(() => batches)]);
        return found.map((batch) => restoreBatch(runId, batch));
      }),
    preview: (runId) => guarded(async (database) => previewOf(database, await seqOf(database, runId))),
    givenAfter: (runId, position) => guarded((database) => givenAfter(database, runId, position)),
    remove: (runId) => guarded((database) => remove(database, runId)),
  };
}

async function guarded<Value>(use: (database: JournalDatabase) => Promise<Value>): Promise<Value> {
  try {
    return await use(await openJournal());
  } catch (error) {
    throw storeError(error);
  }
}

/** Numbers of runs never change. The number of a removed run is forgotten. */
const seqs = new WeakMap<JournalDatabase, Map<string, number>>();

async function seqOf(database: JournalDatabase, runId: string): Promise<number> {
  const known = seqs.get(database) ?? new Map<string, number>();
  seqs.set(database, known);
  const seq = known.get(runId) ?? (await database.getKeyFromIndex('runs', 'id', runId));
  if (seq !== undefined) known.set(runId, seq);
  return seq ?? -1;
}

async function create(
  database: JournalDatabase,
  run: Run,
  rows: readonly NewRow[],
  ids: readonly string[],
): Promise<boolean> {
  const writing = database.transaction(['runs', 'blocks', 'given'], 'readwrite');
  const runs = writing.objectStore('runs');
  const isNew = (await runs.index('id').getKey(run.id)) === undefined;
  if (isNew) {
    const total = rows.length + ids.length;
    const whole: Run = { ...run, total, counts: { ...run.counts, pending: run.counts.pending + total } };
    // The browser makes the number, so a run has none before it is added.
    const seq = await runs.add(whole as StoredRun);
    const blocks = unwrap(writing.objectStore('blocks'));
    for (const block of blocksOf(
      seq,
      rows.map((row, n) => ({ ...row, run: run.id, n })),
    ))
      blocks.put(block);
    const given = unwrap(writing.objectStore('given'));
    for (let at = 0; at < ids.length; at += IDS_PER_BLOCK)
      given.put({ r: seq, n: rows.length + at, ids: ids.slice(at, at + IDS_PER_BLOCK) });
  }
  await writing.done;
  return isNew;
}

/** An event that waits to be written. */
interface Change {
  readonly runId: string;
  readonly event: (fact: Fact) => void | Promise<void>;
  readonly isUrgent: boolean;
  readonly resolve: (run: Run) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes the events of a run, all or none of them urgent, in one transaction. Where that fails each gets its own, so that
 * none fails because of another.
 */
async function writeTurn(first: readonly Change[], more: () => readonly Change[]): Promise<void> {
  const changes = [...first];
  try {
    const run = await guarded((database) => write(database, changes, more));
    for (const { resolve } of changes) resolve(run);
  } catch (error) {
    if (changes.length === 1) changes[0]?.reject(error);
    else for (const change of changes) await writeTurn([change], () => []);
  }
}

/** Writes the changes, and adds to them those that come in the meantime. */
async function write(database: JournalDatabase, changes: Change[], more: () => readonly Change[]): Promise<Run> {
  const isUrgent = changes.every((change) => change.isUrgent);
  const writing = database.transaction(isUrgent ? URGENT_TABLES : ALL_TABLES, 'readwrite');
  // A failed request also rejects this promise; the error is thrown once, below.
  const done = writing.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    const stored = await writing
      .objectStore('runs')
      .index('id')
      .get(changes[0]?.runId ?? '');
    if (stored === undefined) throw new AppError('run-gone');
    const opened = createFact(writing, stored);
    for (let due: readonly Change[] = [...changes]; due.length > 0; changes.push(...due)) {
      for (const { event } of due) await event(opened.fact);
      due = more();
    }
    await opened.finish();
    const failure = await done;
    if (failure !== null) throw failure.error;
    return opened.fact.run;
  } catch (error) {
    abort(writing);
    await done;
    throw error;
  }
}

async function givenAfter(database: JournalDatabase, runId: string, position: number): Promise<GivenBlock | null> {
  const seq = await seqOf(database, runId);
  const reading = database.transaction(['blocks', 'given']);
  const range = IDBKeyRange.bound([seq, position], [seq, Infinity], true);
  const [block] = await reading.objectStore('given').getAll(range, 1);
  if (block === undefined) return null;
  const given = block.ids.map((id, step) => ({ n: block.n + step, id }));
  const made = await blocksAt(reading.objectStore('blocks'), seq, new Set(given.map(({ n }) => blockOf(n))));
  const placed = new Set(made.flatMap((some) => positionsIn(some)));
  return { last: block.n, open: given.filter(({ n }) => !placed.has(n)) };
}

async function remove(database: JournalDatabase, runId: string): Promise<void> {
  const seq = await seqOf(database, runId);
  seqs.get(database)?.delete(runId);
  const ofRun = IDBKeyRange.bound([seq], [seq, Infinity]);
  const writing = database.transaction(ALL_TABLES, 'readwrite');
  await Promise.all([
    writing.objectStore('blocks').delete(ofRun),
    writing.objectStore('batches').delete(ofRun),
    writing.objectStore('given').delete(ofRun),
    writing.objectStore('previews').delete(seq),
    writing.objectStore('previewParts').delete(ofRun),
    writing.objectStore('runs').delete(seq),
    writing.done,
  ]);
}
