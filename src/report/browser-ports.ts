import { browser } from '../shared/browser.ts';
import { request } from '../shared/messages.ts';
import { listCleanups } from '../cleanups/queries/cleanups.ts';
import { foundPlaces, rowsOfPlaces } from '../cleanups/queries/joined.ts';
import { findInHistory } from '../runs/queries/find-in-history.ts';
import { addressOf, placeOf } from './place.ts';
import { cleanupCsv, runCsv } from '../ui/run-csv.ts';
import { saveFile } from '../ui/save-file.ts';
import { failuresByReason } from '../runs/queries/failures.ts';
import { positions, recordsAt } from '../runs/queries/positions.ts';
import { readPreview } from '../runs/queries/preview.ts';
import { listRecords } from '../runs/queries/records.ts';
import { checkJournal, listRuns, readRun } from '../runs/queries/runs.ts';
import type { ReportPorts } from './ports.ts';
import { effectiveSettings } from '../shared/policy.ts';
import { crmTabs, popupShortcut } from '../ui/crm-tabs.ts';
import { showTab } from '../ui/show-tab.ts';
import { followMirrors } from '../ui/follow-mirrors.ts';

/** The browser's side of the report. */
export function createBrowserPorts(): ReportPorts {
  return {
    request,
    mirrors: followMirrors(),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    journal: {
      check: checkJournal,
      preview: readPreview,
      records: listRecords,
      failures: failuresByReason,
    },
    runs: { list: listRuns, read: readRun, positions, recordsAt, joined: foundPlaces, joinedRows: rowsOfPlaces },
    settings: effectiveSettings,
    cleanups: { list: listCleanups },
    findInHistory,
    address: {
      read: () => placeOf(location.search),
      asksUndo: () => location.hash === '#undo',
      write: (place) => history.pushState(null, '', addressOf(place)),
      watch: (callback) => {
        const look = (): void => callback(placeOf(location.search));
        globalThis.addEventListener('popstate', look);
        return () => globalThis.removeEventListener('popstate', look);
      },
    },
    crm: { tabs: crmTabs, show: showTab, shortcut: popupShortcut },
    saveCsv: async (runs, of) => {
      const [run] = runs;
      if (run === undefined) return;
      const file = of === 'clean-up' ? await cleanupCsv(runs) : await runCsv(run.run);
      saveFile(file.name, file);
    },
    version: browser.runtime.getManifest().version,
  };
}
