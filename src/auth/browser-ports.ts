import { browser } from '../shared/browser.ts';
import { withoutOrigin } from './origin-rule.ts';
import { createWindows } from './own-window.ts';
import type { AuthPorts } from './ports.ts';

/** The outside of signing in, in the extension's worker. Its `fetch` is the one for every call to Zoho. */
export function createBrowserPorts(): Omit<AuthPorts, 'identify'> {
  const send: typeof fetch = (input, init) => fetch(input, init);
  return {
    identity: browser.identity,
    windows: createWindows(browser.tabs, browser.windows),
    fetch: withoutOrigin(browser.declarativeNetRequest, new URL(browser.runtime.getURL('')).host, send),
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    exclusive: (name, task) => navigator.locks.request(name, task),
  };
}
