import type { DBSchema } from 'idb';
import { keptDatabase } from '../../shared/kept-database.ts';
import type { Cleanup } from '../model/types.ts';

interface Schema extends DBSchema {
  cleanups: { key: string; value: Cleanup };
}

const database = keptDatabase<Schema>('untag-cleanups', 1, (made) => {
  made.createObjectStore('cleanups', { keyPath: 'id' });
});

/** All clean-ups, oldest first. Throws `storage-broken`, `storage-full`. */
export async function storedCleanups(): Promise<Cleanup[]> {
  const all = await database.use((open) => open.getAll('cleanups'));
  return all.toSorted((one, other) => one.startedAt - other.startedAt);
}

/** A clean-up, or null if none has that id. Throws as above. */
export function storedCleanup(id: string): Promise<Cleanup | null> {
  return database.use(async (open) => (await open.get('cleanups', id)) ?? null);
}

function addCleanup(cleanup: Cleanup): Promise<boolean> {
  return database.use(async (open) => {
    const writing = open.transaction('cleanups', 'readwrite');
    const isNew = (await writing.store.get(cleanup.id)) === undefined;
    if (isNew) await writing.store.put(cleanup);
    await writing.done;
    return isNew;
  });
}

function changeCleanup(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<Cleanup | null> {
  return database.use(async (open) => {
    const writing = open.transaction('cleanups', 'readwrite');
    const before = await writing.store.get(id);
    const after = before === undefined ? null : event(before);
    if (after !== null && after !== before) await writing.store.put({ ...after, revision: after.revision + 1 });
    await writing.done;
    return after;
  });
}

/** Closes the store. */
export function closeCleanups(): Promise<void> {
  return database.close();
}

/** Reads and writes clean-ups. Every function may throw `storage-broken` and `storage-full`. */
export interface CleanupStore {
  /** All clean-ups, oldest first. */
  all(): Promise<Cleanup[]>;
  one(id: string): Promise<Cleanup | null>;
  /** Adds a clean-up unless the id exists. Resolves with whether it was added. */
  add(cleanup: Cleanup): Promise<boolean>;
  /**
   * Writes the change of one event, and skips the write when `event` returns the same reference. Resolves with the new
   * clean-up; null when the id does not exist.
   */
  change(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<Cleanup | null>;
  remove(id: string): Promise<void>;
  /** Erases the whole store, even one that cannot be opened. */
  erase(): Promise<void>;
}

export function createCleanupStore(): CleanupStore {
  return {
    all: storedCleanups,
    one: storedCleanup,
    add: addCleanup,
    change: changeCleanup,
    remove: (id) => database.use((open) => open.delete('cleanups', id)),
    erase: () => database.erase(),
  };
}
