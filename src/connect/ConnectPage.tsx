import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { inBackground } from '../shared/notes.ts';
import { text } from '../shared/i18n.ts';
import { Icon } from '../ui/components/Icon.tsx';
import { OPTIONS_URL, reportUrl } from '../ui/links.ts';
import { useConnect } from './connect-context.ts';
import { CardsScreen } from './screens/CardsScreen.tsx';
import { ConnectedScreen } from './screens/ConnectedScreen.tsx';
import { OtherOrgScreen } from './screens/OtherOrgScreen.tsx';
import { ProblemScreen } from './screens/ProblemScreen.tsx';
import { ReadyScreen } from './screens/ReadyScreen.tsx';
import { WaitingScreen } from './screens/WaitingScreen.tsx';

/** The page Connect: one state at a time, below the bar of every page. */
export function ConnectPage(): JSX.Element {
  const { connect } = useConnect();
  useEffect(() => {
    const look = (): void => inBackground(connect.lookAgain(), 'ConnectPage.lookAgain');
    globalThis.addEventListener('focus', look);
    return () => globalThis.removeEventListener('focus', look);
  }, [connect]);
  return (
    <>
      <header class="page-top">
        <p class="org">
          <Icon name="mark" />
          <span class="strong">{text('app_short')}</span>
        </p>
        <nav class="pages" aria-label={text('pages_label')}>
          <a class="btn quiet" href={reportUrl(null)}>
            <Icon name="history" />
            {text('past_runs')}
          </a>
          <a class="btn quiet" href={OPTIONS_URL}>
            <Icon name="gear" />
            {text('settings')}
          </a>
        </nav>
      </header>
      <Screen />
    </>
  );
}

function Screen(): JSX.Element | null {
  const { connect } = useConnect();
  const now = connect.view.value;
  switch (now.view) {
    case 'starting':
      return null;
    case 'waiting':
      return <WaitingScreen way={now.way} />;
    case 'connected':
      return <ConnectedScreen connection={now.connection} isLasting={now.isLasting} />;
    case 'other-org':
      return <OtherOrgScreen connection={now.connection} attempt={now.attempt} />;
    case 'problem':
      return <ProblemScreen key={now.at} problem={now} />;
    case 'ready':
      return <ReadyScreen client={now.client} />;
    case 'cards':
      return <CardsScreen key={now.way} way={now.way} error={now.error} />;
  }
}
