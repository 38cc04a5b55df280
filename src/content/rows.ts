import { DECOYS, HEADER_CELL, NO_DATA, ROW_KINDS } from './selectors.ts';

/** The rows of records in a part of the page, in page order. Of nested rows it takes the inner ones. */
export function rowsIn(part: ParentNode): Element[] {
  for (const kind of ROW_KINDS) {
    const rows = [...part.querySelectorAll(kind)];
    const inner = rows.filter((row, at) => !row.contains(rows[at + 1] ?? null));
    // Rows are neighbours, so their surroundings are looked at once.
    const places = new Map<Element | null, boolean>();
    const found = inner.filter((row) => {
      const place = row.parentElement;
      if (!places.has(place)) places.set(place, row.closest(DECOYS) === null);
      return places.get(place) === true && hasData(row);
    });
    if (found.length > 0) return found;
  }
  return [];
}

function hasData(row: Element): boolean {
  const first = row.firstElementChild;
  return first !== null && !HEADER_CELL.test(first.tagName) && !row.matches(NO_DATA);
}

/** The row among these that contains an element, or null. */
export function rowAround(element: Element, rows: ReadonlySet<Element>): Element | null {
  for (let one: Element | null = element; one !== null; one = one.parentElement) if (rows.has(one)) return one;
  return null;
}
