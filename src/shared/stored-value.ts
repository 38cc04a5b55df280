import * as v from 'valibot';
import { browser } from './browser.ts';

/** One value in the browser's storage. What is read is parsed: a value that does not fit counts as absent. */
export interface StoredItem<Value> {
  get(): Promise<Value>;
  set(value: Value): Promise<void>;
  clear(): Promise<void>;
  /** Calls back with each new value; returns the function that ends it. */
  watch(callback: (value: Value) => void): () => void;
}

/**
 * The value of a key. A shape that changes keeps reading the shapes that were released before: its schema is a union whose
 * older members transform into the newest, so that an update loses nothing.
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
  return {
    get: async () => parse((await browser.storage[area].get(key))[key]),
    set: (value) => browser.storage[area].set({ [key]: value }),
    clear: () => browser.storage[area].remove(key),
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
