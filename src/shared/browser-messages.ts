import { browser } from './browser.ts';

/**
 * The message of a key in the user's language; empty where there is none. This is the form of the sources. A build has
 * `packed-messages.ts` in its place.
 */
export function messageOf(key: string): string {
  return browser.i18n.getMessage(key);
}
