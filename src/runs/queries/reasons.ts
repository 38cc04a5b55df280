import type { RecordRow, Run, TagReason } from '../model/types.ts';

/** Why these tags of a record were not changed. */
export interface TagsReason extends Omit<TagReason, 'tag'> {
  /** Names. */
  readonly tags: readonly string[];
}

/**
 * The reasons of a record whose tags were not changed for different ones, that of the record first. Empty where there is
 * one reason or none.
 */
export function reasonsByTag(row: RecordRow, { tags }: Pick<Run, 'tags'>): readonly TagsReason[] {
  const { left, reason, zohoCode, zohoMessage, tagReasons } = row;
  if (tagReasons === undefined || reason === null) return [];
  const groups = new Map<string, TagsReason>();
  const isApart = (place: number) => tagReasons.some(({ tag }) => tag === place);
  const own = left.filter((place) => !isApart(place)).map((tag) => ({ tag, reason, zohoCode, zohoMessage }));
  for (const { tag, ...why } of [...own, ...tagReasons]) {
    const key = JSON.stringify(why);
    const name = tags[tag]?.name ?? '';
    groups.set(key, { ...why, tags: [...(groups.get(key)?.tags ?? []), name] });
  }
  return [...groups.values()];
}
