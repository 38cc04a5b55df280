import { browser } from '../shared/browser.ts';
import { readClient, watchClient } from '../shared/client-id.ts';
import { request } from '../shared/messages.ts';
import { readPolicy } from '../shared/policy.ts';
import { saveFile } from '../ui/save-file.ts';
import { matching } from '../runs/queries/records.ts';
import { listRuns } from '../runs/queries/runs.ts';
import type { Run } from '../runs/model/types.ts';
import type { OptionsPorts } from './ports.ts';
import { crmTabs, popupShortcut } from '../ui/crm-tabs.ts';
import { followMirrors } from '../ui/follow-mirrors.ts';
import * as v from 'valibot';
import { askFrames, inject } from '../shared/ask-frames.ts';
import { DIAGNOSIS_PORT } from '../shared/page.ts';

/** The browser's side of the settings page. */
export function createBrowserPorts(): OptionsPorts {
  return {
    request,
    now: () => Date.now(),
    client: { read: readClient, watch: watchClient },
    policy: readPolicy,
    mirrors: followMirrors(),
    journal: {
      runs: allRuns,
      records: (runId) => matching(runId, { outcome: null, search: '', after: null }),
    },
    pageDiagnosis,
    notifications: {
      ask: () => browser.permissions.request({ permissions: ['notifications'] }),
      giveUp: async () => {
        await browser.permissions.remove({ permissions: ['notifications'] });
      },
    },
    shortcut: { read: popupShortcut, openSettings: openShortcuts },
    bytesUsed: async () => (await navigator.storage.estimate()).usage ?? null,
    saveFile,
    version: browser.runtime.getManifest().version,
    browserName: navigator.userAgent,
  };
}

async function* allRuns(): AsyncGenerator<Run> {
  for (let before: number | null = null; ;) {
    const page = await listRuns({ before, limit: 50 });
    yield* page.rows;
    if (page.next === null) return;
    before = page.next;
  }
}

/** The answer of the first CRM tab that gives one. A tab may be closed by now, or have left the CRM. */
async function pageDiagnosis(): Promise<string | null> {
  for (const { tabId } of await crmTabs()) {
    const answer = await diagnosePage(tabId);
    if (answer !== null) return answer;
  }
  return null;
}

/** Firefox has a page for it that only it can open; Chrome has one with an address. */
async function openShortcuts(): Promise<void> {
  const { commands } = browser as { commands: { openShortcutSettings?: () => Promise<void> } };
  if (commands.openShortcutSettings === undefined) await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  else await commands.openShortcutSettings();
}

/** The script's place in the package: `vite.config.ts` builds it there. */
const SCRIPT = 'diagnosis.js';

const textSchema = v.pipe(v.string(), v.maxLength(50_000));

/**
 * How the page of a CRM tab is built, as lines of text for a report: structure and counts, nothing of a record. Puts
 * the diagnosis script into the tab for it. Null where the browser refuses, or no frame answers.
 */
async function diagnosePage(tabId: number): Promise<string | null> {
  if (!(await inject({ tabId }, [SCRIPT]))) return null;
  const frames = await askFrames({ tabId }, DIAGNOSIS_PORT);
  const texts = frames.filter((frame) => v.is(textSchema, frame));
  return texts.length === 0 ? null : texts.join('\n\n');
}
