import type { AppData, ListData } from '../names.ts';
import { appendLateRows } from './late-rows.ts';
import { startList } from './list.ts';
import { startMenus } from './menus.ts';
import { startNavigation } from './navigation.ts';
import { createSelectionKeeper } from './selection.ts';

const keeper = createSelectionKeeper();

function startPage(): AppData {
  const root = document.querySelector<HTMLElement>('#crmApp');
  const list = read<ListData>('listData');
  if (root !== null && list !== null) {
    const rows = startList(root, list, keeper.open(list.selectionKey));
    rows.adopt([...root.querySelectorAll('.lvRows [data-zcqa="detailView"]')]);
    appendLateRows(root, rows, list.lateRowsMs);
  }
  return read<AppData>('appData') ?? { navigation: 'clears', oldListStaysMs: 0 };
}

/** Data blocks come from the simulator's own server, in the shape of `names.ts`. */
function read<T>(id: string): T | null {
  const block = document.querySelector(`#crmApp script#${id}`);
  return block === null ? null : (JSON.parse(block.textContent ?? 'null') as T | null);
}

startMenus(document);
startNavigation(window, startPage);
