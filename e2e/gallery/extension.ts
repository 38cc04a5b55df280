import { fakeBrowser } from '../../src/shared/testing/extension.ts';

/** What report and options ask of the browser, beyond what stands in for it in unit tests. */
Object.assign(fakeBrowser.runtime, {
  getManifest: () => ({ version: '1.0.0' }),
  // A line to a worker that never dies.
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
