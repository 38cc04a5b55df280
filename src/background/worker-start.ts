import { browser } from '../shared/browser.ts';

/** Wakes the worker now and then, so that no run is forgotten when the engine's own alarms are lost. */
export const NET_ALARM = 'net';
const NET_MINUTES = 30;

/** Browsers may lose alarms when they restart; what the engine set itself it sets again when it resumes. */
export async function ensureNetAlarm(): Promise<void> {
  const found: unknown = await browser.alarms.get(NET_ALARM);
  if (found === undefined || found === null) await browser.alarms.create(NET_ALARM, { periodInMinutes: NET_MINUTES });
}

interface Closable {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Closes the local storage to content scripts, where the browser can. There is no token in it, but the names of orgs and
 * the ids of kept records are nobody else's business. Firefox knows this for the session storage only, which is closed
 * by itself.
 */
export async function closeStorage(): Promise<void> {
  const local = browser.storage.local as Closable;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => undefined);
}

interface Connectivity {
  readonly connection?: EventTarget;
}

/**
 * Calls back when the network is there again. Chromium's service workers never get an `online` event, but hear of the
 * change through `navigator.connection` (seen in Chromium 156); Firefox's event page has the event and not the other.
 */
export function onOnline(callback: () => void): void {
  self.addEventListener('online', callback);
  (navigator as Connectivity).connection?.addEventListener('change', () => {
    if (navigator.onLine) callback();
  });
}
