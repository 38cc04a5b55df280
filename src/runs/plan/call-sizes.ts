import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';

/** Credits of a full call. A credit covers 50 ids, so full credits waste none. */
const MOST = IDS_PER_WRITE / RECORDS_PER_CREDIT;
/** The fewest rounds of calls of a run. A lane with a slow call then takes fewer of them. */
const LEAST_ROUNDS = 2;
/** The calls of the first round shrink by this part of the usual size from lane to lane. */
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
  /** Credits of the call that is being filled. */
  open: number;
}

/**
 * Sizes of calls for groups of records, by group key. All lanes get the same number of calls, of about equal size, with
 * a group's first calls larger. The calls of the first round differ, because lanes whose answers arrive at once would
 * wait for each other: each is slightly smaller than the one before, because the first lane starts first. A lane that
 * had smaller calls is free earlier and takes the next one. The calls of the last round make up for all differences, so
 * that lanes end together.
 */
export function createCallSizes(groups: ReadonlyMap<string, number>, lanes: number): CallSizes {
  const rests = new Map<string, Rest>([...groups].map(([group, records]) => [group, { records, calls: 0, open: 0 }]));
  const total = shareCalls([...rests.values()], lanes);
  const usual = Math.ceil(unplanned(rests.values()) / total) || 1;
  const isInRounds = total >= LEAST_ROUNDS * lanes;
  let begun = 0;
  /** Credits of the lanes without a call in this round, sorted: the first is free first. Then those of the others. */
  let idle = Array<number>(lanes).fill(0);
  let served: number[] = [];

  function sizeOf({ records, calls }: Rest): number {
    const units = credits(records);
    const even = units / calls;
    const least = Math.max(1, units - (calls - 1) * MOST);
    return Math.min(MOST, Math.max(least, Math.min(wanted(even), units - calls + 1)));
  }

  function wanted(even: number): number {
    if (isInRounds && begun < lanes) return Math.round(even * (1 + ((lanes - 1) / 2 - begun) * STEP));
    if (!isInRounds || begun < total - lanes) return Math.ceil(even);
    const share = idle.reduce((sum, one) => sum + one, unplanned(rests.values())) / idle.length;
    return Math.round(share - (idle[0] ?? 0));
  }

  return {
    next(group) {
      const rest = rests.get(group);
      if (idle.length === 0) [idle, served] = [served.sort((one, other) => one - other), []];
      const size = rest === undefined ? usual : rest.calls > 1 ? sizeOf(rest) : MOST;
      // The last call of a group is seldom full.
      const taken = rest === undefined ? size : Math.min(size, credits(rest.records));
      served.push((idle.shift() ?? 0) + taken);
      begun += 1;
      if (rest !== undefined) rest.open = taken;
      return size * RECORDS_PER_CREDIT;
    },
    filled(group, records) {
      const rest = rests.get(group);
      if (rest === undefined) return;
      rest.records -= records;
      rest.calls -= 1;
      rest.open = 0;
    },
  };
}

/** Credits of the records that no call has been sized for. */
function unplanned(rests: Iterable<Rest>): number {
  return [...rests].reduce((sum, { records, open }) => sum + credits(records) - open, 0);
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
