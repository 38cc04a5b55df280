import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import type { Call } from './testing/model-zoho.ts';
import {
  CONNECTION,
  fill,
  isOver,
  LEADS,
  preview,
  recordId,
  removeFirstTag,
  tagOf,
  type TestWorld,
  testWorld,
  TICKED,
} from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const isWrite = ({ kind }: Call) => kind === 'remove' || kind === 'add';
const writes = () => world.zoho.calls.filter(isWrite);
const carriers = (tag: number) => [...world.zoho.records.values()].filter((tags) => tags.has(tagOf(tag).id)).length;

test('removes the chosen tags and nothing else', async () => {
  const ids = fill(world, 120, (n) => (n % 3 === 0 ? [1, 2] : n % 3 === 1 ? [1, 3] : [3]));
  await preview(world, ids);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  const { counts, credits } = await world.shows('run', isOver);
  expect(counts).toMatchObject({ removed: 80, 'had-none': 40, pending: 0 });
  expect([carriers(1), carriers(2), carriers(3)]).toEqual([0, 0, 80]);
  expect(credits).toEqual({ reads: 4, writes: 2, checks: 0 });
});

test('answers a start with the tags that it takes off, also where no summary of the run can be written', async () => {
  const ids = fill(world, 12, (n) => (n % 2 === 0 ? [1, 2] : [2, 3]));
  await preview(world, ids);
  world.mirrorFails = () => new AppError('storage-full');
  const start = () => world.engine().start({ runId: 'run', tagIds: [tagOf(3).id, tagOf(2).id] });
  const started = await start();
  expect(started).toMatchObject({ connectionId: CONNECTION, module: LEADS });
  expect(started.tags.map(({ name }) => name).toSorted()).toEqual(['Tag 2', 'Tag 3']);
  expect(await start()).toEqual(started);
});

test('a run says which selection it was read for, its undo that of the run, and a new removal its own', async () => {
  const ids = fill(world, 12, () => [1]);
  const request = { runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  await world.engine().read({ ...request, selection: 'twelve' });
  const { selection } = await world.shows('run', ({ state }) => state === 'planned');
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', isOver);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  const undo = await world.shows('undo', isOver);
  await world.engine().again({ undoId: 'undo', runId: 'again', selection: 'put back' });
  const again = await world.shows('again', ({ state }) => state === 'planned');
  expect([selection, undo.selection, again.selection]).toEqual(['twelve', 'twelve', 'put back']);
  await world.engine().read({ ...request, runId: 'other' });
  expect((await world.shows('other', ({ state }) => state === 'planned')).selection).toBeNull();
});

test('counts ids that are not there as failed, and each id once', async () => {
  const ids = fill(world, 3, () => [1]);
  world.zoho.records.delete(recordId(1));
  const { total, counts, failures } = await removeFirstTag(world, [...ids, ...ids]);
  expect({ total, counts }).toMatchObject({ total: 3, counts: { removed: 2, failed: 1 } });
  expect(failures).toMatchObject([{ id: recordId(1), reason: 'gone' }]);
});

test('reads tags again that are older than five minutes, and takes them as the state before', async () => {
  await preview(
    world,
    fill(world, 60, () => [1]),
  );
  await world.clock.wait(301_000);
  world.zoho.records.get(recordId(0))?.delete(tagOf(1).id);
  world.zoho.records.get(recordId(1))?.add(tagOf(5).id);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { counts } = await world.shows('run', isOver);
  expect(counts).toMatchObject({ removed: 59, 'had-none': 1 });
  const [first, second] = await world.journal.rows('run', [0, 1]);
  expect(first?.lost).toEqual([]);
  expect(second?.before).toHaveLength(2);
});

test('stops after what is in flight, and goes on with the rest of the same run', async () => {
  world.zoho.latencyMs = 5_000;
  await preview(
    world,
    fill(world, 2_000, () => [1]),
  );
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ inFlight }) => inFlight > 0);
  await world.engine().stop({ runId: 'run' });
  const stopped = await world.shows('run', isOver);
  expect(stopped.state).toBe('stopped');
  expect(stopped.counts.removed + stopped.counts['not-sent']).toBe(2_000);
  expect(stopped.counts.removed).toBe(2_000 - carriers(1));
  expect(stopped.counts['not-sent']).toBeGreaterThan(0);
  await world.engine().goOn({ runId: 'run' });
  const { counts } = await world.shows('run', ({ state }) => state === 'done');
  expect(counts.removed).toBe(2_000);
});

test('retries those that failed in the same run', async () => {
  const ids = fill(world, 10, () => [1]);
  world.zoho.locked.add(recordId(3));
  const first = await removeFirstTag(world, ids);
  expect(first.counts).toMatchObject({ removed: 9, failed: 1 });
  world.zoho.locked.clear();
  await world.engine().retry({ runId: 'run' });
  const { counts } = await world.shows('run', (now) => isOver(now) && now.revision > first.revision);
  expect(counts).toMatchObject({ removed: 10, failed: 0 });
});

test('waits for a sign-in and goes on by itself after it', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  world.zoho.fault = (call) => (isWrite(call) ? { kind: 'refused', error: new AppError('signed-out') } : null);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ why }) => why === 'sign-in');
  world.zoho.fault = () => null;
  await world.engine().signedIn(CONNECTION);
  expect((await world.shows('run', isOver)).counts.removed).toBe(10);
});

test('sends nothing as another org or user', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  world.identity = { zgid: '999999999', userId: null };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ why }) => why === 'org');
  expect(writes()).toEqual([]);
  world.identity = { zgid: null, userId: null };
  await world.engine().goOn({ runId: 'run' });
  expect((await world.shows('run', isOver)).counts.removed).toBe(10);
});

test('leaves the reserve of credits, looks again hourly, and may be told to use it', async () => {
  await preview(
    world,
    fill(world, 1_000, () => [1]),
  );
  world.zoho.creditsLeft = 510;
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { until, counts } = await world.shows('run', ({ why }) => why === 'credits');
  expect(world.zoho.creditsLeft).toBeGreaterThanOrEqual(500);
  expect((until ?? 0) - world.clock.now()).toBeGreaterThan(3_500_000);
  expect(counts.removed).toBeGreaterThan(0);
  await world.engine().goOn({ runId: 'run', useReserve: true });
  expect((await world.shows('run', isOver)).counts.removed).toBe(1_000);
});

test('goes on when it is online again', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  world.isOnline = false;
  world.zoho.fault = () => (world.isOnline ? null : { kind: 'silent', code: 'offline', applyAfterMs: null, tookMs: 1 });
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ why }) => why === 'offline');
  world.isOnline = true;
  await world.engine().resume();
  expect((await world.shows('run', isOver)).counts.removed).toBe(10);
});

test.each([
  ['Zoho', 'zoho-down', 1, 'no-progress', 'not-sent-error'],
  ['credits', 'out-of-credits', 3, 'no-credits', 'not-sent-credits'],
  ['a person', 'signed-out', 30, 'no-person', 'not-sent-sign-in'],
] as const)('gives up on %s after its time without progress, and says why', async (_name, code, days, why, reason) => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  const began = world.clock.now();
  world.zoho.fault = () => ({ kind: 'refused', error: new AppError(code, { zohoCode: 'X' }) });
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { stopReason, endedAt, counts } = await world.shows('run', isOver);
  expect({ stopReason, counts }).toMatchObject({ stopReason: why, counts: { 'not-sent': 10 } });
  expect((await world.journal.rows('run', [0]))[0]?.reason).toBe(reason);
  expect(((endedAt ?? 0) - began) / 86_400_000).toBeGreaterThanOrEqual(days);
  expect(((endedAt ?? 0) - began) / 86_400_000).toBeLessThan(days * 1.3);
});

test('stops at an error that concerns the run, with the error', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  world.zoho.fault = (call) => (isWrite(call) ? { kind: 'refused', error: new AppError('no-permission') } : null);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { state, stopReason, error, counts } = await world.shows('run', isOver);
  expect({ state, stopReason, error: error?.code }).toEqual({
    state: 'stopped',
    stopReason: 'error',
    error: 'no-permission',
  });
  expect(counts['not-sent']).toBe(10);
});

test('has one live run for each connection, and takes repeats for the same', async () => {
  const ids = fill(world, 10, () => [1]);
  await preview(world, ids, 'one');
  await preview(world, ids, 'two');
  const start = { runId: 'one', tagIds: [tagOf(1).id] };
  await Promise.all([world.engine().start(start), world.engine().start(start)]);
  await expect(world.engine().start({ runId: 'two', tagIds: [tagOf(1).id] })).rejects.toMatchObject({ code: 'busy' });
  await expect(world.engine().delete({ runId: 'one' })).rejects.toMatchObject({ code: 'busy' });
  await world.shows('one', isOver);
  expect(writes()).toHaveLength(1);
});

test('refuses tags that the preview does not have, and a start without room', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  const start = (tag: number) => world.engine().start({ runId: 'run', tagIds: [tagOf(tag).id] });
  await expect(start(2)).rejects.toMatchObject({ code: 'tags-changed' });
  world.room = 10;
  await expect(start(1)).rejects.toMatchObject({ code: 'storage-full' });
});

test('says two minutes after the end which tags came back', async () => {
  const ids = fill(world, 10, () => [1]);
  await removeFirstTag(world, ids);
  for (const n of [2, 5]) world.zoho.records.get(recordId(n))?.add(tagOf(1).id);
  const { cameBack } = await world.shows('run', (summary) => summary.cameBack !== null);
  expect(cameBack).toEqual({ records: 2, tag: 'Tag 1' });
});

test('forgets runs after the kept days, and previews that nobody started', async () => {
  const ids = fill(world, 3, () => [1]);
  await removeFirstTag(world, ids);
  await preview(world, ids, 'idle');
  await world.clock.wait(2 * 3_600_000);
  await world.engine().resume();
  expect((await world.journal.runs()).map(({ id }) => id)).toEqual(['run']);
  await world.clock.wait(30 * 24 * 3_600_000);
  await world.engine().resume();
  // Only this computer's clock says that the days are over, so nothing is erased.
  expect((await world.journal.runs()).map(({ id }) => id)).toEqual(['run']);
  await preview(world, ids, 'another');
  await world.engine().resume();
  expect((await world.journal.runs()).map(({ id }) => id)).toEqual(['another']);
});

test('keeps its summary below 8 kB', async () => {
  const ids = fill(world, 30, () => [1]);
  for (const id of ids) world.zoho.locked.add(id);
  const summary = await removeFirstTag(world, ids);
  expect(summary.failures).toHaveLength(5);
  expect(JSON.stringify(summary).length).toBeLessThan(8_000);
});

test('reads one selection for two popups that ask with one id', async () => {
  const ids = fill(world, 3, () => [1]);
  const ask = { runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  await Promise.all([world.engine().read(ask), world.engine().read(ask)]);
  await world.shows('run', ({ state }) => state === 'planned');
  expect(world.zoho.calls).toHaveLength(1);
});

test('what another removal has taken off since a preview was read is not claimed by it', async () => {
  fill(world, 60, () => [1, 2]);
  const ids = Array.from({ length: 60 }, (_, n) => recordId(n));
  const about = { connectionId: CONNECTION, module: LEADS, source: TICKED };
  for (const runId of ['late', 'early']) {
    await world.engine().read({ runId, ...about, ids: runId === 'late' ? ids : ids.slice(0, 20) });
    await world.shows(runId, ({ state }) => state === 'planned');
  }
  for (const runId of ['early', 'late']) {
    await world.engine().start({ runId, tagIds: [tagOf(1).id] });
    await world.shows(runId, isOver);
  }
  expect((await world.journal.run('early'))?.counts).toMatchObject({ removed: 20 });
  expect((await world.journal.run('late'))?.counts).toMatchObject({ removed: 40, 'had-none': 20 });
  await world.engine().undo({ runId: 'late', undoId: 'undo' });
  await world.shows('undo', isOver);
  expect(ids.filter((id) => world.zoho.records.get(id)?.has(tagOf(1).id)).length).toBe(40);
});
