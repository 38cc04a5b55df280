import { foundByStep, listCleanups } from '../cleanups/queries/cleanups.ts';
import { failuresByReason } from '../runs/queries/failures.ts';
import { readRun } from '../runs/queries/runs.ts';
import { browser } from '../shared/browser.ts';
import { readClient } from '../shared/client-id.ts';
import { request } from '../shared/messages.ts';
import { effectiveSettings } from '../shared/policy.ts';
import { readOrgTags, readTagModules, readTagRows } from '../tags/queries/lists.ts';
import { followMirrors } from '../ui/follow-mirrors.ts';
import { holdersCsv } from '../ui/holders-csv.ts';
import { saveFile } from '../ui/save-file.ts';
import { addressIn, queryOf } from './address.ts';
import type { TagsPagePorts } from './ports.ts';

/** The browser's side of the page of tags. */
export function createBrowserPorts(): TagsPagePorts {
  return {
    request,
    mirrors: followMirrors(),
    newId: () => crypto.randomUUID(),
    cleanups: { list: listCleanups },
    journal: { failures: failuresByReason },
    found: foundByStep,
    settings: effectiveSettings,
    tags: { org: readOrgTags, modules: readTagModules, rows: readTagRows },
    address: {
      read: () => addressIn(location.search),
      write: (address, isStep) => {
        const url = `${location.pathname}${queryOf(address)}`;
        if (isStep) history.pushState(null, '', url);
        else history.replaceState(null, '', url);
      },
      watch: (callback) => {
        const look = (): void => callback(addressIn(location.search));
        globalThis.addEventListener('popstate', look);
        return () => globalThis.removeEventListener('popstate', look);
      },
    },
    clientId: async () => (await readClient()).client?.clientId ?? '',
    hosts: {
      withheld: withheldOrigins,
      ask: (origins) => browser.permissions.request({ origins: [...origins] }),
    },
    network: {
      isOnline: () => navigator.onLine,
      watch: (callback) => {
        for (const event of ['online', 'offline']) globalThis.addEventListener(event, callback);
        return () => {
          for (const event of ['online', 'offline']) globalThis.removeEventListener(event, callback);
        };
      },
    },
    now: () => Date.now(),
    async saveHolders(runIds) {
      const runs = await Promise.all(runIds.map(readRun));
      const file = await holdersCsv(runs.flatMap((run) => run ?? []));
      if (file !== null) saveFile(file.name, file);
    },
    save: (file) => saveFile(file.name, file),
    version: browser.runtime.getManifest().version,
  };
}

async function withheldOrigins(origins: readonly string[]): Promise<readonly string[]> {
  const checked = await Promise.all(
    origins.map(async (origin) => ((await browser.permissions.contains({ origins: [origin] })) ? [] : [origin])),
  );
  return checked.flat();
}
