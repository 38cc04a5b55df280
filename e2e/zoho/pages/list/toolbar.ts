import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import type { Switches } from '../../switches.ts';
import type { Choice, ListModel } from './model.ts';

/** Above the list: the view, its shapes, and new records. */
export function toolbar(model: ListModel, words: Words): Html {
  return html`<div class="lvToolbar">
    <div class="lvViewSwitch">
      <button type="button" class="lvViewButton" aria-controls="viewMenu" aria-expanded="false">
        <span dir="auto">${model.viewName}</span></button
      >${menu('viewMenu', model.views)}
    </div>
    <nav class="lvShapes">${model.shapes.map(link)}</nav>
    ${columnChooser(model, words)}
    <a class="crmButton crmPrimary" href="${model.createHref}">${say(words.create, { module: model.recordLabel })}</a>
  </div>`;
}

/** The columns to show. Its ticked boxes are no ticks of records. Choosing other columns changes nothing here. */
function columnChooser(model: ListModel, words: Words): Html {
  return html`<lyte-dropdown class="lvViewSwitch"
    ><button type="button" class="crmButton lvMore" aria-controls="columnMenu" aria-expanded="false">
      ${words.columns}</button
    ><lyte-drop-box class="crmMenu" id="columnMenu" hidden
      >${model.columns.map(
        (column) =>
          html`<lyte-checkbox class="lyteCboxChecked lvFilterBox"
            ><label class="lyteCheckbox lyteDefault"
              ><input type="checkbox" name="column" value="${column.label}" checked /><span
                class="filterCheckBox"
              ></span
              ><span>${column.label}</span></label
            ></lyte-checkbox
          >`,
      )}</lyte-drop-box
    ></lyte-dropdown
  >`;
}

/** In the toolbar's place while something is selected. */
export function selectionBar(model: ListModel, switches: Switches, words: Words): Html {
  const actions = ['massUpdate', 'massTransfer', 'massDelete', 'exportRows'] as const;
  return html`<div class="lvSelectionBar" hidden>
    <button type="button" class="crmButton crmPrimary" data-value="send_email">${words.sendEmail}</button
    ><button type="button" class="crmButton" data-value="create_task">${words.createTask}</button>
    <div class="lvViewSwitch">
      <button type="button" class="crmButton lvMore" id="moreAct" aria-controls="actionMenu" aria-expanded="false">
        ${words.actions}
      </button>
      <ul class="crmMenu" id="actionMenu" hidden>
        ${actions.map(
          (action) =>
            html`<li data-value="${action.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)}">
              ${words[action]}
            </li>`,
        )}
      </ul>
    </div>
    <div class="lvSelected">
      ${switches.readableCount !== 'none' && html`<span class="cxLvSelectedCount"></span>`}${
        switches.wholeView !== 'none' &&
        html`<a role="button" tabindex="0" id="selectAllRecords" class="cxLvHeaderSelectAllBtn" hidden
          >${say(words.allRecords, { n: model.total })}</a
        >`
      }<a role="button" tabindex="0" id="selectAllEntity" data-zcqa="clearRecords">${words.clear}</a>
    </div>
  </div>`;
}

/** Below the list: the number of records, the current range, and links to the others. */
export function pager(model: ListModel, words: Words): Html {
  const from = model.rows.length === 0 ? 0 : (model.page - 1) * model.perPage + 1;
  const to = (model.page - 1) * model.perPage + model.rows.length;
  const range = say(words.of, { from, to, total: model.total });
  return html`<footer class="lvFooter">
    <span>${words.total} <b id="totalCountNo" class="cxLvRecordCount">${model.total}</b></span>
    <div class="lvViewSwitch">
      <button type="button" class="lvPerPage" aria-controls="pageSizeMenu" aria-expanded="false">
        ${say(words.perPage, { n: model.perPage })}</button
      >${menu('pageSizeMenu', model.pageSizes)}
    </div>
    <span class="pageCount">${range}</span
    >${step(model.previousHref, words.previous, 'lvPrevious')}${step(model.nextHref, words.next, 'lvNext')}
  </footer>`;
}

function step(href: string | null, label: string, className: string): Html {
  const button = html`<div
    class="lyteSingleFront ${className}"
    role="button"
    aria-label="${label}"
    ${href === null && html` aria-disabled="true"`}
  ></div>`;
  return href === null ? button : html`<a href="${href}">${button}</a>`;
}

function menu(id: string, choices: readonly Choice[]): Html {
  return html`<ul class="crmMenu" id="${id}" hidden>
    ${choices.map((choice) => html`<li>${link(choice)}</li>`)}
  </ul>`;
}

function link(choice: Choice): Html {
  return html`<a href="${choice.href}" ${choice.isCurrent && html` aria-current="page"`} dir="auto"
    >${choice.label}</a
  >`;
}
