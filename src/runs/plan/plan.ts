import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';
import { createCallSizes } from './call-sizes.ts';
import { type Groups, subsetKey } from './plan-groups.ts';
import type { Caps } from '../model/types.ts';

/** What is to be done to one record: chosen tags that it carries (undo: lacks), as positions. */
export interface Job {
  readonly n: number;
  readonly tags: readonly number[];
}

/** One call to be made: every record of it is to get all of these tags off (undo: on). */
export interface Call {
  readonly records: readonly number[];
  readonly tags: readonly number[];
}

export interface PlanLimits extends Groups<number> {
  /** Calls that may be under way at once. */
  readonly lanes: number;
  readonly caps: Caps;
}

/** Gathers jobs into calls. Holds one open call for each group, so memory does not grow with the records. */
export interface Planner {
  /** Calls that are full now. */
  add(job: Job): readonly Call[];
  /** The calls that were left open. */
  end(): readonly Call[];
}

export function createPlanner({ by, groups, lanes, caps }: PlanLimits): Planner {
  const open = new Map<string, { readonly tags: readonly number[]; records: number[]; readonly size: number }>();
  const sizes = createCallSizes(new Map(groups.map(({ tags, records }) => [subsetKey(tags), records])), lanes);

  function put(n: number, tags: readonly number[]): readonly Call[] {
    const key = subsetKey(tags);
    const call = open.get(key) ?? { tags, records: [], size: Math.min(sizes.next(key), caps.ids ?? IDS_PER_WRITE) };
    open.set(key, call);
    call.records.push(n);
    if (call.records.length < call.size) return [];
    open.delete(key);
    sizes.filled(key, call.records.length);
    return [call];
  }

  return {
    add: ({ n, tags }) => portions(tags, by === 'tag' ? 1 : (caps.tags ?? tags.length)).flatMap((some) => put(n, some)),
    // What is sent last should not take longest.
    end: () => [...open.values()].sort((one, other) => other.records.length - one.records.length),
  };
}

/** A call cut to caps. The same call, alone, when it keeps them. */
export function withinCaps(call: Call, caps: Caps): readonly Call[] {
  return portions(call.tags, caps.tags ?? call.tags.length).flatMap((tags) =>
    portions(call.records, caps.ids ?? call.records.length).map((records) => ({ records, tags })),
  );
}

/** A call in two halves, the first a multiple of 50 ids where there are more than 50. A call of one record stays as it is. */
export function halves({ records, tags }: Call): readonly Call[] {
  if (records.length < 2) return [{ records, tags }];
  const middle = records.length / 2;
  const cut =
    middle > RECORDS_PER_CREDIT ? Math.ceil(middle / RECORDS_PER_CREDIT) * RECORDS_PER_CREDIT : Math.ceil(middle);
  return [
    { records: records.slice(0, cut), tags },
    { records: records.slice(cut), tags },
  ];
}

/** A list in portions of at most `size`, in order. Nothing makes no portion. */
export function portions<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const step = Math.max(1, size);
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += step) parts.push(items.slice(at, at + step));
  return parts;
}
