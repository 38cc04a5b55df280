import { language } from '../../shared/i18n.ts';
import type { PreviewTag } from '../../runs/queries/preview.ts';

/** A tag that can be picked. */
export type TagChoice = PreviewTag;

/** The tags on a preview's records, the most frequent first, then by name. */
export function tagChoices(tags: readonly TagChoice[]): readonly TagChoice[] {
  const { compare } = new Intl.Collator(language(), { numeric: true });
  return tags.toSorted((a, b) => b.records - a.records || compare(a.tag.name, b.tag.name));
}

/** Start and end of a text in a name, in any letter case; null if it does not occur. */
export function matchIn(name: string, text: string): readonly [start: number, end: number] | null {
  const hay = name.toLowerCase();
  const needle = text.trim().toLowerCase();
  const start = hay.indexOf(needle);
  if (start < 0 || needle === '') return null;
  // The lower case of some letters is longer (İ). Positions are then unknown, so the whole name counts.
  return hay.length === name.length ? [start, start + needle.length] : [0, name.length];
}
