import type { ContextMenuReport, PageContext } from '../shared/page.ts';
import { listOf } from './read-ticked.ts';
import { recordOfRow } from './record-id-of-row.ts';
import { rowAround } from './rows.ts';
import { tickedRowsIn } from './ticked.ts';

/** What a right click hit, and the record of the row under it. */
export interface RightClick {
  readonly report: ContextMenuReport;
  readonly clickedId: string | null;
}

/**
 * What the menu's title needs to know of a right click. A row whose record cannot be told counts as beside the rows:
 * the title must not promise "this lead" when nobody knows which one it is.
 */
export function rightClickOn(target: Element, page: Document, context: PageContext): RightClick {
  const tab = context.tab ?? '';
  const table = listOf(page, context);
  if (table === null || table === 'elsewhere') {
    const on = context.recordId === null ? 'beside' : 'record';
    return { report: { type: 'menu.report', ticked: 0, on, tab }, clickedId: null };
  }
  const { rows } = tickedRowsIn(table.main);
  const report = (on: ContextMenuReport['on']): ContextMenuReport => ({
    type: 'menu.report',
    ticked: rows.length,
    on,
    tab,
  });
  const row = rowAround(target);
  const record = row !== null && table.whole.contains(row) ? recordOfRow(row, tab) : null;
  if (row === null || record === null) return { report: report('beside'), clickedId: null };
  const isCopy = !table.main.contains(row);
  const isTicked = rows.some((one) => one === row || (isCopy && recordOfRow(one, tab)?.id === record.id));
  return { report: report(isTicked ? 'ticked' : 'row'), clickedId: record.id };
}
