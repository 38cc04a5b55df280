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
