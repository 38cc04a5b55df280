import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { crmHost, DATA_CENTRES, type DataCentre } from '../../shared/data-centres.ts';
import { text } from '../../shared/i18n.ts';
import { list } from '../../ui/formats.ts';
import { useConnect } from '../connect-context.ts';

/** The regions with the most users. The others need one more press. */
const FIRST: readonly DataCentre[] = ['us', 'eu', 'in', 'au'];
const OTHERS = DATA_CENTRES.filter((dataCentre) => !FIRST.includes(dataCentre));

/** Asks for the region by the address of the CRM, if no tab shows it. Nothing is chosen in advance. */
export function RegionQuestion(): JSX.Element {
  const { connect } = useConnect();
  const id = useId();
  const chosen = connect.chosenRegion.value;
  const isOther = useSignal(chosen !== null && OTHERS.includes(chosen));
  const areOthersShown = isOther.value;
  const choose = (dataCentre: DataCentre): void => {
    isOther.value = OTHERS.includes(dataCentre);
    connect.chosenRegion.value = dataCentre;
  };
  return (
    <fieldset class="which">
      <legend class="label">{text('conn_region_ask')}</legend>
      {FIRST.map((dataCentre) => (
        <Region key={dataCentre} dataCentre={dataCentre} isChosen={chosen === dataCentre} onChoose={choose} />
      ))}
      <label class="other" for={`${id}-other`}>
        <input
          id={`${id}-other`}
          aria-labelledby={`${id}-n`}
          aria-describedby={`${id}-d`}
          type="radio"
          name="region"
          checked={areOthersShown}
          onChange={() => {
            isOther.value = true;
            connect.chosenRegion.value = null;
          }}
        />
        <span>
          <span class="addr" id={`${id}-n`}>
            {text('conn_region_other')}
          </span>
          <span id={`${id}-d`}>{list(OTHERS.map((dataCentre) => text(`dc_${dataCentre}`)))}</span>
        </span>
      </label>
      {areOthersShown
        ? OTHERS.map((dataCentre) => (
            <Region
              key={dataCentre}
              dataCentre={dataCentre}
              isChosen={chosen === dataCentre}
              onChoose={choose}
              isAmongOthers
            />
          ))
        : null}
    </fieldset>
  );
}

interface Props {
  readonly dataCentre: DataCentre;
  readonly isChosen: boolean;
  readonly onChoose: (dataCentre: DataCentre) => void;
  readonly isAmongOthers?: boolean;
}

function Region({ dataCentre, isChosen, onChoose, isAmongOthers = false }: Props): JSX.Element {
  const id = useId();
  return (
    <label for={id}>
      <input
        id={id}
        type="radio"
        // A second group, so that the arrow keys stay among the others.
        name={isAmongOthers ? 'other-region' : 'region'}
        checked={isChosen}
        onChange={() => onChoose(dataCentre)}
      />
      <span>
        <CrmAddress dataCentre={dataCentre} />
        <span>{text(`dc_${dataCentre}`)}</span>
      </span>
    </label>
  );
}

/** The host of the CRM with its ending marked, because only the ending differs between regions. */
export function CrmAddress({ dataCentre }: { dataCentre: DataCentre }): JSX.Element {
  const [, before = '', end = ''] = /^(crm\.zoho(?:cloud)?\.)(.+)$/.exec(crmHost(dataCentre, 'production')) ?? [];
  return (
    <bdi class="addr" dir="ltr">
      {before}
      <b>{end}</b>
    </bdi>
  );
}
