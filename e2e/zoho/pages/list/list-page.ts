import { html, jsonBlock } from '../html.ts';
import type { Html } from '../html.ts';
import type { ListData } from '../names.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import type { Switches } from '../../switches.ts';
import { filterPanel } from './filter-panel.ts';
import { legacyTable } from './legacy-table.ts';
import { drawing, liveTable } from './live-table.ts';
import type { ListModel } from './model.ts';
import { pager, selectionBar, toolbar } from './toolbar.ts';

/** A list view: toolbar, filter panel, table, pager, and the data that the client script needs. */
export function listPage(model: ListModel, switches: Switches, words: Words): Html {
  const draw = drawing(model, switches, words);
  const table = switches.markup === 'legacyTd' ? legacyTable(draw) : liveTable(draw);
  return html`<crux-list-view id="listcrux">
      ${toolbar(model, words)}${selectionBar(model, switches, words)}
      <div class="lvBody">
        ${filterPanel(model, words)}
        <div id="cxLvViewContainer">
          ${table}${model.rows.length === 0 && html`<p class="lvEmpty">${say(words.none, { module: model.moduleLabel })}</p>`}${pager(model, words)}
        </div>
      </div>
    </crux-list-view>
    <script type="application/json" id="listData">
      ${jsonBlock(listData(model, switches, words))}
    </script>`;
}

function listData(model: ListModel, switches: Switches, words: Words): ListData {
  const { markup } = switches;
  return {
    selectionKey: model.selectionKey,
    markup,
    ids: model.rows.map((row) => row.id),
    boxless: model.rows.filter((row) => row.block !== 'none').map((row) => row.id),
    tickedRowClass: switches.tickedRowClass ?? (markup === 'cx' ? 'cxLvTableRowSelected' : ''),
    ariaStates: switches.ariaStates,
    inputsFollow: switches.inputsFollow,
    staleClones: switches.fixedColumnClones === 'stale',
    lateRowsMs: switches.lateRowsMs,
    readableCount: switches.readableCount,
    wholeView: switches.wholeView,
    total: model.total,
    selectLimit: switches.selectLimit,
    words: { selected: words.selected, wholeView: words.allRecords, limit: words.limit },
  };
}
