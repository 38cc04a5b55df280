import { language } from '../../shared/i18n.ts';
import type { TagLine } from './lines.ts';

/** `least`: fewest records first. `oldest`: last used longest ago first. */
export const SORTS = ['name', 'name-down', 'most', 'least', 'oldest', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Orders lines that are given in the order of their names. Lines with an unknown value come last. */
export function sorted(byName: readonly TagLine[], sort: Sort): readonly TagLine[] {
  switch (sort) {
    case 'name':
      return byName;
    case 'name-down':
      return byName.toReversed();
    case 'most':
      return byNumber(byName, ({ records }) => (records === null ? null : -records.n));
    case 'least':
      return byNumber(byName, ({ records }) => records?.n ?? null);
    case 'oldest':
      return byNumber(byName, ({ lastUsed }) => lastUsed?.on ?? null);
    case 'newest':
      return byNumber(byName, ({ lastUsed }) => (lastUsed === null ? null : -lastUsed.on));
  }
}

/** Groups look-alike lines. The group with the most records comes first, and in each group the tag with the most. */
export function grouped(lines: readonly TagLine[]): readonly (readonly TagLine[])[] {
  const groups = new Map<number | null, TagLine[]>();
  for (const line of sorted(inNameOrder(lines), 'most'))
    groups.set(line.group, [...(groups.get(line.group) ?? []), line]);
  const records = (group: readonly TagLine[]): number => group.reduce((sum, line) => sum + (line.records?.n ?? 0), 0);
  return [...groups.values()].toSorted((one, other) => records(other) - records(one));
}

/**
 * The lines in the order of their names. Numbers are padded with zeros, because a collator with numeric order takes ten
 * times as long for thousands of names.
 */
export function inNameOrder(lines: readonly TagLine[]): readonly TagLine[] {
  const { compare } = new Intl.Collator(language());
  const keys = lines.map((line) => ({
    line,
    key: line.name.replaceAll(/\d+/g, (digits) => digits.padStart(12, '0')),
  }));
  return keys.toSorted((a, b) => compare(a.key, b.key) || (a.line.name < b.line.name ? -1 : 1)).map(({ line }) => line);
}

function byNumber(lines: readonly TagLine[], of: (line: TagLine) => number | null): readonly TagLine[] {
  const keys = lines.map((line) => ({ line, key: of(line) ?? Infinity }));
  return keys.toSorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ line }) => line);
}
