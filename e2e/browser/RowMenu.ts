import { expect, type Locator, type Page } from '@playwright/test';
import type { Untag } from './Untag.ts';

interface Heard {
  frameId: number;
  titles: string[];
  errors: string[];
}

type Spied = typeof globalThis & { rowMenu?: Heard };

/**
 * The context menu of the extension. The right click is real. The choice goes straight to the worker's listener,
 * because a headless browser draws no menu to choose from.
 */
export class RowMenu {
  readonly #untag: Untag;

  private constructor(untag: Untag) {
    this.#untag = untag;
  }

  /** Watches the worker: the titles that it gives the menu, and the calls that the browser refuses. */
  static async watch(untag: Untag): Promise<RowMenu> {
    await untag.worker.evaluate(() => {
      const heard: Heard = { frameId: -1, titles: [], errors: [] };
      (globalThis as Spied).rowMenu = heard;
      chrome.runtime.onMessage.addListener((_message, sender) => {
        if (sender.tab !== undefined) heard.frameId = sender.frameId ?? -1;
      });
      const { browser = chrome } = globalThis as { browser?: typeof chrome };
      for (const contextMenus of new Set([chrome.contextMenus, browser.contextMenus])) {
        const { create, update } = contextMenus;
        const updated = update as (...given: unknown[]) => unknown;
        Object.assign(contextMenus, {
          create: (properties: chrome.contextMenus.CreateProperties) =>
            create.call(contextMenus, properties, () => {
              const message = chrome.runtime.lastError?.message;
              if (message !== undefined) heard.errors.push(message);
            }),
          update: (id: string, properties: { title: string }, ...more: unknown[]) => {
            if (id === 'untag') heard.titles.push(properties.title);
            return updated.call(contextMenus, id, properties, ...more);
          },
        });
      }
    });
    return new RowMenu(untag);
  }

  /** Titles of the root since the watch started, oldest first. */
  titles(): Promise<string[]> {
    return this.#untag.worker.evaluate(() => (globalThis as Spied).rowMenu?.titles ?? []);
  }

  /** The browser's messages about items that it refused to make. */
  errors(): Promise<string[]> {
    return this.#untag.worker.evaluate(() => (globalThis as Spied).rowMenu?.errors ?? []);
  }

  /** Whether an item with that id exists. Only an existing item can be changed. */
  has(id: string): Promise<boolean> {
    return this.#untag.worker.evaluate(
      (item) =>
        chrome.contextMenus.update(item, { enabled: true }).then(
          () => true,
          () => false,
        ),
      id,
    );
  }

  /** Right-clicks, and waits until the worker has received it. */
  async open(target: Locator): Promise<void> {
    await this.expectReport(() => target.click({ button: 'right' }));
  }

  /** Does an action that is a right click, and waits until the worker has received it. */
  async expectReport(click: () => Promise<void>): Promise<void> {
    await this.#untag.worker.evaluate(() => {
      const { rowMenu } = globalThis as Spied;
      if (rowMenu !== undefined) rowMenu.frameId = -1;
    });
    await click();
    await expect.poll(() => this.frameId()).toBeGreaterThanOrEqual(0);
  }

  /** Chooses an entry of the menu that was opened over a tab. */
  async choose(tab: Page, menuItemId = 'untag', frameId?: number): Promise<void> {
    await tab.bringToFront();
    const info = { menuItemId, editable: false, frameId: frameId ?? (await this.frameId()) };
    await this.#untag.worker.evaluate(async (clicked) => {
      const [active] = await chrome.tabs.query({ active: true, windowType: 'normal' });
      const event = chrome.contextMenus.onClicked as unknown as {
        dispatch(info: object, tab: object | undefined): void;
      };
      event.dispatch(clicked, active);
    }, info);
  }

  /** The frame in which the menu was opened last. */
  frameId(): Promise<number> {
    return this.#untag.worker.evaluate(() => (globalThis as Spied).rowMenu?.frameId ?? -1);
  }
}
