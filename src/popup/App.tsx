import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../shared/i18n.ts';
import type { Connection } from '../shared/connection.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { concerned, settled } from '../shared/run-facts.ts';
import { later } from './later.tsx';
import { TopBar } from './parts/frame/TopBar.tsx';
import { PopupContext, usePopup } from './popup-context.ts';
import type { Popup } from './models/PopupModel.ts';
import { ChooseScreen } from './screens/ChooseScreen.tsx';
import { CrashScreen } from './screens/CrashScreen.tsx';

/** The popup in all its states. */
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
      <Aside />
      <Screen />
    </>
  );
}

/** Loaded only when there is a line to show, which is rare. */
const AsideLines = later(() => import('./screens/OtherScreen.tsx'), 'AsideLines');

function Aside(): JSX.Element | null {
  const { aside, cleanupsAside, lost } = usePopup();
  const isEmpty = aside.value.length + cleanupsAside.value.length === 0 && lost.value === null;
  return isEmpty ? null : <AsideLines />;
}

/** All screens except the list of tags. Fetched when one of them is drawn, or soon will be. */
const OtherScreen = later(() => import('./screens/OtherScreen.tsx'), 'OtherScreen');

function Screen(): JSX.Element | null {
  const { state, preview, isConfirming } = usePopup();
  const now = state.value;
  const isListed = preview.shown.value !== null;
  const isInterrupted = preview.error.value !== null || isConfirming.value;
  useEffect(() => {
    if (isListed) OtherScreen.prepare();
  }, [isListed]);
  if (now.state === 'starting') return null;
  return now.state === 'choose' && !isInterrupted ? <ChooseScreen /> : <OtherScreen now={now} />;
}

/** The org of the state; none where Untag works on none. */
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
    case 'page-refused':
      return null;
    case 'unsure':
      return now.connection;
    case 'run':
    case 'ended':
      return session.connections.value.find(({ id }) => id === now.run.connectionId) ?? null;
    case 'cleanup':
      return session.connections.value.find(({ id }) => id === now.cleanup.connectionId) ?? null;
    case 'stale':
    case 'no-page':
    case 'nothing-ticked':
    case 'paste':
    case 'find':
    case 'choose':
    case 'error':
      return selection.selection.value?.connection ?? selection.connection.value;
  }
}

/** The failure may be in these facts, so nothing is said about the records. */
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
