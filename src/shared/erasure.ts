import { note } from './notes.ts';

/**
 * The parts that an erasure failed to remove: `sign-in` are tokens and client secrets, `runs` the journal, `settings`
 * everything else that the browser stores for Untag. `zoho` is no store: it is a sign-in that may still be valid at
 * Zoho.
 */
export type Leftover = 'sign-in' | 'runs' | 'settings' | 'zoho';

/** Takes the steps of an erasure independently: a step that fails does not stop the others. */
export interface Erasure {
  /** Resolves with the task's result, or undefined where it failed. */
  step<Value>(store: Leftover, task: () => Promise<Value>): Promise<Value | undefined>;
  /** Adds the parts that another erasure has left. */
  add(left: readonly Leftover[]): void;
  /** Empty where everything is erased. */
  left(): readonly Leftover[];
}

export function createErasure(): Erasure {
  const left = new Set<Leftover>();
  return {
    async step(store, task) {
      try {
        return await task();
      } catch (error) {
        note(`erase.${store}`, error);
        left.add(store);
        return undefined;
      }
    },
    add: (others) => others.forEach((store) => left.add(store)),
    left: () => [...left],
  };
}
