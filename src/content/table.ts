import { isOtherModule } from './modules.ts';
import { rowsIn } from './rows.ts';
import { COMPONENT, DECOYS, MAIN_COPY, TABLES } from './selectors.ts';

/** The list of a page. */
export interface Table {
  /** All of it, with copies of its fixed columns. */
  readonly whole: Element;
  /** The table proper: each record once. */
  readonly main: Element;
}

/**
 * The list of the module in the address, among all that looks like one: shown, no decoy, and not another module's, as
 * the old list is while the app goes to a new one. `elsewhere` = there is a list, but of another module.
 */
export function tableOf(page: Document, tab: string): Table | 'elsewhere' | null {
  const shown = [...page.querySelectorAll(TABLES)].filter((part) => part.closest(DECOYS) === null && isShown(part));
  const components = shown.filter((part) => part.matches(COMPONENT));
  const outermost = shown.filter((part) => !shown.some((other) => other !== part && other.contains(part)));
  const known = components.filter((part) => !isOtherModule(moduleOf(part) ?? tab, tab));
  if (components.length > 0 && known.length === 0) return 'elsewhere';
  const whole =
    known.find((part) => moduleOf(part) === tab) ?? [...known, ...outermost].find((part) => rowsIn(part).length > 0);
  const found = whole ?? known[0] ?? outermost[0];
  if (found === undefined) return null;
  return { whole: found, main: [...found.querySelectorAll(MAIN_COPY)].find(isShown) ?? found };
}

function moduleOf(component: Element): string | null {
  return component.getAttribute('cx-prop-module');
}

/** Asked of styles, not of boxes: the list's elements may have none of their own (`display: contents`). */
export function isShown(element: Element): boolean {
  for (let one: Element | null = element; one !== null; one = one.parentElement)
    if (getComputedStyle(one).display === 'none') return false;
  return getComputedStyle(element).visibility !== 'hidden';
}
