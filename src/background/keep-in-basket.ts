import { askTab } from '../shared/ask-tab.ts';
import { keepInBasket, pageKey } from '../shared/basket.ts';
import { connectionForTab } from '../shared/connection-for-tab.ts';
import { crmPlaceOf } from '../shared/data-centres.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import type { ModuleDirectory } from './module-directory.ts';
import { openPopupOver } from './open-popup.ts';
import { rightClickedRows } from '../shared/page.ts';

/**
 * Puts the right-clicked rows into the basket: all ticked rows, or the one row when it is not ticked. Where that is
 * impossible the popup opens and gives the reason, because it sees the same page and the same basket.
 */
export async function keepClicked(modules: ModuleDirectory, tabId: number, frameId: number): Promise<void> {
  const isKept = await keep(modules, tabId, frameId).catch(() => false);
  if (!isKept) await openPopupOver(undefined);
}

async function keep(modules: ModuleDirectory, tabId: number, frameId: number): Promise<boolean> {
  const asked = await askTab({ tabId, frameId });
  // A right click in another frame than the one that answers belongs to another list.
  if (asked.state !== 'answered' || asked.frameId !== frameId) return false;
  const { answer } = asked;
  const place = crmPlaceOf(answer.context.host);
  if (place === null || answer.context.moduleSlug === null) return false;
  const { fit, ...best } = connectionForTab(await connectionsItem.get(), place, answer.context.orgSegment);
  if (fit !== 'fits' || !('connection' in best)) return false;

  const rows = rightClickedRows(answer);
  if (rows === null) return false;
  const module = await modules.resolve(best.connection.id, rows.moduleSlug);
  const { refusal } = await keepInBasket({
    connectionId: best.connection.id,
    module,
    ids: rows.ids,
    page: pageKey(answer.url),
    at: Date.now(),
  });
  return refusal === null;
}
