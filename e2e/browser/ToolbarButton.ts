import type { Page } from '@playwright/test';
import type { Untag } from './Untag.ts';

/** What a person sees of the button over a tab: the badge, and the tooltip. */
export interface Shown {
  readonly badge: string;
  readonly tooltip: string;
}

/** The toolbar button of Untag, as the browser has it over a tab. */
export class ToolbarButton {
  readonly #untag: Untag;
  readonly #page: Page | undefined;
  readonly #tabs = new Map<Page, number>();

  /** `page`: one of the extension's, to ask in place of the worker, which may be dead. */
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

  /** What stands on the badge. */
  async badge(tab: Page): Promise<string> {
    return (await this.over(tab)).badge;
  }

  /** The browser's number of a tab; it tells no address by which one could be found. */
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
