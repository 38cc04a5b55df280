import { expect } from '@playwright/test';
import { GECKO_ID } from '../../scripts/manifest-variants.ts';
import type { Bidi } from './bidi.ts';

/** How Firefox begins the ids of what an add-on adds to its menus. */
const WIDGET = GECKO_ID.replaceAll(/[^a-z0-9_-]/g, '_');

const MENU = "document.getElementById('contentAreaContextMenu')";

/** The browser around the pages: what a person sees of it, and what only the browser can do to an add-on. */
export class FirefoxChrome {
  readonly #bidi: Bidi;

  constructor(bidi: Bidi) {
    this.#bidi = bidi;
  }

  /** Ends the background at once, as Firefox does when it is idle. Resolves with the state it is then in. */
  async endBackground(): Promise<string> {
    return this.#run(`(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return extension.backgroundState;
    })()`);
  }

  /** Whether the toolbar popup is open. */
  async isPopupOpen(): Promise<boolean> {
    const found = `[...document.querySelectorAll('panel')].some(
      (panel) => panel.state === 'open' && panel.querySelector('browser[webextension-view-type=popup]') !== null)`;
    return (await this.#run(found)) === 'true';
  }

  /** Labels of Untag's entries in the open context menu; none while no menu is open. */
  async menuLabels(): Promise<string[]> {
    const labels = `JSON.stringify(${MENU}.state !== 'open' ? [] :
      [...${MENU}.querySelectorAll('menuitem, menu')].filter((item) => item.id.startsWith('${WIDGET}')).map((item) => item.label))`;
    return JSON.parse(await this.#run(labels)) as string[];
  }

  /** Chooses the entry of that label in the open context menu. */
  async chooseFromMenu(label: string): Promise<void> {
    const item = `[...${MENU}.querySelectorAll('menuitem')].find((item) => item.label === ${JSON.stringify(label)})`;
    await this.#run(`void ${MENU}.activateItem(${item})`);
  }

  async closeMenu(): Promise<void> {
    await this.#run(`void ${MENU}.hidePopup()`);
  }

  /** Says yes to the question for access that the browser asks, once it is there. */
  async allow(): Promise<void> {
    const question = "document.getElementById('addon-webext-permissions-notification')";
    await expect.poll(() => this.#run(`${question}?.checkVisibility() ?? false`)).toBe('true');
    await this.#run(`void ${question}.button.click()`);
  }

  /** Runs code in the browser's own window. Resolves with its value as text. */
  async #run(expression: string): Promise<string> {
    const tree = await this.#bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    const [window] = tree.contexts;
    const answer = await this.#bidi.send<Evaluated>('script.evaluate', {
      expression: `Promise.resolve(${expression}).then(String)`,
      target: { context: window?.context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  }
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };
