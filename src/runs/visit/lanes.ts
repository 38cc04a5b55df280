import { concurrencyOf } from '../../zoho/limits.ts';

/** Concurrent calls that Untag leaves to the user's other apps in the same org. */
const LEFT_TO_OTHERS = 2;
const MOST_LANES = 8;
const LANES_OF_UNKNOWN_EDITION = 3;

/** The number of calls that may be in flight at once. It follows Zoho's answers. */
export interface Lanes {
  readonly limit: number;
  /** Runs a call when a lane is free. */
  run<Value>(call: () => Promise<Value>): Promise<Value>;
  /** Adds a lane after a success, up to the most. */
  grow(): void;
  /** Halves the lanes after a 429. */
  halve(): void;
}

/** The lanes of an edition: the most, and the number at the start. Source: Zoho docs v8, api-limits. */
export function lanesOf(edition: string | null): { readonly first: number; readonly most: number } {
  const allowed = concurrencyOf(edition);
  if (allowed === null) return { first: LANES_OF_UNKNOWN_EDITION, most: MOST_LANES };
  const most = Math.max(1, Math.min(MOST_LANES, allowed - LEFT_TO_OTHERS));
  return { first: most, most };
}

export function createLanes(edition: string | null): Lanes {
  const { first, most } = lanesOf(edition);
  const waiting: (() => void)[] = [];
  let limit = first;
  let taken = 0;

  function next(): void {
    while (taken < limit && waiting.length > 0) {
      taken += 1;
      waiting.shift()?.();
    }
  }

  return {
    get limit() {
      return limit;
    },
    async run(call) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        next();
      });
      try {
        return await call();
      } finally {
        taken -= 1;
        next();
      }
    },
    grow() {
      limit = Math.min(most, limit + 1);
      next();
    },
    halve() {
      limit = Math.max(1, Math.floor(limit / 2));
    },
  };
}
