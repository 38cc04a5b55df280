import { type PageReport, type PageView, tickedIds } from '../../shared/page.ts';

/** A way to select records that the page does not show. */
export type WayOn = 'view' | 'basket' | 'paste';

/** Parts of a selection that Untag could not read. The popup always reports them. */
export type SelectionWarning =
  /** Zoho counts more or fewer selected rows than the page shows. */
  | { readonly kind: 'fewer' | 'more'; readonly zoho: number; readonly here: number; readonly ways: readonly WayOn[] }
  /**
   * "All records of this view" is on in Zoho, and the page shows only some of them. `zoho` is null when Zoho's count
   * cannot be read.
   */
  | {
      readonly kind: 'whole-view';
      readonly zoho: number | null;
      readonly here: number;
      readonly ways: readonly WayOn[];
    }
  /** No count can be read and there are other pages, whose ticks are invisible. */
  | { readonly kind: 'this-page-only'; readonly ways: readonly WayOn[] }
  /** Ticked rows whose record cannot be identified. */
  | { readonly kind: 'refused'; readonly rows: number; readonly ways: readonly WayOn[] }
  /** Records that appear twice in the page, ticked once and not ticked once. */
  | { readonly kind: 'disagreeing'; readonly rows: number; readonly ways: readonly WayOn[] }
  /** A kind of page whose ticks Untag cannot read. `rows`: rows that look ticked there. */
  | { readonly kind: 'unreadable'; readonly view: PageView; readonly rows: number; readonly ways: readonly WayOn[] };

/** All warnings about the ticks of a page, the most serious first. */
export function selectionWarnings({ context, ticked }: PageReport): SelectionWarning[] {
  const { view, viewId } = context;
  const elsewhere: WayOn[] = viewId === null ? ['paste'] : ['view', 'paste'];
  const otherPages: WayOn[] = viewId === null ? ['basket', 'paste'] : ['view', 'basket', 'paste'];
  if (view === 'other' || (view === 'record' && ticked.elsewhere === 0)) return [];
  if (!ticked.isReadable) return [{ kind: 'unreadable', view, rows: ticked.elsewhere, ways: elsewhere }];
  const { refused, disagreeing, zohoCount: zoho, isWholeView, hasPages } = ticked;
  const here = tickedIds(ticked).length;
  const seen = here + refused;
  const warnings: SelectionWarning[] = [];
  if (isWholeView) warnings.push({ kind: 'whole-view', zoho, here, ways: elsewhere });
  else if (zoho === null && hasPages) warnings.push({ kind: 'this-page-only', ways: otherPages });
  else if (zoho !== null && zoho > seen) warnings.push({ kind: 'fewer', zoho, here, ways: otherPages });
  else if (zoho !== null && zoho < seen) warnings.push({ kind: 'more', zoho, here, ways: ['paste'] });
  if (refused > 0) warnings.push({ kind: 'refused', rows: refused, ways: ['paste'] });
  if (disagreeing > 0) warnings.push({ kind: 'disagreeing', rows: disagreeing, ways: ['paste'] });
  return warnings;
}
