import type { Org } from '../../world/org.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { recordPath } from '../paths.ts';

const SEARCHED = ['Leads', 'Contacts', 'Accounts', 'Deals'];
const LOOKED_THROUGH = 500;
const SHOWN = 10;

/** Results of the global search: records of several modules, with boxes that are no selection of a list. */
export function searchPage(org: Org, path: string, word: string): Html {
  const wanted = word.toLocaleLowerCase();
  const found = SEARCHED.flatMap((apiName) => {
    const module = org.findModule(apiName);
    if (module === undefined) return [];
    const { rows } = module.rows({ userId: '', offset: 0, limit: LOOKED_THROUGH });
    const records = rows.filter((record) => record.name.toLocaleLowerCase().includes(wanted)).slice(0, SHOWN);
    return records.length === 0 ? [] : [{ module, records }];
  });
  return html`<div class="lvToolbar"><h1 class="lvTitle">Results for “<bdi>${word}</bdi>”</h1></div>
    <div class="srResults">
      ${found.map(
        ({ module, records }) =>
          html`<section class="dvCard">
            <h2>${module.plural}</h2>
            <lyte-table
              ><lyte-tbody
                >${records.map(
                  (record) =>
                    html`<lyte-tr id="${record.id}"
                      ><lyte-td
                        ><label class="lyteCheckbox lyteDefault"
                          ><input type="checkbox" /><span class="customCheckBox"></span></label></lyte-td
                      ><lyte-td
                        ><a class="cxLink" href="${recordPath(path, module.tab, record.id)}" dir="auto"
                          >${record.name}</a
                        ></lyte-td
                      ><lyte-td>${record.email}</lyte-td></lyte-tr
                    >`,
                )}</lyte-tbody
              ></lyte-table
            >
          </section>`,
      )}${found.length === 0 && html`<p class="lvEmpty">—</p>`}
    </div>`;
}
