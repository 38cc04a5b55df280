import { IDS_PER_WRITE, RECORDS_PER_CREDIT, tagActionCredits } from '../zoho/limits.ts';
import type { Caps } from './types.ts';

/** Records that lack the same tags, or a tag: one group of calls. `Tag` is whatever names a tag: a position or an id. */
export interface Group<Tag> {
  readonly tags: readonly Tag[];
  readonly records: number;
}

/** `subset`: one group per distinct set of chosen tags. `tag`: one per tag; a record then stands in several. */
export interface Groups<Tag> {
  readonly by: 'subset' | 'tag';
  readonly groups: readonly Group<Tag>[];
}

/** The groups that cost fewest credits. Subsets win a tie: they write each record once. Empty subsets are left out. */
export function planGroups<Tag extends string | number>(subsets: readonly Group<Tag>[]): Groups<Tag> {
  const bySubset = new Map<string, Group<Tag>>();
  const byTag = new Map<Tag, Group<Tag>>();
  for (const { tags, records } of subsets) {
    if (tags.length === 0 || records === 0) continue;
    const key = subsetKey(tags);
    bySubset.set(key, { tags, records: (bySubset.get(key)?.records ?? 0) + records });
    for (const tag of tags) byTag.set(tag, { tags: [tag], records: (byTag.get(tag)?.records ?? 0) + records });
  }
  return cost(byTag.values()) < cost(bySubset.values())
    ? { by: 'tag', groups: [...byTag.values()] }
    : { by: 'subset', groups: [...bySubset.values()] };
}

/** The same key for the same tags in any order. */
function subsetKey(tags: readonly (string | number)[]): string {
  return tags.map(String).sort().join(' ');
}

function cost(groups: Iterable<Group<string | number>>): number {
  let credits = 0;
  for (const group of groups) credits += tagActionCredits(group.records);
  return credits;
}

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
  /** The most ids of a call; see {@link callSize}. */
  readonly size: number;
  readonly caps: Caps;
}

/**
 * Ids of a call for that many records over that many lanes: few calls, and as many for each lane as for the others, at
 * least two, so that no lane is idle at the end. A multiple of 50, so that no started credit is wasted.
 */
export function callSize(records: number, lanes: number): number {
  const rounds = Math.max(2, Math.ceil(records / (lanes * IDS_PER_WRITE)));
  const share = Math.ceil(records / (lanes * rounds) / RECORDS_PER_CREDIT) * RECORDS_PER_CREDIT;
  return Math.min(IDS_PER_WRITE, Math.max(RECORDS_PER_CREDIT, share));
}

/**
 * Gathers jobs into calls. Those of a group are about equally large, the first ones larger, so that lanes end at about the
 * same time and not one of them with a rest. Holds one open call for each group, so memory does not grow with the records.
 */
export interface Planner {
  /** Calls that are full now. */
  add(job: Job): readonly Call[];
  /** The calls that were left open. */
  end(): readonly Call[];
}

export function createPlanner({ by, groups, size, caps }: PlanLimits): Planner {
  const open = new Map<string, { readonly tags: readonly number[]; records: number[]; readonly size: number }>();
  const left = new Map(groups.map(({ tags, records }) => [subsetKey(tags), records]));
  const most = Math.max(1, Math.min(size, caps.ids ?? size));

  function sizeOfNext(key: string): number {
    const records = left.get(key) ?? 0;
    const share = records / Math.ceil(records / most);
    return records <= most ? most : Math.min(most, Math.ceil(share / RECORDS_PER_CREDIT) * RECORDS_PER_CREDIT);
  }

  function put(n: number, tags: readonly number[]): readonly Call[] {
    const key = subsetKey(tags);
    const call = open.get(key) ?? { tags, records: [], size: sizeOfNext(key) };
    open.set(key, call);
    call.records.push(n);
    if (call.records.length < call.size) return [];
    open.delete(key);
    left.set(key, (left.get(key) ?? 0) - call.records.length);
    return [call];
  }

  return {
    add: ({ n, tags }) => portions(tags, by === 'tag' ? 1 : (caps.tags ?? tags.length)).flatMap((some) => put(n, some)),
    end: () => [...open.values()],
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
