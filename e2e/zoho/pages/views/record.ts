import type { CrmRecord, Module } from '../../world/module.ts';
import type { Org } from '../../world/org.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { columnsOf } from '../list/columns.ts';
import { headerBox, rowBox } from '../list/checkbox.ts';
import type { Row } from '../list/model.ts';
import { listTime, rowOf } from '../list/rows.ts';
import { tagList } from '../list/tag-cell.ts';
import { NAMES } from '../names.ts';
import { recordPath, tabPath } from '../paths.ts';
import type { Switches } from '../../switches.ts';
import type { Words } from '../words.ts';

const RELATED = ['Deals', 'Contacts', 'Tasks'];
const RELATED_ROWS = 4;

/** The place of a record page. */
export interface RecordPlace {
  readonly org: Org;
  /** `/crm/<segment>`. */
  readonly path: string;
  readonly module: Module;
  readonly record: CrmRecord;
  readonly switches: Switches;
  readonly words: Words;
}

/** A record's own page: name, tags, fields, and related lists whose rows have boxes of their own. */
export function recordPage(place: RecordPlace, action: 'show' | 'edit' | 'convert'): Html {
  const { org, path, module, record, switches, words } = place;
  const row = rowOf(record, 1, module, columnsOf(module, { ...switches, yesNoCells: 'none' }), org, path, switches);
  const href = recordPath(path, module.tab, record.id);
  return html`<article class="dvPage" data-action="${action}">
    <header class="dvHead">
      <a class="dvBack" href="${tabPath(path, module.tab)}">${module.plural}</a>
      <h1 id="headervalue_LASTNAME" dir="auto">${record.name}</h1>
      ${record.locked && html`<span class="cxLvLockIcon" title="${words.locked}"></span>`}
      <div class="dvActions">
        <a class="crmButton" href="${href}/edit">Edit</a
        >${module.apiName === 'Leads' && html`<a class="crmButton" href="${href}/convert">Convert</a>`}<button
          type="button"
          class="crmButton lvMore"
          id="moreAct"
        >
          ${words.actions}
        </button>
      </div>
    </header>
    <section class="dvCard dvTags">
      <h2>${words.tag}</h2>
      ${tagList(row.tags, words, row.tags.length)}
    </section>
    <section class="dvCard">
      <h2>${module.singular} Information</h2>
      <dl>${fields(row, place)}</dl>
    </section>
    ${RELATED.filter((name) => name !== module.apiName).map((name) => relatedList(name, place))}
  </article>`;
}

function fields(row: Row, { module, org, record, switches }: RecordPlace): Html[] {
  const shown = columnsOf(module, switches).flatMap((column, at) => {
    const text = row.cells[at]?.text ?? '';
    return column.kind === 'tags' || column.kind === 'yesNo' ? [] : [[column.label, text] as const];
  });
  const all = [...shown, ['Modified Time', listTime(record.modifiedAt, org.offsetMinutes)] as const];
  return all.map(
    ([label, text]) =>
      html`<div>
        <dt>${label}</dt>
        <dd class="dv_info_value" dir="auto">${text}</dd>
      </div>`,
  );
}

/** A related list: its rows carry ids and boxes, but belong to another module. It reuses the id `lvTred` of the main list. */
function relatedList(apiName: string, { org, path, record, switches }: RecordPlace): Html | null {
  const module = org.findModule(apiName);
  if (module === undefined) return null;
  const names = NAMES[switches.markup === 'cx' ? 'cx' : 'live'];
  const offset = (record.index * 3) % Math.max(1, module.count() - RELATED_ROWS);
  const { rows } = module.rows({ userId: '', offset, limit: RELATED_ROWS });
  return html`<section class="dvCard dvRelated">
    <crm-related-list-view-header related-module="${module.apiName}"
      ><h2>${module.plural}</h2>
      ${headerBox(names)}</crm-related-list-view-header
    >
    <lyte-table
      ><lyte-tbody id="lvTred"
        >${rows.map(
          (other) =>
            html`<lyte-tr id="${other.id}"
              ><lyte-td>${rowBox(other.id, names, switches.idPlaces)}</lyte-td
              ><lyte-td data-zcqa="value_listviewtable_${module.nameField}"
                ><a class="cxLink" href="${recordPath(path, module.tab, other.id)}" dir="auto"
                  >${other.name}</a
                ></lyte-td
              ><lyte-td data-zcqa="value_listviewtable_Created_Time"
                >${listTime(other.createdAt, org.offsetMinutes)}</lyte-td
              ></lyte-tr
            >`,
        )}</lyte-tbody
      ></lyte-table
    >
  </section>`;
}
