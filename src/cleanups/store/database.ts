import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import { AppError } from '../../shared/errors.ts';
import { openingError, openWatched, storeError } from '../../shared/store-faults.ts';
import type { Cleanup } from '../model/types.ts';

const NAME = 'untag-cleanups';
const VERSION = 1;

interface Schema extends DBSchema {
  cleanups: { key: string; value: Cleanup };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

async function using<Value>(use: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value> {
  try {
    opened ??= openWatched(NAME, open).catch((error: unknown) => {
      forget();
      throw error;
    });
    return await use(await opened);
  } catch (error) {
    throw storeError(error);
  }
}

async function open(): Promise<IDBPDatabase<Schema>> {
  try {
    const database: IDBPDatabase<Schema> = await openDB<Schema>(NAME, VERSION, {
      upgrade: (made) => {
        made.createObjectStore('cleanups', { keyPath: 'id' });
      },
      blocking: () => {
        database.close();
        forget();
      },
      terminated: forget,
    });
    return database;
  } catch (error) {
    throw openingError(error);
  }
}

function forget(): void {
  opened = null;
}

/** All clean-ups, oldest first. Throws `storage-broken`, `storage-full`. */
export async function storedCleanups(): Promise<Cleanup[]> {
  const all = await using((database) => database.getAll('cleanups'));
  return all.toSorted((one, other) => one.startedAt - other.startedAt);
}

function storedCleanup(id: string): Promise<Cleanup | null> {
  return using(async (database) => (await database.get('cleanups', id)) ?? null);
}

function addCleanup(cleanup: Cleanup): Promise<boolean> {
  return using(async (database) => {
    const writing = database.transaction('cleanups', 'readwrite');
    const isNew = (await writing.store.get(cleanup.id)) === undefined;
    if (isNew) await writing.store.put(cleanup);
    await writing.done;
    return isNew;
  });
}

function changeCleanup(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<Cleanup | null> {
  return using(async (database) => {
    const writing = database.transaction('cleanups', 'readwrite');
    const before = await writing.store.get(id);
    const after = before === undefined ? null : event(before);
    if (after !== null && after !== before) await writing.store.put({ ...after, revision: after.revision + 1 });
    await writing.done;
    return after;
  });
}

/** Lets go of the store. */
export async function closeCleanups(): Promise<void> {
  const closing = opened;
  forget();
  const database = await closing?.catch(() => null);
  database?.close();
}

async function eraseCleanups(): Promise<void> {
  await closeCleanups();
  try {
    await deleteDB(NAME);
  } catch (error) {
    throw new AppError('storage-broken', {}, { cause: error });
  }
}

/** Where clean-ups are read and written. Every function may throw `storage-broken` and `storage-full`. */
export interface CleanupStore {
  /** All clean-ups, oldest first. */
  all(): Promise<Cleanup[]>;
  one(id: string): Promise<Cleanup | null>;
  /** Adds a clean-up unless there is one of that id; answers whether it was added. */
  add(cleanup: Cleanup): Promise<boolean>;
  /** Writes what one event changes. Answers the clean-up as it is then; null where there is none of that id. */
  change(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<Cleanup | null>;
  remove(id: string): Promise<void>;
  /** Erases the whole store, also one that cannot be opened. */
  erase(): Promise<void>;
}

export function createCleanupStore(): CleanupStore {
  return {
    all: storedCleanups,
    one: storedCleanup,
    add: addCleanup,
    change: changeCleanup,
    remove: (id) => using((database) => database.delete('cleanups', id)),
    erase: eraseCleanups,
  };
}
