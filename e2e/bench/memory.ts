import { readRequest } from '../runs/begin.ts';
import { withDriver, withZoho } from './driver.ts';
import { startFarZoho } from './far-zoho.ts';
import { type WorkerTools, workerTools } from './worker-tools.ts';

export const MB = 1_000_000;
const LOOK_MS = 500;

export interface MemoryFigures {
  readonly records: number;
  /**
   * Growth of the worker's heap, in megabytes: the maximum after a collection while reading and writing, and the value
   * at the end.
   */
  readonly heapMost: number;
  readonly heapEnd: number;
  readonly bytesPerRecord: number;
  /** Milliseconds until the report of that run shows its first record. */
  readonly reportOpens: number;
  /** Longest task of the report while it scrolled from top to bottom, in milliseconds; 0 means none over 50. */
  readonly reportLongestTask: number;
}

/** Removes two tags from a very large selection at full speed, and measures the memory afterwards. */
export async function measureMemory(records: number): Promise<MemoryFigures> {
  return withZoho(await startFarZoho(records + 100), async (zoho) => {
    const world = await zoho.prepare(records);
    return withDriver(zoho, async ({ untag, page, connectionId }) => {
      const stored = () => page.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
      const tools = await workerTools(untag);
      const heapBefore = await heap(tools);
      const storedBefore = await stored();
      const watch = watchHeap(tools);
      const runId = crypto.randomUUID();
      await page.ask('run.read', readRequest(runId, connectionId, world.ids));
      await page.reaches(runId, 'planned', 'stopped');
      await page.ask('run.start', { runId, tagIds: world.tagIds });
      await page.reaches(runId, 'done', 'stopped');
      const most = await watch();
      const heapAfter = await heap(tools);
      tools.close();
      const bytes = (await stored()) - storedBefore;
      const report = await untag.open('src/report/index.html', `?run=${runId}`);
      const rows = report.getByRole('row').filter({ has: report.getByRole('link') });
      await rows.first().waitFor();
      const opened = await report.evaluate(() => performance.now());
      return {
        records,
        heapMost: (most - heapBefore) / MB,
        heapEnd: (heapAfter - heapBefore) / MB,
        bytesPerRecord: bytes / records,
        reportOpens: opened,
        reportLongestTask: await report.evaluate(longestTaskWhileScrolling),
      };
    });
  });
}

/** The heap in use after a collection. */
export async function heap(tools: WorkerTools): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send<{ usedSize: number }>('Runtime.getHeapUsage');
  return usedSize;
}

/** Measures the heap repeatedly. The returned function stops that and returns the largest value. */
export function watchHeap(tools: WorkerTools): () => Promise<number> {
  let most = 0;
  let isOver = false;
  async function look(): Promise<void> {
    while (!isOver) {
      most = Math.max(most, await heap(tools));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
  const looking = look();
  return async () => {
    isOver = true;
    await looking;
    return most;
  };
}

/** Runs in the report. */
async function longestTaskWhileScrolling(): Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const area = [...document.querySelectorAll('*')].toSorted((a, b) => b.scrollHeight - a.scrollHeight)[0];
  for (let step = 0; step < 60; step += 1) {
    area?.scrollBy(0, step < 40 ? 800 : area.scrollHeight / 20);
    await new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  observer.disconnect();
  return longest;
}
