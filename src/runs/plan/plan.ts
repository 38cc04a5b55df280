import { IDS_PER_WRITE, RECORDS_PER_CREDIT } from '../../zoho/limits.ts';
import { createCallSizes } from './call-sizes.ts';
import { type Groups, subsetKey } from './plan-groups.ts';
import type { Caps } from '../model/types.ts';

/** The task for one record: chosen tags that it carries (undo: lacks), as positions. */
export interface Job {
  readonly n: number;
  readonly tags: readonly number[];
}

/** One planned call. All its tags are to be removed from every record of it (undo: put back). */
export interface Call {
  readonly records: readonly number[];
  readonly tags: readonly number[];
}

export interface PlanLimits extends Groups<number> {
  /** Calls that may be in flight at once. */
  readonly lanes: number;
  readonly caps: Caps;
}

/** Groups tasks into calls. It keeps one open call per group, so memory does not grow with the records. */
export interface Planner {
  /** Adds a task. Returns the calls that are full now. */
  add(job: Job): readonly Call[];
  /** The calls that are still open. */
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
    add({ n, tags }) {
      const most = by === 'tag' ? 1 : (caps.tags ?? Infinity);
      const isOne = tags.length > 0 && tags.length <= most;
      return isOne ? put(n, tags) : portions(tags, most).flatMap((some) => put(n, some));
    },
    // Large calls go first, so that the last ones are short.
    end: () => [...open.values()].sort((one, other) => other.records.length - one.records.length),
  };
}

/** A call cut to the caps, or the call itself if it keeps them. */
export function withinCaps(call: Call, caps: Caps): readonly Call[] {
  return portions(call.tags, caps.tags ?? call.tags.length).flatMap((tags) =>
    portions(call.records, caps.ids ?? call.records.length).map((records) => ({ records, tags })),
  );
}

/**
 * Two halves of a call. With more than 50 ids, the first half is a multiple of 50. A call of one record stays whole.
 */
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

/** A list in portions of at most `size`, in order. An empty list has no portions. */
export function portions<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const step = Math.max(1, size);
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += step) parts.push(items.slice(at, at + step));
  return parts;
}
