import { rowAround } from './rows.ts';
import {
  BOX_STATE,
  IS_TICKED_ROW,
  IS_TICKED_STATE,
  NATIVE_BOX,
  SELECT_BOX,
  SELECT_CELL,
  TICKED_MARKS,
} from './selectors.ts';

export interface TickedElements {
  readonly rows: readonly Element[];
  /** Rows whose ticks are uncertain: only the native box says so, while other rows carry a better sign. */
  readonly unsure: number;
}

/**
 * Which rows of a table are ticked. Zoho's own code goes by the class of the box. The native input keeps the state of
 * the user's last click, even after select-all, clear or a range. Most rows of a page show no sign at all, so only
 * those that do are looked at closely.
 */
export function tickedAmong(rows: readonly Element[], table: Element): TickedElements {
  const all = new Set(rows);
  const marked = new Set<Element | null>(rows.filter((row) => IS_TICKED_ROW.test(row.className) || ariaOf(row)));
  for (const mark of table.querySelectorAll(TICKED_MARKS)) marked.add(rowAround(mark, all));
  const sure: Element[] = [];
  const native: Element[] = [];
  for (const row of rows) {
    if (!marked.has(row)) continue;
    const sign = signOf(row);
    if (sign === true) sure.push(row);
    else if (sign === undefined && isChecked(row)) native.push(row);
  }
  return sure.length > 0 ? { rows: sure, unsure: native.length } : { rows: native, unsure: 0 };
}

export function isTicked(row: Element): boolean {
  return signOf(row) ?? isChecked(row);
}

/** The box that selects the row, or the cell that holds it. */
export function selectBoxOf(row: Element): Element | null {
  return row.querySelector(SELECT_BOX) ?? row.querySelector(SELECT_CELL);
}

/** What the looks of a row say, best evidence first; undefined when they say nothing. */
function signOf(row: Element): boolean | undefined {
  const box = selectBoxOf(row);
  const state = box?.querySelector(BOX_STATE);
  if (state) return IS_TICKED_STATE.test(state.className);
  if (IS_TICKED_ROW.test(row.className)) return true;
  return ariaOf(row) ?? ariaOf(box) ?? ariaOf(box?.querySelector(NATIVE_BOX));
}

function isChecked(row: Element): boolean {
  return selectBoxOf(row)?.querySelector<HTMLInputElement>(NATIVE_BOX)?.checked ?? false;
}

function ariaOf(element: Element | null | undefined): boolean | undefined {
  const state = element?.getAttribute('aria-selected') ?? element?.getAttribute('aria-checked');
  return state === 'true' || (state === 'false' ? false : undefined);
}
