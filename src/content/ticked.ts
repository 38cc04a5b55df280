import { rowAround } from './rows.ts';
import { BOX_STATE, IS_TICKED_STATE, SELECT_BOX, TICKED_ROW, TICKED_STATE } from './selectors.ts';

const ARIA_TICKED = '[aria-selected="true"], [aria-checked="true"]';

/** What shows that a row may be ticked. Most rows of a page show none, so only these need a closer look. */
const MARKS = `${TICKED_STATE}, ${TICKED_ROW}, ${ARIA_TICKED}, input:checked`;

/** What says whether a row is ticked, best evidence first; null when nothing does. */
type Evidence = { readonly by: 'box' | 'row' | 'aria' | 'input'; readonly isTicked: boolean } | null;

export interface TickedElements {
  readonly rows: readonly Element[];
  /** Rows whose ticks cannot be told: only the native box says so, while others carry a better sign. */
  readonly unsure: number;
}

/**
 * Rows of a table that are ticked, in the order of the page. Zoho's own code goes by the class of the box; the native
 * input keeps what the user's last click left, whatever select-all, clear or a range did since.
 */
export function tickedRowsIn(table: Element): TickedElements {
  const rows: Element[] = [];
  const native: Element[] = [];
  for (const row of markedRows(table)) {
    const evidence = evidenceOf(row);
    if (evidence?.isTicked === true) (evidence.by === 'input' ? native : rows).push(row);
  }
  if (native.length === 0) return { rows, unsure: 0 };
  return rows.length === 0 ? { rows: native, unsure: 0 } : { rows, unsure: native.length };
}

export function isTicked(row: Element): boolean {
  return evidenceOf(row)?.isTicked ?? false;
}

/** The box that selects the row. */
export function selectBoxOf(row: Element): Element | null {
  return row.querySelector(SELECT_BOX);
}

function markedRows(table: Element): Set<Element> {
  const rows = new Set<Element>();
  for (const mark of table.querySelectorAll(MARKS)) {
    const row = rowAround(mark);
    if (row !== null) rows.add(row);
  }
  return rows;
}

function evidenceOf(row: Element): Evidence {
  const box = selectBoxOf(row);
  const state = box?.querySelector(BOX_STATE);
  if (state) return { by: 'box', isTicked: IS_TICKED_STATE.test(state.className) };
  if (row.matches(TICKED_ROW)) return { by: 'row', isTicked: true };
  const input = box?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  for (const holder of [row, box, input]) {
    const aria = holder?.getAttribute('aria-selected') ?? holder?.getAttribute('aria-checked');
    if (aria === 'true' || aria === 'false') return { by: 'aria', isTicked: aria === 'true' };
  }
  return input ? { by: 'input', isTicked: input.checked } : null;
}
