import { browser } from '../shared/browser.ts';
import { withoutOrigin } from './origin-rule.ts';
import { createWindows } from './own-window.ts';
import type { AuthPorts } from './ports.ts';

/** The browser's side of sign-in, in the worker. All calls to Zoho use its `fetch`. */
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
