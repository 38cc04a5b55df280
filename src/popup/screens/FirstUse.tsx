import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Say } from '../parts/frame/Say.tsx';
import { openConnect } from '../close-behind.ts';
import { MainButton } from '../parts/frame/MainButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { SignInProblem } from '../parts/problems/SignInProblem.tsx';
import { usePopup } from '../popup-context.ts';
import { useReconnect } from '../parts/problems/use-reconnect.ts';
import { inBackground } from '../../shared/notes.ts';

/** The build, the company and the user have set no client id. */
export function SetUpScreen(): JSX.Element {
  const { page } = usePopup();
  const tabId = page.tab.value?.id;
  return (
    <main class="body">
      <Say heading={text('setup_h')}>
        <p>{text('setup_p')}</p>
      </Say>
      <MainButton isFocused onPress={() => openConnect({ tabId })}>
        {text('setup_btn')}
      </MainButton>
      <p class="muted small">{text('setup_company')}</p>
    </main>
  );
}

/** The org of the tab has no connection, or one that needs a new sign-in. `error`: the failure of the last sign-in. */
export function ConnectScreen({ error }: { error: ErrorData | null }): JSX.Element {
  const { session, page, selection } = usePopup();
  const place = page.place.value;
  const known = selection.selection.value?.connection ?? selection.connection.value;
  const isSignedOut = known?.isSignedOut === true;
  const isHourly = isSignedOut && known.isLasting === false && known.way === 'client';
  const dataCentre = place?.dataCentre ?? known?.dataCentre ?? null;
  const segment = page.place.value?.orgSegment ?? null;
  const reconnect = useReconnect(known?.id ?? '');
  const connect = (): void => {
    if (isSignedOut) reconnect();
    if (dataCentre === null || isSignedOut) return;
    const isSandbox = place?.isSandbox ?? known?.environment === 'sandbox';
    inBackground(session.connect({ dataCentre, orgSegment: segment, isSandbox }), 'FirstUse.connect');
  };
  return (
    <main class="body">
      <Say heading={text(isSignedOut ? 'err_signed_out' : 'connect_h')}>
        <p>{text(isSignedOut ? 'err_signed_out_do' : 'connect_p')}</p>
        {isHourly ? <p class="muted">{text('err_signin_hint')}</p> : null}
      </Say>
      {isSignedOut ? null : <BeforeConsent />}
      <SignInProblem error={error} />
      {dataCentre === null ? null : (
        <dl class="facts">
          {isSignedOut ? <Org connection={known} /> : <Tab host={place?.host ?? ''} segment={segment} />}
          <dt>{text('connect_dc')}</dt>
          <dd>{text(`dc_${dataCentre}`)}</dd>
        </dl>
      )}
      <MainButton isFocused onPress={connect}>
        {text(isSignedOut ? 'wait_signin_btn' : 'connect_btn')}
      </MainButton>
      <p class="muted small">{text('connect_private')}</p>
    </main>
  );
}

/** Instructions for Zoho's window and the meaning of its question, shown before it opens. */
function BeforeConsent(): JSX.Element {
  return (
    <>
      <p class="strong">{text('connect_do')}</p>
      <Note tone="info" icon="shield">
        <p>{text('connect_scope_note')}</p>
      </Note>
    </>
  );
}

function Org({ connection: { org, environment } }: { connection: Connection }): JSX.Element {
  return (
    <>
      <dt>{text('confirm_org')}</dt>
      <dd>{text('confirm_org_v', { org: shownName(org.name), env: text(`env_${environment}`) })}</dd>
    </>
  );
}

function Tab({ host, segment }: { host: string; segment: string | null }): JSX.Element {
  return (
    <>
      <dt>{text('connect_tab')}</dt>
      <dd>{segment === null ? host : `${host}, ${shownName(segment)}`}</dd>
    </>
  );
}

/**
 * The worker runs the sign-in, so the popup may close when Zoho's window takes the focus. It shows this when it opens
 * again.
 */
export function ConnectingScreen(): JSX.Element {
  const { session } = usePopup();
  return (
    <main class="body">
      <Say heading={text('connecting_h')} isFocused>
        <p>{text('connecting_p')}</p>
        <p>{text('connect_do')}</p>
      </Say>
      <progress aria-label={text('connecting_h')} />
      <div class="row fill">
        <button class="btn" type="button" onClick={() => inBackground(session.show(), 'FirstUse.show')}>
          {text('connecting_show')}
        </button>
        <button class="btn" type="button" onClick={() => inBackground(session.cancel(), 'FirstUse.cancel')}>
          {text('cancel')}
        </button>
      </div>
    </main>
  );
}
