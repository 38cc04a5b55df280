import { text } from '../shared/i18n.ts';
import { noun, records } from '../shared/nouns.ts';
import type { ContextMenuReport } from '../shared/page.ts';
import type { Module } from '../shared/run-summary.ts';

/** Finds the module that a slug stands for without asking Zoho; null when it is not known yet. */
export type KnownModule = (host: string, moduleSlug: string) => Promise<Module | null>;

export type RightClicked = Pick<ContextMenuReport, 'on' | 'ticked'>;

/**
 * The title that is true of a right click: what a click on it will be about. Without a menu of its own a click opens the
 * popup, which dots at the end say.
 */
export function menuTitle({ on, ticked }: RightClicked, module: Module | null, isOverMenu: boolean): string {
  const end = isOverMenu ? '' : '…';
  if (on === 'row' || on === 'record') return text('menu_this', { record: noun(module) }) + end;
  if (ticked > 0) return text('menu_ticked', { records: records(ticked, module) }) + end;
  return text('menu_plain');
}
