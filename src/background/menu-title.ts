import * as v from 'valibot';
import { browser } from '../shared/browser.ts';
import { text } from '../shared/i18n.ts';
import { inBackground } from '../shared/notes.ts';
import { stored } from '../shared/stored-value.ts';
import { MENU_ROOT, menuText } from './menu-items.ts';
import { noun, records } from '../shared/nouns.ts';
import type { ContextMenuReport } from '../shared/page.ts';
import type { Module } from '../shared/run-summary.ts';

/** Whether the menu may have the title of one right click. */
const titledItem = stored('session', 'menuTitled', v.boolean(), false);

/** Gives the root a title that is true of one right click. */
export function nameRoot(title: string): Promise<void> {
  return rename(title, true);
}

/** Gives the root the title that is true of every right click. */
export function unnameRoot(): Promise<void> {
  return rename(text('menu_neutral'), false);
}

/**
 * A worker that died with a title of one right click in the menu has left its number behind, and the next worker
 * removes it at once. Browsers keep the menu on disk, and most workers start because somebody opened a page.
 */
export async function forgetTitle(): Promise<void> {
  if (!(await titledItem.get().catch(() => true))) return;
  // Before the menu's first layout there is no root to name.
  await unnameRoot().catch(() => undefined);
}

/** Stores the note first. The title does not wait for it, because the menu is about to open. */
function rename(title: string, isTitled: boolean): Promise<void> {
  inBackground(titledItem.set(isTitled), 'menu-title.rename');
  return browser.contextMenus.update(MENU_ROOT, { title: menuText(title) });
}

/** Finds the module of a slug without asking Zoho; null when it is not known yet. */
export type KnownModule = (host: string, moduleSlug: string) => Promise<Module | null>;

export type RightClicked = Pick<ContextMenuReport, 'on' | 'ticked'>;

/**
 * The title for a right click: the rows that a click on it would take. Without a submenu a click opens the popup, which
 * the dots at the end show.
 */
export function menuTitle({ on, ticked }: RightClicked, module: Module | null, isOverMenu: boolean): string {
  const end = isOverMenu ? '' : '…';
  if (on === 'row' || on === 'record') return text('menu_this', { record: noun(module) }) + end;
  if (ticked > 0) return text('menu_ticked', { records: records(ticked, module) }) + end;
  return text('menu_plain');
}
