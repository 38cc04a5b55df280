import { browser } from '../shared/browser.ts';

/** Brings a tab and its window to the front. Resolves with false when it is gone. */
export async function showTab(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    // The tab was closed in the meantime.
    return false;
  }
}
