import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
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

/** The pages that Zoho answers, by their number; each promises another one. */
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
