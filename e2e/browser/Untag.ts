import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { signIn, type SignInChoice } from './consent.ts';
import { endWorkers } from './end-workers.ts';
import type { Launched } from './launch.ts';

/** Untag in a browser, for tests: the real toolbar popup, the pages, and the worker's life. */
export class Untag {
  readonly #launched: Launched;
  readonly #seconds: Browser[] = [];

  constructor(launched: Launched) {
    this.#launched = launched;
  }

  get context() {
    return this.#launched.context;
  }

  /** The current worker. The extension may have been reloaded since the browser was opened. */
  get worker() {
    const live = this.context.serviceWorkers().filter((worker) => worker.url().startsWith(this.url('')));
    return live.at(-1) ?? this.#launched.worker;
  }

  get profile() {
    return this.#launched.profile;
  }

  /** Address of a file of the extension. */
  url(file: string): string {
    return `chrome-extension://${this.#launched.extensionId}/${file}`;
  }

  /** Opens a page of the extension in a tab. */
  async open(
    file:
      | 'src/options/index.html'
      | 'src/connect/index.html'
      | 'src/report/index.html'
      | 'src/popup/index.html'
      | 'src/tags-page/index.html',
    query = '',
  ): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.url(file) + query);
    return page;
  }

  /** Opens the real toolbar popup over a tab. */
  async popup(tab: Page): Promise<Page> {
    await tab.bringToFront();
    await this.worker.evaluate(() => chrome.action.openPopup());
    return this.openedPopup();
  }

  /** Presses the toolbar button over a tab as a person does, so that the browser counts it as a user action. */
  async press(tab: Page): Promise<Page> {
    await tab.bringToFront();
    const cdp = await this.context.browser()?.newBrowserCDPSession();
    if (cdp === undefined) throw new Error('This context has no browser to ask.');
    const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const target = targetInfos.find(({ url }) => url === tab.url());
    // Playwright's types lack this domain.
    const extensions = cdp as unknown as { send(method: string, given: object): Promise<unknown> };
    const id = this.#launched.extensionId;
    await extensions.send('Extensions.triggerAction', { id, targetId: target?.targetId });
    await cdp.detach();
    return this.openedPopup();
  }

  /** A toolbar popup opened by other code, as a page. Playwright's first connection never sees it. */
  async openedPopup(): Promise<Page> {
    await expect.poll(() => this.popups()).toBe(1);
    const [port] = readFileSync(join(this.profile, 'DevToolsActivePort'), 'utf8').split('\n');
    const second = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.#seconds.push(second);
    const pages = second.contexts().flatMap((context) => context.pages());
    const popup = pages.find((page) => page.url().startsWith(this.url('src/popup/')));
    if (popup === undefined) throw new Error('The popup is open, but not among the pages of the browser.');
    return popup;
  }

  /** Number of open toolbar popups. */
  popups(): Promise<number> {
    return this.worker.evaluate(async () => {
      const contexts = await chrome.runtime.getContexts({ contextTypes: ['POPUP' as chrome.runtime.ContextType] });
      return contexts.length;
    });
  }

  /**
   * Runs an action that opens a page in a tab, and resolves with that page. A popup may be gone before its click is
   * confirmed.
   */
  async opened(press: () => Promise<void>): Promise<Page> {
    const opening = this.context.waitForEvent('page');
    await press().catch(() => undefined);
    const page = await opening;
    await page.waitForLoadState();
    return page;
  }

  /** Closes the toolbar popup as a click beside it does. */
  async closePopup(popup: Page): Promise<void> {
    await popup.evaluate(() => window.close()).catch(() => undefined);
    await expect.poll(() => this.popups()).toBe(0);
  }

  /** Stores the client id of the simulator's client-based application, as the page Connect would. */
  async useClient(clientId: string, dataCentre = 'us'): Promise<void> {
    const value = { clientId, dataCentre };
    await this.worker.evaluate((client) => chrome.storage.local.set({ client }), value);
  }

  /** Presses Connect in a popup (or the page Connect) and goes through Zoho's consent. */
  async connect(from: Page, choice: SignInChoice = {}): Promise<void> {
    await signIn(this.context, () => from.getByRole('button', { name: 'Connect', exact: true }).click(), choice);
  }

  /** Ends the worker at once, as the browser does when it is idle or short of memory. */
  killWorker(): Promise<void> {
    return endWorkers(this.context, this.#launched.extensionId);
  }

  /** Disconnects from the browser, which stays open. */
  async leave(): Promise<void> {
    for (const second of this.#seconds.splice(0)) await second.close();
  }

  async close(): Promise<void> {
    await this.leave();
    await this.#launched.close();
  }
}
