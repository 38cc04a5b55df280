import { later } from '../ui/later.tsx';

/** Screens that the first look at a list does not need. */
export const RunScreen = later(async () => (await import('./screens/RunScreen.tsx')).RunScreen);
export const EndedScreen = later(async () => (await import('./screens/EndedScreen.tsx')).EndedScreen);
export const ConfirmScreen = later(async () => (await import('./screens/ConfirmScreen.tsx')).ConfirmScreen);
export const PasteScreen = later(async () => (await import('./screens/PasteScreen.tsx')).PasteScreen);
export const ErrorScreen = later(async () => (await import('./screens/ErrorScreen.tsx')).ErrorScreen);
export const StorageBrokenScreen = later(async () => (await import('./screens/ErrorScreen.tsx')).StorageBrokenScreen);
export const SetUpScreen = later(async () => (await import('./screens/FirstUse.tsx')).SetUpScreen);
export const ConnectScreen = later(async () => (await import('./screens/FirstUse.tsx')).ConnectScreen);
export const ConnectingScreen = later(async () => (await import('./screens/FirstUse.tsx')).ConnectingScreen);
export const WrongOrgScreen = later(async () => (await import('./screens/WrongOrg.tsx')).WrongOrgScreen);
export const NotZohoScreen = later(async () => (await import('./screens/NoSelection.tsx')).NotZohoScreen);
export const NoPageScreen = later(async () => (await import('./screens/NoSelection.tsx')).NoPageScreen);
export const NothingTickedScreen = later(async () => (await import('./screens/NoSelection.tsx')).NothingTickedScreen);
export const StaleScreen = later(async () => (await import('./screens/NoSelection.tsx')).StaleScreen);
export const HostAccessScreen = later(async () => (await import('./screens/NoSelection.tsx')).HostAccessScreen);
export const AsideLine = later(async () => (await import('./parts/AsideLine.tsx')).AsideLine);
export const AddsDetails = later(async () => (await import('./parts/AddsDetails.tsx')).AddsDetails);
export const Menu = later(async () => (await import('./parts/Menu.tsx')).Menu);
export const UnsureScreen = later(async () => (await import('./screens/WrongOrg.tsx')).UnsureScreen);
export const ReadingWaits = later(async () => (await import('./parts/ReadingWaits.tsx')).ReadingWaits);
export const StartRefused = later(async () => (await import('./parts/StartRefused.tsx')).StartRefused);
