import { loadavg } from 'node:os';
import { LEADS } from '../matrix/play.ts';
import { counted } from './calls-seen.ts';
import { type Driver, withDriver, withZoho } from './driver.ts';
import { type FarZoho, startFarZoho } from './far-zoho.ts';
import type { World } from './far-zoho-types.ts';
import { busyShare } from './load.ts';
import { heap, MB, watchHeap } from './memory.ts';
import { scanThenRemove } from './naive.ts';
import { forgetWaits, type Wait, waitsFor } from './waits.ts';
import { workerTools } from './worker-tools.ts';

/** Milliseconds that a call takes in the simulated Zoho. It is a model, because the real Zoho is not measured. */
const LATENCY = { baseMs: 120, perRecordMs: 1.2 };
/** Calls that Zoho allows at once, and the number that Untag uses. */
const CONCURRENCY = 10;
const LANES = 8;
const RECORDS_PER_PAGE = 200;
/** Pages of a scan that have a number. Each later one needs the token of the page before. */
const NUMBERED_PAGES = 10;
const IDS_PER_PLAIN_CALL = 100;

/** One half of a retire. `limit`: the least seconds that its calls can take, by the latencies that the worker saw. */
export interface RetirePart {
  readonly seconds: number;
  readonly limit: number;
  readonly calls: number;
  readonly credits: number;
  readonly leastCredits: number;
  readonly throttled: number;
}

export interface RetireFigures {
  readonly records: number;
  readonly holders: number;
  readonly find: RetirePart;
  readonly remove: RetirePart;
  readonly removed: number;
  /** Records with the tag afterwards, by Zoho's own state. */
  readonly stillTagged: number;
  readonly plain: { readonly findSeconds: number; readonly removeSeconds: number; readonly credits: number };
  /** Growth of the worker's heap at full speed, in megabytes: its largest value, and the value after the end. */
  readonly heapMost: number;
  readonly heapEnd: number;
  readonly busy: number;
  readonly load: number;
}

/** Retires a tag that every second record of a module has: at Zoho's pace, in a plain script, and at full speed. */
export async function measureRetire(records: number): Promise<RetireFigures> {
  return withZoho(await startFarZoho(records), async (zoho) => {
    const holders = Math.floor(records / 2);
    const timed = await withHolders(zoho, holders, true, (driver, world) => retire(zoho, driver, world, records));
    const plain = await plainly(zoho, holders);
    const memory = await withHolders(zoho, holders, false, heapOf);
    return { records, holders, ...timed, plain, ...memory };
  });
}

async function withHolders<Value>(
  zoho: FarZoho,
  holders: number,
  isAtZohosPace: boolean,
  use: (driver: Driver, world: World) => Promise<Value>,
): Promise<Value> {
  const world = await zoho.prepareHolders(holders);
  return withDriver(zoho, async (driver) => {
    if (isAtZohosPace) await zoho.set({ latency: LATENCY, concurrency: CONCURRENCY });
    return use(driver, world);
  });
}

function request(id: string, connectionId: string, { ids, tagIds, tagNames }: World) {
  const tags = tagIds.map((tagId, place) => ({ id: tagId, name: tagNames[place] ?? '', colour: null }));
  const holders = { tags, way: 'scan' as const, counted: [ids.length] };
  return { id, connectionId, steps: [{ module: LEADS, holders }] };
}

async function retire(zoho: FarZoho, { untag, page, connectionId }: Driver, world: World, records: number) {
  await zoho.forget();
  await forgetWaits(untag);
  const busy = busyShare();
  const id = crypto.randomUUID();
  const from = await page.ask('cleanup.start', request(id, connectionId, world));
  const { summary, at } = await page.reaches(`${id}-0`, 'done', 'stopped');
  const share = busy();
  const startedAt = summary.startedAt ?? at;
  const calls = await zoho.calls();
  const waits = await waitsFor(untag, calls);
  const isOfFinding = ({ at }: { readonly at: number }) => at < startedAt;
  const isOfRemoving = ({ at }: { readonly at: number }) => at >= startedAt;
  const pages = Math.ceil(records / RECORDS_PER_PAGE);
  return {
    find: {
      seconds: (startedAt - from) / 1_000,
      limit: leastSeconds(waits.filter(isOfFinding), NUMBERED_PAGES),
      leastCredits: pages,
      ...counted(calls.filter(isOfFinding)),
    },
    remove: {
      seconds: (at - startedAt) / 1_000,
      limit: leastSeconds(waits.filter(isOfRemoving), Infinity),
      // Besides the removals, the names of the tags are read.
      leastCredits: world.leastCredits + 1,
      ...counted(calls.filter(isOfRemoving)),
    },
    removed: summary.counts.removed,
    stillTagged: await zoho.stillTagged(world.ids),
    busy: share,
    load: loadavg()[0] ?? 0,
  };
}

/** `sideBySide`: how many of the calls may be under way with others; the later ones wait for one another. */
function leastSeconds(waits: readonly Wait[], sideBySide: number): number {
  const sum = (some: readonly Wait[]) => some.reduce((all, { ms }) => all + ms, 0) / 1_000;
  return sum(waits.slice(0, sideBySide)) / LANES + sum(waits.slice(sideBySide));
}

async function plainly(zoho: FarZoho, holders: number): Promise<RetireFigures['plain']> {
  const world = await zoho.prepareHolders(holders);
  await zoho.set({ latency: LATENCY, concurrency: CONCURRENCY });
  const seconds = await scanThenRemove(zoho, world, IDS_PER_PLAIN_CALL);
  const credits = (await zoho.calls()).reduce((all, call) => all + call.credits, 0);
  return { ...seconds, credits };
}

async function heapOf(
  { untag, page, connectionId }: Driver,
  world: World,
): Promise<Pick<RetireFigures, 'heapMost' | 'heapEnd'>> {
  const tools = await workerTools(untag);
  const before = await heap(tools);
  const watch = watchHeap(tools);
  const id = crypto.randomUUID();
  await page.ask('cleanup.start', request(id, connectionId, world));
  await page.reaches(`${id}-0`, 'done', 'stopped');
  const most = await watch();
  const after = await heap(tools);
  tools.close();
  return { heapMost: (most - before) / MB, heapEnd: (after - before) / MB };
}
