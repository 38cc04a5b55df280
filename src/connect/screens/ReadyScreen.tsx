import type { JSX } from 'preact';
import { crmHost } from '../../shared/data-centres.ts';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useConnect } from '../connect-context.ts';
import type { ReadyClient } from '../models/connect-view.ts';
import { ConsentSteps } from '../parts/ConsentSteps.tsx';
import { Headline } from '../parts/Headline.tsx';
import { PolicyNotes } from '../parts/PolicyNotes.tsx';
import { RegionQuestion } from '../parts/RegionQuestion.tsx';

/** The client is known. Shows what Zoho will ask, and one button. */
export function ReadyScreen({ client }: { client: ReadyClient }): JSX.Element {
  const { connect } = useConnect();
  const { region, connections, renewed, result } = connect;
  const dataCentre = region.value?.dataCentre ?? null;
  const isRegionAsked = connect.isRegionAsked.value;
  const [first] = connections.value;
  const again = renewed.value;
  const days = result.historyDays.value;
  const { source } = client;
  const press = (): void => {
    if (dataCentre !== null) inBackground(connect.connect(client), 'ReadyScreen.connect');
  };
  return (
    <main class="connect">
      <header>
        <Headline>
          {again !== null
            ? text('conn_renew_h', { org: shownName(again.org.name) })
            : text(first === undefined ? 'conn_h' : 'conn_h_other')}
        </Headline>
        <p class="muted">
          {again !== null || first === undefined
            ? text('conn_p')
            : text('conn_p_other', { org: shownName(first.org.name), env: text(`env_${first.environment}`) })}
        </p>
      </header>
      {source === 'policy' ? (
        <Note tone="ok" icon="ok">
          <p>
            <strong>{text('conn_company_h')}</strong>
            {sentenceGap()}
            {text('conn_company_p')}
          </p>
        </Note>
      ) : null}
      <PolicyNotes />
      {isRegionAsked ? <RegionQuestion /> : <Facts />}
      <ConsentSteps way={client.way} />
      <Note tone="info" icon="shield">
        <div>
          <p>
            <strong>{text('consent_scope_h')}</strong>
          </p>
          <p>{text('consent_scope_p', { days: plural('n_days', days) })}</p>
        </div>
      </Note>
      <div class="stack">
        <button
          class={`btn tall wide ${dataCentre === null ? '' : 'primary'}`}
          type="button"
          aria-disabled={dataCentre === null || undefined}
          onClick={press}
        >
          {text(dataCentre === null ? 'conn_region_first' : 'connect_btn')}
        </button>
        <p class="muted small">{text('connect_private')}</p>
      </div>
      {source === 'policy' || again !== null ? null : (
        <p class="muted">
          <button class="link" type="button" onClick={() => connect.useOwn('client')}>
            {text(source === 'user' ? 'conn_own_again' : 'conn_own')}
          </button>
        </p>
      )}
    </main>
  );
}

/** The region of the sign-in, as information only. */
function Facts(): JSX.Element | null {
  const { connect } = useConnect();
  const { region, tab, renewed } = connect;
  const known = region.value;
  const place = tab.value;
  const again = renewed.value;
  if (known === null) return null;
  const isOfTab = known.from === 'tab' && place !== null;
  return (
    <dl class="facts">
      {isOfTab ? (
        <>
          <dt>{text('conn_tab')}</dt>
          <dd>
            {place.isSandbox ? (
              <>
                <span class="env" data-env="sandbox">
                  {text('env_sandbox')}
                </span>{' '}
              </>
            ) : null}
            {place.context.orgSegment === null
              ? place.context.host
              : text('host_org', { host: place.context.host, org: shownName(place.context.orgSegment) })}
          </dd>
        </>
      ) : null}
      {again === null ? null : (
        <>
          <dt>{text('confirm_org')}</dt>
          <dd>{text('confirm_org_v', { org: shownName(again.org.name), env: text(`env_${again.environment}`) })}</dd>
        </>
      )}
      <dt>{text('conn_region')}</dt>
      <dd>
        {isOfTab
          ? text(`dc_${known.dataCentre}`)
          : text('conn_region_v', {
              dc: text(`dc_${known.dataCentre}`),
              host: crmHost(known.dataCentre, again?.environment ?? 'production'),
            })}{' '}
        {known.from === 'client' ? (
          <button class="link" type="button" onClick={() => connect.askRegion()}>
            {text('conn_region_change')}
            <span class="vh">{text('conn_region_change_what')}</span>
          </button>
        ) : null}
      </dd>
    </dl>
  );
}
