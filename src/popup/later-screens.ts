import { later } from '../ui/later.tsx';

/** Screens that the first look at a list does not need. */
export const RunScreen = later(() => import('./screens/RunScreen.tsx'), 'RunScreen');
export const EndedScreen = later(() => import('./screens/EndedScreen.tsx'), 'EndedScreen');
export const ConfirmScreen = later(() => import('./screens/ConfirmScreen.tsx'), 'ConfirmScreen');
export const PasteScreen = later(() => import('./screens/PasteScreen.tsx'), 'PasteScreen');
export const ErrorScreen = later(() => import('./screens/ErrorScreen.tsx'), 'ErrorScreen');
export const StorageBrokenScreen = later(() => import('./screens/ErrorScreen.tsx'), 'StorageBrokenScreen');
export const SetUpScreen = later(() => import('./screens/FirstUse.tsx'), 'SetUpScreen');
export const ConnectScreen = later(() => import('./screens/FirstUse.tsx'), 'ConnectScreen');
export const ConnectingScreen = later(() => import('./screens/FirstUse.tsx'), 'ConnectingScreen');
export const WrongOrgScreen = later(() => import('./screens/WrongOrg.tsx'), 'WrongOrgScreen');
export const NotZohoScreen = later(() => import('./screens/NoSelection.tsx'), 'NotZohoScreen');
export const NoPageScreen = later(() => import('./screens/NoSelection.tsx'), 'NoPageScreen');
export const NothingTickedScreen = later(() => import('./screens/NoSelection.tsx'), 'NothingTickedScreen');
export const StaleScreen = later(() => import('./screens/NoSelection.tsx'), 'StaleScreen');
export const HostAccessScreen = later(() => import('./screens/NoSelection.tsx'), 'HostAccessScreen');
export const AsideLine = later(() => import('./parts/AsideLine.tsx'), 'AsideLine');
export const AddsDetails = later(() => import('./parts/AddsDetails.tsx'), 'AddsDetails');
export const Menu = later(() => import('./parts/Menu.tsx'), 'Menu');
export const WarningNote = later(() => import('./parts/WarningNote.tsx'), 'WarningNote');
export const BasketNote = later(() => import('./parts/BasketNote.tsx'), 'BasketNote');
export const OtherGroups = later(() => import('./parts/OtherGroups.tsx'), 'OtherGroups');
export const GoneRows = later(() => import('./parts/GoneRows.tsx'), 'GoneRows');
export const UnsureScreen = later(() => import('./screens/WrongOrg.tsx'), 'UnsureScreen');
export const ReadingWaits = later(() => import('./parts/ReadingWaits.tsx'), 'ReadingWaits');
export const StartRefused = later(() => import('./parts/StartRefused.tsx'), 'StartRefused');
