import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useConnect } from '../connect-context.ts';
import { RegionQuestion } from './RegionQuestion.tsx';

/** The console's region and its source. Asks for the region if it is unknown. */
export function RegionLine(): JSX.Element {
  const { connect } = useConnect();
  const { region, tab } = connect;
  const isAsked = connect.isRegionAsked.value;
  const known = region.value;
  const place = tab.value;
  if (isAsked || known === null) return <RegionQuestion />;
  return (
    <p class="region">
      <Icon name="info" />
      <span>
        {text('col_label', { label: text('conn_region') })}
        {sentenceGap()}
        <b>{text(`dc_${known.dataCentre}`)}</b>{' '}
        {known.from === 'tab' && place !== null ? (
          <span class="muted">{text('conn_region_tab', { host: place.context.host })}</span>
        ) : null}
      </span>{' '}
      <button class="link" type="button" onClick={() => connect.askRegion()}>
        {text('conn_region_change')}
        <span class="vh">{text('conn_region_change_what')}</span>
      </button>
    </p>
  );
}
