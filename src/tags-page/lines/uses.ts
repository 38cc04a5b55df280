import type { TagRow, TagUseArea } from '../../tags/model/types.ts';

export type UseKind = TagUseArea['kind'];

/** What uses one tag, or several of one name, added up. */
export interface UseSum {
  /** How many of each kind Zoho names. */
  readonly named: Readonly<Record<UseKind, number>>;
  /** Whether anything uses it; null where that is not known. */
  readonly isUsed: boolean | null;
  /** Whether `named` is all that there is, but for what is out of sight. */
  readonly isWhole: boolean;
}

/** A rule, blueprint, orchestration or view, and the tag that it uses. */
export interface NamedUse {
  readonly tag: TagRow;
  readonly area: TagUseArea;
  readonly place: TagUseArea['places'][number];
}

/** All that Zoho names, one entry for each place and each thing that it does. */
export function namedUses(tags: readonly TagRow[]): readonly NamedUse[] {
  return tags.flatMap((tag) =>
    (tag.uses?.areas ?? []).flatMap((area) => area.places.map((place) => ({ tag, area, place }))),
  );
}

export function useSumOf(tags: readonly TagRow[]): UseSum {
  const named: Record<UseKind, number> = { workflow: 0, blueprint: 0, orchestration: 0, view: 0, other: 0 };
  const seen = new Set<string>();
  for (const { tag, area, place } of namedUses(tags)) {
    // A rule that takes a tag off and puts it on is one rule.
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

/** True where it holds for all of them, false where for one it does not; null where nobody can tell. */
export function everyOf<Item>(items: readonly Item[], holds: (item: Item) => boolean | null): boolean | null {
  const answers = items.map(holds);
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** True where it holds for one of them, false where for none; null where nobody can tell. */
export function someOf<Item>(items: readonly Item[], holds: (item: Item) => boolean | null): boolean | null {
  const answers = items.map(holds);
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}
