import { browser } from '../shared/browser.ts';
import { crmPageIn } from './crm-tabs.ts';
import { overAllTabs, overTab, type TabLook, type ToolbarFacts } from './tab-look.ts';

/** What to paint. `words`: badge and tooltip; the icon is left as it is. */
export type Part = 'all' | 'words';

/** An icon of a tab's own has no variant for dark toolbars: these read on light and dark ones. */
const ICONS = {
  active: { 16: '/icons/icon-16.png', 32: '/icons/icon-32.png' },
  inactive: { 16: '/icons/icon-inactive-16.png', 32: '/icons/icon-inactive-32.png' },
};

/**
 * Paints the button over one tab of the CRM; over any other nothing need be done. The tab may go elsewhere meanwhile, and
 * then what was painted for the old page may stand over the new one: so it is looked at again afterwards.
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

/** As over all tabs: no browser but Firefox can take a tab's own tooltip away again. */
function overNoPage(facts: ToolbarFacts): TabLook {
  return { icon: 'inactive', title: overAllTabs(facts, Date.now()).title, text: null };
}

async function show(tabId: number, { icon, title, text }: TabLook, part: Part): Promise<void> {
  const { action } = browser;
  const calls: Promise<void>[] = [action.setBadgeText({ tabId, text }), action.setTitle({ tabId, title })];
  if (part === 'all') calls.push(action.setIcon({ tabId, path: ICONS[icon] }));
  // A tab that was closed meanwhile has no button any more.
  await Promise.allSettled(calls);
}
