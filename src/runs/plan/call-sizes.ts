import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';

/** Ids of a full call in started credits: what a call takes is a multiple of one, so that none is wasted. */
const MOST = IDS_PER_WRITE / RECORDS_PER_CREDIT;
/** Rounds of calls that a run is spread over at least: a lane that has had a slow call is given less to do. */
const LEAST_ROUNDS = 2;
/** By how much of a call the first one of a lane is larger than that of the lane before. */
const STEP = 1 / 16;

/** How many ids the calls of each group take. */
export interface CallSizes {
  /** The most ids of the next call of a group: a multiple of 50. */
  next(group: string): number;
  /** Tells that a call of a group has been filled, and with how many. */
  filled(group: string, records: number): void;
}

interface Rest {
  records: number;
  /** Calls that are still to be filled. */
  calls: number;
}

/**
 * Sizes of calls for groups of so many records. As many calls for each lane as for the others, about equally large, the
 * first ones of a group larger, so that lanes end at about the same time. Those that begin together are the exception:
 * each is a little larger than the one before, for lanes whose answers come at once wait for one another.
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

/** Gives each group as many calls as it needs, and more until every lane has as many as the others; answers how many in all. */
function shareCalls(rests: readonly Rest[], lanes: number): number {
  for (const rest of rests) rest.calls = Math.ceil(credits(rest.records) / MOST);
  const needed = rests.reduce((sum, { calls }) => sum + calls, 0);
  const possible = rests.reduce((sum, { records }) => sum + credits(records), 0);
  const rounds = Math.max(LEAST_ROUNDS, Math.ceil(needed / lanes));
  const wanted = Math.min(possible, rounds * lanes);
  for (let calls = needed; calls < wanted; calls += 1) largest(rests).calls += 1;
  return Math.max(needed, wanted);
}

/** The group whose calls would be largest. */
function largest(rests: readonly Rest[]): Rest {
  return rests.reduce((one, other) => (perCall(other) > perCall(one) ? other : one));
}

function perCall({ records, calls }: Rest): number {
  return credits(records) / calls;
}

function credits(records: number): number {
  return Math.ceil(records / RECORDS_PER_CREDIT);
}
