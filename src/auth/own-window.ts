import type { Tabs, Windows } from 'webextension-polyfill';
import { dataCentreOfAccounts } from '../shared/data-centres.ts';
import type { WindowsApi } from './ports.ts';

type TabsApi = Pick<Tabs.Static, 'onCreated' | 'onUpdated' | 'query'>;
type BrowserWindows = Pick<Windows.Static, 'update' | 'remove'>;

/**
 * Finds the window in which the browser shows Zoho's sign-in pages. It is the window where an address with this
 * sign-in's `state` was requested from an accounts server, and which still shows an accounts server. The host
 * permission for these servers reveals their addresses. A window with an unknown address belongs to something else.
 */
export function createWindows(tabs: TabsApi, windows: BrowserWindows): WindowsApi {
  async function ifStillOurs(windowId: number, act: () => Promise<unknown>): Promise<void> {
    const [tab, ...others] = await tabs.query({ windowId });
    if (tab !== undefined && others.length === 0 && isAtAccounts(addressOf(tab))) await act();
  }

  return {
    onWindowOf: (url, callback) => {
      const state = new URL(url).searchParams.get('state');
      const stop = (): void => {
        tabs.onCreated.removeListener(look);
        tabs.onUpdated.removeListener(lookAgain);
      };
      const look = (tab: Tabs.Tab): void => {
        const address = addressOf(tab);
        if (state === null || tab.windowId === undefined || !isAtAccounts(address) || !address.includes(state)) return;
        stop();
        callback(tab.windowId);
      };
      const lookAgain = (_tabId: number, _change: unknown, tab: Tabs.Tab): void => look(tab);
      tabs.onCreated.addListener(look);
      tabs.onUpdated.addListener(lookAgain);
      return stop;
    },
    focus: (windowId) => ifStillOurs(windowId, () => windows.update(windowId, { focused: true })),
    close: (windowId) => ifStillOurs(windowId, () => windows.remove(windowId)),
  };
}

/** The address that a tab is loading, else its current one; empty when the browser hides it. */
function addressOf({ pendingUrl, url }: Tabs.Tab): string {
  return pendingUrl ?? url ?? '';
}

function isAtAccounts(address: string): boolean {
  return URL.canParse(address) && dataCentreOfAccounts(new URL(address).origin) !== null;
}
