import { expect, type Locator } from '@playwright/test';

/**
 * Waits until an element has the focus in its document. Whether the popup is also the focused window is the window
 * manager's affair, and without a screen there is none.
 */
export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((each) => each === document.activeElement)).toBe(true);
}
