import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { NAMES } from '../names.ts';
import type { Names } from '../names.ts';
import type { Words } from '../words.ts';
import type { Switches } from '../../switches.ts';
import { headerBox, rowBox, yesNo } from './checkbox.ts';
import type { Cell, Column, ListModel, Row } from './model.ts';
import { tagList } from './tag-cell.ts';

/** Everything that drawing a row depends on. */
export interface Drawing {
  readonly model: ListModel;
  readonly switches: Switches;
  readonly words: Words;
  readonly names: Names;
}

export function drawing(model: ListModel, switches: Switches, words: Words): Drawing {
  return { model, switches, words, names: NAMES[switches.markup] };
}

/** Markup of the expandable table that the CRM has used since about 2019: names as in `live`, or with the `cx` prefix. */
export function liveTable(draw: Drawing): Html {
  const { model, switches, names } = draw;
  const firstRows = switches.firstRows === 0 ? model.rows.length : switches.firstRows;
  const late = model.rows.slice(firstRows);
  const skeleton = html`<lyte-exptable-tr class="cxTableEmptyRow cxTableDownRow"
    ><lyte-exptable-td></lyte-exptable-td
  ></lyte-exptable-tr>`;
  return html`<crux-table-component class="lvTable lvTable-${model.tab}" cx-prop-module="${model.tab}">
    ${switches.fixedColumnClones !== 'none' && clones(draw)}
    <div class="lyteExpTableOrigTableInnerWrap" id="listviewtablescroll">
      <lyte-exptable id="${names.tableId}">
        <lyte-exptable-thead>${headRow(draw)}</lyte-exptable-thead>
        <lyte-exptable-tbody class="lvRows"
          >${model.rows.slice(0, firstRows).map((row) => bodyRow(row, draw))}${late.length > 0 && [skeleton, skeleton]}</lyte-exptable-tbody
        >
      </lyte-exptable>
    </div>
    ${late.length > 0 && html`<template class="lateRows">${late.map((row) => bodyRow(row, draw))}</template>`}
  </crux-table-component>`;
}

function headRow({ model, switches, names }: Drawing): Html {
  const boxes = switches.twoHeaderBoxes ? [headerBox(names), headerBox(names)] : headerBox(names);
  return html`<lyte-exptable-tr id="${names.headerRow}"
    ><lyte-exptable-th class="${names.checkboxColumn}">${boxes}</lyte-exptable-th>${model.columns.map(
      (column) =>
        html`<lyte-exptable-th class="lv_data_${column.kind}" data-zcqa="th_${column.label}"
          >${headLabel(column, model)}</lyte-exptable-th
        >`,
    )}</lyte-exptable-tr
  >`;
}

/** Label of a column, as a link where the list can be sorted by it. */
export function headLabel(column: Column, model: ListModel): Html {
  if (column.sortId === null) return html`<lyte-text>${column.label}</lyte-text>`;
  const arrow = column.sortId === model.sortedBy && html` <span class="lvSort lvSort-${model.sortOrder}"></span>`;
  return html`<a class="lvSortLink" href="${model.sortHref(column.sortId)}"
    ><lyte-text>${column.label}</lyte-text>${arrow}</a
  >`;
}

function bodyRow(row: Row, draw: Drawing): Html {
  const { switches, names, model } = draw;
  const places = switches.idPlaces;
  const zcqa = places.includes('cells') && html` data-zcqa="td_${row.id}_prefix-2"`;
  return html`<lyte-exptable-tr${places.includes('row') && html` id="${row.id}"`} data-zcqa="detailView"${
    switches.rowRoles && html` role="row"`
  }${switches.ariaStates && html` aria-selected="false"`}><lyte-exptable-td fixed="enable" class="${names.checkboxColumn}"${zcqa}>${selectCell(row, draw)}</lyte-exptable-td>${model.columns.map(
    (column, at) => bodyCell(row, column, row.cells[at] ?? { text: '' }, draw),
  )}</lyte-exptable-tr>`;
}

/** The row's box, or the icon in its place. */
export function selectCell(row: Row, { names, switches, words }: Drawing): Html {
  switch (row.block) {
    case 'approval':
      return html`<span class="cxLvWaitingApprovalIcon" title="${words.approval}"></span>`;
    case 'locked':
      return html`<span class="cxLvLockIcon" title="${words.locked}"></span>`;
    case 'none':
      return rowBox(row.id, names, switches.idPlaces);
  }
}

function bodyCell(row: Row, column: Column, cell: Cell, draw: Drawing): Html {
  const zcqa =
    draw.switches.idPlaces.includes('cells') &&
    html` data-zcqa="column_${row.id}_${column.label.replaceAll(' ', '_')}"`;
  const tagClass = column.kind === 'tags' && ' cxLvTableTagElem';
  return html`<lyte-exptable-td class="lv_data_${column.kind} cellWrap${tagClass}" aria-label="${column.label}" ${zcqa}
    >${cellContent(row, column, cell, draw)}</lyte-exptable-td
  >`;
}

/** The content of a cell. */
export function cellContent(row: Row, column: Column, cell: Cell, draw: Drawing): Html {
  if (column.kind === 'name') return nameLink(row, draw);
  if (column.kind === 'tags') return tagList(row.tags, draw.words);
  if (column.kind === 'yesNo') return yesNo(cell.isOn ?? false, column.label, draw.names, draw.switches.yesNoCells);
  return cell.href === undefined ? plain(cell) : lookupLink(cell.text, cell.href);
}

function plain(cell: Cell): Html {
  return html`<lyte-text dir="auto">${cell.text}</lyte-text>`;
}

function lookupLink(text: string, href: string): Html {
  return html`<link-to class="cxLookupCompLink"
    ><a class="cxLink cxLookupViewWrapper" href="${href}" dir="auto">${text}</a></link-to
  >`;
}

function nameLink(row: Row, { switches }: Drawing): Html {
  if (!switches.nameLinks) return plain({ text: row.name });
  const id = switches.idPlaces.includes('link') && html` id="listView_${row.id}"`;
  return html`<link-to class="cxLookupCompLink"><a${id} class="cxLink cxLookupViewWrapper" href="${row.href}" dir="auto">${row.name}</a></link-to>`;
}

/** The fixed columns a second time, next to the table: box and name, with the same ids. */
function clones(draw: Drawing): Html {
  const { model, names } = draw;
  const nameAt = model.columns.findIndex((column) => column.kind === 'name');
  const columns = model.columns.slice(0, nameAt + 1);
  const narrow: Drawing = { ...draw, model: { ...model, columns } };
  return html`<div class="lyteExpTableFixedTableWrap">
    <lyte-exptable
      ><lyte-exptable-thead
        ><lyte-exptable-tr
          ><lyte-exptable-th class="${names.checkboxColumn}"></lyte-exptable-th
          >${columns.map((column) => html`<lyte-exptable-th class="lv_data_${column.kind}"><lyte-text>${column.label}</lyte-text></lyte-exptable-th>`)}</lyte-exptable-tr
        ></lyte-exptable-thead
      ><lyte-exptable-tbody>${model.rows.map((row) => bodyRow(row, narrow))}</lyte-exptable-tbody></lyte-exptable
    >
  </div>`;
}
