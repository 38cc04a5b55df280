import { askTab } from '../shared/ask-tab.ts';
import { browser } from '../shared/browser.ts';
import { inBackground } from '../shared/notes.ts';
import { type PageAnswer, tickedIds } from '../shared/page.ts';
import { hasSubmenu, MENU_ROOT } from './menu-items.ts';
import { nameRoot, unnameRoot, menuTitle, type KnownModule, type RightClicked } from './menu-title.ts';
import { recentTagGroups } from './recent-tags.ts';

/**
 * Only Firefox reports when a menu is shown, and can redraw an open one. There the title comes from the page's answer
 * at that moment. False where the browser cannot do it.
 */
export function watchShownMenu(known: KnownModule): boolean {
  const { contextMenus } = browser;
  if (!('onShown' in contextMenus) || !('refresh' in contextMenus)) return false;
  let shown = 0;

  contextMenus.onShown.addListener((info, tab) => {
    shown += 1;
    if (info.menuIds.includes(MENU_ROOT) && tab.id !== undefined)
      inBackground(retitle(shown, tab.id, info.frameUrl ?? info.pageUrl), 'menu-shown.retitle');
  });
  contextMenus.onHidden.addListener(() => {
    shown += 1;
    inBackground(unnameRoot(), 'menu-shown.unname');
  });

  async function retitle(showing: number, tabId: number, url: string | undefined): Promise<void> {
    const asked = await askTab({ tabId, frameUrl: url });
    // A right click in a frame without rows of its own is not about the rows of the page around it.
    if (asked.state !== 'answered' || (url !== undefined && asked.answer.url !== url)) return;
    const { answer } = asked;
    const { host } = answer.context;
    const moduleSlug = answer.clicked?.moduleSlug ?? answer.context.moduleSlug;
    const [module, recent] = await Promise.all([
      moduleSlug === null ? null : known(host, moduleSlug),
      recentTagGroups(),
    ]);
    // The user may have closed this menu in the meantime, and opened another one elsewhere.
    if (showing !== shown) return;
    const title = menuTitle(rightClicked(answer), module, hasSubmenu(answer.url, recent));
    await nameRoot(title);
    await contextMenus.refresh();
  }

  return true;
}

/** The right click that the page has kept, as a report. */
function rightClicked({ clicked, context, ticked }: PageAnswer): RightClicked {
  // A run is over one module, so no number is true of rows of several.
  const count = ticked.groups.length > 1 ? 0 : tickedIds(ticked).length;
  if (clicked !== null) return { on: clicked.isTicked ? 'ticked' : 'row', ticked: count };
  return { on: context.view === 'record' ? 'record' : 'beside', ticked: count };
}
