import { visibleName } from '../../shared/names.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { isAutomated, isIdleForYear, isNearLimit, isUnused } from '../../tags/queries/judgements.ts';
import { everyOf, someOf, type UseSum, useSumOf } from './uses.ts';

/** The filters of a list of tags. `none`: on no record. */
export const CHIPS = ['none', 'unused', 'year', 'alike', 'auto', 'limit'] as const;
export type Chip = (typeof CHIPS)[number];

/**
 * A line of the table: one tag of a module, or all tags of one name. A value that Zoho has not given is null, never 0.
 */
export interface TagLine {
  /** The tag's id in the list of one module, else the name. */
  readonly key: string;
  readonly name: string;
  /** The name in the form for searching. */
  readonly sought: string;
  readonly colour: string | null;
  /** In the order of the modules. */
  readonly tags: readonly TagRow[];
  /** Number of records with the tag. `isWhole` is false if the sum lacks a module. */
  readonly records: { readonly n: number; readonly isWhole: boolean } | null;
  /** When the tag was last added to a record. */
  readonly lastUsed: { readonly on: number } | null;
  readonly uses: UseSum;
  /** Names of its look-alikes among the lines. */
  readonly alike: readonly string[];
  /** Number of its group of look-alikes; null without any. */
  readonly group: number | null;
  /** The chips that it belongs to. */
  readonly fits: Readonly<Record<Chip, boolean | null>>;
}

interface Given {
  readonly tags: readonly TagRow[];
  readonly modules: readonly TagModule[];
  /** One line for each name, or for each tag. */
  readonly by: 'name' | 'tag';
  /** The date by which tags count as idle, milliseconds since the epoch. */
  readonly now: number;
}

/** The lines of a table, in the order of the tags. */
export function linesOf({ tags, modules, by, now }: Given): readonly TagLine[] {
  const sets = by === 'tag' ? new Map(tags.map((tag) => [tag.id, [tag]])) : byName(tags);
  const full = new Map(modules.map((module) => [module.apiName, isNearLimit(module)]));
  const groups = groupsOf(sets);
  const members = new Map<number, string[]>();
  for (const [key, group] of groups) members.set(group, [...(members.get(group) ?? []), nameOf(sets, key)]);
  return [...sets].map(([key, set]): TagLine => {
    const name = nameOf(sets, key);
    const group = groups.get(key) ?? null;
    return {
      key,
      name,
      sought: soughtIn(name),
      colour: set.find(({ colour }) => colour !== null)?.colour ?? null,
      tags: set,
      records: recordsOf(set),
      lastUsed: lastUsedOf(set),
      uses: useSumOf(set),
      alike: group === null ? [] : (members.get(group) ?? []).filter((other) => other !== name),
      group,
      fits: {
        none: everyOf(set, ({ records }) => (records === null ? null : records.n === 0)),
        unused: everyOf(set, isUnused),
        year: everyOf(set, (tag) => isIdleForYear(tag, now)),
        alike: group !== null,
        auto: someOf(set, isAutomated),
        limit: someOf(set, ({ module }) => full.get(module) ?? null),
      },
    };
  });
}

/** A name or a text without regard to letter case. */
export function soughtIn(name: string): string {
  return visibleName(name).toLowerCase();
}

function byName(tags: readonly TagRow[]): ReadonlyMap<string, TagRow[]> {
  const sets = new Map<string, TagRow[]>();
  for (const tag of tags) {
    const set = sets.get(tag.name);
    if (set === undefined) sets.set(tag.name, [tag]);
    else set.push(tag);
  }
  return sets;
}

function nameOf(sets: ReadonlyMap<string, readonly TagRow[]>, key: string): string {
  return sets.get(key)?.[0]?.name ?? key;
}

/** Lines that look alike in any module, by key. Groups with a common member become one. */
function groupsOf(sets: ReadonlyMap<string, readonly TagRow[]>): ReadonlyMap<string, number> {
  const keys = new Map<string, Set<string>>();
  for (const [key, set] of sets)
    for (const { module, alike } of set)
      if (alike !== null) keys.set(`${module} ${alike}`, (keys.get(`${module} ${alike}`) ?? new Set()).add(key));
  const groupOf = new Map<string, number>();
  let next = 0;
  for (const members of keys.values()) {
    if (members.size < 2) continue;
    const known = new Set([...members].flatMap((key) => groupOf.get(key) ?? []));
    const [group = next++] = known;
    for (const key of members) groupOf.set(key, group);
    if (known.size > 1) for (const [key, of] of groupOf) if (known.has(of)) groupOf.set(key, group);
  }
  return groupOf;
}

function recordsOf(tags: readonly TagRow[]): TagLine['records'] {
  const told = tags.flatMap(({ records }) => (records === null ? [] : [records.n]));
  if (told.length === 0) return null;
  return { n: told.reduce((sum, n) => sum + n, 0), isWhole: told.length === tags.length };
}

/** Only if it is known for all: the newest known date may be older than an unknown one. */
function lastUsedOf(tags: readonly TagRow[]): TagLine['lastUsed'] {
  const told = tags.flatMap(({ lastUsed }) => (lastUsed === null ? [] : [lastUsed.on]));
  return told.length < tags.length ? null : { on: Math.max(...told) };
}
