import * as v from 'valibot';
import { browser } from '../shared/browser.ts';
import { inBackground } from '../shared/notes.ts';
import { isModule } from '../shared/module-names.ts';
import { pageContextOf } from '../shared/page-context.ts';
import { isCrmFrame, type Sender } from '../shared/senders.ts';
import { type Intent, intentItem } from '../shared/stored-items.ts';
import { choiceOf, hasSubmenu, menuItems } from './menu-items.ts';
import { nameRoot, unnameRoot, menuTitle, type KnownModule } from './menu-title.ts';
import { openPopupOver } from './open-popup.ts';
import { recentTagGroups } from './recent-tags.ts';
import { isTooOften } from './report-rate.ts';

/** How long a title with a number stays. By then its menu is open, or never will be. */
const TITLE_FRESH_MS = 1_000;

const reportSchema = v.object({
  type: v.literal('menu.report'),
  ticked: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
  on: v.picklist(['ticked', 'row', 'record', 'beside']),
  moduleSlug: v.pipe(v.string(), v.maxLength(200)),
});

let laid: Promise<void> = Promise.resolve();

/**
 * Rebuilds the menu at each start of the browser or the extension, and when the recent tags or the connections change.
 * Rebuilds run one after the other, because two at once would each make the same items.
 */
export function layOutMenu(): Promise<void> {
  laid = laid.then(layOut, layOut);
  return laid;
}

async function layOut(): Promise<void> {
  const groups = await recentTagGroups();
  const crmPages = browser.runtime.getManifest().content_scripts?.[0]?.matches ?? [];
  await browser.contextMenus.removeAll();
  for (const item of menuItems(crmPages, groups))
    browser.contextMenus.create({ ...item, contexts: ['page', 'frame', 'selection', 'link', 'editable', 'image'] });
}

let reports = 0;
let resetTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Receives a CRM page's report of a right click, and gives the root a title for it. A second later the title is neutral
 * again. It ignores anything but a well-formed report about its own module, from a CRM page in the tab in front.
 */
export async function hearReport(message: unknown, sender: Sender, known: KnownModule): Promise<void> {
  const report = v.safeParse(reportSchema, message);
  if (!report.success || !isCrmFrame(sender) || sender.tab?.active === false) return;
  const { host, moduleSlug } = pageContextOf(new URL(sender.url));
  const named = report.output.moduleSlug;
  if (named !== '' && (moduleSlug === null || !isModule(named, moduleSlug))) return;
  if (isTooOften(sender.tab?.id ?? -1, Date.now())) return;
  reports += 1;
  const mine = reports;
  const [module, recent] = await Promise.all([known(host, named), recentTagGroups()]);
  // Another row may have been clicked in the meantime, and this title would be wrong for it.
  if (mine !== reports) return;
  clearTimeout(resetTimer);
  resetTimer = setTimeout(() => inBackground(unnameRoot(), 'menus.unname'), TITLE_FRESH_MS);
  await nameRoot(menuTitle(report.output, module, hasSubmenu(sender.url, recent)));
}

/**
 * A click in the menu. It opens the popup in the same tick, while the browser still counts it as the user's action, and
 * leaves the popup a note with the meant rows. `keep` puts the rows into the basket instead.
 */
export function onMenuClick(
  info: { menuItemId: string | number; frameId?: number | undefined },
  tab: { id?: number | undefined; windowId?: number | undefined; url?: string | undefined } | undefined,
  keep: (tabId: number, frameId: number) => Promise<void>,
): void {
  const choice = choiceOf(String(info.menuItemId));
  if (choice === null || tab?.id === undefined) return;
  const tabId = tab.id;
  const frameId = info.frameId ?? 0;
  if (choice.kind === 'keep') {
    inBackground(keep(tabId, frameId), 'menus.keep');
    return;
  }
  inBackground(openPopupOver(tab.windowId), 'menus.open-popup');
  const tagId = choice.kind === 'tag' ? choice.tagId : null;
  const intent: Intent = { tabId, frameId, url: tab.url ?? '', ids: [], source: 'clicked', tagId, at: Date.now() };
  inBackground(intentItem.set(intent), 'menus.intent');
}
