import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Fault } from '../testing/model-zoho.ts';
import type { ZohoApi } from '../../zoho/types.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const VIEW = { kind: 'view', viewId: '5725767000000087501', viewName: 'My Leads', pages: null } as const;
const ask = { runId: 'run', connectionId: CONNECTION, module: LEADS, source: VIEW, ids: null } as const;

test('reads a whole view by pages and tokens, and counts its tags', async () => {
  fill(world, 2_450, (n) => (n % 2 === 0 ? [1] : [1, 2]));
  await world.engine().read(ask);
  const { total, read, credits } = await world.shows('run', ({ state }) => state === 'planned');
  expect({ total, read, credits }).toEqual({ total: 2_450, read: 2_450, credits: { reads: 39, writes: 0, checks: 0 } });
  const preview = await world.journal.preview('run');
  expect(preview?.sets.map(({ records }) => records)).toEqual([1_225, 1_225]);
});

test('costs a small view one page', async () => {
  fill(world, 150, () => [1]);
  await world.engine().read(ask);
  await world.shows('run', ({ state }) => state === 'planned');
  expect(world.zoho.calls).toHaveLength(1);
});

test('goes on reading where a dead worker stopped, and keeps each record once', async () => {
  fill(world, 3_000, () => [1]);
  let uses = 0;
  world.isFatal = () => (uses += 1) % 9 === 0 && uses < 40;
  await world.ask((engine) => engine.read(ask));
  const { total } = await world.shows('run', ({ state }) => state === 'planned');
  const rows = await world.journal.rowsAfter('run', -1, 5_000);
  expect({ total, ids: new Set(rows.map(({ id }) => id)).size }).toEqual({ total: 3_000, ids: 3_000 });
});

test('keeps a record once that moved to another page meanwhile', async () => {
  fill(world, 900, () => [1]);
  const first = [...world.zoho.records];
  world.zoho.watch = (call) => {
    if (call.endedAt === null || world.zoho.calls.length !== 1) return;
    world.zoho.records.clear();
    for (const [id, tags] of [[recordId(950), new Set([tagOf(2).id])] as const, ...first])
      world.zoho.records.set(id, tags);
  };
  await world.engine().read(ask);
  const { total } = await world.shows('run', ({ state }) => state === 'planned');
  expect(total).toBe(900);
});

test('stops with the error of a view that cannot be read', async () => {
  world.zoho.fault = () => ({ kind: 'refused', error: new AppError('view-gone') });
  await world.engine().read(ask);
  const { stopReason, error } = await world.shows('run', ({ state }) => state === 'stopped');
  expect({ stopReason, error: error?.code }).toEqual({ stopReason: 'error', error: 'view-gone' });
});

/** Pages with more records fail with this fault. */
function pagesFail(most: number, fault: Fault): void {
  world.zoho.fault = ({ perPage = 0 }) => (perPage > most ? fault : null);
}

const limit = (named?: number): Fault => ({
  kind: 'refused',
  error: new AppError('limit-exceeded', { zohoCode: 'LIMIT_EXCEEDED', ...(named !== undefined && { limit: named }) }),
});
const silent = (code: ErrorCode): Fault => ({ kind: 'silent', code, applyAfterMs: null, tookMs: 25_000 });

/** Ids of the run's records, in order. Each must occur once. */
async function idsRead(): Promise<readonly string[]> {
  const ids = (await world.journal.rowsAfter('run', -1, 10_000)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  return ids;
}
const sizes = () => [...new Set(world.zoho.calls.flatMap(({ perPage }) => perPage ?? []))];

test.each([
  ['a limit', limit(), 60, [200, 100, 50]],
  ['a limit that it names', limit(60), 60, [200, 60]],
  ['a named limit that is none', limit(900), 60, [200, 100, 50]],
  ['no answer in time', silent('timeout'), 110, [200, 1, 100]],
  ['cut JSON', silent('unreadable'), 110, [200, 1, 100]],
  ['an error of its own', silent('zoho-down'), 30, [200, 1, 100, 50, 25]],
] as const)('a view whose pages meet %s goes on in smaller ones', async (_name, fault, most, asked) => {
  const ids = fill(world, 530, () => [1]);
  pagesFail(most, fault);
  await world.engine().read(ask);
  const { total, read } = await world.shows('run', ({ state }) => state === 'planned');
  expect({ total, read }).toEqual({ total: 530, read: 530 });
  expect(await idsRead()).toEqual(ids);
  expect(sizes()).toEqual(asked);
  expect((await world.journal.preview('run'))?.sets).toEqual([{ tags: [0], records: 530 }]);
});

test.each([
  ['a limit', limit()],
  ['no answer in time', silent('timeout')],
] as const)(
  'pages that meet %s beyond the numbered ones begin at the first again, and no record is lost or there twice',
  async (_name, fault) => {
    const ids = fill(world, 2_730, () => [1]);
    let pages = 0;
    world.zoho.watch = ({ perPage, endedAt }) => {
      if (perPage === 200 && endedAt !== null) pages += 1;
    };
    world.zoho.fault = ({ perPage }) => (pages >= 11 && perPage === 200 ? fault : null);
    await world.engine().read(ask);
    await world.shows('run', ({ state }) => state === 'planned');
    expect(await idsRead()).toEqual(ids);
    expect(sizes().at(-1)).toBe(100);
  },
);

test('a worker that dies while a view is read in smaller pages again goes on with them', async () => {
  const ids = fill(world, 2_730, () => [1]);
  let pages = 0;
  world.zoho.watch = ({ perPage, endedAt }) => {
    if (perPage === 200 && endedAt !== null) pages += 1;
  };
  world.zoho.fault = ({ perPage }) => (pages >= 11 && perPage === 200 ? limit() : null);
  let uses = 0;
  world.isFatal = () => (uses += 1) % 11 === 0 && uses < 120;
  await world.ask((engine) => engine.read(ask));
  await world.shows('run', ({ state }) => state === 'planned');
  expect(await idsRead()).toEqual(ids);
  expect(world.zoho.calls.filter(({ perPage }) => perPage === 200).length).toBeLessThan(40);
});

test('a Zoho that is silent for a while is asked for pages of the same size afterwards', async () => {
  const ids = fill(world, 530, () => [1]);
  world.zoho.fault = ({ at }) => (at < world.zoho.calls[0]!.at + 4 * 60_000 ? silent('timeout') : null);
  await world.engine().read(ask);
  await world.shows('run', ({ state }) => state === 'planned');
  expect(await idsRead()).toEqual(ids);
  expect(sizes()).toEqual([200, 1]);
});

test('a page of one record that is refused for its size stops the run, in few calls', async () => {
  fill(world, 530, () => [1]);
  pagesFail(0, limit());
  await world.engine().read(ask);
  const { error } = await world.shows('run', ({ state }) => state === 'stopped');
  expect(error?.code).toBe('limit-exceeded');
  expect(sizes()).toEqual([200, 100, 50, 25, 13, 7, 4, 2, 1]);
  expect(world.zoho.calls).toHaveLength(9);
});

test('a throttle beside a page that is too big is waited for', async () => {
  const ids = fill(world, 1_900, () => [1]);
  const { calls } = world.zoho;
  world.zoho.fault = () => {
    if (calls.length === 2) return limit();
    return calls.length === 3 ? { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X' }) } : null;
  };
  await world.engine().read(ask);
  await world.shows('run', ({ state }) => state === 'planned');
  expect(await idsRead()).toEqual(ids);
  expect(sizes()).toEqual([200, 100]);
  expect((calls[3]?.at ?? 0) - (calls[2]?.endedAt ?? Infinity)).toBeGreaterThanOrEqual(1_000);
});

/** Makes the pages by their number. Each announces another one. */
function endless(pageOf: (n: number) => Awaited<ReturnType<ZohoApi['recordsOfView']>>): void {
  const { api } = world.zoho;
  let n = 0;
  Object.assign(world.zoho, {
    api: (...given: Parameters<typeof api>): ZohoApi => {
      const real = api(...given);
      const recordsOfView: ZohoApi['recordsOfView'] = async (...asked) => {
        await real.recordsOfView(...asked);
        return pageOf((n += 1));
      };
      return { ...real, recordsOfView };
    },
  });
}

test.each([
  ['new tokens without a new record', (n: number) => ({ records: [], next: { pageToken: String(n) } })],
  ['numbers without a new record', (n: number) => ({ records: [], next: { page: n + 1 } })],
  ['one token with new records', (n: number) => ({ records: [named(n)], next: { pageToken: 'same' } })],
])('stops where a view promises more for ever: %s', async (_name, pageOf) => {
  endless(pageOf);
  await world.engine().read(ask);
  const { stopReason, error } = await world.shows('run', ({ state }) => state === 'stopped');
  expect({ stopReason, error: error?.code }).toEqual({ stopReason: 'error', error: 'view-changed' });
  expect(world.zoho.calls.length).toBeLessThan(5);
});

test('stops where a view has more pages than it can have', async () => {
  endless((n) => ({ records: [named(n)], next: { pageToken: String(n) } }));
  await world.engine().read(ask);
  const { error } = await world.shows('run', ({ state }) => state === 'stopped');
  expect(error?.code).toBe('view-changed');
  expect(world.zoho.calls.length).toBeLessThan(520);
});

function named(n: number): { id: string; name: string; tags: readonly [] } {
  return { id: recordId(n), name: `Record ${n}`, tags: [] };
}
