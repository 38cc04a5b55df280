import type { Holders } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ, RECORDS_PER_PAGE } from '../../zoho/limits.ts';
import { PAGES_PER_SEARCH } from '../../zoho/search.ts';
import type { FoundPage } from '../../zoho/types.ts';
import { placesOf } from '../journal/tag-places.ts';
import { freshRow } from '../model/outcome.ts';
import type { Finding, Run } from '../model/types.ts';
import { call, type CallKind, Halted, record, type Session, valueOf } from '../visit/session.ts';
import { hasOneOf, idsSoFar, isStopping, moveOn } from './reading-view.ts';
import { allTime, halves } from './search-windows.ts';

type Part = Finding['open'][number];

/**
 * The most pages in all searches of a run: twice the pages of 100,000 records, because windows that are too full cost
 * pages as well.
 */
export const MOST_SEARCHES = (2 * 100_000) / RECORDS_PER_PAGE;

/** The initial position of a search for the holders of these tags. It starts in windows where Zoho counts more than it shows. */
export function beginFinding({ tags, counted }: Holders): Finding {
  const isTooMany = (tag: number) => (counted[tag] ?? 0) > PAGES_PER_SEARCH * RECORDS_PER_PAGE;
  const window = allTime(null);
  return { open: tags.map((_, tag) => ({ tag, window: isTooMany(tag) ? window : null, page: 1 })), asked: 0 };
}

/**
 * Finds the holders of the source's tags by Zoho's search, from the journal's position. A search may match other names,
 * so a record counts only if its own tags hold the id. Its index may lag, so a found record is read before anything is
 * sent. Where Zoho refuses the search or it does not end, the run that is returned reads all records of the module
 * next, and keeps those already found. Throws {@link Halted}.
 */
export async function searchHolders(session: Session, run: Run, begun: Finding): Promise<Run> {
  const seen = await idsSoFar(session, run.id);
  const names = await namesNow(session, run);
  let find: Finding | null = names === null ? null : begun;
  if (names === null) return keep(session, [], { at: session.ports.clock.now(), seen, find });
  for (let now = run; ;) {
    if (find === null) return now;
    const [part, ...others]: readonly Part[] = find.open;
    if (part === undefined) return record(session, (fact) => fact.changeWork({ find: null }));
    const at = session.ports.clock.now();
    const pages: readonly FoundPage[] | null =
      find.asked < MOST_SEARCHES ? await searchPages(session, run, names, part) : null;
    const left: readonly Part[] | null = pages === null ? null : leftOf(part, pages, session.time.zoho);
    if (pages !== null && left !== null) find = { open: [...left, ...others], asked: find.asked + pages.length };
    else find = session.halt === null ? null : find;
    now = await keep(session, pages ?? [], { at, seen, find });
    if (session.halt !== null || (await isStopping(session))) throw new Halted();
  }
}

/**
 * What the module's tags are called now, by id: one that was renamed since the page read it is searched by its new name.
 * Null where Zoho does not list them. Throws {@link Halted}.
 */
async function namesNow(session: Session, run: Run): Promise<ReadonlyMap<string, string> | null> {
  const kind: CallKind = { purpose: 'list', use: 'reads', cost: CREDITS_PER_READ, useReserve: run.useReserve };
  const ending = await call(session, kind, () => session.api.tags(run.module.apiName));
  if (!ending.isOk && session.halt === null) return null;
  return new Map(valueOf(session, ending).map(({ id, name }) => [id, name]));
}

/** The next pages of a part, read side by side, or null where they are refused. Throws {@link Halted}. */
async function searchPages(
  session: Session,
  run: Run,
  names: ReadonlyMap<string, string>,
  part: Part,
): Promise<readonly FoundPage[] | null> {
  const numbers = nextPages(part, run.source.holders?.counted[part.tag] ?? null);
  const results = await Promise.allSettled(numbers.map((page) => searchPage(session, run, names, { ...part, page })));
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

async function searchPage(
  session: Session,
  run: Run,
  names: ReadonlyMap<string, string>,
  { tag, window, page }: Part,
): Promise<FoundPage | null> {
  const { apiName, nameField } = run.module;
  const given = run.source.holders?.tags[tag];
  const name = names.get(given?.id ?? '') ?? given?.name ?? '';
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
