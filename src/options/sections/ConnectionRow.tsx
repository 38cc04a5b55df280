import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import { crmHost } from '../../shared/data-centres.ts';
import { template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { list } from '../../ui/formats.ts';
import { connectUrl } from '../../ui/links.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** One user in one org. */
export function ConnectionRow({ connection }: { connection: Connection }): JSX.Element {
  const { org, environment, missingScopes } = connection;
  return (
    <li class="conn">
      <div>
        <h3>
          <Name>{org.name}</Name>{' '}
          <span class="env" data-env={environment}>
            {text(`env_${environment}`)}
          </span>
        </h3>
        <p class="muted">{placeOf(connection)}</p>
        <p class="muted">
          <RichText raw={template('opt_conn_user')} values={{ user: <Name>{connection.user.name}</Name> }} />
        </p>
        <Managed connection={connection} />
        {missingScopes.length === 0 ? null : (
          <p class="small missing">{text('opt_conn_missing', { scopes: list(missingScopes) })}</p>
        )}
        {connection.isSignedOut && connection.isLasting === false && connection.way === 'client' ? (
          <p class="small muted">{text('err_signin_hint')}</p>
        ) : null}
      </div>
      <ConnectionEnd connection={connection} />
    </li>
  );
}

function placeOf({ dataCentre, environment, org }: Connection): string {
  const values = {
    dc: text(`dc_${dataCentre}`),
    host: crmHost(dataCentre, environment),
    org: shownName(org.domainName || `org${org.zgid}`),
  };
  return text(org.domainName || org.zgid ? 'opt_conn_place' : 'opt_conn_place_plain', values);
}

function Managed({ connection }: { connection: Connection }): JSX.Element | null {
  const { connections } = useOptions();
  const { client } = connections.setting.value;
  const isManaged = client?.source === 'policy' && client.clientId === connection.clientId;
  return isManaged ? <p class="muted">{text('opt_conn_managed')}</p> : null;
}

/** The state of the connection, and the actions on it. */
function ConnectionEnd({ connection }: { connection: Connection }): JSX.Element {
  const { connections } = useOptions();
  const { isSignedOut, org, environment } = connection;
  const what = { org: shownName(org.name), env: text(`env_${environment}`) };
  const signIn = (): void => {
    const follow = async (): Promise<void> => {
      // The page Connect explains Zoho's window and shows the result.
      if (await connections.signInTo(connection)) location.assign(connectUrl({ connectionId: connection.id }));
    };
    inBackground(follow(), 'ConnectionRow.signIn');
  };
  return (
    <div class="conn-end">
      <p class={`state ${isSignedOut ? 'warn' : 'ok'}`}>
        <Icon name={isSignedOut ? 'key' : 'ok'} />
        {text(isSignedOut ? 'opt_conn_ended' : 'opt_conn_ok')}
      </p>
      <div class="row">
        {isSignedOut ? (
          <button class="btn primary" type="button" aria-label={text('opt_signin_of', what)} onClick={signIn}>
            {text('wait_signin_btn')}
          </button>
        ) : null}
        <button
          class="btn"
          type="button"
          aria-label={text('opt_disc_of', what)}
          onClick={() => (connections.leaving.value = connection)}
        >
          {text('opt_disc')}
        </button>
      </div>
    </div>
  );
}
