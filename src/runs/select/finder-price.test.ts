import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Holders, RunSummary } from '../../shared/run-summary.ts';
import { recordsScanned } from '../queries/scanned.ts';
import { CONNECTION, fill, isOver, LEADS, recordId, tagOf, type TestWorld, testWorld } from '../testing/world.ts';
import { offersFor } from './finders.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const TAG = tagOf(1);
const isRead = ({ state }: RunSummary) => state === 'planned' || state === 'stopped';

/** Finds the holders of the tag, and takes it off them. Answers what finding has cost, and what all has. */
async function play(way: Holders['way'], counted: number) {
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null } as const;
  const holders = { tags: [TAG], way, counted: [counted] };
  const about = { connectionId: CONNECTION, module: LEADS, ids: null };
  await world.engine().read({ runId: 'run', ...about, source: { ...source, holders } });
  const found = await world.shows('run', isRead);
  if (found.total === 0) return { find: found.credits.reads, all: found.credits };
  await world.engine().start({ runId: 'run', tagIds: [TAG.id] });
  return { find: found.credits.reads, all: (await world.shows('run', isOver)).credits };
}

function priceOf(way: Holders['way'], counted: number, records: number | null) {
  const terms = { canSearch: way === 'search', edition: 'enterprise', readSize: null };
  const [offer] = offersFor([{ counted: [counted], records }], terms);
  if (offer?.way !== way) throw new Error(`the offer is ${offer?.way}`);
  return offer.credits;
}

/** Every third record has the tag. They were created one after the other, within so many days. */
function fillEach(records: number, days = 900): void {
  fill(world, records, (n) => (n % 3 === 0 ? [1, 2] : [2]));
  const step = (days * 86_400) / records;
  for (let n = 0; n < records; n += 1) world.zoho.createdAt.set(recordId(n), Math.floor(1_600_000_000 + n * step));
}

describe('what was said is what it costs', () => {
  test.each([1, 200, 201, 601, 2_000, 2_001])('a scan of %s records', async (records) => {
    fillEach(records);
    const counted = Math.ceil(records / 3);
    const { find, read, remove } = priceOf('scan', counted, records);
    const spent = await play('scan', counted);
    expect(spent.find).toBe(find.most);
    expect(spent.all).toMatchObject({ reads: find.most + (read?.most ?? 0), writes: remove?.most });
    expect(await recordsScanned(CONNECTION, 'Leads')).toBe(records);
  });

  test.each([3, 603, 2_400, 5_997])('a search among %s records', async (records) => {
    fillEach(records);
    const counted = Math.ceil(records / 3);
    const { find, read, remove } = priceOf('search', counted, null);
    const spent = await play('search', counted);
    expect(spent.find).toBe(find.most);
    expect(spent.all).toMatchObject({ reads: find.most + (read?.most ?? 0), writes: remove?.most });
  });

  test('a search for a tag that no record has, beside one that some have', async () => {
    fillEach(9);
    const terms = { canSearch: true, edition: 'enterprise', readSize: null };
    const [offer] = offersFor([{ counted: [0, 3], records: 90_000 }], terms);
    const holders = { tags: [tagOf(3), TAG], way: 'search' as const, counted: [0, 3] };
    const source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const;
    await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, ids: null, source });
    const { credits, total } = await world.shows('run', isRead);
    expect({ way: offer?.way, find: offer?.credits.find, total }).toEqual({
      way: 'search',
      find: { least: credits.reads, most: credits.reads },
      total: 3,
    });
  });

  test.each([
    [6_300, 5],
    [9_000, 9_000],
  ])('a search in windows among %s records of %s days', async (records, days) => {
    fillEach(records, days);
    const counted = Math.ceil(records / 3);
    const { find } = priceOf('search', counted, null);
    const spent = await play('search', counted);
    expect(spent.find).toBeGreaterThanOrEqual(find.least);
    expect(spent.find).toBeLessThanOrEqual(find.most);
  });
});

describe('what was said of a replace is what it costs', () => {
  const NEW = tagOf(4);
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null } as const;

  /** Finds the holders of two tags, puts a third one on them, and takes the two off. Answers the credits of both runs. */
  async function replace(way: Holders['way'], counted: readonly number[]) {
    const holders = { tags: [tagOf(1), tagOf(2)], way, counted: [...counted] };
    const about = { connectionId: CONNECTION, module: LEADS, ids: null };
    const engine = world.engine();
    await engine.read({ runId: 'put', ...about, source: { ...source, holders }, kind: 'put' });
    await world.shows('put', isRead);
    await engine.put({ runId: 'put', tags: [NEW] });
    const put = await world.shows('put', isOver);
    await engine.follow({ runId: 'off', putId: 'put', tagIds: [tagOf(1).id, tagOf(2).id], stays: NEW.id });
    const off = await world.shows('off', isOver);
    return { reads: put.credits.reads + off.credits.reads, put: put.credits.writes, off: off.credits.writes };
  }

  test.each<[Holders['way'], have: string, each: number]>([
    ['scan', 'none', 0],
    ['scan', 'some', 4],
    ['search', 'none', 0],
    ['search', 'some', 4],
  ])('%s, where %s have the tag that stays', async (way, _, each) => {
    // Of 700 records each third has the first tag, each fifth the second, and some have the new one.
    const has = (n: number, step: number) => step > 0 && n % step === 0;
    fill(world, 700, (n) => [...(has(n, 3) ? [1] : []), ...(has(n, 5) ? [2] : []), ...(has(n, each) ? [4] : []), 3]);
    const count = (step: number) => (step === 0 ? 0 : Math.ceil(700 / step));
    const counted = [count(3), count(5)];
    const stays = { isNew: false, counted: count(each) };
    const terms = { canSearch: way === 'search', edition: 'enterprise', readSize: null };
    const [offer] = offersFor([{ counted, records: way === 'scan' ? 700 : null, stays }], terms);
    expect(offer).toMatchObject({ way, replace: { counted: count(each), make: { least: 0, most: 0 } } });
    const spent = await replace(way, counted);
    const { find, read, remove } = offer!.credits;
    expect(spent.reads).toBeGreaterThanOrEqual(find.least + read!.least);
    expect(spent.reads).toBeLessThanOrEqual(find.most + read!.most);
    expect(spent.put).toBeGreaterThanOrEqual(offer!.replace!.put!.least);
    expect(spent.put).toBeLessThanOrEqual(offer!.replace!.put!.most);
    expect(spent.off).toBeGreaterThanOrEqual(remove!.least);
    expect(spent.off).toBeLessThanOrEqual(remove!.most);
  });
});

test('a scan that came to its limit shows that the module has more', async () => {
  fillEach(600);
  await play('scan', 200);
  expect(await recordsScanned(CONNECTION, 'Contacts')).toBeNull();
  expect(await recordsScanned('us-production-9-9', 'Leads')).toBeNull();
  const run = await world.journal.run('run');
  await world.journal.write('run', (fact) =>
    fact.change({ error: { code: 'view-too-big', details: {} }, revision: (run?.revision ?? 0) + 1 }),
  );
  expect(await recordsScanned(CONNECTION, 'Leads')).toBe(100_001);
});
