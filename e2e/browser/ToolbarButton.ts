import type { Page } from '@playwright/test';
import type { Untag } from './Untag.ts';

/** The visible parts of the button over a tab: the badge, and the tooltip. */
export interface Shown {
  readonly badge: string;
  readonly tooltip: string;
}

/** Untag's toolbar button over a tab, read from the browser. */
export class ToolbarButton {
  readonly #untag: Untag;
  readonly #page: Page | undefined;
  readonly #tabs = new Map<Page, number>();

  /** `page`: a page of the extension. It is asked instead of the worker, which may be dead. */
  constructor(untag: Untag, page?: Page) {
    this.#untag = untag;
    this.#page = page;
  }

  async over(tab: Page): Promise<Shown> {
    const tabId = this.#tabs.get(tab) ?? (await this.#numberOf(tab));
    this.#tabs.set(tab, tabId);
    const { worker } = this.#untag;
    return this.#page === undefined ? worker.evaluate(shownOver, tabId) : this.#page.evaluate(shownOver, tabId);
  }

  /** The text on the badge. */
  async badge(tab: Page): Promise<string> {
    return (await this.over(tab)).badge;
  }

  /** The browser's number of a tab. The browser hides the address, so the tab cannot be found by it. */
  async #numberOf(tab: Page): Promise<number> {
    await tab.bringToFront();
    const { worker } = this.#untag;
    const id = await (this.#page === undefined ? worker.evaluate(activeTab) : this.#page.evaluate(activeTab));
    if (id === undefined) throw new Error('There is no window with a tab.');
    return id;
  }
}

async function shownOver(tabId: number): Promise<Shown> {
  const [badge, tooltip] = await Promise.all([
    chrome.action.getBadgeText({ tabId }),
    chrome.action.getTitle({ tabId }),
  ]);
  return { badge, tooltip };
}

async function activeTab(): Promise<number | undefined> {
  const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' });
  return tab?.id;
}
