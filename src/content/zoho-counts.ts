import { asciiDigits } from '../shared/digits.ts';
import { CLEAR_SELECTION, ROW_KINDS, SELECTION_ACTIONS, VIEW_TOTAL, WHOLE_VIEW } from './selectors.ts';
import { isShown } from './table.ts';

/** By thousands, and in India by hundreds before the last thousand. */
const NUMBERS = /\d+(?:(?:,\d\d)*[.,'’٬\s]\d{3})*(?!\d)/g;

/** A whole number in a text, in the digits and groups of any language. Null when there is none, or more than one. */
export function onlyNumberIn(text: string): number | null {
  const found = asciiDigits(text).match(NUMBERS);
  return found?.length === 1 ? Number(found[0].replaceAll(/\D/g, '')) : null;
}

/** How many rows Zoho says are selected: the number in the sentence next to its "clear" link, if there is one. */
export function selectedCount(page: Document): number | null {
  const clear = shown(page, CLEAR_SELECTION);
  for (let near = clear?.parentElement, steps = 0; near && steps < 2; near = near.parentElement, steps += 1) {
    // Around the list, a number may belong to one of its cells, or count all its rows.
    if (near.querySelector(`${ROW_KINDS.join()}, ${VIEW_TOTAL}`)) return null;
    const count = onlyNumberIn(wordsOf(near));
    if (count !== null) return count;
  }
  return null;
}

function shown(page: Document, selector: string): Element | undefined {
  return [...page.querySelectorAll(selector)].find(isShown);
}

/** Text of a part of the page without its links and buttons, which have numbers of their own. */
function wordsOf(part: Element): string {
  return [...part.childNodes]
    .map((node) => {
      if (node instanceof Text) return node.data;
      return node instanceof Element && !node.matches(SELECTION_ACTIONS) && isShown(node) ? wordsOf(node) : '';
    })
    .join(' ');
}

/** Zoho's "all records of this view" is on. */
export function isWholeViewOn(page: Document): boolean {
  return shown(page, WHOLE_VIEW) !== undefined;
}

/** How many records the view has, where the page says so. */
export function viewTotal(page: Document): number | null {
  return onlyNumberIn(shown(page, VIEW_TOTAL)?.textContent ?? '');
}
