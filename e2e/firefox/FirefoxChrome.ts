import { expect } from '@playwright/test';
import { GECKO_ID } from '../../scripts/manifest-variants.ts';
import type { Bidi } from './bidi.ts';

/** The prefix of the ids that Firefox gives an add-on's menu entries. */
const WIDGET = GECKO_ID.replaceAll(/[^a-z0-9_-]/g, '_');

const MENU = "document.getElementById('contentAreaContextMenu')";

/** The browser around the pages: its visible parts, and actions on an add-on that only the browser can take. */
export class FirefoxChrome {
  readonly #bidi: Bidi;

  constructor(bidi: Bidi) {
    this.#bidi = bidi;
  }

  /** Ends the background at once, as Firefox does when it is idle. Resolves with its state afterwards. */
  async endBackground(): Promise<string> {
    return this.#run(`(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return extension.backgroundState;
    })()`);
  }

  /** Opens the toolbar popup over the tab in front, as a click on the button does. */
  async openPopup(): Promise<void> {
    await this.#run(`(() => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      void extension.apiManager.global.browserActionFor(extension).openPopup(window);
    })()`);
  }

  /** The toolbar button over the tab in front: badge, tooltip, and the file of its icon. */
  async button(): Promise<{ badge: string; tooltip: string; icon: string }> {
    const shown = `(() => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      const { action } = extension.apiManager.global.browserActionFor(extension);
      const { badgeText, title, icon } = action.getContextData(gBrowser.selectedTab);
      const drawn = icon[16].light ?? icon[16];
      return JSON.stringify({ badge: badgeText ?? '', tooltip: title, icon: drawn.split('/').at(-1) });
    })()`;
    return JSON.parse(await this.#run(shown)) as { badge: string; tooltip: string; icon: string };
  }

  /** From now on, code may open the popup only in answer to a click, as in the oldest Firefox that Untag supports. */
  async wantClicksForPopups(): Promise<void> {
    await this.#run(`void Services.prefs.setBoolPref('extensions.openPopupWithoutUserGesture.enabled', false)`);
  }

  async closePopup(): Promise<void> {
    await this.#run(`[...document.querySelectorAll('panel')].forEach((panel) => panel.hidePopup())`);
    await expect.poll(() => this.isPopupOpen()).toBe(false);
  }

  /** Whether the toolbar popup is open. */
  async isPopupOpen(): Promise<boolean> {
    return (await this.popupWidth()) > 0;
  }

  /** Width of the open toolbar popup in CSS pixels; 0 while none is open. */
  async popupWidth(): Promise<number> {
    const view = `[...document.querySelectorAll('panel')].filter((panel) => panel.state === 'open')
      .map((panel) => panel.querySelector('browser[webextension-view-type=popup]')).find((view) => view !== null)`;
    return Number(await this.#run(`${view}?.getBoundingClientRect().width ?? 0`));
  }

  /** Labels of Untag's entries in the open context menu; none while no menu is open. */
  async menuLabels(): Promise<string[]> {
    const labels = `JSON.stringify(${MENU}.state !== 'open' ? [] :
      [...${MENU}.querySelectorAll('menuitem, menu')].filter((item) => item.id.startsWith('${WIDGET}')).map((item) => item.label))`;
    return JSON.parse(await this.#run(labels)) as string[];
  }

  /** Chooses the entry of that label in the open context menu, through its submenu if it lies in one. */
  async chooseFromMenu(label: string): Promise<void> {
    await expect.poll(() => this.menuLabels()).toContain(label);
    await this.#run(`(async () => {
      const item = [...${MENU}.querySelectorAll('menuitem')].find((item) => item.label === ${JSON.stringify(label)});
      const popup = item.closest('menupopup');
      if (popup !== ${MENU} && popup.state !== 'open') {
        const shown = new Promise((done) => popup.addEventListener('popupshown', done, { once: true }));
        popup.parentNode.openMenu(true);
        await shown;
      }
      popup.activateItem(item);
    })()`);
    await expect.poll(() => this.menuLabels()).toEqual([]);
  }

  async closeMenu(): Promise<void> {
    await this.#run(`void ${MENU}.hidePopup()`);
  }

  /** Accepts the browser's question for access, once it is there. */
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
