import { browser } from '../shared/browser.ts';
import { withoutOrigin } from './origin-rule.ts';
import type { AuthPorts, WindowsApi } from './ports.ts';

/** The outside of signing in, in the extension's worker. Its `fetch` is the one for every call to Zoho. */
export function createBrowserPorts(): Omit<AuthPorts, 'identify'> {
  const send: typeof fetch = (input, init) => fetch(input, init);
  return {
    identity: browser.identity,
    windows,
    fetch: withoutOrigin(browser.declarativeNetRequest, new URL(browser.runtime.getURL('')).host, send),
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    exclusive: (name, task) => navigator.locks.request(name, task),
  };
}

const windows: WindowsApi = {
  onNextPopup: (callback) => {
    const stop = (): void => browser.windows.onCreated.removeListener(onCreated);
    const onCreated = (created: { id?: number | undefined; type?: string | undefined }): void => {
      if (created.type !== 'popup' || created.id === undefined) return;
      stop();
      callback(created.id);
    };
    browser.windows.onCreated.addListener(onCreated);
    return stop;
  },
  focus: async (windowId) => {
    await browser.windows.update(windowId, { focused: true });
  },
  close: (windowId) => browser.windows.remove(windowId),
};
