import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';

/** Credits of a full call. A credit covers 50 ids, so full credits waste none. */
const MOST = IDS_PER_WRITE / RECORDS_PER_CREDIT;
/** The fewest rounds of calls of a run. A lane with a slow call then takes fewer of them. */
const LEAST_ROUNDS = 2;
/** Each lane's first call is larger than the lane's before by this part of a call. */
const STEP = 1 / 16;

/** Sizes of the next calls of each group. */
export interface CallSizes {
  /** The most ids in the next call of a group: a multiple of 50. */
  next(group: string): number;
  /** Reports the number of records in a filled call. */
  filled(group: string, records: number): void;
}

interface Rest {
  records: number;
  /** Calls still to be filled. */
  calls: number;
}

/**
 * Sizes of calls for groups of records, by group key. All lanes get the same number of calls, of about equal size, with
 * a group's first calls larger, so that lanes end together. The calls that start the lanes differ: each is slightly
 * larger than the one before, because lanes whose answers arrive at once would wait for each other.
 */
export function createCallSizes(groups: ReadonlyMap<string, number>, lanes: number): CallSizes {
  const rests = new Map<string, Rest>([...groups].map(([group, records]) => [group, { records, calls: 0 }]));
  const total = shareCalls([...rests.values()], lanes);
  const usual = Math.ceil([...rests.values()].reduce((sum, { records }) => sum + credits(records), 0) / total) || 1;
  let begun = 0;

  function sizeOf({ records, calls }: Rest, n: number): number {
    const units = credits(records);
    const even = units / calls;
    const isFirst = n < lanes && total >= LEAST_ROUNDS * lanes;
    const wanted = isFirst ? Math.round(even * (1 + (n - (lanes - 1) / 2) * STEP)) : Math.ceil(even);
    const least = Math.max(1, units - (calls - 1) * MOST);
    return Math.min(MOST, Math.max(least, Math.min(wanted, units - calls + 1)));
  }

  return {
    next(group) {
      const rest = rests.get(group);
      const size = rest === undefined ? usual : rest.calls > 1 ? sizeOf(rest, begun) : MOST;
      begun += 1;
      return size * RECORDS_PER_CREDIT;
    },
    filled(group, records) {
      const rest = rests.get(group);
      if (rest === undefined) return;
      rest.records -= records;
      rest.calls -= 1;
    },
  };
}

/** Gives each group the calls that it needs, then more until all lanes have equally many. Returns the total. */
function shareCalls(rests: readonly Rest[], lanes: number): number {
  for (const rest of rests) rest.calls = Math.ceil(credits(rest.records) / MOST);
  const needed = rests.reduce((sum, { calls }) => sum + calls, 0);
  const possible = rests.reduce((sum, { records }) => sum + credits(records), 0);
  const rounds = Math.max(LEAST_ROUNDS, Math.ceil(needed / lanes));
  const wanted = Math.min(possible, rounds * lanes);
  for (let calls = needed; calls < wanted; calls += 1) largest(rests).calls += 1;
  return Math.max(needed, wanted);
}

/** The group with the largest calls. */
function largest(rests: readonly Rest[]): Rest {
  return rests.reduce((one, other) => (perCall(other) > perCall(one) ? other : one));
}

function perCall({ records, calls }: Rest): number {
  return credits(records) / calls;
}

function credits(records: number): number {
  return Math.ceil(records / RECORDS_PER_CREDIT);
}
