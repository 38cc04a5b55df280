import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Names } from '../names.ts';
import type { Switches } from '../../switches.ts';

type IdPlaces = Switches['idPlaces'];

/** The box that selects a row. */
export function rowBox(id: string, names: Names, idPlaces: IdPlaces): Html {
  const onBox = idPlaces.includes('checkbox') && html` id="selectEntity_${id}" lt-prop-id="${id}"`;
  const onInput = idPlaces.includes('input') && html` id="${id}"`;
  return html`<lyte-checkbox data-select-box data-id="selectEntity" ${onBox} lt-prop-class="${names.unticked}"
    ><label class="lyteCheckbox lyteDefault"
      ><input type="checkbox" ${onInput} name="selectEntity" /><span class="${names.unticked}"
        ><span></span></span></label
  ></lyte-checkbox>`;
}

/** The box in the header that selects the page. */
export function headerBox(names: Names): Html {
  return html`<lyte-checkbox
    data-header-box
    id="selectCheckbox"
    data-zcqa="listView_selectAllEntity"
    lt-prop-class="${names.unticked}"
    ><label class="lyteCheckbox lyteDefault"
      ><input type="checkbox" id="selectAllEntity" name="selectAllEntity" /><span class="${names.unticked}"
        ><span></span></span></label
  ></lyte-checkbox>`;
}

/** A yes/no field: a mark to read, or the same component as the row's own box if it can be edited in place. */
export function yesNo(isOn: boolean, label: string, names: Names, kind: Switches['yesNoCells']): Html {
  if (kind !== 'checkbox') return html`<span class="${isOn ? 'criteria-yes' : 'criteria-no'}"></span>`;
  return html`<lyte-checkbox class="${isOn ? 'lyteCboxChecked' : 'lyteCboxUnchecked'}" aria-label="${label}"
    ><label class="lyteCheckbox lyteDefault"
      ><input type="checkbox" name="${label}" ${isOn && html` checked`} /><span
        class="${isOn ? names.ticked : names.unticked}"
        ><span></span></span></label
  ></lyte-checkbox>`;
}
