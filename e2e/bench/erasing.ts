import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connectedPage } from '../runs/begin.ts';
import { startZoho } from '../zoho/simulator.ts';

const RECORDS_PER_RUN = 12;

export interface ErasingFigures {
  readonly runs: number;
  /** Milliseconds from a page's request to the answer that nothing is left. */
  readonly ms: number;
}

/** Fills the journal with past runs, and deletes everything as the settings page does. */
export async function measureErasing(runs: number): Promise<ErasingFigures> {
  const zoho = await startZoho();
  const untag = new Untag(await launchChromium(zoho));
  try {
    const { page } = await connectedPage(untag);
    await page.evaluate(fill, { runs, records: RECORDS_PER_RUN });
    const { ms, reply } = await page.evaluate(async () => {
      const from = performance.now();
      const answered: unknown = await chrome.runtime.sendMessage({ type: 'request', name: 'data.deleteAll' });
      return { ms: performance.now() - from, reply: JSON.stringify(answered) };
    });
    if (reply !== '{"ok":true,"value":[]}') throw new Error(`Not everything was deleted: ${reply}`);
    return { runs, ms };
  } finally {
    await untag.close();
    await zoho.stop();
  }
}

/** Recently ended runs, each with a block of records as large as that of a real removal. */
async function fill({ runs, records }: { runs: number; records: number }): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('untag-runs');
    opening.addEventListener('error', () => reject(new Error('The journal does not open.')));
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const writing = database.transaction(['runs', 'blocks'], 'readwrite');
  const now = Date.now();
  for (let seq = 1; seq <= runs; seq += 1) {
    const times = { startedAt: now, endedAt: now, createdAt: now, progressAt: now };
    const row = { seq, id: `past-${seq}`, kind: 'removal', state: 'done', isSeen: true, ...times };
    writing.objectStore('runs').put({ ...row, connectionId: '', work: { checkAt: null }, rest: 'x'.repeat(1_200) });
    const texts = Array.from({ length: records }, () => 'x'.repeat(150));
    writing.objectStore('blocks').put({ r: seq, b: 0, o: '1'.repeat(records), t: texts, k: [[seq, 1, 0]] });
  }
  await new Promise<void>((resolve, reject) => {
    writing.addEventListener('complete', () => resolve());
    writing.addEventListener('abort', () => reject(new Error('The journal takes no more.')));
  });
  database.close();
}
