import * as v from 'valibot';
import { browser } from './browser.ts';
import { AppError } from './errors.ts';

/**
 * One value in the browser's storage. Reads are parsed, and an invalid value counts as absent. All but `watch` reject
 * with `storage-full` or `storage-broken`.
 */
export interface StoredItem<Value> {
  get(): Promise<Value>;
  /** Stores a value that does not depend on the one before; otherwise use `change`. */
  set(value: Value): Promise<void>;
  clear(): Promise<void>;
  /**
   * Stores the result of `edit`, and resolves with it. Skips the write when `edit` returns the same reference. Safe with
   * concurrent writers in pages and worker: each edit sees the result of the one before.
   */
  change(edit: (value: Value) => Value): Promise<Value>;
  /** Calls back with each new value. Returns the function that stops it. */
  watch(callback: (value: Value) => void): () => void;
}

/**
 * The value of a key. A shape that changes must still read every released shape: its schema is a union whose older
 * members transform into the newest, so that an update loses nothing.
 */
export function stored<Value>(
  area: 'local' | 'session',
  key: string,
  schema: v.GenericSchema<unknown, Value>,
  fallback: Value,
): StoredItem<Value> {
  const parse = (raw: unknown): Value => {
    const result = v.safeParse(schema, raw);
    return result.success ? result.output : fallback;
  };
  const get = async (): Promise<Value> => parse((await withErrorCodes(browser.storage[area].get(key)))[key]);
  const set = (value: Value): Promise<void> => withErrorCodes(browser.storage[area].set({ [key]: value }));
  return {
    get,
    set,
    clear: () => withErrorCodes(browser.storage[area].remove(key)),
    // The lock is the browser's own: it holds in all contexts of the extension, and dies with the page that holds it.
    change: (edit) =>
      navigator.locks.request(`untag-stored ${area} ${key}`, async () => {
        const before = await get();
        const after = edit(before);
        if (after !== before) await set(after);
        return after;
      }),
    watch: (callback) => {
      const listener = (changes: Record<string, { newValue?: unknown }>, changed: string): void => {
        const change = changed === area ? changes[key] : undefined;
        if (change !== undefined) callback(parse(change.newValue));
      };
      browser.storage.onChanged.addListener(listener);
      return () => browser.storage.onChanged.removeListener(listener);
    },
  };
}

/**
 * The browsers describe storage errors in English sentences only. Sources: Chromium's storage errors; Firefox's
 * ext-storage.
 */
async function withErrorCodes<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    const isFull = /quota|no.?space/i.test(error instanceof Error ? error.message : String(error));
    throw new AppError(isFull ? 'storage-full' : 'storage-broken', {}, { cause: error });
  }
}
