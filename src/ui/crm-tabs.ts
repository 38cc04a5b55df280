import { browser } from '../shared/browser.ts';
import { crmHost, DATA_CENTRES } from '../shared/data-centres.ts';
import { lastTabItem } from '../shared/stored-items.ts';

/** The CRM tab that Untag was opened over last, then the other CRM tabs, the last used one first. */
export async function crmTabs(): Promise<readonly { readonly tabId: number; readonly url: string }[]> {
  const url = DATA_CENTRES.flatMap((dataCentre) => [
    `https://${crmHost(dataCentre, 'production')}/*`,
    `https://${crmHost(dataCentre, 'sandbox')}/*`,
  ]);
  const tabs = await browser.tabs.query({ url });
  const open = tabs
    .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))
    .flatMap((tab) => (tab.id === undefined ? [] : [{ tabId: tab.id, url: tab.url ?? '' }]));
  const last = await lastTabItem.get();
  return last === null ? open : [last, ...open.filter(({ tabId }) => tabId !== last.tabId)];
}

/** The shortcut that opens the popup, such as `Alt+Shift+U`; empty when there is none. */
export async function popupShortcut(): Promise<string> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === '_execute_action')?.shortcut ?? '';
}
