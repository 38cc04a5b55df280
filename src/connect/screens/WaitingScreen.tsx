import type { JSX } from 'preact';
import type { SignInWay } from '../../shared/connection.ts';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { useConnect } from '../connect-context.ts';
import { ConsentSteps } from '../parts/ConsentSteps.tsx';
import { Headline } from '../parts/Headline.tsx';

/** A sign-in is under way. The instructions for Zoho's window stay in sight. */
export function WaitingScreen({ way }: { way: SignInWay }): JSX.Element {
  const { connect } = useConnect();
  const isInWindow = way !== 'self';
  return (
    <main class="connect">
      <header>
        <Headline>{text('connecting_h')}</Headline>
        {isInWindow ? <p class="muted">{text('conn_waiting_p')}</p> : null}
      </header>
      <progress aria-label={text('connecting_h')} />
      {isInWindow ? <ConsentSteps way={way} /> : null}
      <div class="row">
        {isInWindow ? (
          <button class="btn" type="button" onClick={() => inBackground(connect.show(), 'WaitingScreen.show')}>
            {text('connecting_show')}
          </button>
        ) : null}
        <button class="btn" type="button" onClick={() => inBackground(connect.cancel(), 'WaitingScreen.cancel')}>
          {text('cancel')}
        </button>
      </div>
    </main>
  );
}
