import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, deleteDB, openDB, unwrap } from 'idb';
import { AppError } from '../../shared/errors.ts';
import { openingError } from '../../shared/store-faults.ts';
import type { Preview, Run } from '../model/types.ts';
import type { StoredBlock } from './blocks.ts';
import { countLost, rowsToBlocks, toFourth } from './migrations.ts';
import type { StoredBatch } from './rows.ts';

export const JOURNAL_NAME = 'untag-runs';

/** Grows with every change of the tables. {@link upgrade} migrates each released version to the next. */
const JOURNAL_VERSION = 4;

/** A run as stored. `seq` is its short name in the other tables. */
export type StoredRun = Run & { readonly seq: number };

/** The tables of the journal. Rows begin with `r`, the run's `seq`. Batches continue with `n`, their number in it. */
interface JournalSchema extends DBSchema {
  runs: { key: number; value: StoredRun; indexes: { id: string } };
  blocks: { key: [number, number]; value: StoredBlock; indexes: { outcome: [number, number, number] } };
  batches: { key: [number, number]; value: StoredBatch; indexes: { state: [number, number, number] } };
  previews: { key: number; value: Preview & { readonly r: number } };
  /**
   * Sets of tags without room in a preview, each as often as it occurred. `n`: the part of the selection that was read
   * before.
   */
  previewParts: {
    key: [number, number];
    value: { readonly r: number; readonly n: number; readonly sets: Preview['sets'] };
  };
  /** Ids of a selection that are not read yet. `n`: the position of a block's first id. */
  given: { key: [number, number]; value: { readonly r: number; readonly n: number; readonly ids: readonly string[] } };
}

export type JournalDatabase = IDBPDatabase<JournalSchema>;
export type Tables = StoreNames<JournalSchema>[];
/** A transaction that writes. */
export type Writing = IDBPTransaction<JournalSchema, Tables, 'readwrite'>;

/**
 * Opens the journal, and makes or migrates its tables. Throws `storage-broken`, `storage-full`. `onGone` is called when
 * the connection ends.
 */
export async function openDatabase(onGone: () => void): Promise<JournalDatabase> {
  let failure: unknown = null;
  try {
    const database: JournalDatabase = await openDB<JournalSchema>(JOURNAL_NAME, JOURNAL_VERSION, {
      upgrade: (opened, from, _to, changing) => {
        // The promise of the opening reports the abort too.
        changing.done.catch(() => undefined);
        upgrade(opened, from, unwrap(changing), (error) => (failure = error));
      },
      blocking: () => {
        database.close();
        onGone();
      },
      terminated: onGone,
    });
    return database;
  } catch (error) {
    // The browser reports a failed migration only as an abort.
    throw openingError(failure ?? error);
  }
}

/** Migrates the tables from any released version to this one. Version 0 is an empty journal. */
function upgrade(
  database: JournalDatabase,
  from: number,
  changing: IDBTransaction,
  onFailure: (error: unknown) => void,
): void {
  if (from < 1) {
    database
      .createObjectStore('runs', { keyPath: 'seq', autoIncrement: true })
      .createIndex('id', 'id', { unique: true });
    database.createObjectStore('batches', { keyPath: ['r', 'n'] }).createIndex('state', ['r', 's', 'n']);
    database.createObjectStore('previews', { keyPath: 'r' });
    database.createObjectStore('given', { keyPath: ['r', 'n'] });
  }
  if (from < 2)
    database.createObjectStore('blocks', { keyPath: ['r', 'b'] }).createIndex('outcome', 'k', { multiEntry: true });
  if (from < 4) database.createObjectStore('previewParts', { keyPath: ['r', 'n'] });
  // A failure leaves the older version as it was.
  if (from > 0)
    migrate(changing, from).catch((error: unknown) => {
      onFailure(changing.error ?? error);
      abort(changing);
    });
}

async function migrate(changing: IDBTransaction, from: number): Promise<void> {
  if (from < 2) await rowsToBlocks(changing);
  if (from < 3) await countLost(changing);
  if (from < 4) await toFourth(changing);
}

/**
 * Ends a read whose requests are all made. Writes of its tables wait for that, and else it would come after other work
 * of the worker.
 */
export function commit(open: { commit(): void }): void {
  try {
    open.commit();
  } catch {
    // It has already ended.
  }
}

/** Undoes the changes of a transaction. */
export function abort(changing: { abort(): void }): void {
  try {
    changing.abort();
  } catch {
    // It has already ended.
  }
}

/** Erases the whole journal. Throws `storage-broken`. */
export async function eraseDatabase(): Promise<void> {
  try {
    await deleteDB(JOURNAL_NAME);
  } catch (error) {
    throw new AppError('storage-broken', {}, { cause: error });
  }
}
