import type { Page } from '@playwright/test';
import { PAGE_PORT, type PageReport } from '../../src/shared/page.ts';
import type { Untag } from '../browser/Untag.ts';

/** The content script's answer about the page in front, as the popup would receive it. */
export async function pageAnswer(untag: Untag, tab: Page): Promise<PageReport> {
  await tab.bringToFront();
  return untag.worker.evaluate(async (name) => {
    const [active] = await chrome.tabs.query({ active: true, windowType: 'normal' });
    return new Promise<PageReport>((resolve, reject) => {
      const port = chrome.tabs.connect(active?.id ?? -1, { name });
      port.onMessage.addListener(resolve);
      port.onDisconnect.addListener(() => reject(new Error('Nobody answers in that tab.')));
    });
  }, PAGE_PORT);
}
