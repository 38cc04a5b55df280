import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { IDS_PER_WRITE } from '../../src/zoho/limits.ts';
import type { Untag } from '../browser/Untag.ts';
import { LEADS } from '../matrix/play.ts';
import { readRequest } from '../runs/begin.ts';
import { type Driver, withDriver, withZoho } from './driver.ts';
import { counted } from './calls-seen.ts';
import { type FarZoho, startFarZoho } from './far-zoho.ts';
import type { World } from './far-zoho-types.ts';
import { busyShare } from './load.ts';
import { oneAfterTheOther, severalAtOnce } from './naive.ts';
import { median } from './median.ts';
import { forgetWaits, timed, waitsFor } from './waits.ts';

/** Milliseconds that a call takes in the simulated Zoho. It is a model, because the real Zoho is not measured. */
const LATENCY = { baseMs: 120, perRecordMs: 1.2 };
/** Milliseconds in which a person chooses tags. What the worker and the browser have left to do from the read ends in them. */
const PAUSE_MS = 1_000;
/** Calls that Zoho allows at once, and the number that Untag uses. */
const CONCURRENCY = 10;
const LANES = 8;
/** Ids of one read: within Zoho's documented characters, and where Zoho accepts more. */
const IDS_PER_READ = 51;
const IDS_PER_LONG_READ = 100;

/** Calls of one kind, and their least possible time: the sum of their latencies, divided by the lanes. */
interface Part {
  readonly seconds: number;
  /** By the latencies that the worker saw. */
  readonly limit: number;
  /** The limit as a share of the measured time, in percent. */
  readonly ofLimit: number;
  /** The same share by the times between request and answer in the simulated Zoho. */
  readonly ofLimitAtZoho: number;
  readonly calls: number;
  readonly credits: number;
  /** The least cost of the calls under the plan's rule. */
  readonly leastCredits: number;
  readonly throttled: number;
}

export interface RunFigures {
  readonly records: number;
  readonly reads: Part;
  /** The same records, where Zoho accepts a hundred ids at once. */
  readonly longReads: Part;
  readonly writes: Part;
  /**
   * Seconds until a connection knows how many ids Zoho takes in one read. The number is found out once for all reads.
   */
  readonly sizeTried: { readonly refused: number; readonly taken: number };
  readonly removed: number;
  /** Records with one of the tags afterwards, by Zoho's own state. */
  readonly stillTagged: number;
  /** Load of all processors during the run, in percent, including other processes. */
  readonly busy: number;
  /** Load average of the minute before, including other processes. */
  readonly load: number;
}

/** The part in the middle of several measurements by its share of the limit, with the most credits and refusals of all. */
interface MedianPart extends Part {
  readonly times: number;
  /** The least and the greatest share of the limit, in percent. */
  readonly from: number;
  readonly to: number;
}

export type MedianFigures = RunFigures & Readonly<Record<'reads' | 'longReads' | 'writes', MedianPart>>;

/** The calls of a bare script with Untag's lanes. */
export type BareFigures = Part & { readonly records: number };

export interface LoopFigures {
  readonly records: number;
  readonly idsPerCall: number;
  readonly seconds: number;
  readonly calls: number;
  readonly credits: number;
  readonly throttled: number;
}

/**
 * The same work several times. A run of two seconds loses two to three percent of its limit, or gains them, by the other
 * work of the machine.
 */
export async function measureRuns(records: number, times: number): Promise<MedianFigures> {
  const runs: RunFigures[] = [];
  for (let n = 0; n < times; n += 1) runs.push(await measureRun(records));
  return {
    ...median(runs, ({ writes }) => writes.ofLimit),
    reads: medianPart(runs.map(({ reads }) => reads)),
    longReads: medianPart(runs.map(({ longReads }) => longReads)),
    writes: medianPart(runs.map(({ writes }) => writes)),
    removed: Math.min(...runs.map(({ removed }) => removed)),
    stillTagged: Math.max(...runs.map(({ stillTagged }) => stillTagged)),
  };
}

function medianPart(parts: readonly Part[]): MedianPart {
  const shares = parts.map(({ ofLimit }) => ofLimit);
  return {
    ...median(parts, ({ ofLimit }) => ofLimit),
    credits: Math.max(...parts.map(({ credits }) => credits)),
    throttled: Math.max(...parts.map(({ throttled }) => throttled)),
    times: parts.length,
    from: Math.min(...shares),
    to: Math.max(...shares),
  };
}

/** Reads that many records in the browser, in reads of either size, and removes both tags from them. */
async function measureRun(records: number): Promise<RunFigures> {
  return withZoho(await startFarZoho(records + 100), async (zoho) => {
    const long = await measured(zoho, records, null, async (driver, world) => {
      const taken = await trySize(driver, world);
      const { reads } = await readAll(zoho, driver, world, IDS_PER_LONG_READ);
      return { taken, reads };
    });
    return measured(zoho, records, undefined, async (driver, world) => {
      const sizeTried = { refused: await trySize(driver, world), taken: long.taken };
      return { ...(await removeAll(zoho, driver, world)), longReads: long.reads, sizeTried };
    });
  });
}

/** Measures in its own browser and its own world. `idsMaximumCharacters`: by default the simulator's. */
async function measured<Value>(
  zoho: FarZoho,
  records: number,
  idsMaximumCharacters: number | null | undefined,
  measure: (driver: Driver, world: World) => Promise<Value>,
): Promise<Value> {
  const world = await zoho.prepare(records);
  return withDriver(zoho, async (driver) => {
    const idsAllowed = idsMaximumCharacters === undefined ? {} : { idsMaximumCharacters };
    await zoho.set({ latency: LATENCY, concurrency: CONCURRENCY, ...idsAllowed });
    return measure(driver, world);
  });
}

/**
 * Removes both tags from that many records with Untag's lanes, in calls of one size, and does nothing else. What it lacks
 * of its limit is lost to the machine, not to Untag's work.
 */
export async function measureBare(records: number): Promise<BareFigures> {
  return withZoho(await startFarZoho(records + 100), async (zoho) =>
    measured(zoho, records, undefined, async ({ untag }, world) => {
      const callsOfLane = Math.ceil(records / IDS_PER_WRITE / LANES);
      await forget(zoho, untag);
      const seconds = await severalAtOnce(untag, world, LANES, Math.ceil(records / LANES / callsOfLane));
      return { records, ...(await part(zoho, untag, seconds, world.leastCredits)) };
    }),
  );
}

/** Removes both tags from that many records in a plain loop, one call after the other. */
export async function measureLoop(records: number, idsPerCall: number): Promise<LoopFigures> {
  return withZoho(await startFarZoho(records + 100), async (zoho) => {
    const world = await zoho.prepare(records);
    await zoho.set({ latency: LATENCY, concurrency: CONCURRENCY });
    const seconds = await oneAfterTheOther(zoho, world, idsPerCall);
    return { records, idsPerCall, seconds, ...counted(await zoho.calls()) };
  });
}

/** The first read of a connection asks for a hundred ids alone. Returns how many seconds it took. */
async function trySize({ page, connectionId }: Driver, { ids }: World): Promise<number> {
  const runId = crypto.randomUUID();
  const from = await page.ask('run.read', readRequest(runId, connectionId, ids.slice(0, IDS_PER_LONG_READ)));
  const { at } = await page.reaches(runId, 'planned', 'stopped');
  return (at - from) / 1_000;
}

async function readAll(
  zoho: FarZoho,
  { untag, page, connectionId }: Driver,
  { ids }: World,
  idsPerRead: number,
): Promise<{ runId: string; reads: Part }> {
  const runId = crypto.randomUUID();
  await forget(zoho, untag);
  const from = await page.ask('run.read', readRequest(runId, connectionId, ids));
  const { at } = await page.reaches(runId, 'planned', 'stopped');
  return { runId, reads: await part(zoho, untag, (at - from) / 1_000, Math.ceil(ids.length / idsPerRead)) };
}

async function removeAll(
  zoho: FarZoho,
  driver: Driver,
  world: World,
): Promise<Omit<RunFigures, 'longReads' | 'sizeTried'>> {
  const { untag, page, connectionId } = driver;
  const busy = busyShare();
  const { runId, reads } = await readAll(zoho, driver, world, IDS_PER_READ);
  // The popup reads the names while the tags are chosen.
  await page.ask('tag.names', { connectionId, module: LEADS.apiName });
  await namesRead(zoho, untag);
  await wait(PAUSE_MS);
  await forget(zoho, untag);
  const writeFrom = await page.ask('run.start', { runId, tagIds: world.tagIds });
  const { summary, at } = await page.reaches(runId, 'done', 'stopped');
  const share = busy();
  return {
    records: world.ids.length,
    reads,
    writes: await part(zoho, untag, (at - writeFrom) / 1_000, world.leastCredits),
    removed: summary.counts.removed,
    stillTagged: await zoho.stillTagged(world.ids),
    busy: share,
    load: loadavg()[0] ?? 0,
  };
}

/** Waits until the list of tags is answered and the browser has timed it, which it does a moment later. */
async function namesRead(zoho: FarZoho, untag: Untag): Promise<void> {
  for (;;) {
    const calls = await zoho.calls();
    const isRead = calls.some(({ endpoint, status }) => endpoint === 'tags' && status === 200);
    if (isRead && (await timed(untag)).length >= calls.length) return;
    await wait(10);
  }
}

/** Forgets the calls so far. */
async function forget(zoho: FarZoho, untag: Untag): Promise<void> {
  await zoho.forget();
  await forgetWaits(untag);
}

async function part(zoho: FarZoho, untag: Untag, seconds: number, leastCredits: number): Promise<Part> {
  const calls = await zoho.calls();
  const least = (latencies: readonly number[]) => latencies.reduce((sum, ms) => sum + ms, 0) / LANES / 1_000;
  const limit = least((await waitsFor(untag, calls)).map(({ ms }) => ms));
  const limitAtZoho = least(calls.map(({ at, answeredAt }) => answeredAt - at));
  return {
    seconds,
    limit,
    ofLimit: (100 * limit) / seconds,
    ofLimitAtZoho: (100 * limitAtZoho) / seconds,
    leastCredits,
    ...counted(calls),
  };
}
