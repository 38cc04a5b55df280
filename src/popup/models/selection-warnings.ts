import { type PageReport, type PageView, tickedIds } from '../../shared/page.ts';

/** A way to select what the page does not show. */
export type WayOn = 'view' | 'basket' | 'paste';

/** What Untag could not see of a selection: said in the popup, never passed over. */
export type SelectionWarning =
  /** Zoho says that more, or fewer, are selected than the page shows. */
  | { readonly kind: 'fewer' | 'more'; readonly zoho: number; readonly here: number; readonly ways: readonly WayOn[] }
  /** "All records of this view" is on in Zoho; the page shows only some of them. `zoho` is null when Zoho's count cannot be read. */
  | {
      readonly kind: 'whole-view';
      readonly zoho: number | null;
      readonly here: number;
      readonly ways: readonly WayOn[];
    }
  /** No count can be read and there are other pages: their ticks are not seen. */
  | { readonly kind: 'this-page-only'; readonly ways: readonly WayOn[] }
  /** Ticked rows whose record cannot be told. */
  | { readonly kind: 'refused'; readonly rows: number; readonly ways: readonly WayOn[] }
  /** Records that stand twice in the page, ticked here and not there. */
  | { readonly kind: 'disagreeing'; readonly rows: number; readonly ways: readonly WayOn[] }
  /** A kind of page whose ticks Untag cannot read. `rows` is how many rows look ticked there. */
  | { readonly kind: 'unreadable'; readonly view: PageView; readonly rows: number; readonly ways: readonly WayOn[] };

/** Everything that must be said about the ticks of a page, the gravest first. */
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
