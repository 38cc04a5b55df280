import type { JSX } from 'preact';
import type { PopupState } from '../models/popup-state.ts';
import { usePopup } from '../popup-context.ts';
import { CleanupScreen } from './CleanupScreen.tsx';
import { ConfirmScreen } from './ConfirmScreen.tsx';
import { EndedScreen } from './EndedScreen.tsx';
import { ErrorScreen, StorageBrokenScreen } from './ErrorScreen.tsx';
import { ConnectingScreen, ConnectScreen, SetUpScreen } from './FirstUse.tsx';
import { FindScreen } from './FindScreen.tsx';
import { HostAccessScreen, NoPageScreen, NothingTickedScreen, NotZohoScreen, StaleScreen } from './NoSelection.tsx';
import { PageRefusedScreen } from './PageRefused.tsx';
import { PasteScreen } from './PasteScreen.tsx';
import { RunScreen } from './RunScreen.tsx';
import { UnsureScreen, WrongOrgScreen } from './WrongOrg.tsx';
import { inBackground } from '../../shared/notes.ts';

export { AddsDetails } from '../parts/choosing/AddsDetails.tsx';
export { ChosenTags } from '../parts/choosing/ChosenTags.tsx';
export { FewerFound } from '../parts/selection/FewerFound.tsx';
export { GoneRows } from '../parts/selection/GoneRows.tsx';
export { WarningNote } from '../parts/selection/WarningNote.tsx';
export { OtherGroups } from '../parts/selection/OtherGroups.tsx';
export { BasketNote } from '../parts/selection/BasketNote.tsx';
export { ChooseMenu } from '../parts/choosing/ChooseMenu.tsx';
export { PagesMenu } from '../parts/frame/PagesMenu.tsx';
export { Menu } from '../parts/selection/Menu.tsx';
export { StartRefused } from '../parts/problems/StartRefused.tsx';
export { AsideLines } from '../parts/run/AsideLines.tsx';
export { ReadingWaits } from '../parts/choosing/ReadingWaits.tsx';

/**
 * The screen of every state except the list of tags. It is one bundle, because the first list of tags needs none of it.
 */
export function OtherScreen({ now }: { now: Exclude<PopupState, { state: 'starting' }> }): JSX.Element {
  const { again } = usePopup();
  switch (now.state) {
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
    case 'cleanup':
      return <CleanupScreen cleanup={now.cleanup} />;
    case 'not-zoho':
      return <NotZohoScreen />;
    case 'stale':
      return <StaleScreen />;
    case 'page-refused':
      return <PageRefusedScreen browser={now.browser} page={now.page} />;
    case 'no-page':
      return <NoPageScreen />;
    case 'nothing-ticked':
      return <NothingTickedScreen />;
    case 'paste':
      return <PasteScreen />;
    case 'find':
      return <FindScreen />;
    case 'choose':
      return <Interrupted />;
    case 'error':
      return <ErrorScreen error={now.error} onRetry={() => inBackground(again(), 'OtherScreen.again')} />;
  }
}

/** The screens in place of the list of tags: why there is none, or the second step before the start. */
function Interrupted(): JSX.Element {
  const { preview } = usePopup();
  const error = preview.error.value;
  return error === null ? (
    <ConfirmScreen />
  ) : (
    <ErrorScreen error={error} onRetry={() => inBackground(preview.again(), 'OtherScreen.again')} />
  );
}
