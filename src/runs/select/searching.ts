import type { Holders } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ, RECORDS_PER_PAGE } from '../../zoho/limits.ts';
import { PAGES_PER_SEARCH } from '../../zoho/search.ts';
import type { FoundPage } from '../../zoho/types.ts';
import { placesOf } from '../journal/tag-places.ts';
import { advance } from '../model/machine.ts';
import { freshRow } from '../model/outcome.ts';
import type { Finding, Run } from '../model/types.ts';
import { call, type CallKind, Halted, record, type Session, valueOf } from '../visit/session.ts';
import { hasOneOf, idsSoFar, isStopping } from './reading-view.ts';
import { allTime, halves } from './search-windows.ts';

type Part = Finding['open'][number];

/**
 * The most pages in all searches of a run: twice the pages of 100,000 records, because windows that are too full cost
 * pages as well.
 */
export const MOST_SEARCHES = (2 * 100_000) / RECORDS_PER_PAGE;

/** The initial position of a search for the holders of these tags. */
export function beginFinding({ tags }: Holders): Finding {
  return { open: tags.map((_, tag) => ({ tag, window: null, page: 1 })), asked: 0 };
}

/**
 * Finds the holders of the source's tags by Zoho's search, from the journal's position. A search may match other names,
 * so a record counts only if its own tags hold the id. Where Zoho refuses the search or it does not end, the run that
 * is returned reads all records of the module next, and keeps those already found. Throws {@link Halted}.
 */
export async function searchHolders(session: Session, run: Run, begun: Finding): Promise<Run> {
  const seen = await idsSoFar(session, run.id);
  let find: Finding | null = begun;
  for (let now = run; ;) {
    if (find === null) return now;
    const [part, ...others]: readonly Part[] = find.open;
    if (part === undefined) return record(session, (fact) => fact.changeWork({ find: null }));
    const at = session.ports.clock.now();
    const pages: readonly FoundPage[] | null =
      find.asked < MOST_SEARCHES ? await searchPages(session, run, part) : null;
    const last: FoundPage | undefined = pages?.at(-1);
    const left: readonly Part[] | null =
      last === undefined ? null : leftOf(part, pages?.length ?? 0, last.isMore, session.ports.clock.wall());
    if (pages !== null && left !== null) find = { open: [...left, ...others], asked: find.asked + pages.length };
    else find = session.halt === null ? null : find;
    now = await keep(session, pages ?? [], { at, seen, find });
    if (session.halt !== null || (await isStopping(session))) throw new Halted();
  }
}

/**
 * The next pages of a part; null when Zoho refuses them. The first page shows whether there are more, and the others
 * are read side by side.
 */
async function searchPages(session: Session, run: Run, part: Part): Promise<readonly FoundPage[] | null> {
  const last = part.page === 1 ? 1 : PAGES_PER_SEARCH;
  const numbers = Array.from({ length: last - part.page + 1 }, (_, step) => part.page + step);
  const results = await Promise.allSettled(numbers.map((page) => searchPage(session, run, { ...part, page })));
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

async function searchPage(session: Session, run: Run, { tag, window, page }: Part): Promise<FoundPage | null> {
  const { apiName, nameField } = run.module;
  const name = run.source.holders?.tags[tag]?.name ?? '';
  const kind: CallKind = { purpose: 'list', use: 'reads', cost: CREDITS_PER_READ, useReserve: run.useReserve };
  const ending = await call(session, kind, () => session.api.searchByTag(apiName, nameField, name, { window, page }));
  return ending.isOk || session.halt !== null ? valueOf(session, ending) : null;
}

/**
 * The remainder of a part after this many pages: nothing, its next pages, or two halves when it has too many. Null for
 * a single second with more records than a search can return.
 */
function leftOf(part: Part, read: number, isMore: boolean, nowMs: number): readonly Part[] | null {
  if (!isMore) return [];
  const page = part.page + read;
  if (page <= PAGES_PER_SEARCH) return [{ ...part, page }];
  return halves(part.window ?? allTime(nowMs))?.map((window) => ({ ...part, window, page: 1 })) ?? null;
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
      fact.append(freshRow({ id: entry.id, name: entry.name, before, readAt: at }));
      return before;
    });
    await fact.addToPreview({ sets, missing: 0, readAt: at });
    fact.change({ read: fact.run.read + holders.length });
    if (pages.length > 0) fact.change(advance(fact.run, { kind: 'progress' }));
    fact.changeWork(find === null ? { find, view: { cursor: null, isRead: false, looked: 0 } } : { find });
  });
}
