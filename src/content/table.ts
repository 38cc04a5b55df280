import { isOtherModule } from '../shared/module-names.ts';
import { rowsIn } from './rows.ts';
import { COMPONENT, COMPONENT_MODULE, DECOYS, MAIN_COPY, TABLES } from './selectors.ts';

/** The list of a page. */
export interface Table {
  /** All of it, with copies of its fixed columns. */
  readonly whole: Element;
  /** The table proper: each record once. */
  readonly main: Element;
}

/**
 * The list of the module in the address, among all parts that look like a list: visible, and no decoy. While the app
 * changes modules there may be two, or only the old one; its rows then show that they belong to another module.
 */
export function tableOf(page: Document, moduleSlug: string): Table | null {
  const components = shownIn(page, COMPONENT);
  const known = components.filter((part) => !isOtherModule(moduleOf(part) ?? moduleSlug, moduleSlug));
  const whole = known.find((part) => moduleOf(part) === moduleSlug) ?? likeliest([...known, ...outermost(page)]);
  return whole === undefined ? null : { whole, main: shownIn(whole, MAIN_COPY)[0] ?? whole };
}

function likeliest(parts: readonly Element[]): Element | undefined {
  return parts.find((part) => rowsIn(part).length > 0) ?? parts[0];
}

function outermost(page: Document): Element[] {
  const parts = shownIn(page, TABLES);
  return parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
}

function shownIn(place: ParentNode, selector: string): Element[] {
  return [...place.querySelectorAll(selector)].filter((part) => part.closest(DECOYS) === null && isShown(part));
}

/** The module that a list says it shows. */
export function moduleOf(component: Element): string | null {
  return component.getAttribute(COMPONENT_MODULE);
}

/** Reads styles, not boxes: the list's elements may have no box of their own (`display: contents`). */
export function isShown(element: Element): boolean {
  for (let one: Element | null = element; one !== null; one = one.parentElement)
    if (getComputedStyle(one).display === 'none') return false;
  return getComputedStyle(element).visibility !== 'hidden';
}
