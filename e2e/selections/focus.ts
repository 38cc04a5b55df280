import { expect, type Locator } from '@playwright/test';

/**
 * Waits until an element has the focus in its document. The window manager decides whether the popup is also the
 * focused window, and without a screen there is no window manager.
 */
export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((each) => each === document.activeElement)).toBe(true);
}
