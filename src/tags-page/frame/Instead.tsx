import type { ComponentChildren, JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import { crmHost } from '../../shared/data-centres.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground, withNotes } from '../../shared/notes.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';
import { errorText } from '../../ui/error-text.ts';
import { errorDetails } from '../../ui/error-details.ts';
import { connectUrl } from '../../ui/links.ts';
import { permissionText } from '../../ui/permission-text.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useFocusOnArrival } from '../../ui/use-focus.ts';
import type { PageView } from '../models/page-view.ts';
import { useTags } from '../tags-context.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import { AdminNote } from './AdminNote.tsx';
import { SignIn } from './SignIn.tsx';

/** Replaces the list where there is none: the reason, and the next step. */
export function Instead({ view }: { view: PageView }): JSX.Element | null {
  switch (view.state) {
    case 'starting':
    case 'list':
      return null;
    case 'broken':
      return <Broken error={view.error} />;
    case 'host':
      return <HostAccess origins={view.origins} />;
    case 'set-up':
      return (
        <Say heading={text('setup_h')} words={[text('setup_p')]}>
          <ConnectLink label={text('setup_btn')} isMain />
        </Say>
      );
    case 'connect':
      return (
        <Say heading={text('connect_h')} words={[text('tags_connect_p')]} small={text('connect_private')}>
          <ConnectLink label={text('connect_btn')} isMain />
        </Say>
      );
    case 'gone':
      return (
        <Say icon="warn" tone="warn" heading={text('tags_conn_gone_h')} words={[text('tags_conn_gone_p')]}>
          <Connections />
          <ConnectLink label={text('tags_conn_new')} />
        </Say>
      );
    case 'other-org':
      return <OtherOrg view={view} />;
    case 'no-right':
      return <NoRight error={view.error} />;
    case 'failed':
      return <Failed error={view.error} />;
    case 'unread':
      return <Unread />;
  }
}

interface SayProps {
  readonly heading: string;
  readonly words: readonly string[];
  readonly icon?: IconName;
  readonly tone?: 'bad' | 'warn' | '';
  readonly small?: string;
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
}

function Say({ heading, words, icon, tone = '', small, before, children }: SayProps): JSX.Element {
  const ref = useFocusOnArrival<HTMLHeadingElement>();
  return (
    <>
      <div class={`say ${tone}`}>
        <h1 ref={ref} tabIndex={-1}>
          {icon === undefined ? null : <Icon name={icon} />}
          <span>{heading}</span>
        </h1>
        {words
          .filter((line) => line !== '')
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </div>
      {before}
      <div class="row">{children}</div>
      {small === undefined ? null : <p class="muted small">{small}</p>}
    </>
  );
}

function ConnectLink({ label, isMain = false }: { label: string; isMain?: boolean }): JSX.Element {
  return (
    <a class={`btn ${isMain ? 'primary' : ''}`} href={connectUrl({ isFresh: true })}>
      {label}
    </a>
  );
}

function Broken({ error }: { error: ErrorData }): JSX.Element {
  const { version } = useTags();
  const { headline, records, todo } = errorText(error);
  return (
    <Say icon="bad" tone="bad" heading={headline} words={[records, todo]}>
      <CopyButton label={text('err_details')} content={() => withNotes(errorDetails(error, version()))} />
    </Say>
  );
}

function HostAccess({ origins }: { origins: readonly string[] }): JSX.Element {
  const { allow } = useTags();
  const host = new URL(origins[0]?.replace('/*', '') ?? 'https://zoho.com').host;
  return (
    <Say icon="shield" heading={text('host_h', { host })} words={[text('host_p')]}>
      <button class="btn primary" type="button" onClick={() => inBackground(allow(), 'Instead.allow')}>
        {text('host_btn', { host })}
      </button>
    </Say>
  );
}

/** The other connections, each with a link to its tags. */
function Connections(): JSX.Element {
  const { connections, showConnection } = useTags();
  return (
    <>
      {connections.value.map(({ id, org, environment }) => (
        <button key={id} class="btn" type="button" onClick={() => showConnection(id)}>
          {text('tags_otherorg_show', { org: shownName(org.name), env: text(`env_${environment}`) })}
        </button>
      ))}
    </>
  );
}

function OtherOrg({ view }: { view: Extract<PageView, { state: 'other-org' }> }): JSX.Element {
  const { connections } = useTags();
  const { host, orgSegment, isSandbox } = view;
  const facts = (
    <dl class="compare">
      <dt>{text('tags_otherorg_that')}</dt>
      <dd>
        {isSandbox ? (
          <span class="env" data-env="sandbox">
            {text('env_sandbox')}
          </span>
        ) : null}
        <span class="dc">{orgSegment === null ? host : text('host_org', { host, org: shownName(orgSegment) })}</span>
      </dd>
      {connections.value.map((connection) => (
        <Known key={connection.id} connection={connection} />
      ))}
    </dl>
  );
  return (
    <Say icon="bad" tone="bad" heading={text('tags_otherorg_h')} words={[text('tags_otherorg_p')]} before={facts}>
      <ConnectLink label={text(isSandbox ? 'tags_otherorg_sandbox' : 'tags_otherorg_btn')} isMain />
      <Connections />
    </Say>
  );
}

function Known({ connection: { org, environment, dataCentre } }: { connection: Connection }): JSX.Element {
  const segment = org.domainName || (org.zgid ? `org${org.zgid}` : '');
  const host = crmHost(dataCentre, environment);
  return (
    <>
      <dt>{text('opt_conn_ok')}</dt>
      <dd>
        <span class="strong">
          <Name>{org.name}</Name>
        </span>
        <span class="env" data-env={environment}>
          {text(`env_${environment}`)}
        </span>
        <span class="dc">{segment === '' ? host : text('host_org', { host, org: shownName(segment) })}</span>
      </dd>
    </>
  );
}

/** The user may see the tags of no module. */
function NoRight({ error }: { error: ErrorData }): JSX.Element {
  const { org } = useTags();
  const modules = org.modules.value;
  const permissions = [...new Set(modules.flatMap((one) => one.error?.details.permissions ?? []))];
  if (error.code === 'scope-missing') {
    const { headline, records, todo } = errorText(error);
    return (
      <Say icon="lock" tone="bad" heading={headline} words={[records, todo]}>
        <SignIn />
        <Again />
      </Say>
    );
  }
  const list =
    permissions.length === 0 ? null : (
      <ul class="offers" aria-label={text('noperm_list')}>
        {permissions.map((permission) => {
          const { what, where } = permissionText(permission, null);
          return (
            <li key={permission} class="offer">
              <Icon name="lock" />
              <span>
                <b>{what}</b>
                <span class="sub">{where}</span>
              </span>
            </li>
          );
        })}
      </ul>
    );
  return (
    <Say
      icon="lock"
      tone="bad"
      heading={text('tags_norights_h')}
      words={[
        permissions.length === 0 ? text('tags_norights_plain') : plural('tags_norights_p', permissions.length),
        permissions.length === 0 ? text('tags_norights_ask') : '',
      ]}
      before={list}
    >
      <AdminNote modules={modules} />
      <Again />
    </Say>
  );
}

function Failed({ error }: { error: ErrorData }): JSX.Element {
  const { connection, version } = useTags();
  const { headline, todo } = errorText(error);
  const isSignedOut = connection.value?.isSignedOut === true;
  return (
    <Say icon="bad" tone="bad" heading={text('tags_failed_h')} words={[text('sentence', { text: headline }), todo]}>
      {isSignedOut ? <SignIn /> : <Again />}
      <CopyButton label={text('err_details')} content={() => withNotes(errorDetails(error, version()))} />
    </Say>
  );
}

function Unread(): JSX.Element {
  const { connection } = useTags();
  const isSignedOut = connection.value?.isSignedOut === true;
  return (
    <Say
      icon={isSignedOut ? 'key' : 'tags'}
      heading={text(isSignedOut ? 'tags_signin_h' : 'tags_unread_h')}
      words={[text(isSignedOut ? 'tags_signin_never' : 'tags_unread_p')]}
    >
      {isSignedOut ? <SignIn /> : <Again isMain />}
    </Say>
  );
}

/** Reads all modules, for the price on its label. */
function Again({ isMain = false }: { isMain?: boolean }): JSX.Element | null {
  const { org, read, now } = useTags();
  const price = org.priceAt(now());
  if (price === null) return null;
  return (
    <button
      class={`btn ${isMain ? 'primary' : ''}`}
      type="button"
      onClick={() => inBackground(read(null), 'Instead.read')}
    >
      {text('tags_read_btn', { credits: creditsWords(price) })}
    </button>
  );
}
