import type { BrowserContext, Page, Worker } from '@playwright/test';
import type { Launched } from './launch.ts';
import { endWorkers } from './end-workers.ts';

/**
 * Resets a browser to its state at launch: one blank tab, nothing stored by Untag or by a site, no open connection, and
 * a new worker. Resolves with the number of reloads of Untag. Rejects if anything is left, because a test would then
 * see another test's state, and with {@link MuteWorker} if the browser has to be opened anew.
 */
export async function asNew({ context, extensionId }: Launched): Promise<number> {
  const blank = await context.newPage();
  for (const page of context.pages()) if (page !== blank) await page.close();
  await context.setOffline(false);
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.clearPermissions();
  await endWorkers(context, extensionId);

  const cdp = await context.newCDPSession(blank);
  await cdp.send('Network.clearBrowserCookies');
  await cdp.send('Network.clearBrowserCache');
  await cdp.detach();
  // A worker woken by a closing tab may still write about the runs that it found, after the first erasing.
  const first = await reloaded(context, extensionId, blank);
  if ((await leftIn(first.worker)) === '{}') {
    await first.page.bringToFront();
    return 1;
  }
  const second = await reloaded(context, extensionId, first.page);
  await second.page.bringToFront();
  const left = await leftIn(second.worker);
  if (left !== '{}') throw new Error(`The browser is not as new: ${left}`);
  return 2;
}

/**
 * Erases the stored data and reloads the extension. Resolves with its new worker and a blank tab in place of the given
 * one.
 */
async function reloaded(
  context: BrowserContext,
  extensionId: string,
  blank: Page,
): Promise<{ worker: Worker; page: Page }> {
  // A file of the extension that is no page of Untag, so that no code of Untag runs in it.
  await blank.goto(`chrome-extension://${extensionId}/manifest.json`);
  await blank.evaluate(forget);
  const started = context.waitForEvent('serviceworker');
  const fresh = await context.newPage();
  await blank.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  const worker = await started;
  if (!blank.isClosed()) await blank.close();
  return { worker, page: fresh };
}

/** Runs in a page of the extension. */
async function forget(): Promise<void> {
  const clear = () =>
    Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.storage.sync.clear()]);
  await chrome.alarms.clearAll();
  await clear();
  const { permissions = [] } = await chrome.permissions.getAll();
  const optional = chrome.runtime.getManifest().optional_permissions ?? [];
  for (const permission of permissions.filter((one) => optional.includes(one as never)))
    await chrome.permissions.remove({ permissions: [permission as chrome.runtime.ManifestPermission] });
  for (const { name = '' } of await indexedDB.databases())
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.onsuccess = () => resolve();
      deleting.onblocked = () => reject(new Error(`${name} is in use`));
      deleting.onerror = () => reject(new Error(`${name} stays`, { cause: deleting.error }));
    });
  // A worker woken in the meantime may have seen stored runs, or a broken store, that are gone by now.
  await clear();
}

/** About once in a thousand reloads Playwright sees the new worker start, but never gets an answer from it. */
export class MuteWorker extends Error {}

const ANSWER_WITHIN_MS = 10_000;

async function leftIn(worker: Worker): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MuteWorker('The reloaded worker does not answer.')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([worker.evaluate(whatIsLeft), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the worker: all stored values. A worker without any history stores none. */
async function whatIsLeft(): Promise<string> {
  const local = await chrome.storage.local.get<Record<string, unknown>>();
  const session = await chrome.storage.session.get<Record<string, unknown>>();
  return JSON.stringify({ ...local, ...session });
}
