import { browser } from '../shared/browser.ts';

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
