import { browser } from '../shared/browser.ts';

/** Wakes the worker regularly, so that no run is forgotten when the engine's own alarms are lost. */
export const NET_ALARM = 'net';
const NET_MINUTES = 30;

/** Browsers may lose alarms when they restart. The engine sets its own again when it resumes. */
export async function ensureNetAlarm(): Promise<void> {
  const found: unknown = await browser.alarms.get(NET_ALARM);
  if (found === undefined || found === null) await browser.alarms.create(NET_ALARM, { periodInMinutes: NET_MINUTES });
}

interface Closable {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Closes the local storage to content scripts, where the browser can. It holds no token, but names of orgs and ids of
 * kept records, which pages must not see. Firefox can restrict only the session storage, which is closed by default.
 */
export async function closeStorage(): Promise<void> {
  const local = browser.storage.local as Closable;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => undefined);
}

interface Connectivity {
  readonly connection?: EventTarget;
}

/**
 * Calls back when the network is there again. Chromium's service workers never get an `online` event, but
 * `navigator.connection` reports the change (seen in Chromium 156). Firefox's event page has the event, but not the
 * other.
 */
export function onOnline(callback: () => void): void {
  self.addEventListener('online', callback);
  (navigator as Connectivity).connection?.addEventListener('change', () => {
    if (navigator.onLine) callback();
  });
}
