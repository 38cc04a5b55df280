import { note } from './notes.ts';

/**
 * What an erasure did not reach: `sign-in` are tokens and client secrets, `runs` the journal, `settings` all else that the
 * browser stores for Untag. `zoho` is no store: a sign-in that may still hold at Zoho.
 */
export type Leftover = 'sign-in' | 'runs' | 'settings' | 'zoho';

/** Takes the steps of an erasure, each on its own: one that fails keeps no other from being taken. */
export interface Erasure {
  /** Answers what the task answers, or undefined where it failed. */
  step<Value>(store: Leftover, task: () => Promise<Value>): Promise<Value | undefined>;
  /** Adds what another erasure has left. */
  add(left: readonly Leftover[]): void;
  /** Empty where all is gone. */
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
