import { expect, type Page } from '@playwright/test';
import type { Cleanup } from '../../src/cleanups/model/types.ts';
import { rowsOf, type StoredBlock } from '../../src/runs/journal/blocks.ts';
import type { StoredRun } from '../../src/runs/journal/schema.ts';
import type { RequestData, RequestName } from '../../src/shared/messages.ts';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import type { RecordRow } from '../../src/runs/model/types.ts';
import type { Untag } from '../browser/Untag.ts';

/** A bare page of the extension that sends requests to the worker as the popup does, and reads the worker's stored data. */
export class RunPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(untag: Untag): Promise<RunPage> {
    const page = await untag.context.newPage();
    await page.goto(untag.url('_locales/en/messages.json'));
    // tsx adds a helper to the functions that it compiles, and a page does not have it.
    await page.evaluate('globalThis.__name = (marked) => marked');
    return new RunPage(page);
  }

  /** Id of the only connection. */
  connectionId(): Promise<string> {
    return this.page.evaluate(async () => {
      const { connections } = await chrome.storage.local.get<{ connections: { id: string }[] }>('connections');
      return connections?.[0]?.id ?? '';
    });
  }

  /** Resolves once the worker has answered, with the moment at which the page sent the request. */
  ask<Name extends RequestName>(name: Name, data: RequestData<Name>): Promise<number> {
    const envelope: object = { type: 'request', name, data };
    return this.page.evaluate(
      async (message) => {
        const sentAt = Date.now();
        const reply: unknown = await chrome.runtime.sendMessage(message);
        if ((reply as { ok?: boolean } | undefined)?.ok !== true) throw new Error(JSON.stringify(reply));
        return sentAt;
      },
      envelope as { type: string },
    );
  }

  /** Starts the worker, if it is dead, by an event without a request. */
  async wake(): Promise<void> {
    await this.page.evaluate(() => chrome.runtime.sendMessage({ type: 'nothing' }).catch(() => undefined));
  }

  /** Resolves once the run's mirror has one of the states. Answers the mirror and the time. */
  reaches(runId: string, ...states: RunSummary['state'][]): Promise<{ summary: RunSummary; at: number }> {
    return this.page.evaluate(reached, { key: `run:${runId}`, states });
  }

  /** Resolves with a clean-up once it is in that state. */
  async reachesCleanup(id: string, state: Cleanup['state'], timeout = 60_000): Promise<Cleanup> {
    let found: Cleanup | undefined;
    const stateOf = async () => (found = (await this.page.evaluate(readCleanup, id)) as Cleanup | undefined)?.state;
    await expect.poll(stateOf, { timeout }).toBe(state);
    return found as Cleanup;
  }

  /** The run and its records as the journal has them. */
  async journal(runId: string): Promise<{ run: StoredRun; records: RecordRow[] }> {
    const found = await this.page.evaluate(readJournal, runId);
    expect(found.run, `run ${runId} in the journal`).toBeDefined();
    const { run, blocks } = found as { run: StoredRun; blocks: StoredBlock[] };
    return { run, records: blocks.flatMap((block) => rowsOf(runId, block, () => true)) };
  }
}

/** Runs in the page. */
function reached({ key, states }: { key: string; states: string[] }): Promise<{ summary: RunSummary; at: number }> {
  return new Promise((resolve) => {
    const look = (summary: RunSummary | undefined): void => {
      if (summary === undefined || !states.includes(summary.state)) return;
      chrome.storage.session.onChanged.removeListener(onChange);
      resolve({ summary, at: Date.now() });
    };
    const onChange = (changes: Record<string, { newValue?: unknown }>): void =>
      look(changes[key]?.newValue as RunSummary | undefined);
    chrome.storage.session.onChanged.addListener(onChange);
    void chrome.storage.session.get<Record<string, RunSummary>>(key).then((all) => look(all[key]));
  });
}

/** Runs in the page. */
async function readJournal(runId: string): Promise<{ run: unknown; blocks: unknown[] }> {
  const result = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as Error);
    });
  const database = await result(indexedDB.open('untag-runs'));
  const reading = database.transaction(['runs', 'blocks']);
  const run = (await result(reading.objectStore('runs').index('id').get(runId))) as { seq: number } | undefined;
  const range = IDBKeyRange.bound([run?.seq ?? -1], [run?.seq ?? -1, Infinity]);
  const blocks = await result(reading.objectStore('blocks').getAll(range));
  database.close();
  return { run, blocks };
}

/** Runs in the page. */
function readCleanup(id: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('untag-cleanups');
    opening.addEventListener('error', () => reject(new Error('The store does not open.')));
    opening.addEventListener('success', () => {
      const database = opening.result;
      const asked = database.transaction('cleanups').objectStore('cleanups').get(id);
      asked.addEventListener('success', () => {
        database.close();
        resolve(asked.result);
      });
    });
  });
}
