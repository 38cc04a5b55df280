import type { PageContext, TickedRows } from '../shared/page.ts';
import { recordOfRow } from './record-id-of-row.ts';
import type { RowRecord } from './record-id-of-row.ts';
import { rowAround, rowsIn } from './rows.ts';
import { TICKED_MARKS } from './selectors.ts';
import { tableOf } from './table.ts';
import type { Table } from './table.ts';
import { isTicked, selectBoxOf, tickedAmong } from './ticked.ts';
import { isWholeViewOn, selectedCount, viewTotal } from './zoho-counts.ts';

/** The list of a page, where ticks are read: on lists, and on views of a kind that Untag does not know. */
export function listOf(page: Document, { moduleSlug, view }: PageContext): Table | null {
  return moduleSlug !== null && (view === 'list' || view === 'unknown') ? tableOf(page, moduleSlug) : null;
}

/**
 * The ticked rows of a page as it is now. Nothing is guessed: rows that cannot be identified are counted. Empty parts
 * are left out as in `NO_ROWS` of `shared/page.ts`, for which this script of a few kilobytes has no room.
 */
export function readTicked(page: Document, context: PageContext): Partial<TickedRows> {
  const table = listOf(page, context);
  if (table === null || context.moduleSlug === null) return { elsewhere: boxesElsewhere(page) };
  const rows = rowsIn(table.main);
  const ticked = tickedAmong(rows, table.main);
  const { records, refused } = recordsOf(ticked.rows, context.moduleSlug);
  const total = viewTotal(page);
  return {
    groups: groupsOf(records),
    refused: refused + ticked.unsure,
    disagreeing: disagreeing(table, rows, new Set(ticked.rows), new Set(records.keys())),
    zohoCount: selectedCount(page),
    isWholeView: isWholeViewOn(page),
    hasPages: total === null || total > rows.length,
    rows: rows.length,
    elsewhere: 0,
    isReadable: rows.length === 0 || rows.some((row) => selectBoxOf(row) !== null),
  };
}

function recordsOf(rows: readonly Element[], moduleSlug: string): { records: Map<string, RowRecord>; refused: number } {
  const found = rows.map((row) => recordOfRow(row, moduleSlug));
  const timesById = new Map<string, number>();
  for (const record of found) if (record !== null) timesById.set(record.id, (timesById.get(record.id) ?? 0) + 1);
  const records = new Map<string, RowRecord>();
  let refused = 0;
  for (const record of found) {
    if (record === null || (record.isByLink && timesById.get(record.id) !== 1)) refused += 1;
    else records.set(record.id, record);
  }
  return { records, refused };
}

function groupsOf(records: ReadonlyMap<string, RowRecord>): { moduleSlug: string; ids: string[] }[] {
  const idsBySlug = new Map<string, string[]>();
  for (const { id, moduleSlug } of records.values())
    idsBySlug.set(moduleSlug, [...(idsBySlug.get(moduleSlug) ?? []), id]);
  return [...idsBySlug].map(([moduleSlug, ids]) => ({ moduleSlug, ids }));
}

/**
 * Records that appear twice, ticked once and not ticked once. Where fixed columns are copied, the table proper decides.
 */
function disagreeing(
  { whole, main }: Table,
  rows: readonly Element[],
  ticked: ReadonlySet<Element>,
  ids: ReadonlySet<string>,
): number {
  const copies = whole === main ? [] : rowsIn(whole).filter((row) => !main.contains(row));
  const found = new Set<string>();
  for (const row of rows) if (!ticked.has(row) && ids.has(quickId(row))) found.add(quickId(row));
  for (const copy of copies) {
    const id = quickId(copy);
    if (id !== '' && isTicked(copy) !== ids.has(id)) found.add(id);
  }
  return found.size;
}

/** The id that a row carries where Zoho's own code looks for it. It is enough to find the row's copy. */
function quickId(row: Element): string {
  return row.id || selectBoxOf(row)?.querySelector('input')?.id || '';
}

/** Rows with a ticked box on a page whose ticks are not read. */
function boxesElsewhere(page: Document): number {
  const rows = new Set(rowsIn(page));
  const ticked = new Set([...page.querySelectorAll(TICKED_MARKS)].map((mark) => rowAround(mark, rows)));
  ticked.delete(null);
  return ticked.size;
}
