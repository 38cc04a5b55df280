import { freshRow } from '../model/outcome.ts';
import { AppError } from '../../shared/errors.ts';
import { CREDITS_PER_VIEW_PAGE, PAGES_BY_NUMBER, RECORDS_PER_PAGE } from '../../zoho/limits.ts';
import type { ViewCursor, ViewPage } from '../../zoho/types.ts';
import { call, Halted, record, type Session, valueOf } from '../visit/session.ts';
import { placesOf } from '../journal/tag-places.ts';
import type { Run } from '../model/types.ts';
import { stopFor } from '../model/failure-policy.ts';

/** The most records that Zoho lets an app read of a view. Source: Zoho docs v8, get-records. */
const MOST_RECORDS = 100_000;
/** Most pages of such a view, and some for pages that are not full. */
const MOST_PAGES = MOST_RECORDS / RECORDS_PER_PAGE + 10;
const ROWS_AT_ONCE = 1_000;

/**
 * Reads a whole view on from where the journal says. Pages that can be asked for by number are read side by side, 1, then
 * 2, 4 and the rest, so that a small view costs no page in vain; the next ones need the token of the page before.
 * Stops with `view-changed` where Zoho promises more pages and gives no new record, or a token for the second time.
 */
export async function readView(session: Session, run: Run): Promise<void> {
  const seen = await idsSoFar(session, run.id);
  let view = run.work.view;
  const tokens = new Set<string>();
  let read = 0;
  for (let width = 1; view !== null && !view.isRead; width *= 2) {
    const cursors = nextCursors(view.cursor, width);
    const before = seen.size;
    const at = session.ports.clock.now();
    const results = await Promise.allSettled(cursors.map((cursor) => readPage(session, run, cursor)));
    const pages: ViewPage[] = [];
    for (const result of results) {
      if (result.status === 'rejected') break;
      pages.push(result.value);
      if (result.value.next === null) break;
    }
    if (pages.length > 0) view = (await keep(session, pages, seen, at)).work.view;
    read += pages.length;
    if (session.halt === null && view?.isRead === false) {
      if (seen.size >= MOST_RECORDS) session.halt = stopFor(new AppError('view-too-big', { limit: MOST_RECORDS }));
      else if (seen.size === before || read >= MOST_PAGES || isRepeated(tokens, view.cursor))
        session.halt = stopFor(new AppError('view-changed'));
    }
    if (session.halt !== null || (await isStopping(session))) throw new Halted();
  }
}

function nextCursors(cursor: ViewCursor | null, width: number): (ViewCursor | null)[] {
  if (cursor === null) return [null];
  if (!('page' in cursor)) return [cursor];
  const last = Math.min(PAGES_BY_NUMBER, cursor.page + width - 1);
  return Array.from({ length: Math.max(1, last - cursor.page + 1) }, (_, step) => ({
    ...cursor,
    page: cursor.page + step,
  }));
}

async function readPage(session: Session, run: Run, cursor: ViewCursor | null): Promise<ViewPage> {
  const { apiName, nameField } = run.module;
  const kind = { purpose: 'select', use: 'reads', cost: CREDITS_PER_VIEW_PAGE, useReserve: run.useReserve } as const;
  const ending = await call(session, kind, () =>
    session.api.recordsOfView(apiName, nameField, run.source.viewId ?? '', cursor),
  );
  return valueOf(session, ending);
}

/** Records that stood on two pages, because the view moved meanwhile, are kept once. */
function keep(session: Session, pages: readonly ViewPage[], seen: Set<string>, at: number): Promise<Run> {
  const records = pages.flatMap((page) => page.records).filter(({ id }) => !seen.has(id) && seen.add(id));
  const next = pages.at(-1)?.next ?? null;
  return record(session, async (fact) => {
    const sets = records.map((entry) => {
      const before = placesOf(fact, entry.tags);
      fact.append(freshRow({ id: entry.id, name: entry.name, before, readAt: at }));
      return before;
    });
    await fact.addToPreview({ sets, missing: 0, readAt: at });
    fact.change({ read: fact.run.read + records.length });
    fact.changeWork({ view: { cursor: next, isRead: next === null } });
  });
}

async function idsSoFar(session: Session, runId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(runId, last, ROWS_AT_ONCE);
    for (const row of rows) ids.add(row.id);
    const end = rows.at(-1);
    if (end === undefined) return ids;
    last = end.n;
  }
}

/** Whether a page token is one of these; it is from now on. */
function isRepeated(tokens: Set<string>, cursor: ViewCursor | null): boolean {
  if (cursor === null || !('pageToken' in cursor)) return false;
  return tokens.has(cursor.pageToken) || !tokens.add(cursor.pageToken);
}

async function isStopping(session: Session): Promise<boolean> {
  const run = await session.journal.run(session.runId);
  return run === null || run.work.stopping !== null;
}
