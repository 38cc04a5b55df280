import type { Holders, Tag } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ, RECORDS_PER_PAGE } from '../../zoho/limits.ts';
import { PAGES_PER_SEARCH } from '../../zoho/search.ts';
import type { FoundPage } from '../../zoho/types.ts';
import { placesOf } from '../journal/tag-places.ts';
import { freshRow } from '../model/outcome.ts';
import type { Finding, Run } from '../model/types.ts';
import { call, type CallKind, Halted, record, type Session, valueOf } from '../visit/session.ts';
import { hasOneOf, idsSoFar, isStopping, moveOn } from './reading-view.ts';
import { allTime, halves } from './search-windows.ts';
import { isProved, type Names, nameToSearch, withNames, withPages } from './searched-names.ts';

type Part = Finding['open'][number];

/**
 * The most pages in all searches of a run: twice the pages of 100,000 records, because windows that are too full cost
 * pages as well.
 */
export const MOST_SEARCHES = (2 * 100_000) / RECORDS_PER_PAGE;

/** The initial position of a search for the holders of these tags. */
export function beginFinding(holders: Holders): Finding {
  return { open: holders.tags.map((_, tag) => firstPart(holders, tag)), asked: 0 };
}

/** A search starts in windows where Zoho counts more than it shows. */
function firstPart({ counted }: Holders, tag: number): Part {
  const isTooMany = (counted[tag] ?? 0) > PAGES_PER_SEARCH * RECORDS_PER_PAGE;
  return { tag, window: isTooMany ? allTime(null) : null, page: 1 };
}

/**
 * Finds the holders of the source's tags by Zoho's search, from the journal's position. A search may match other names,
 * so a record counts only if its own tags hold the id. Its index may lag, so a found record is read before anything is
 * sent. A tag that was renamed before Zoho answered is searched again. Where Zoho refuses the search or it does not end,
 * the run that is returned reads all records of the module next, and keeps those already found. Throws {@link Halted}.
 */
export async function searchHolders(session: Session, run: Run, begun: Finding): Promise<Run> {
  const { holders } = run.source;
  if (holders === undefined) return run;
  const seen = await idsSoFar(session, run.id);
  let names: Names | null = null;
  let find: Finding | null = begun;
  for (let now = run; ;) {
    if (find === null) return now;
    const [part, ...others]: readonly Part[] = find.open;
    if (part === undefined && isProved(find)) return record(session, (fact) => fact.changeWork({ find: null }));
    const at = session.ports.clock.now();
    if (names === null || part === undefined) {
      names = await namesNow(session, run, holders.tags);
      find = names === null ? null : withNames(find, names, (tag) => firstPart(holders, tag));
      if (find === null) now = await keep(session, [], { at, seen, find });
      continue;
    }
    const searched = { tag: part.tag, name: names[part.tag] ?? null };
    const pages: readonly FoundPage[] | null =
      find.asked < MOST_SEARCHES ? await searchPages(session, run, nameToSearch(holders, searched), part) : null;
    const left: readonly Part[] | null = pages === null ? null : leftOf(part, pages, session.time.zoho);
    if (pages !== null && left !== null) {
      const further: Finding = { ...find, open: [...left, ...others], asked: find.asked + pages.length };
      find = withPages(further, pages, searched, holders);
    } else find = session.halt === null ? null : find;
    now = await keep(session, pages ?? [], { at, seen, find });
    if (session.halt !== null || (await isStopping(session))) throw new Halted();
  }
}

/** The current names of these tags of the module. Null where Zoho does not list its tags. Throws {@link Halted}. */
async function namesNow(session: Session, run: Run, tags: readonly Tag[]): Promise<Names | null> {
  const kind: CallKind = { purpose: 'list', use: 'reads', cost: CREDITS_PER_READ, useReserve: run.useReserve };
  const ending = await call(session, kind, () => session.api.tags(run.module.apiName));
  if (!ending.isOk && session.halt === null) return null;
  const listed = new Map(valueOf(session, ending).map(({ id, name }) => [id, name]));
  return tags.map(({ id }) => listed.get(id) ?? null);
}

/** The next pages of a part, read side by side, or null where they are refused. Throws {@link Halted}. */
async function searchPages(session: Session, run: Run, name: string, part: Part): Promise<readonly FoundPage[] | null> {
  const numbers = nextPages(part, run.source.holders?.counted[part.tag] ?? null);
  const results = await Promise.allSettled(numbers.map((page) => searchPage(session, run, name, { ...part, page })));
  const pages: FoundPage[] = [];
  for (const result of results) {
    if (result.status === 'rejected') break;
    if (result.value === null) return null;
    pages.push(result.value);
    if (!result.value.isMore) break;
  }
  if (pages.length === 0) throw new Halted();
  return pages;
}

async function searchPage(session: Session, run: Run, name: string, { window, page }: Part): Promise<FoundPage | null> {
  const { apiName, nameField } = run.module;
  const kind: CallKind = { purpose: 'list', use: 'reads', cost: CREDITS_PER_READ, useReserve: run.useReserve };
  const ending = await call(session, kind, () => session.api.searchByTag(apiName, nameField, name, { window, page }));
  return ending.isOk || session.halt !== null ? valueOf(session, ending) : null;
}

/**
 * The numbers of the pages to read next. The first one says whether there are more. Of a window the last page is read
 * after that, so that one which is too full is halved after two calls. `counted`: records that have the tag by Zoho's
 * count, or null.
 */
function nextPages(part: Part, counted: number | null): readonly number[] {
  const { page, window, last } = part;
  if (page === 1) return [1];
  if (isProbe(part)) return [PAGES_PER_SEARCH];
  const expected = window === null && counted !== null ? Math.ceil(counted / RECORDS_PER_PAGE) : 0;
  const to = Math.max(page, last ?? Math.min(PAGES_PER_SEARCH, Math.max(expected, 2 * page - 2)));
  return Array.from({ length: to - page + 1 }, (_, step) => page + step);
}

/** Whether the last page of a window is to be read next. */
function isProbe({ page, window, last }: Part): boolean {
  return window !== null && page > 1 && last === undefined;
}

/**
 * The rest of a part after these pages: nothing, its next pages, or two halves where it has too many. Null for a second
 * that holds more than a search can show.
 */
function leftOf(part: Part, pages: readonly FoundPage[], zohoMs: number | null): readonly Part[] | null {
  const isMore = pages.at(-1)?.isMore ?? false;
  const inHalves = () =>
    halves(part.window ?? allTime(zohoMs))?.map((window) => ({ tag: part.tag, window, page: 1 })) ?? null;
  if (isProbe(part)) {
    if (isMore) return inHalves();
    return [{ ...part, last: pages[0]?.records.length === 0 ? null : PAGES_PER_SEARCH - 1 }];
  }
  const page = part.page + pages.length;
  const isRead = typeof part.last === 'number' ? page > part.last : !isMore;
  if (isRead) return [];
  return page <= PAGES_PER_SEARCH ? [{ ...part, page }] : inHalves();
}

/**
 * Adds the new holders among these records, and stores the remaining search. Null leads to reading all records of the
 * module.
 */
function keep(
  session: Session,
  pages: readonly FoundPage[],
  { at, seen, find }: { readonly at: number; readonly seen: Set<string>; readonly find: Finding | null },
): Promise<Run> {
  const tagIds = session.run.source.holders?.tags.map(({ id }) => id) ?? [];
  const found = pages.flatMap((page) => page.records);
  const holders = found.filter((entry) => hasOneOf(entry, tagIds) && !seen.has(entry.id) && seen.add(entry.id));
  return record(session, async (fact) => {
    const sets = holders.map((entry) => {
      const before = placesOf(fact, entry.tags);
      fact.append(freshRow({ id: entry.id, name: entry.name, before, readAt: 0 }));
      return before;
    });
    await fact.addToPreview({ sets, missing: 0, readAt: at });
    fact.change({ read: fact.run.read + holders.length });
    if (pages.length > 0) moveOn(session, fact);
    fact.changeWork(find === null ? { find, view: { cursor: null, isRead: false, looked: 0 } } : { find });
  });
}
