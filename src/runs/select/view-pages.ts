import type { AppError } from '../../shared/errors.ts';
import { lastNumberedPage, RECORDS_PER_PAGE } from '../../zoho/limits.ts';
import type { ViewCursor } from '../../zoho/types.ts';
import type { ViewWork } from '../model/types.ts';

/** Records of one page of the view. */
export function perPageOf({ perPage }: ViewWork): number {
  return perPage ?? RECORDS_PER_PAGE;
}

/** At most `most` of the next pages. Numbered pages can be requested side by side. */
export function nextCursors(view: ViewWork, most: number): (ViewCursor | null)[] {
  const { cursor } = view;
  if (cursor === null) return [null];
  if (!('page' in cursor)) return [cursor];
  const last = Math.min(lastNumberedPage(perPageOf(view)), cursor.page + most - 1);
  return Array.from({ length: Math.max(1, last - cursor.page + 1) }, (_, step) => ({
    ...cursor,
    page: cursor.page + step,
  }));
}

/** A page size below the refused one: the limit that Zoho names, else half. */
export function smallerPage(perPage: number, { details: { limit } }: AppError): number {
  return limit !== undefined && limit >= 1 && limit < perPage ? limit : Math.ceil(perPage / 2);
}

/**
 * The view from the same position in pages of another size. Zoho binds a page token to the size, so paging by token
 * starts again at the first page. `known`: records of the view that were already read.
 */
export function inPagesOf(view: ViewWork, perPage: number, known: number): ViewWork {
  const { cursor } = view;
  const next = { ...view, perPage, misses: 0 };
  if (cursor === null) return next;
  if (!('page' in cursor)) {
    const { pageToken: _, ...rest } = cursor;
    return { ...next, cursor: { ...rest, page: 1 }, again: known };
  }
  const offset = (cursor.page - 1) * perPageOf(view);
  return { ...next, cursor: { ...cursor, page: Math.floor(offset / perPage) + 1 } };
}
