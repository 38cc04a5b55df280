import * as v from 'valibot';
import { askTab } from '../shared/ask-tab.ts';
import { browser } from '../shared/browser.ts';
import { isCrmAddress } from '../shared/data-centres.ts';
import { pageContextOf } from '../shared/page-context.ts';
import { isCrmFrame, type Sender } from '../shared/senders.ts';
import { stored } from '../shared/stored-value.ts';
import type { CrmPage } from './tab-look.ts';

/** Tabs in which a page that is closed to Untag shows the CRM in a frame, as far as their frames have reported. */
export const shellTabsItem = stored('session', 'shellTabs', v.array(v.number()), []);
const MOST_SHELLS = 100;

/** Patterns of the addresses of CRM pages. */
export function crmPatterns(): string[] {
  return browser.runtime.getManifest().content_scripts?.[0]?.matches ?? [];
}

/** Numbers of the tabs that show the CRM. Some of those that framed it may have moved on. */
export async function crmTabs(): Promise<readonly number[]> {
  const [tabs, shells] = await Promise.all([browser.tabs.query({ url: crmPatterns() }), shellTabsItem.get()]);
  return [...new Set([...tabs.flatMap(({ id }) => id ?? []), ...shells])];
}

/** The CRM page that a tab shows now; null where there is none, or the tab is gone. */
export async function crmPageIn(tabId: number): Promise<CrmPage | null> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (isCrmAddress(tab?.url)) return { url: tab.url, isFramed: false };
  if (!(await shellTabsItem.get()).includes(tabId)) return null;
  const asked = tab === null ? null : await askTab({ tabId });
  if (asked?.state === 'answered') return { url: asked.answer.url, isFramed: true };
  await shellTabsItem.change((tabs) => tabs.filter((id) => id !== tabId));
  return null;
}

const reportSchema = v.object({ type: v.literal('page.framed') });

/**
 * Receives a frame's message when the content script starts in it. Answers the number of its tab where that is a shell
 * of Zoho's around the CRM, whose address the browser hides; null for anything else.
 */
export async function hearFrame(message: unknown, sender: Sender): Promise<number | null> {
  if (!v.is(reportSchema, message) || !isCrmFrame(sender)) return null;
  const { tab, url } = sender;
  if (tab?.id === undefined || isCrmAddress(tab.url)) return null;
  // Small frames of the CRM appear in other pages too. The app itself has an org in its address, or a module.
  const { orgSegment, moduleSlug: module } = pageContextOf(new URL(url));
  if (orgSegment === null && module === null) return null;
  const { id } = tab;
  await shellTabsItem.change((tabs) => (tabs.includes(id) ? tabs : [...tabs, id].slice(-MOST_SHELLS)));
  return id;
}
