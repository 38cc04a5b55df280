import type { JSX } from 'preact';
import type { Fit } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { crmHost } from '../../shared/data-centres.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { Name } from '../../ui/rich-text.tsx';
import { shownName } from '../../shared/names.ts';
import { Say } from '../parts/frame/Say.tsx';
import type { TabPlace } from '../models/PageModel.ts';
import { InZoho, orgOfTab } from '../parts/first-use/InZoho.tsx';
import { MainButton } from '../parts/frame/MainButton.tsx';
import { SignInProblem } from '../parts/problems/SignInProblem.tsx';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';

interface Props {
  readonly fit: Fit;
  readonly connection: Connection;
  /** The failure of the last sign-in to the right one. */
  readonly error: ErrorData | null;
}

/** The tab and the connection belong to different orgs, environments or data centres. Both are shown side by side. */
export function WrongOrgScreen({ fit, connection, error }: Props): JSX.Element {
  const { page, session } = usePopup();
  const place = page.place.value;
  const segment = place?.orgSegment ?? null;
  const isSandbox = place?.isSandbox ?? false;
  const { org, environment } = connection;
  const name = shownName(org.name);
  const other =
    fit === 'wrong-environment' ? text('confirm_org_v', { org: name, env: text(`env_${environment}`) }) : name;
  const connect = (): void => {
    if (place !== null)
      inBackground(
        session.connect({ dataCentre: place.dataCentre, orgSegment: segment, isSandbox }),
        'WrongOrg.connect',
      );
  };
  return (
    <main class="body">
      <Say tone="warn" icon="swap" heading={text(headlineOf(fit, connection, isSandbox))}>
        <p>{text('wrongorg_p')}</p>
      </Say>
      <dl class="compare">
        <dt>{text('wrongorg_tab')}</dt>
        <TabFacts place={place} segment={segment} />
        <dt>{text('wrongorg_conn')}</dt>
        <ConnectionFacts connection={connection} />
      </dl>
      <SignInProblem error={error} />
      <InZoho way={session.clientId.value === '' ? 'server' : 'client'} org={orgOfTab(place)} />
      <MainButton isFocused onPress={connect}>
        {text(isSandbox ? 'wrongenv_btn' : 'wrongorg_btn')}
      </MainButton>
      <p class="muted small">{text('wrongorg_note', { other })}</p>
    </main>
  );
}

function TabFacts({ place, segment }: { place: TabPlace | null; segment: string | null }): JSX.Element {
  const host = place?.host ?? '';
  return (
    <dd>
      {place?.isSandbox === true ? (
        <span class="env" data-env="sandbox">
          {text('env_sandbox')}
        </span>
      ) : null}
      <span class="dc">{segment === null ? host : text('host_org', { host, org: shownName(segment) })}</span>
    </dd>
  );
}

function ConnectionFacts({ connection }: { connection: Connection }): JSX.Element {
  const { org, environment, dataCentre } = connection;
  const segment = org.domainName || (org.zgid ? `org${org.zgid}` : '');
  const host = crmHost(dataCentre, environment);
  return (
    <dd>
      <span class="strong">
        <Name>{org.name}</Name>
      </span>
      <span class="env" data-env={environment}>
        {text(`env_${environment}`)}
      </span>
      <span class="dc">{segment === '' ? host : text('host_org', { host, org: shownName(segment) })}</span>
    </dd>
  );
}

function headlineOf(fit: Fit, { environment }: Connection, isSandbox: boolean): MessageKey {
  if (fit === 'wrong-data-centre') return 'wrongdc_h';
  if (fit !== 'wrong-environment') return 'wrongorg_h';
  if (!isSandbox) return 'wrongenv_production_sandbox_h';
  return environment === 'developer' ? 'wrongenv_sandbox_developer_h' : 'wrongenv_sandbox_production_h';
}

/** The address of the tab does not name the org, so the user must confirm it. */
export function UnsureScreen({ connection }: { connection: Connection }): JSX.Element {
  const { vouch } = usePopup();
  const name = shownName(connection.org.name);
  return (
    <main class="body">
      <Say heading={text('orgunsure_h')}>
        <p>{text('orgunsure_p', { org: name, env: text(`env_${connection.environment}`) })}</p>
      </Say>
      <MainButton isFocused onPress={() => inBackground(vouch(), 'WrongOrg.vouch')}>
        {text('orgunsure_btn', { org: name })}
      </MainButton>
    </main>
  );
}
