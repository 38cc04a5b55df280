import { forLanguage, number, plural, type PluralKey, text, unitList } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { daysAgo, timeOfDay } from '../../ui/formats.ts';
import type { TagLine } from '../lines/lines.ts';
import type { UseKind, UseSum } from '../lines/uses.ts';

const KINDS: Readonly<Record<UseKind, PluralKey>> = {
  workflow: 'n_rules',
  blueprint: 'n_blueprints',
  orchestration: 'n_orchestrations',
  view: 'n_views',
  other: 'n_uses',
};

/** The uses of a tag, in a cell: `2 rules, 1 view`. Null where Zoho has not given them. */
export function useWords({ named, isUsed, isWhole }: UseSum): string | null {
  const parts = Object.entries(KINDS).flatMap(([kind, stem]) => {
    const n = named[kind as UseKind];
    return n === 0 ? [] : [plural(stem, n)];
  });
  if (parts.length === 0) return isUsed === null ? null : text(isUsed ? 'cell_in_use' : 'cell_nothing');
  const said = unitList().format(parts);
  return isWhole ? said : text('at_least', { n: said });
}

/** The number of records with a tag, in a cell; null where Zoho has not given it. */
export function recordsWords(records: TagLine['records']): string | null {
  if (records === null) return null;
  return records.isWhole ? number(records.n) : text('at_least', { n: records.n });
}

/** When a tag was last put on a record, in a cell; null where Zoho has not given it. */
export function lastUsedWords(lastUsed: TagLine['lastUsed']): string | null {
  return lastUsed === null ? null : dateWords(lastUsed.on);
}

/** When a tag was made and by whom, as far as Zoho says; null where it does not. */
export function madeWords(createdAt: number | null, createdBy: string | null): string | null {
  if (createdAt === null) return createdBy === null ? null : shownName(createdBy);
  if (createdBy === null) return dateWords(createdAt);
  return text('cell_made', { date: dateWords(createdAt), user: shownName(createdBy) });
}

/** A day in a table: `14 Sep 2026`. */
export function dateWords(at: number): string {
  return forLanguage(
    'date',
    (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }),
  ).format(at);
}

/** The day and the time of a reading, for a sentence. */
export function momentOf(at: number, now: number): { readonly day: string; readonly time: string } {
  return { day: daysAgo(at, now), time: timeOfDay(at) };
}
