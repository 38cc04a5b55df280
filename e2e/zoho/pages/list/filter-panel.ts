import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import type { ListModel } from './model.ts';

const SYSTEM_FILTERS = ['Touched Records', 'Untouched Records', 'Record Action', 'Related Records Action', 'Locked'];

/** The panel at the left of the list, with many checkboxes outside the selection. */
export function filterPanel(model: ListModel, words: Words): Html {
  const fields = model.columns.map((column) => column.label);
  return html`<aside id="lv_left_filter">
    <form name="customViewSmartFilters">
      <h2>${say(words.filter, { module: model.moduleLabel })}</h2>
      <input class="lvFilterSearch" type="search" placeholder="${words.search}" aria-label="${words.search}" />
      <h3>${words.filterSystem}</h3>
      ${SYSTEM_FILTERS.map(filterBox)}
      <h3>${words.filterFields}</h3>
      ${fields.map(filterBox)}
    </form>
  </aside>`;
}

function filterBox(label: string): Html {
  return html`<lyte-checkbox class="lvFilterBox"
    ><label class="lyteCheckbox lyteDefault"
      ><input type="checkbox" name="filter" value="${label}" /><span class="filterCheckBox"></span
      ><span>${label}</span></label
    ></lyte-checkbox
  >`;
}
