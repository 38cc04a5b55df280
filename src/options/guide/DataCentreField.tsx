import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { crmHost, DATA_CENTRES, type DataCentre } from '../../shared/data-centres.ts';
import { text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';

/** Which of Zoho's data centres the org lives in. */
export function DataCentreField(): JSX.Element {
  const { guide } = useOptions();
  const id = useId();
  const chosen = guide.dataCentre.value;
  const hint = guide.isFromTab.value ? text('opt_dc_hint_tab') : text('opt_dc_hint');
  const choose = (value: string): void => {
    const found = DATA_CENTRES.find((known) => known === value);
    if (found !== undefined) guide.dataCentre.value = found;
  };
  return (
    <div>
      <label class="label" for={id}>
        {text('connect_dc')}
      </label>
      <select
        class="field"
        id={id}
        aria-describedby={`${id}-d`}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {DATA_CENTRES.map((dataCentre) => (
          <option key={dataCentre} value={dataCentre}>
            {text('opt_dc_option', { dc: text(`dc_${dataCentre}`), domain: domainOf(dataCentre) })}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-d`}>
        {hint}
      </p>
    </div>
  );
}

function domainOf(dataCentre: DataCentre): string {
  return crmHost(dataCentre, 'production').replace('crm.', '');
}
