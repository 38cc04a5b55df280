import { fakeBrowser } from '../../src/shared/testing/extension.ts';

/** The browser calls of report and options that the fake browser of unit tests lacks. */
Object.assign(fakeBrowser.runtime, {
  getManifest: () => ({ version: '1.0.0' }),
  // A port to a worker that never dies.
  connect: () => ({ onDisconnect: { addListener: () => undefined }, disconnect: () => undefined }),
});
Object.assign(fakeBrowser, {
  identity: { getRedirectURL: () => 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/' },
  commands: { getAll: async () => [{ name: '_execute_action', shortcut: 'Alt+Shift+U' }] },
});

/** Gives the company's policy these values. */
export async function setPolicy(values: Readonly<Record<string, unknown>>): Promise<void> {
  await fakeBrowser.storage.managed.set(values);
}

export { fakeBrowser };
