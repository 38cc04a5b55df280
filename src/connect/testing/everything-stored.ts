import { browser } from '../../shared/browser.ts';

/** Everything in the browser's storage, as text. */
export async function everythingStored(): Promise<string> {
  const [local, session] = await Promise.all([browser.storage.local.get(null), browser.storage.session.get(null)]);
  return JSON.stringify([local, session]);
}
