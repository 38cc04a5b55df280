import type { JSX } from 'preact';
import { fitOfOrg, isEnvironmentOf } from '../../shared/connection-for-tab.ts';
import type { Connection, SignInAttempt } from '../../shared/connection.ts';
import { crmHost, type DataCentre, type Environment } from '../../shared/data-centres.ts';
import { template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { useConnect } from '../connect-context.ts';
import { Headline } from '../parts/Headline.tsx';

interface Props {
  /** The connection that was made. */
  readonly connection: Connection;
  readonly attempt: SignInAttempt;
}

/** Zoho connected another org or environment than the wanted one. Offers both, the wanted one first. */
export function OtherOrgScreen({ connection, attempt }: Props): JSX.Element {
  const { connect } = useConnect();
  const all = connect.connections.value;
  const segment = attempt.wanted?.orgSegment ?? null;
  const environment: Environment = attempt.wanted?.isSandbox === true ? 'sandbox' : 'production';
  const known = all.find((one) => isEnvironmentOf(one, environment === 'sandbox') && fitOfOrg(one, segment) === 'fits');
  const wanted = known?.org.name ?? segment ?? text(`env_${environment}`);
  const org = connection.org.name;
  // If only the environment differs, it distinguishes the two.
  const isOtherEnvironment = !isEnvironmentOf(connection, environment === 'sandbox');
  const shown = isOtherEnvironment ? text(`env_${environment}`) : wanted;
  const names = {
    org: (
      <Name>
        {isOtherEnvironment ? text('confirm_org_v', { org, env: text(`env_${connection.environment}`) }) : org}
      </Name>
    ),
    wanted: <Name>{shown}</Name>,
  };
  return (
    <main class="connect">
      <header>
        <Headline>
          <RichText raw={template('conn_wrong_h')} values={names} />
        </Headline>
        <p class="muted">{text('conn_wrong_p')}</p>
      </header>
      <dl class="compare">
        <dt>{text('conn_tab')}</dt>
        <Place
          name={known?.org.name ?? null}
          environment={environment}
          segment={segment}
          dataCentre={attempt.dataCentre}
        />
        <dt>{text('opt_conn_ok')}</dt>
        <Place
          name={org}
          environment={connection.environment}
          segment={connection.org.domainName || (connection.org.zgid ? `org${connection.org.zgid}` : null)}
          dataCentre={connection.dataCentre}
        />
      </dl>
      <p>
        <RichText raw={template('conn_wrong_do')} values={{ wanted: <b>{names.wanted}</b> }} />
      </p>
      <div class="row">
        <button
          class="btn primary"
          type="button"
          onClick={() => inBackground(connect.tryAgain(attempt), 'OtherOrgScreen.tryAgain')}
        >
          {text('conn_wrong_btn', { wanted: shownName(shown) })}
        </button>
        <button
          class="btn"
          type="button"
          onClick={() => inBackground(connect.disconnect(connection.id), 'OtherOrgScreen.disconnect')}
        >
          {text('conn_wrong_away', { org: shownName(org) })}
        </button>
      </div>
    </main>
  );
}

interface PlaceProps {
  readonly name: string | null;
  readonly environment: Environment;
  readonly segment: string | null;
  readonly dataCentre: DataCentre;
}

function Place({ name, environment, segment, dataCentre }: PlaceProps): JSX.Element {
  const host = crmHost(dataCentre, environment);
  return (
    <dd>
      {name === null ? null : (
        <span class="strong">
          <Name>{name}</Name>
        </span>
      )}{' '}
      <span class="env" data-env={environment}>
        {text(`env_${environment}`)}
      </span>{' '}
      <span class="dc">{segment === null ? host : text('host_org', { host, org: shownName(segment) })}</span>
    </dd>
  );
}
