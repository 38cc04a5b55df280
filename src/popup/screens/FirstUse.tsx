import type { JSX } from 'preact';
import type { ErrorData } from '../../shared/errors.ts';
import { text } from '../../shared/i18n.ts';
import { Say } from '../../ui/components/Say.tsx';
import { openSettings } from '../close-behind.ts';
import { MainButton } from '../parts/MainButton.tsx';
import { SignInProblem } from '../parts/SignInProblem.tsx';
import { usePopup } from '../popup-context.ts';
import { useReconnect } from '../use-reconnect.ts';

/** No client id from the build, the company or the user. */
export function SetUpScreen(): JSX.Element {
  return (
    <main class="body">
      <Say heading={text('setup_h')}>
        <p>{text('setup_p')}</p>
      </Say>
      <MainButton isFocused onPress={openSettings}>
        {text('setup_btn')}
      </MainButton>
      <p class="muted small">{text('setup_company')}</p>
    </main>
  );
}

/** The org of the tab has no connection yet, or one that has to be renewed by hand. `error` is how the last try ended. */
export function ConnectScreen({ error }: { error: ErrorData | null }): JSX.Element {
  const { session, page, selection } = usePopup();
  const place = page.place.value;
  const known = selection.connection.value;
  const dataCentre = place?.dataCentre ?? known?.dataCentre ?? null;
  const segment = page.answer.value?.context.orgSegment ?? null;
  const reconnect = useReconnect(known?.id ?? '');
  const connect = (): void => {
    if (known?.isSignedOut === true) reconnect();
    if (dataCentre === null || known?.isSignedOut === true) return;
    const isSandbox = place?.isSandbox ?? known?.environment === 'sandbox';
    void session.connect({ dataCentre, orgSegment: segment, isSandbox });
  };
  return (
    <main class="body">
      <Say heading={text('connect_h')}>
        <p>{text('connect_p')}</p>
      </Say>
      <SignInProblem error={error} />
      {place === null ? null : (
        <dl class="facts">
          <dt>{text('connect_tab')}</dt>
          <dd>{segment === null ? place.host : `${place.host}, ${segment}`}</dd>
          <dt>{text('connect_dc')}</dt>
          <dd>{text(`dc_${place.dataCentre}`)}</dd>
        </dl>
      )}
      <MainButton isFocused onPress={connect}>
        {text(error?.code === 'signed-out' ? 'wait_signin_btn' : 'connect_btn')}
      </MainButton>
      <p class="muted small">{text('connect_scope_note')}</p>
      <p class="muted small">{text('connect_private')}</p>
    </main>
  );
}

/** The worker owns the sign-in: the popup may close when Zoho's window takes the focus, and opened again it shows this. */
export function ConnectingScreen(): JSX.Element {
  const { session } = usePopup();
  return (
    <main class="body">
      <Say heading={text('connecting_h')} isFocused>
        <p>{text('connecting_p')}</p>
      </Say>
      <progress aria-label={text('connecting_h')} />
      <div class="row fill">
        <button class="btn" type="button" onClick={() => void session.show()}>
          {text('connecting_show')}
        </button>
        <button class="btn" type="button" onClick={() => void session.cancel()}>
          {text('cancel')}
        </button>
      </div>
    </main>
  );
}
