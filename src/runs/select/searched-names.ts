import type { Holders } from '../../shared/run-summary.ts';
import type { FoundPage } from '../../zoho/types.ts';
import type { Finding } from '../model/types.ts';

/*
 * Zoho searches by a tag's name, and others may rename the tag before it answers. A found record that shows the tag under
 * the searched name proves that the name was right. The names are listed again only for searches that end without such a
 * record.
 */

/** Names of the searched tags, by position in the source's tags; null where Zoho does not list a tag. */
export type Names = readonly (string | null)[];

type Searched = NonNullable<Finding['unproved']>[number];

/** How often a search begins again because names have changed. */
const MOST_RENAMINGS = 2;

/** The name to search for. A tag that Zoho does not list is searched by the name that the page read. */
export function nameToSearch({ tags }: Holders, { tag, name }: Searched): string {
  return name ?? tags[tag]?.name ?? '';
}

/** Whether all searches went by names that their tags had then. */
export function isProved({ unproved = [] }: Finding): boolean {
  return unproved.length === 0;
}

/**
 * The search after these pages of one tag. Pages that were read side by side prove nothing for each other. They prove the
 * names of all searches before them.
 */
export function withPages(find: Finding, pages: readonly FoundPage[], searched: Searched, holders: Holders): Finding {
  const shows = ({ records }: FoundPage, one: Searched) => {
    const [tagId, wanted] = [holders.tags[one.tag]?.id, nameToSearch(holders, one)];
    return records.some(({ tags }) => tags.some(({ id, name }) => id === tagId && name === wanted));
  };
  const isOver = find.open.every(({ tag }) => tag !== searched.tag);
  const others = (find.unproved ?? []).filter(
    (one) => one.tag !== searched.tag && !pages.some((page) => shows(page, one)),
  );
  const isShown = isOver && pages.every((page) => shows(page, searched));
  return { ...find, unproved: isShown ? others : [...others, searched] };
}

/**
 * The search after the names were listed. A tag that was searched by another name is searched again from its first part.
 * Null after too many changes of names.
 */
export function withNames(
  { unproved = [], ...find }: Finding,
  names: Names,
  firstPart: (tag: number) => Finding['open'][number],
): Finding | null {
  const renamed = unproved.filter(({ tag, name }) => names[tag] !== name).map(({ tag }) => tag);
  if (renamed.length === 0) return find;
  const renamings = (find.renamings ?? 0) + 1;
  if (renamings > MOST_RENAMINGS) return null;
  const others = find.open.filter(({ tag }) => !renamed.includes(tag));
  return { open: [...renamed.map(firstPart), ...others], asked: 0, renamings };
}
