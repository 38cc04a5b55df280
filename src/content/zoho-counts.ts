import { CLEAR_SELECTION, SELECTION_ACTIONS, VIEW_TOTAL, WHOLE_VIEW } from './selectors.ts';
import { isShown } from './table.ts';

/** A whole number in a text, grouped as any language groups it; null when there is none, or more than one. */
export function onlyNumberIn(text: string): number | null {
  const found = text.match(/\d+(?:[.,'’\s]\d{3})*(?!\d)/g);
  return found?.length === 1 ? Number(found[0].replaceAll(/\D/g, '')) : null;
}

/** How many rows Zoho says are selected: the number in the sentence beside its "clear" link, if there is one. */
export function selectedCount(page: Document): number | null {
  const clear = [...page.querySelectorAll(CLEAR_SELECTION)].find(isShown);
  for (let near = clear?.parentElement, steps = 0; near && steps < 2; near = near.parentElement, steps += 1) {
    const count = onlyNumberIn(wordsOf(near));
    if (count !== null) return count;
  }
  return null;
}

/** Text of a part of the page without its links and buttons: these have numbers of their own. */
function wordsOf(part: Element): string {
  return [...part.childNodes]
    .map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      return node instanceof Element && !node.matches(SELECTION_ACTIONS) && isShown(node) ? wordsOf(node) : '';
    })
    .join(' ');
}

/** Zoho's "all records of this view" is on. */
export function isWholeViewOn(page: Document): boolean {
  return [...page.querySelectorAll(WHOLE_VIEW)].some(isShown);
}

/** How many records the view has, where the page says so. */
export function viewTotal(page: Document): number | null {
  const total = [...page.querySelectorAll(VIEW_TOTAL)].find(isShown);
  return total === undefined ? null : onlyNumberIn(total.textContent ?? '');
}
