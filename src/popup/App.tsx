import type { JSX } from 'preact';
import { text } from '../shared/i18n.ts';
import type { Connection } from '../shared/connection.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { concerned, settled } from '../ui/run-counts.ts';
import { AsideLines } from './parts/AsideLines.tsx';
import { TopBar } from './parts/TopBar.tsx';
import { PopupContext, usePopup } from './popup-context.ts';
import type { Popup } from './PopupModel.ts';
import { ChooseScreen } from './screens/ChooseScreen.tsx';
import { CrashScreen } from './screens/CrashScreen.tsx';
import {
  ConnectingScreen,
  ConnectScreen,
  EndedScreen,
  ErrorScreen,
  HostAccessScreen,
  NoPageScreen,
  NothingTickedScreen,
  NotZohoScreen,
  PasteScreen,
  RunScreen,
  SetUpScreen,
  StaleScreen,
  StorageBrokenScreen,
  UnsureScreen,
  WrongOrgScreen,
} from './later-screens.ts';

/** The popup, whatever its state. */
export function App({ popup }: { popup: Popup }): JSX.Element {
  return (
    <PopupContext.Provider value={popup}>
      <Boundary fallback={(error) => <CrashScreen error={error} line={crashLine(popup)} />}>
        <Frame />
      </Boundary>
    </PopupContext.Provider>
  );
}

function Frame(): JSX.Element {
  return (
    <>
      <TopBar connection={useConnection()} />
      <AsideLines />
      <Screen />
    </>
  );
}

function Screen(): JSX.Element | null {
  const { state, again } = usePopup();
  const now = state.value;
  switch (now.state) {
    case 'starting':
      return null;
    case 'storage-broken':
      return <StorageBrokenScreen />;
    case 'host-access':
      return <HostAccessScreen host={now.host} />;
    case 'set-up':
      return <SetUpScreen />;
    case 'connecting':
      return <ConnectingScreen />;
    case 'connect':
      return <ConnectScreen error={now.error} />;
    case 'wrong-org':
      return <WrongOrgScreen fit={now.fit} connection={now.connection} error={now.error} />;
    case 'unsure':
      return <UnsureScreen connection={now.connection} />;
    case 'run':
      return <RunScreen key={now.run.id} run={now.run} />;
    case 'ended':
      return <EndedScreen key={now.run.id} run={now.run} />;
    case 'not-zoho':
      return <NotZohoScreen />;
    case 'stale':
      return <StaleScreen />;
    case 'no-page':
      return <NoPageScreen />;
    case 'nothing-ticked':
      return <NothingTickedScreen />;
    case 'paste':
      return <PasteScreen />;
    case 'choose':
      return <ChooseScreen />;
    case 'error':
      return <ErrorScreen error={now.error} onRetry={() => void again()} />;
  }
}

/** The org that the state is about; none where Untag works on none. */
function useConnection(): Connection | null {
  const { state, selection, session } = usePopup();
  const now = state.value;
  switch (now.state) {
    case 'starting':
    case 'storage-broken':
    case 'host-access':
    case 'set-up':
    case 'connecting':
    case 'connect':
    case 'wrong-org':
    case 'not-zoho':
      return null;
    case 'unsure':
      return now.connection;
    case 'run':
    case 'ended':
      return session.connections.value.find(({ id }) => id === now.run.connectionId) ?? null;
    case 'stale':
    case 'no-page':
    case 'nothing-ticked':
    case 'paste':
    case 'choose':
    case 'error':
      return selection.selection.value?.connection ?? selection.connection.value;
  }
}

/** What broke may be the very facts that are told of it: then nothing is claimed of the records. */
function crashLine(popup: Popup): string {
  try {
    return knownOf(popup);
  } catch {
    return text('crash_unknown_p');
  }
}

function knownOf(popup: Popup): string {
  const run = popup.runs.all.peek().find(({ state }) => state === 'running' || state === 'waiting');
  return run === undefined
    ? text('crash_idle_p')
    : text('crash_p', { done: settled(run), left: concerned(run) - settled(run) });
}
