import { browser } from '../shared/browser.ts';
import { request } from '../shared/messages.ts';
import { reportUrl } from '../ui/links.ts';
import { runCsv } from '../ui/run-csv.ts';
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
    runs: { list: listRuns, read: readRun, positions, recordsAt },
    settings: effectiveSettings,
    address: {
      read: runInAddress,
      asksUndo: () => location.hash === '#undo',
      write: (runId) => history.pushState(null, '', reportUrl(runId)),
      watch: (callback) => {
        const look = (): void => callback(runInAddress());
        globalThis.addEventListener('popstate', look);
        return () => globalThis.removeEventListener('popstate', look);
      },
    },
    crm: { tabs: crmTabs, show: showTab, shortcut: popupShortcut },
    saveCsv: async (runId) => {
      const run = await readRun(runId);
      if (run === null) return;
      const file = await runCsv(run);
      saveFile(file.name, file);
    },
    version: browser.runtime.getManifest().version,
  };
}

function runInAddress(): string | null {
  return new URLSearchParams(location.search).get('run');
}
