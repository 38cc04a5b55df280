import { expect, type Page } from '@playwright/test';

/** Presses Tab until the focus is on the control with that name. Each stop on the way must show that it has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    // A headline has the focus so that it is read. It is no stop on the way.
    const focused = page.locator(':focus-visible:not([tabindex="-1"])');
    if ((await focused.count()) > 0) {
      const label = await focused.evaluate(nameOf);
      expect(await isMarked(page), `${label} shows no focus`).toBe(true);
      if (name.test(label.trim())) return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${String(name)}.`);
}

/** The name of a control: its own label, or that of its field. Runs in the page. */
function nameOf(element: Element): string {
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  return (label ?? (element as HTMLElement)).innerText;
}

/** A control that Tab should reach: its beginning as text, and the name of its group if it is a radio. */
interface Stop {
  readonly html: string;
  readonly group: string | null;
}

/** The most rows that may come into sight while Tab goes through a list. */
const MOST_ROWS = 2_000;

/**
 * Moves round a page with Tab. Returns a line for each control that Tab does not reach or that shows no focus. Of
 * radios with one name, Tab reaches one and the arrow keys reach the others. Rows and menu items that the arrow keys
 * reach are no stops of Tab. A long list shows more rows on the way; these are passed by.
 */
export async function tabFaults(page: Page): Promise<readonly string[]> {
  const stops = await page.evaluate(markStops);
  const reached = new Set<string>();
  const faults: string[] = [];
  let rows = 0;
  for (let presses = 0; presses - rows < 2 * stops.length + 4 && unreached(stops, reached).length > 0; presses += 1) {
    await page.keyboard.press('Tab');
    const [stop, isRow] = await page.evaluate(() => {
      const focused = document.activeElement;
      const mark = focused?.getAttribute('data-stop') ?? null;
      return [mark, mark === null && (focused?.closest('tr') ?? null) !== null] as const;
    });
    if (isRow && rows < MOST_ROWS) rows += 1;
    if (stop === null || reached.has(stop)) continue;
    reached.add(stop);
    if (!(await isMarked(page))) faults.push(`${stops[Number(stop)]?.html ?? ''} shows no focus`);
  }
  return [...faults, ...unreached(stops, reached).map(({ html }) => `${html} is not reached`)];
}

/** The stops that were not reached, without the radios of a group of which one was. */
function unreached(stops: readonly Stop[], reached: ReadonlySet<string>): readonly Stop[] {
  const groups = new Set(stops.flatMap(({ group }, place) => (reached.has(String(place)) ? [group] : [])));
  return stops.filter(({ group }, place) => !reached.has(String(place)) && (group === null || !groups.has(group)));
}

/** Numbers all that Tab should stop at. Runs in the page, so it holds everything it needs. */
function markStops(): Stop[] {
  const root = document.querySelector('dialog[open]') ?? document;
  const controls = root.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]',
  );
  const stops = [...controls].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
  );
  return stops.map((element, place) => {
    element.dataset['stop'] = String(place);
    const isRadio = element instanceof HTMLInputElement && element.type === 'radio';
    return { html: element.outerHTML.slice(0, 160), group: isRadio ? element.name : null };
  });
}

/** Whether the focused element, or the field around it, is outlined or ringed. */
function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let element: Element | null = document.activeElement;
    for (let depth = 0; element !== null && depth < 3; depth += 1) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true;
      element = element.parentElement;
    }
    return false;
  });
}
