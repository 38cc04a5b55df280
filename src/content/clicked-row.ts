import type { ContextMenuReport, PageContext } from '../shared/page.ts';
import { isActivities } from '../shared/module-names.ts';
import { listOf } from './read-ticked.ts';
import { recordOfRow } from './record-id-of-row.ts';
import { rowAround, rowsIn } from './rows.ts';
import { tickedAmong } from './ticked.ts';

/** What a right click hit, and the record of the row under it. */
export interface RightClick {
  readonly report: ContextMenuReport;
  readonly clickedId: string | null;
}

/**
 * What the menu's title needs to know of a right click. A row whose record is unknown counts as beside the rows,
 * because the title must not promise "this lead" for a record that nobody has identified.
 */
export function rightClickOn(target: Element, page: Document, context: PageContext): RightClick {
  const moduleSlug = context.moduleSlug ?? '';
  const table = listOf(page, context);
  if (table === null) {
    const on = context.recordId === null ? 'beside' : 'record';
    return { report: { type: 'menu.report', ticked: 0, on, moduleSlug }, clickedId: null };
  }
  const { whole, main } = table;
  const rows = rowsIn(main);
  const ticked = tickedAmong(rows, main).rows;
  const row = rowAround(target, new Set(whole === main ? rows : rowsIn(whole)));
  const record = row && recordOfRow(row, moduleSlug);
  const isTicked =
    record !== null &&
    ticked.some((one) => one === row || (!main.contains(row) && recordOfRow(one, moduleSlug)?.id === record.id));
  const on = record === null ? 'beside' : isTicked ? 'ticked' : 'row';
  const counted = isActivities(moduleSlug) ? 0 : ticked.length;
  const report = { type: 'menu.report', ticked: counted, on, moduleSlug: record?.moduleSlug ?? moduleSlug } as const;
  return { report, clickedId: record?.id ?? null };
}
