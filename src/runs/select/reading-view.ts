import type { Fact } from '../journal/fact.ts';
import { advance } from '../model/machine.ts';
import { freshRow } from '../model/outcome.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { CREDITS_PER_READ, CREDITS_PER_VIEW_PAGE, MOST_READ } from '../../zoho/limits.ts';
import type { RecordTags, ViewCursor, ViewPage } from '../../zoho/types.ts';
import { call, type Ending, Halted, record, type Session, valueOf } from '../visit/session.ts';
import { placesOf } from '../journal/tag-places.ts';
import type { Run, ViewWork } from '../model/types.ts';
import { stopFor } from '../model/failure-policy.ts';
import { inPagesOf, nextCursors, perPageOf, smallerPage } from './view-pages.ts';

/** Additional pages, because pages may not be full. */
const SPARE_PAGES = 10;
const MOST_AT_ONCE = 16;
const ROWS_AT_ONCE = 1_000;

/**
 * Reads a whole view from the journal's position. For holders of tags it reads all records of the module and keeps
 * those with one of the tags. Numbered pages are read side by side: 1, then 2, 4 and more, so that a small view costs
 * no extra page. A later page needs the token of the page before, and is read while that one is stored. After a page
 * that is too big for Zoho it continues with smaller pages. After a token that Zoho no longer takes it starts at the
 * first page again. Stops with `view-changed` where Zoho announces more pages but returns no new record, or repeats a
 * token. Throws {@link Halted}.
 */
export async function readView(session: Session, run: Run): Promise<void> {
  const kept = await idsSoFar(session, run.id);
  const seen: Seen = { kept, here: new Set(), size: kept.size };
  let view = run.work.view;
  if (view !== null && (view.misses ?? 0) > 0) await seeZohoAnswer(session, run, view);
  const tokens = new Set<string>();
  let width = 1;
  let read = 0;
  let ahead: Promise<PagesRead> | null = null;
  try {
    while (view !== null && !view.isRead) {
      const { pages, failures, at } = await (ahead ?? readPages(session, run, view, width));
      ahead = null;
      const { fresh, isNew } = freshIn(pages, seen);
      const isIdle = !isNew && (view.again ?? 0) === 0;
      read += pages.length;
      width = Math.min(MOST_AT_ONCE, width * 2);
      const mostPages = MOST_READ / perPageOf(view) + SPARE_PAGES;
      const next = pages.at(-1)?.next ?? null;
      const isEndless = next !== null && (isIdle || read >= mostPages || isRepeated(tokens, next));
      const isToGoOn = failures.length === 0 && session.halt === null && !isEndless;
      if (isToGoOn && next !== null && 'pageToken' in next && lookedAt(view, seen) < MOST_READ)
        ahead = readPages(session, run, { ...view, cursor: next }, 1);
      // A failure is in the halt as well.
      ahead?.catch(() => undefined);
      if (pages.length > 0) view = (await keep(session, pages, { fresh, at })).work.view;
      if (failures.length > 0 && view !== null) {
        view = await afterFailure(session, view, failures, lookedAt(view, seen));
        [width, read] = [1, 0];
        tokens.clear();
      } else if (session.halt === null && view?.isRead === false) {
        if (lookedAt(view, seen) >= MOST_READ)
          session.halt = stopFor(new AppError('view-too-big', { limit: MOST_READ }));
        else if (isEndless) session.halt = stopFor(new AppError('view-changed'));
      }
      // What was read ahead says for itself why it failed, once it is looked at.
      if ((session.halt !== null && ahead === null) || (await isStopping(session))) throw new Halted();
    }
  } finally {
    await ahead?.catch(() => undefined);
  }
}

/** The records of a view that were kept before, and those that were read in this visit. `size`: of both together. */
interface Seen {
  readonly kept: ReadonlySet<string>;
  readonly here: Set<string>;
  size: number;
}

/** Number of records read so far. */
function lookedAt({ looked }: ViewWork, { size }: Seen): number {
  return looked ?? size;
}

/** Ids of the records that are not kept yet, and whether there are any that this visit has not read. They count as seen. */
function freshIn(pages: readonly ViewPage[], seen: Seen): { fresh: ReadonlySet<string>; isNew: boolean } {
  const { kept, here } = seen;
  const before = here.size;
  const fresh = new Set<string>();
  for (const { records } of pages)
    for (const { id } of records) {
      if (!kept.has(id) && !here.has(id)) fresh.add(id);
      here.add(id);
    }
  seen.size += fresh.size;
  return { fresh, isNew: here.size > before };
}

type Failure = Extract<Ending<ViewPage>, { isOk: false }>;

/** Pages that were read, and from when on. */
interface PagesRead {
  readonly pages: readonly ViewPage[];
  readonly failures: readonly Failure[];
  readonly at: number;
}

/** The next pages, read side by side: the answered pages before the first failure, and all failures. */
async function readPages(session: Session, run: Run, view: ViewWork, width: number): Promise<PagesRead> {
  const at = session.ports.clock.now();
  const cursors = nextCursors(view, width);
  const results = await Promise.allSettled(cursors.map((cursor) => readPage(session, run, cursor, perPageOf(view))));
  const pages: ViewPage[] = [];
  for (const result of results) {
    if (result.status === 'rejected') {
      // Other pages may have failed before this one was requested.
      if (!(result.reason instanceof Halted)) throw result.reason;
      return { pages, failures: [], at };
    }
    if (!result.value.isOk) return { pages, failures: failuresIn(results), at };
    pages.push(result.value.value);
    if (result.value.value.next === null) break;
  }
  return { pages, failures: [], at };
}

function failuresIn(results: readonly PromiseSettledResult<Ending<ViewPage>>[]): Failure[] {
  return results.flatMap((result) => (result.status === 'fulfilled' && !result.value.isOk ? [result.value] : []));
}

function readPage(session: Session, run: Run, cursor: ViewCursor | null, perPage: number): Promise<Ending<ViewPage>> {
  const { apiName, nameField } = run.module;
  const { holders, viewId } = run.source;
  const cost = holders === undefined ? CREDITS_PER_VIEW_PAGE : CREDITS_PER_READ;
  const kind = { purpose: 'select', use: 'reads', cost, useReserve: run.useReserve } as const;
  return call(session, kind, () =>
    holders === undefined
      ? session.api.recordsOfView(apiName, nameField, viewId ?? '', cursor, perPage)
      : session.api.recordsOfModule(apiName, nameField, cursor, perPage),
  );
}

/** Failures without a whole answer. The cause may be the size of the page, or Zoho. */
const NO_WHOLE_ANSWER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['timeout', 'unreadable', 'zoho-down']);

/** Reads one record of the view. If this succeeds, a page that fails again is too big. Throws {@link Halted}. */
async function seeZohoAnswer(session: Session, run: Run, view: ViewWork): Promise<void> {
  if (perPageOf(view) > 1) valueOf(session, await readPage(session, run, { ...view.cursor, page: 1 }, 1));
}

/** Zoho takes a page token for a day. It is the only one that names a token as past. */
const MOST_RESTARTS = 3;

/** Writes how the view continues after pages that failed. Throws {@link Halted} where it does not. */
async function afterFailure(
  session: Session,
  view: ViewWork,
  failures: readonly Failure[],
  known: number,
): Promise<ViewWork | null> {
  const restarts = (view.restarts ?? 0) + 1;
  const isPast = failures[0]?.error.code === 'view-changed' && view.cursor !== null && 'pageToken' in view.cursor;
  if (!isPast || restarts > MOST_RESTARTS) return cutPages(session, view, failures, known);
  if (failures.some(({ verdict }) => verdict === session.halt)) session.halt = null;
  const next = { ...inPagesOf(view, perPageOf(view), known), restarts };
  return (await record(session, (fact) => fact.changeWork({ view: next }))).work.view;
}

/**
 * Continues the view in smaller pages. It does so when Zoho refuses the first failed page for its size, or fails it
 * again after a small page succeeded. Throws {@link Halted} for any other failure.
 */
async function cutPages(
  session: Session,
  view: ViewWork,
  failures: readonly Failure[],
  known: number,
): Promise<ViewWork | null> {
  const [first] = failures;
  if (first === undefined) return view;
  const { error } = first;
  const perPage = perPageOf(view);
  const misses = (view.misses ?? 0) + Number(NO_WHOLE_ANSWER.has(error.code));
  const isTooBig = error.code === 'limit-exceeded' || (NO_WHOLE_ANSWER.has(error.code) && misses > 1);
  if (perPage === 1 || !isTooBig) {
    await record(session, (fact) => fact.changeWork({ view: { ...view, misses } }));
    valueOf(session, first);
  }
  const isHaltOfSize = failures.some(
    (failure) => failure.verdict === session.halt && NO_WHOLE_ANSWER.has(failure.error.code),
  );
  if (isHaltOfSize) session.halt = null;
  const next = inPagesOf(view, smallerPage(perPage, error), known);
  return (await record(session, (fact) => fact.changeWork({ view: next }))).work.view;
}

/** Keeps the fresh records. A record can be on two pages when the view changes during the reading. It is kept once. */
function keep(
  session: Session,
  pages: readonly ViewPage[],
  { fresh, at }: { readonly fresh: ReadonlySet<string>; readonly at: number },
): Promise<Run> {
  const all = pages.flatMap((page) => page.records);
  const tagIds = session.run.source.holders?.tags.map(({ id }) => id);
  const next = pages.at(-1)?.next ?? null;
  return record(session, async (fact) => {
    const open = new Set(fresh);
    const records = all.filter((entry) => open.delete(entry.id) && (tagIds === undefined || hasOneOf(entry, tagIds)));
    const sets = records.map((entry) => {
      const before = placesOf(fact, entry.tags);
      fact.append(freshRow({ id: entry.id, name: entry.name, before, readAt: at }));
      return before;
    });
    await fact.addToPreview({ sets, missing: 0, readAt: at });
    fact.change({ read: fact.run.read + records.length });
    const { view } = fact.run.work;
    const again = Math.max(0, (view?.again ?? 0) - all.length);
    const further = Math.min(fresh.size, Math.max(0, all.length - (view?.again ?? 0)));
    const looked = tagIds === undefined ? {} : { looked: (view?.looked ?? 0) + further };
    // A page without a record with the tag is progress too.
    if (further > 0) moveOn(session, fact);
    fact.changeWork({ view: { ...view, ...looked, cursor: next, isRead: next === null, again, misses: 0 } });
  });
}

/** Notes progress that shows neither in counts nor in records. */
export function moveOn(session: Session, fact: Fact): void {
  fact.change(advance(fact.run, { kind: 'progress' }));
  session.misses = session.throttles = 0;
}

/** Whether a record has one of these tags, by its own list of them. */
export function hasOneOf({ tags }: Pick<RecordTags, 'tags'>, tagIds: readonly string[]): boolean {
  return tags.some(({ id }) => tagIds.includes(id));
}

/** Ids of all records that the run has kept so far, read from the journal a few at a time. */
export async function idsSoFar(session: Session, runId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(runId, last, ROWS_AT_ONCE);
    for (const row of rows) ids.add(row.id);
    const end = rows.at(-1);
    if (end === undefined) return ids;
    last = end.n;
  }
}

/** Adds a page token to the set, and returns whether it was there before. */
function isRepeated(tokens: Set<string>, cursor: ViewCursor | null): boolean {
  if (cursor === null || !('pageToken' in cursor)) return false;
  return tokens.has(cursor.pageToken) || !tokens.add(cursor.pageToken);
}

/** Whether a stop of the run was requested, or the run is gone. */
export async function isStopping(session: Session): Promise<boolean> {
  const run = await session.journal.run(session.runId);
  return run === null || run.work.stopping !== null;
}
