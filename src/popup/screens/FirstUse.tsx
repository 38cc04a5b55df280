import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { adminMessage } from '../../ui/admin-message.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { openConnect } from '../close-behind.ts';
import type { TabPlace } from '../models/PageModel.ts';
import { Benefit } from '../parts/first-use/Benefit.tsx';
import { InZoho, orgOfTab } from '../parts/first-use/InZoho.tsx';
import { MainButton } from '../parts/frame/MainButton.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { SignInProblem } from '../parts/problems/SignInProblem.tsx';
import { useReconnect } from '../parts/problems/use-reconnect.ts';
import { usePopup } from '../popup-context.ts';

/**
 * The popup before the first connection: what Untag does, then the one next step. Without a client id from the build,
 * the company or the user, this is the set-up, with a message for an admin. With a client id and outside a CRM tab, it
 * is the page that connects.
 */
export function SetUpScreen(): JSX.Element {
  const { page, session } = usePopup();
  const tabId = page.tab.value?.id;
  const hasClient = session.clientId.value !== '';
  return (
    <>
      <main class="body">
        <Say heading={text('setup_h')}>
          <p>{text('setup_p')}</p>
        </Say>
        <Benefit />
        <MainButton isFocused onPress={() => openConnect({ tabId })}>
          {text(hasClient ? 'conn_h' : 'setup_btn')}
        </MainButton>
        <p class="side">{text(hasClient ? 'setup_ready' : 'setup_once')}</p>
      </main>
      {hasClient ? null : <AskAdmin />}
    </>
  );
}

/** For users without the right to make a client id. The message names the API console of the tab's region. */
function AskAdmin(): JSX.Element {
  const { page, redirectUri } = usePopup();
  const place = page.place.value;
  return (
    <footer class="foot">
      <p class="muted small">
        {text('setup_company')}
        {sentenceGap()}
        {place === null ? null : (
          <CopyButton
            label={text('setup_copy')}
            look="link"
            content={() => adminMessage('client', { dataCentre: place.dataCentre, redirectUri: redirectUri() })}
          />
        )}
      </p>
    </footer>
  );
}

/**
 * The org of the tab has no connection, or its connection needs a new sign-in. `error`: why the last sign-in failed.
 */
export function ConnectScreen({ error }: { error: ErrorData | null }): JSX.Element {
  const { page, selection } = usePopup();
  const known = selection.selection.value?.connection ?? selection.connection.value;
  if (known?.isSignedOut === true) return <SignedOutScreen connection={known} error={error} />;
  return <NotConnectedScreen place={page.place.value} error={error} />;
}

function NotConnectedScreen({ place, error }: { place: TabPlace | null; error: ErrorData | null }): JSX.Element {
  const { session } = usePopup();
  const connect = (): void => {
    if (place === null) return;
    const { dataCentre, orgSegment, isSandbox } = place;
    inBackground(session.connect({ dataCentre, orgSegment, isSandbox }), 'FirstUse.connect');
  };
  return (
    <>
      <main class="body">
        <Say heading={text('connect_h')}>{place === null ? null : <p class="muted">{placeWords(place)}</p>}</Say>
        <SignInProblem error={error} />
        <InZoho way="client" org={orgOfTab(place)} />
        <Note tone="info" icon="shield">
          <p>{text('connect_scope_note')}</p>
        </Note>
      </main>
      <footer class="foot">
        <MainButton isFocused onPress={connect}>
          {text('connect_btn')}
        </MainButton>
        <p class="side">{text('connect_private')}</p>
      </footer>
    </>
  );
}

function placeWords({ host, orgSegment, dataCentre }: TabPlace): string {
  const where = orgSegment === null ? host : text('host_org', { host, org: shownName(orgSegment) });
  return text('conn_place', { host: where, dc: text(`dc_${dataCentre}`) });
}

function SignedOutScreen({ connection, error }: { connection: Connection; error: ErrorData | null }): JSX.Element {
  const { org, environment, dataCentre, isLasting, way } = connection;
  const isHourly = isLasting === false && way === 'client';
  return (
    <main class="body">
      <Say heading={text('err_signed_out')}>
        <p>{text('err_signed_out_do')}</p>
        {isHourly ? <p class="muted">{text('err_signin_hint')}</p> : null}
      </Say>
      <SignInProblem error={error} />
      <dl class="facts">
        <dt>{text('confirm_org')}</dt>
        <dd>{text('confirm_org_v', { org: shownName(org.name), env: text(`env_${environment}`) })}</dd>
        <dt>{text('connect_dc')}</dt>
        <dd>{text(`dc_${dataCentre}`)}</dd>
      </dl>
      <MainButton isFocused onPress={useReconnect(connection.id)}>
        {text('wait_signin_btn')}
      </MainButton>
      <p class="muted small">{text('connect_private')}</p>
    </main>
  );
}

/**
 * The worker runs the sign-in, so the popup may close when Zoho's window takes the focus. It shows this when it opens
 * again.
 */
export function ConnectingScreen(): JSX.Element {
  const { session, page } = usePopup();
  const signIn = session.signIn.value;
  return (
    <>
      <main class="body">
        <Say heading={text('connecting_h')} isFocused>
          <p>{text('connecting_p')}</p>
        </Say>
        <progress aria-label={text('connecting_h')} />
        <InZoho way={signIn?.state === 'waiting' ? signIn.way : 'client'} org={orgOfTab(page.place.value)} />
      </main>
      <footer class="foot">
        <div class="row fill">
          <button class="btn tall" type="button" onClick={() => inBackground(session.show(), 'FirstUse.show')}>
            {text('connecting_show')}
          </button>
          <button class="btn tall" type="button" onClick={() => inBackground(session.cancel(), 'FirstUse.cancel')}>
            {text('cancel')}
          </button>
        </div>
      </footer>
    </>
  );
}
