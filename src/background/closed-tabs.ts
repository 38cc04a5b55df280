import { intentItem, lastTabItem } from '../shared/stored-items.ts';
import { shellTabsItem } from './crm-tabs.ts';
import { forgetReports } from './report-rate.ts';

/** Forgets the stored data of a closed tab. Browsers never reuse its number. */
export async function forgetTab(tabId: number): Promise<void> {
  forgetReports(tabId);
  // A leftover is the number of a tab that no longer exists, and does no harm.
  await Promise.allSettled([
    shellTabsItem.change((tabs) => (tabs.includes(tabId) ? tabs.filter((id) => id !== tabId) : tabs)),
    lastTabItem.change((last) => (last?.tabId === tabId ? null : last)),
    intentItem.change((intent) => (intent?.tabId === tabId ? null : intent)),
  ]);
}
