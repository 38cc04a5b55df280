import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Connection } from '../../shared/connection.ts';
import { crmHost } from '../../shared/data-centres.ts';
import { number, plural, sentenceGap, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { nouns } from '../../shared/nouns.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { connectUrl, OPTIONS_URL } from '../../ui/links.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { useConnect } from '../connect-context.ts';
import { Headline } from '../parts/Headline.tsx';
import { MissingRights } from '../parts/MissingRights.tsx';

interface Props {
  readonly connection: Connection;
  readonly isLasting: boolean;
}

/** The result of connecting: the org, the way back to the list, and an explanation of the first removal. */
export function ConnectedScreen({ connection, isLasting }: Props): JSX.Element {
  const { connect } = useConnect();
  const { result, tab } = connect;
  const module = result.module.value;
  const isBackKnown = result.back.value !== null;
  const tabId = tab.value?.id;
  const { org, environment, dataCentre, user } = connection;
  return (
    <main class="connect">
      <div class="done-head">
        <Icon name="ok" />
        <div>
          <Headline>
            <RichText raw={template('conn_ok_h')} values={{ org: <Name>{org.name}</Name> }} />
          </Headline>
          <p class="muted">{text('conn_ok_p')}</p>
        </div>
      </div>
      <dl class="facts result">
        <dt>{text('conn_ok_org')}</dt>
        <dd>
          <b>
            <Name>{org.name}</Name>
          </b>{' '}
          <span class="muted">{segmentOf(connection)}</span>
        </dd>
        <dt>{text('conn_ok_env')}</dt>
        <dd>
          <span class="env" data-env={environment}>
            {text(`env_${environment}`)}
          </span>
        </dd>
        <dt>{text('conn_region')}</dt>
        <dd>{text('conn_region_v', { dc: text(`dc_${dataCentre}`), host: crmHost(dataCentre, environment) })}</dd>
        {user.name === '' ? null : (
          <>
            <dt>{text('conn_ok_user')}</dt>
            <dd>
              <Name>{user.name}</Name>
            </dd>
          </>
        )}
      </dl>
      {isLasting ? null : <OneHour connection={connection} />}
      <MissingRights connection={connection} />
      <div class="stack">
        <button
          class="btn primary tall wide"
          type="button"
          onClick={() => inBackground(result.goBack(), 'ConnectedScreen.goBack')}
        >
          {isBackKnown && module !== null
            ? text('conn_ok_go', { module: shownName(module.plural) })
            : text(isBackKnown ? 'notzoho_go' : 'conn_ok_go_crm')}
        </button>
      </div>
      <FirstRemoval records={nouns(module)} />
      <p class="row after">
        <a class="link" href={connectUrl({ tabId, isFresh: true })}>
          {text('conn_h_other')}
        </a>
        <a class="link" href={OPTIONS_URL}>
          {text('settings')}
        </a>
      </p>
    </main>
  );
}

function segmentOf({ org }: Connection): string {
  return org.domainName || (org.zgid ? `org${org.zgid}` : '');
}

/**
 * A hint that the sign-in is not lasting. It works, so it is no warning. Clients of the other ways are changed in the
 * Zoho account.
 */
function OneHour({ connection }: { connection: Connection }): JSX.Element {
  const { connect } = useConnect();
  const isClient = connection.way === 'client';
  return (
    <Note tone="info" icon="wait">
      <div>
        <p>
          <strong>{text('conn_hour_h')}</strong>
          {sentenceGap()}
          {text(isClient ? 'conn_hour_p' : 'auth_no_refresh_do')}
        </p>
        <div class="row">
          <button
            class="link"
            type="button"
            onClick={() => inBackground(connect.connectMore(connection), 'ConnectedScreen.connectMore')}
          >
            {text(isClient ? 'conn_hour_btn' : 'act_connect_again')}
          </button>
        </div>
      </div>
    </Note>
  );
}

function FirstRemoval({ records }: { records: string }): JSX.Element {
  const { connect } = useConnect();
  const { result } = connect;
  const id = useId();
  const keys = result.shortcut.value.split('+').filter((key) => key !== '');
  const days = plural('n_days', result.historyDays.value);
  const steps: readonly JSX.Element[] = [
    <p key="1">{text('conn_first_1', { nouns: records })}</p>,
    <p key="2">
      <RichText
        raw={template(keys.length === 0 ? 'conn_first_2_plain' : 'conn_first_2')}
        values={{
          icon: <Icon name="mark" />,
          keys: (
            <span class="keys">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          ),
        }}
      />
    </p>,
    <p key="3">{text('conn_first_3', { days })}</p>,
  ];
  return (
    <section class="first" aria-labelledby={id}>
      <h2 id={id}>{text('conn_first_h')}</h2>
      <ol>
        {steps.map((step, place) => (
          <li key={step.key}>
            <span class="num" aria-hidden="true">
              {number(place + 1)}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <p class="muted small">{text('conn_first_pin')}</p>
    </section>
  );
}
