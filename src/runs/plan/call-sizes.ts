import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';

/** Credits of a full call. A credit covers 50 ids, so full credits waste none. */
const MOST = IDS_PER_WRITE / RECORDS_PER_CREDIT;
/** The fewest rounds of calls of a run. A lane with a slow call then takes fewer of them. */
const LEAST_ROUNDS = 2;
/** The calls of the first and of the last round shrink by this part of a call from lane to lane. */
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
 * a group's first calls larger. The calls of the first round differ, because lanes whose answers arrive at once would
 * wait for each other: each is slightly smaller than the one before, because the first lane starts first. So do the
 * calls of the last round. A lane that had smaller calls is free earlier and takes a larger one, so that lanes end
 * together.
 */
export function createCallSizes(groups: ReadonlyMap<string, number>, lanes: number): CallSizes {
  const rests = new Map<string, Rest>([...groups].map(([group, records]) => [group, { records, calls: 0 }]));
  const total = shareCalls([...rests.values()], lanes);
  const usual = Math.ceil([...rests.values()].reduce((sum, { records }) => sum + credits(records), 0) / total) || 1;
  let begun = 0;

  function sizeOf({ records, calls }: Rest, n: number): number {
    const units = credits(records);
    const even = units / calls;
    const isInRounds = total >= LEAST_ROUNDS * lanes;
    const place = n < lanes ? n : n - (total - lanes);
    const isFirstOrLast = isInRounds && place >= 0;
    const wanted = isFirstOrLast ? Math.round(even * (1 + ((lanes - 1) / 2 - place) * STEP)) : Math.ceil(even);
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
