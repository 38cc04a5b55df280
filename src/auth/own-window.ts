import type { Tabs, Windows } from 'webextension-polyfill';
import { dataCentreOfAccounts } from '../shared/data-centres.ts';
import type { WindowsApi } from './ports.ts';

type TabsApi = Pick<Tabs.Static, 'onCreated' | 'onUpdated' | 'query'>;
type BrowserWindows = Pick<Windows.Static, 'update' | 'remove'>;

/**
 * The window in which the browser shows Zoho's pages, and no other: the one where the address with this sign-in's `state`
 * was on its way to an accounts server, and which is still on one. The host permission for these servers makes their
 * addresses known; an address that is not known is another's.
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

/** Where a tab is going, or else where it is; empty where the browser does not say. */
function addressOf({ pendingUrl, url }: Tabs.Tab): string {
  return pendingUrl ?? url ?? '';
}

function isAtAccounts(address: string): boolean {
  return URL.canParse(address) && dataCentreOfAccounts(new URL(address).origin) !== null;
}
