import { DECOYS, HEADER_CELL, NO_DATA, ROWS } from './selectors.ts';

/** The rows of records in a part of the page, in its order; of rows inside rows the inner ones. */
export function rowsIn(part: Element): Element[] {
  const rows = [...part.querySelectorAll(ROWS)];
  return rows.filter((row, at) => {
    const next = rows[at + 1];
    return isDataRow(row) && (next === undefined || !row.contains(next));
  });
}

/** The row of a record around an element, or null. */
export function rowAround(element: Element): Element | null {
  const row = element.closest(ROWS);
  return row !== null && isDataRow(row) ? row : null;
}

function isDataRow(row: Element): boolean {
  const first = row.firstElementChild;
  return !row.matches(NO_DATA) && first !== null && !HEADER_CELL.test(first.tagName) && row.closest(DECOYS) === null;
}
