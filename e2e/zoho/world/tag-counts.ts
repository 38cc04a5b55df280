import type { RecordState } from './records.ts';

/** The records that count as carrying a tag: those that the API lists, those and converted leads, or all. */
export type Counted = 'visible' | 'withConverted' | 'all';

/** Records by tag id, counted in one pass over all tags and kept until a record changes. */
export function createTagCounts(
  states: () => Iterable<RecordState>,
  revision: () => number,
): (counted: Counted) => ReadonlyMap<string, number> {
  const known = new Map<Counted, { revision: number; byTag: Map<string, number> }>();
  return (counted) => {
    const before = known.get(counted);
    if (before?.revision === revision()) return before.byTag;
    const byTag = new Map<string, number>();
    for (const { hidden, converted, tagIds } of states()) {
      if ((hidden && counted !== 'all') || (converted && counted === 'visible')) continue;
      for (const tagId of tagIds) byTag.set(tagId, (byTag.get(tagId) ?? 0) + 1);
    }
    known.set(counted, { revision: revision(), byTag });
    return byTag;
  };
}
