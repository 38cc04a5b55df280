import { tagActionCredits } from '../../zoho/limits.ts';

/** Records for the same tag or set of tags: one group of calls. `Tag` is a position or an id. */
export interface Group<Tag> {
  readonly tags: readonly Tag[];
  readonly records: number;
}

/**
 * `subset`: one group per distinct set of chosen tags. `tag`: one group per tag; a record is then in several groups.
 */
export interface Groups<Tag> {
  readonly by: 'subset' | 'tag';
  readonly groups: readonly Group<Tag>[];
}

/**
 * The groups that cost the fewest credits. Equal costs favour subsets, which write each record once. Empty sets are
 * left out.
 */
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
export function subsetKey(tags: readonly (string | number)[]): string {
  return tags.map(String).sort().join(' ');
}

function cost(groups: Iterable<Group<string | number>>): number {
  let credits = 0;
  for (const group of groups) credits += tagActionCredits(group.records);
  return credits;
}
