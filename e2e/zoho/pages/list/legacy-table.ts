import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { cellContent, headLabel, selectCell } from './live-table.ts';
import type { Drawing } from './live-table.ts';
import type { Row } from './model.ts';

/** The plain table of before 2019: ids in old links and in the edit icon, none on the row. */
export function legacyTable(draw: Drawing): Html {
  const { model, names } = draw;
  return html`<div class="lvTable lvTable-${model.tab}">
    <table id="${names.tableId}">
      <thead>
        <tr id="${names.headerRow}">
          <th class="lvCB fixedColumnLV">
            <label data-header-box
              ><input type="checkbox" id="selectAllEntity" /><span id="checkAll" class="${names.unticked}"></span
            ></label>
          </th>
          ${model.columns.map((column) => html`<th class="scrollColun">${headLabel(column, model)}</th>`)}
        </tr>
      </thead>
      <tbody class="lvRows" id="lvTred">
        ${model.rows.map((row) => legacyRow(row, draw))}
      </tbody>
    </table>
  </div>`;
}

function legacyRow(row: Row, draw: Drawing): Html {
  const { model, names, switches } = draw;
  const onInput = switches.idPlaces.includes('input') && html` id="${row.id}" value="${row.id}"`;
  const box =
    row.block === 'none'
      ? html`<label data-select-box
          ><input type="checkbox" name="selectEntity" ${onInput} /><span class="${names.unticked}"></span
        ></label>`
      : selectCell(row, draw);
  const edit =
    switches.idPlaces.includes('cells') &&
    html`<a
      class="lvEdit"
      id="listViewEdit_${row.id}"
      href="/crm/EditEntity.do?module=${row.tab}&amp;id=${row.id}"
      aria-label="Edit"
    ></a>`;
  const params = JSON.stringify({ module: row.tab, id: row.id });
  const name = switches.nameLinks
    ? html`<a${switches.idPlaces.includes('link') && html` id="listView_${row.id}"`} href="/crm/EntityInfo.do?module=${row.tab}&amp;id=${row.id}" data-params="${params}" dir="auto">${row.name}</a>`
    : html`<span dir="auto">${row.name}</span>`;
  return html`<tr data-zcqa="detailView">
    <td class="lvCB fixedColumnLV LVSecondCol">${box}${edit}</td>
    ${model.columns.map(
      (column, at) =>
        html`<td class="mW100 scrollColun lv_data_${column.kind === 'name' ? 'textfield' : column.kind}">
          ${column.kind === 'name' ? name : cellContent(row, column, row.cells[at] ?? { text: '' }, draw)}
        </td>`,
    )}
  </tr>`;
}
