import { intentItem, lastTabItem } from '../shared/stored-items.ts';
import { shellTabsItem } from './crm-tabs.ts';
import { forgetReports } from './report-rate.ts';

/** Forgets what was kept of a tab that is closed: browsers give its number to no other. */
export async function forgetTab(tabId: number): Promise<void> {
  forgetReports(tabId);
  // What cannot be forgotten is a number of a tab that is gone, and does no harm.
  await Promise.allSettled([
    shellTabsItem.change((tabs) => (tabs.includes(tabId) ? tabs.filter((id) => id !== tabId) : tabs)),
    lastTabItem.change((last) => (last?.tabId === tabId ? null : last)),
    intentItem.change((intent) => (intent?.tabId === tabId ? null : intent)),
  ]);
}
