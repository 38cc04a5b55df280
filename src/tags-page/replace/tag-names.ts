import type { MessageKey } from '../../shared/i18n.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { soughtIn } from '../lines/lines.ts';

/** The colours that Zoho's own pages offer for a tag. Source: Zoho's OpenAPI files, create tags. */
export const TAG_COLOURS = [
  { key: 'colour_sky', colour: '#57B1FD' },
  { key: 'colour_periwinkle', colour: '#879BFC' },
  { key: 'colour_slate', colour: '#658BA8' },
  { key: 'colour_pink', colour: '#FD87BD' },
  { key: 'colour_grey', colour: '#969696' },
  { key: 'colour_orange', colour: '#F48435' },
  { key: 'colour_teal', colour: '#1DB9B4' },
  { key: 'colour_amber', colour: '#E7A826' },
  { key: 'colour_green', colour: '#63C57E' },
  { key: 'colour_coral', colour: '#F17574' },
  { key: 'colour_lilac', colour: '#D297EE' },
  { key: 'colour_lime', colour: '#A8C026' },
  { key: 'colour_brown', colour: '#B88562' },
] as const satisfies readonly { readonly key: MessageKey; readonly colour: string }[];

/** Most characters of a tag's name. Source: Zoho's OpenAPI files, create tags. */
export const LONGEST_TAG_NAME = 25;

/** A name that some modules have a tag of. */
export interface NamedTag {
  readonly name: string;
  readonly colour: string | null;
  readonly tags: readonly TagRow[];
  /** It looks like one of the tags that come off, in a module of theirs. */
  readonly isAlike: boolean;
}

/** The names in these tags, each once, in their order. */
export function namedIn(tags: readonly TagRow[], alike: ReadonlySet<string>): readonly NamedTag[] {
  const byName = new Map<string, TagRow[]>();
  for (const tag of tags) {
    const same = byName.get(tag.name);
    if (same === undefined) byName.set(tag.name, [tag]);
    else same.push(tag);
  }
  return [...byName].map(([name, same]) => ({
    name,
    colour: same.find(({ colour }) => colour !== null)?.colour ?? null,
    tags: same,
    isAlike: same.some((tag) => tag.alike !== null && alike.has(groupKey(tag))),
  }));
}

/** The groups of look-alikes that these tags are in. Groups are per module. */
export function groupsOf(tags: readonly TagRow[]): ReadonlySet<string> {
  return new Set(tags.flatMap((tag) => (tag.alike === null ? [] : [groupKey(tag)])));
}

function groupKey({ module, alike }: TagRow): string {
  return `${module} ${alike}`;
}

/** The names that contain a text: look-alikes first, then those that begin with it, then the most used. */
export function matching(names: readonly NamedTag[], text: string): readonly NamedTag[] {
  const sought = soughtIn(text.trim());
  const rank = ({ name, isAlike }: NamedTag): number => (isAlike ? 0 : 2) + (soughtIn(name).startsWith(sought) ? 0 : 1);
  return names
    .filter(({ name }) => soughtIn(name).includes(sought))
    .toSorted((one, other) => rank(one) - rank(other) || knownRecords(other) - knownRecords(one));
}

/** Records that have one of the tags, as far as Zoho has counted them. */
export function knownRecords({ tags }: Pick<NamedTag, 'tags'>): number {
  return tags.reduce((sum, { records }) => sum + (records?.n ?? 0), 0);
}
