import { readRequest } from '../runs/begin.ts';
import { type Driver, withDriver, withZoho } from './driver.ts';
import { type FarZoho, startFarZoho } from './far-zoho.ts';

const RECORDS = 3_000;
/** Slow enough for the worker to die long before the run's end. */
const LATENCY = { baseMs: 1_500, perRecordMs: 0 };
const LOOK_MS = 50;

export interface RecoveryFigures {
  /** Seconds from the worker's death to the next call, without an open page of Untag. */
  readonly alone: number;
  /** The same with the report of the run open. */
  readonly withPage: number;
  /** Records that got a second write without a read in between. */
  readonly sentTwice: number;
}

/** Ends the worker during a run, and measures the time until it works again. */
export async function measureRecovery(): Promise<RecoveryFigures> {
  const alone = await inRun((zoho, driver) => recovered(zoho, driver));
  const withPage = await inRun(async (zoho, driver, runId) => {
    await driver.untag.open('src/report/index.html', `?run=${runId}`);
    return recovered(zoho, driver);
  });
  return { alone: alone.seconds, withPage: withPage.seconds, sentTwice: alone.sentTwice + withPage.sentTwice };
}

async function inRun(
  use: (zoho: FarZoho, driver: Driver, runId: string) => Promise<number>,
): Promise<{ seconds: number; sentTwice: number }> {
  return withZoho(await startFarZoho(RECORDS + 100), async (zoho) => {
    const { ids, tagIds } = await zoho.prepare(RECORDS);
    return withDriver(zoho, async (driver) => {
      const { page, connectionId } = driver;
      const runId = crypto.randomUUID();
      await page.ask('run.read', readRequest(runId, connectionId, ids));
      await page.reaches(runId, 'planned', 'stopped');
      await zoho.set({ latency: LATENCY });
      await zoho.forget();
      await page.ask('run.start', { runId, tagIds });
      await written(zoho, 1);
      const seconds = await use(zoho, driver, runId);
      await page.reaches(runId, 'done', 'stopped');
      return { seconds, sentTwice: await zoho.sentUnseen() };
    });
  });
}

/** Resolves once that many removals have arrived. */
async function written(zoho: FarZoho, count: number): Promise<void> {
  for (;;) {
    const calls = await zoho.calls();
    if (calls.filter(({ endpoint }) => endpoint === 'removeTags').length >= count) return;
    await pause();
  }
}

async function recovered(zoho: FarZoho, { untag }: Driver): Promise<number> {
  await untag.killWorker();
  const died = Date.now();
  const before = (await zoho.calls()).length;
  for (;;) {
    const next = (await zoho.calls())[before];
    if (next !== undefined) return (next.at - died) / 1_000;
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
