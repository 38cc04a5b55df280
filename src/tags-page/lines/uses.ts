import type { TagRow, TagUseArea } from '../../tags/model/types.ts';

export type UseKind = TagUseArea['kind'];

/** The uses of one tag, or of several with one name, added up. */
export interface UseSum {
  /** Number of uses of each kind that Zoho names. */
  readonly named: Readonly<Record<UseKind, number>>;
  /** Whether anything uses it; null when unknown. */
  readonly isUsed: boolean | null;
  /** Whether `named` is complete, except for hidden uses. */
  readonly isWhole: boolean;
}

/** A rule, blueprint, orchestration or view, and the tag that it uses. */
export interface NamedUse {
  readonly tag: TagRow;
  readonly area: TagUseArea;
  readonly place: TagUseArea['places'][number];
}

/** All uses that Zoho names, one entry for each place and action. */
export function namedUses(tags: readonly TagRow[]): readonly NamedUse[] {
  return tags.flatMap((tag) =>
    (tag.uses?.areas ?? []).flatMap((area) => area.places.map((place) => ({ tag, area, place }))),
  );
}

/** The uses of these tags together. A place that uses several of them counts once. */
export function useSumOf(tags: readonly TagRow[]): UseSum {
  const named: Record<UseKind, number> = { workflow: 0, blueprint: 0, orchestration: 0, view: 0, other: 0 };
  const seen = new Set<string>();
  for (const { tag, area, place } of namedUses(tags)) {
    // A rule that removes a tag and adds it counts once.
    const key = place.id === null ? `${tag.module} ${tag.id} ${place.name}` : place.id;
    if (seen.has(`${area.kind} ${key}`)) continue;
    seen.add(`${area.kind} ${key}`);
    named[area.kind] += 1;
  }
  return {
    named,
    isUsed: someOf(tags, ({ uses }) => uses?.isUsed ?? null),
    isWhole: tags.every(({ uses }) => uses !== null && (uses.isWhole || uses.isUsed === false)),
  };
}

/** True if it holds for all of them, false if it fails for one; null when unknown. */
export function everyOf<Item>(items: readonly Item[], holds: (item: Item) => boolean | null): boolean | null {
  const answers = items.map(holds);
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** True if it holds for one of them, false if it fails for all; null when unknown. */
export function someOf<Item>(items: readonly Item[], holds: (item: Item) => boolean | null): boolean | null {
  const answers = items.map(holds);
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}
