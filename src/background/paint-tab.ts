import { browser } from '../shared/browser.ts';
import { crmPageIn } from './crm-tabs.ts';
import { overAllTabs, overTab, type TabLook, type ToolbarFacts } from './tab-look.ts';

/** The parts to paint. `words`: badge and tooltip; the icon stays. */
export type Part = 'all' | 'words';

/** A tab's own icon has no variant for dark toolbars. These are readable on light and dark ones. */
const ICONS = {
  active: { 16: '/icons/icon-16.png', 32: '/icons/icon-32.png' },
  inactive: { 16: '/icons/icon-inactive-16.png', 32: '/icons/icon-inactive-32.png' },
};

/**
 * Paints the button over one tab of the CRM. Other tabs need no work. The tab may move on in the meantime, and the
 * paint for the old page may then be over the new one, so the tab is checked again afterwards.
 */
export async function paintTab(tabId: number, part: Part, facts: ToolbarFacts): Promise<void> {
  const first = await crmPageIn(tabId);
  if (first === null) return;
  await show(tabId, overTab(first, facts, Date.now()), part);
  let painted: string | undefined = first.url;
  for (;;) {
    const page = await crmPageIn(tabId);
    if (page?.url === painted) return;
    painted = page?.url;
    await show(tabId, page === null ? overNoPage(facts) : overTab(page, facts, Date.now()), 'all');
  }
}

/** The general state. No browser except Firefox can remove a tab's own tooltip again. */
function overNoPage(facts: ToolbarFacts): TabLook {
  return { icon: 'inactive', title: overAllTabs(facts, Date.now()).title, text: null };
}

async function show(tabId: number, { icon, title, text }: TabLook, part: Part): Promise<void> {
  const { action } = browser;
  const calls: Promise<void>[] = [action.setBadgeText({ tabId, text }), action.setTitle({ tabId, title })];
  if (part === 'all') calls.push(action.setIcon({ tabId, path: ICONS[icon] }));
  // A tab that was closed in the meantime has no button.
  await Promise.allSettled(calls);
}
