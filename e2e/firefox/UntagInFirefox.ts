import { expect } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { FirefoxChrome } from './FirefoxChrome.ts';
import { FirefoxTab } from './FirefoxTab.ts';
import { HOST, type LaunchedFirefox } from './launch.ts';
import { words } from '../browser/words.ts';

/** Rows of a list. */
export const ROWS = 'lyte-exptable-tr[data-zcqa="detailView"]';

type Page = 'popup' | 'options' | 'connect' | 'report' | 'tags-page';

interface Context {
  readonly context: string;
  readonly url: string;
  readonly children?: readonly Context[] | null;
}

/** Untag in a Firefox, for tests. Its popup is opened in a tab, because BiDi does not reach the toolbar's popup. */
export class UntagInFirefox {
  readonly chrome: FirefoxChrome;
  readonly #launched: LaunchedFirefox;
  readonly #zoho: Zoho;

  constructor(launched: LaunchedFirefox, zoho: Zoho) {
    this.#launched = launched;
    this.#zoho = zoho;
    this.chrome = new FirefoxChrome(launched.bidi);
  }

  /** Foreign hosts that were requested in this Firefox. */
  strangersAsked(): string[] {
    return [...this.#launched.refusedHosts].filter((host) => host.endsWith('.example')).toSorted();
  }

  /** Address of a page of the add-on. */
  addressOf(page: Page): string {
    return `moz-extension://${HOST}/src/${page}/index.html`;
  }

  open(page: Page): Promise<FirefoxTab> {
    return FirefoxTab.open(this.#launched.bidi, this.addressOf(page));
  }

  /** Opens a list, by default of leads. */
  async openList(module = 'Leads'): Promise<FirefoxTab> {
    const list = await FirefoxTab.open(this.#launched.bidi, listAddress(this.#zoho, { module }));
    await expect.poll(() => list.count(ROWS)).toBeGreaterThan(11);
    return list;
  }

  /** Brings a list to the front and ticks its first `n` rows, one click each. Resolves with their ids. */
  async tickFirst(list: FirefoxTab, n: number): Promise<string[]> {
    await list.activate();
    return this.tickInFront(list, n);
  }

  /** The same for a list in the tab in front, or in a frame of it. */
  async tickInFront(list: FirefoxTab, n: number): Promise<string[]> {
    // The rows are in the page before its scripts. A click in between has no effect.
    await expect.poll(() => list.evaluate('document.readyState')).toBe('complete');
    const ids = await list.evaluate<string[]>(`[...document.querySelectorAll('${ROWS}')].map((row) => row.id)`);
    const ticked = ids.slice(0, n);
    for (const id of ticked) {
      const row = `${ROWS}[id="${id}"]`;
      await list.click(`${row} lyte-checkbox label`);
      await expect.poll(() => list.count(`${row} .lyteCboxChecked`), { message: `row ${id} is ticked` }).toBe(1);
    }
    return ticked;
  }

  /** The tab at a kind of address, once it exists. */
  async tabAt(prefix: string): Promise<FirefoxTab> {
    await expect.poll(() => this.#contextAt(prefix)).not.toBeNull();
    const context = await this.#contextAt(prefix);
    if (context === null) throw new Error(`The tab at ${prefix} is gone again.`);
    return new FirefoxTab(this.#launched.bidi, context);
  }

  /** Opens a page in a tab, without waiting for it. */
  openAt(url: string): Promise<FirefoxTab> {
    return FirefoxTab.open(this.#launched.bidi, url);
  }

  /** A frame of any tab at a kind of address, once it exists. */
  async frameAt(prefix: string): Promise<FirefoxTab> {
    const find = async (): Promise<string | undefined> => {
      const { contexts } = await this.#launched.bidi.send<{ contexts: Context[] }>('browsingContext.getTree');
      return contexts.flatMap(({ children }) => children ?? []).find(({ url }) => url.startsWith(prefix))?.context;
    };
    await expect.poll(find).toBeDefined();
    return new FirefoxTab(this.#launched.bidi, (await find()) ?? '');
  }

  /** Number of tabs at a kind of address, in all windows. */
  async tabsAt(prefix: string): Promise<number> {
    return (await this.#contextsAt(prefix)).length;
  }

  async #contextAt(prefix: string): Promise<string | null> {
    return (await this.#contextsAt(prefix))[0]?.context ?? null;
  }

  async #contextsAt(prefix: string): Promise<{ context: string; url: string }[]> {
    const { contexts } = await this.#launched.bidi.send<{ contexts: { context: string; url: string }[] }>(
      'browsingContext.getTree',
    );
    return contexts.filter(({ url }) => url.startsWith(prefix));
  }

  /** Answers in Zoho's consent window as a person would, and waits until it is gone. */
  async accept(): Promise<void> {
    const consent = await this.tabAt('https://accounts.zoho.com/');
    await consent.click('#accept');
    await expect.poll(() => consent.exists()).toBe(false);
  }

  /** Opens a list and connects its org through the popup, as on a first day. The list stays open. */
  async connected(): Promise<FirefoxTab> {
    const list = await this.openList();
    const report = await this.open('report');
    const client = JSON.stringify({ clientId: EXTENSION_CLIENT_ID, dataCentre: 'us' });
    await expect(() => report.evaluate(`browser.storage.local.set({ client: ${client} })`)).toPass();
    await report.close();
    const popup = await this.open('popup');
    await popup.press('button', 'Connect');
    await this.accept();
    await popup.shows(words('none_h'));
    await popup.close();
    return list;
  }
}
