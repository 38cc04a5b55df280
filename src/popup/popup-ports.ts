import { askTab } from '../shared/ask-tab.ts';
import { browser } from '../shared/browser.ts';
import { showTab } from '../ui/show-tab.ts';
import { isCrmAddress } from '../shared/data-centres.ts';
import { request } from '../shared/messages.ts';
import type { CurrentTab, PopupPorts } from './models/ports.ts';
import { followMirrors } from '../ui/follow-mirrors.ts';

/** The browser and the worker, for the popup. */
export const POPUP_PORTS: PopupPorts = {
  request,
  askTab,
  saveCsv: async (runId) => {
    await (await later()).saveCsv(runId);
  },
  async clientId() {
    // Only the first use needs it.
    const { client } = await (await later()).readClient();
    return client?.clientId ?? '';
  },
  redirectUri: () => browser.identity.getRedirectURL(),
  journal: {
    check: async () => (await later()).checkJournal(),
    preview: async (runId) => (await later()).readPreview(runId),
    records: async (runId, query) => (await later()).listRecords(runId, query),
    failures: async (runId, options) => (await later()).failuresByReason(runId, options),
  },
  mirrors: followMirrors(),
  tabs: {
    current: currentTab,
    reload: (tabId) => browser.tabs.reload(tabId),
    show: showTab,
  },
  hosts: {
    withheld: withheldOrigins,
    ask: (origins) => browser.permissions.request({ origins: [...origins] }),
  },
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
};

/** The journal's code is loaded while Zoho is asked, so that it causes no wait. */
function later(): Promise<typeof import('./later-ports.ts')> {
  return import('./later-ports.ts');
}

/**
 * The tab under the popup. A popup in a window or tab of its own is itself the active tab. It then takes the tab of the
 * menu click, or else the last used CRM tab.
 */
async function currentTab(meant: number | null): Promise<CurrentTab | null> {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  const own = browser.runtime.getURL('');
  if (active?.id !== undefined && active.url?.startsWith(own) !== true)
    return { id: active.id, url: active.url ?? null };
  const clicked = meant === null ? null : await browser.tabs.get(meant).catch(() => null);
  if (clicked?.id !== undefined) return { id: clicked.id, url: clicked.url ?? null };
  const all = await browser.tabs.query({});
  const newest = all
    .filter(({ url }) => isCrmAddress(url))
    .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
  return newest?.id === undefined ? null : { id: newest.id, url: newest.url ?? null };
}

async function withheldOrigins(origins: readonly string[]): Promise<readonly string[]> {
  const checked = await Promise.all(
    origins.map(async (origin) => ((await browser.permissions.contains({ origins: [origin] })) ? [] : [origin])),
  );
  return checked.flat();
}
