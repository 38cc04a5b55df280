import { language } from '../../shared/i18n.ts';
import type { PreviewTag } from '../../runs/queries/preview.ts';

/** A tag that can be picked. */
export type TagChoice = PreviewTag;

/** The tags on a preview's records, the most frequent first, then by name. */
export function tagChoices(tags: readonly TagChoice[]): readonly TagChoice[] {
  const { compare } = new Intl.Collator(language(), { numeric: true });
  return tags.toSorted((a, b) => b.records - a.records || compare(a.tag.name, b.tag.name));
}

/** Where a text stands in a name, whatever the case: start and end, or null. */
export function matchIn(name: string, text: string): readonly [start: number, end: number] | null {
  const hay = name.toLowerCase();
  const needle = text.trim().toLowerCase();
  const start = hay.indexOf(needle);
  if (start < 0 || needle === '') return null;
  // Lower case can be longer than what it came from (İ): then the place in the name is not known, and all of it is meant.
  return hay.length === name.length ? [start, start + needle.length] : [0, name.length];
}
