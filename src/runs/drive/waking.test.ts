import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { alarmName } from './runner.ts';
import {
  CONNECTION,
  fill,
  isOver,
  LEADS,
  preview,
  removeFirstTag,
  tagOf,
  type TestWorld,
  testWorld,
  TICKED,
} from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const writes = () => world.zoho.calls.filter(({ kind }) => kind === 'remove');

test('the alarm is set before a run is written: a worker that dies at that line is followed by another', async () => {
  const ids = fill(world, 3, () => [1]);
  const ask = { runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  let uses = 0;
  // The first use reads the run, the second looks for another live run, the third writes.
  world.isFatal = () => (uses += 1) === 3;
  void world.engine().read(ask);
  await new Promise<void>((resolve) => (world.onDeath = resolve));
  expect(world.alarms.has(alarmName('run'))).toBe(true);
  await world.shows('run', ({ state }) => state === 'planned');
});

test('a worker that is woken while a call is under way still waits as long as Zoho then asks', async () => {
  world.zoho.latencyMs = 5_000;
  let refusedAt = 0;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove' || refusedAt > 0) return null;
    refusedAt = world.clock.now() + 5_000;
    void world.clock.wait(1_000).then(() => world.engine().resume());
    return { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X', retryAfterMs: 15_000 }) };
  };
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  expect((writes()[1]?.at ?? 0) - refusedAt).toBeGreaterThanOrEqual(15_000);
});

test('a Zoho that does not answer is asked less and less often', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  world.zoho.fault = () => ({ kind: 'silent', code: 'zoho-down', applyAfterMs: null, tookMs: 1 });
  const began = world.zoho.calls.length;
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.clock.wait(20 * 60_000);
  const times = world.zoho.calls.slice(began).map(({ at }) => at);
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(gaps.at(-1)).toBeGreaterThan(60_000);
  expect(world.mirrors.get('run')?.tries).toEqual({ n: 5, of: 5 });
});

test('past runs whose records an undo still copies are kept until it has them all', async () => {
  await removeFirstTag(
    world,
    fill(world, 1_200, () => [1]),
  );
  const { endedAt } = await world.shows('run', isOver);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.journal.write('run', (fact) => fact.change({ endedAt: (endedAt ?? 0) - 31 * 24 * 3_600_000 }));
  await world.engine().resume();
  const { total, counts } = await world.shows('undo', isOver);
  expect({ total, counts }).toMatchObject({ total: 1_200, counts: { removed: 1_200 } });
});

test('a day in which tags were only read again is a day without progress', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  const began = world.clock.now();
  const error = new AppError('rate-limited', { zohoCode: 'TOO_MANY_REQUESTS', retryAfterMs: 3_600_000 });
  world.zoho.fault = (call) => (call.kind === 'remove' ? { kind: 'refused', error } : null);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { stopReason, endedAt, counts } = await world.shows('run', isOver);
  expect({ stopReason, counts }).toMatchObject({ stopReason: 'no-progress', counts: { 'not-sent': 10 } });
  const hours = ((endedAt ?? 0) - began) / 3_600_000;
  expect(Math.floor(hours)).toBe(24);
  expect(writes().length).toBeGreaterThan(20);
});

test('records that a look has settled are progress: the day begins anew', async () => {
  await preview(
    world,
    fill(world, 10, (n) => (n < 5 ? [1] : [1, 2])),
  );
  const error = new AppError('rate-limited', { zohoCode: 'TOO_MANY_REQUESTS', retryAfterMs: 3_600_000 });
  let movedAt = 0;
  world.onMirror = ({ counts }) => {
    if (counts.removed > 0 && movedAt === 0) movedAt = world.clock.now();
  };
  // The first write is applied without an answer. All others are refused, so the look comes ten minutes later.
  world.zoho.fault = (call) => {
    if (call.kind !== 'remove') return null;
    if (call.tags.length > 1) return { kind: 'refused', error };
    return { kind: 'silent', code: 'timeout', applyAfterMs: 0, tookMs: 20_000 };
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  const { stopReason, endedAt, counts } = await world.shows('run', isOver);
  expect({ stopReason, counts }).toMatchObject({ stopReason: 'no-progress', counts: { removed: 5, 'not-sent': 5 } });
  const began = world.mirrors.get('run')?.startedAt ?? 0;
  expect(movedAt).toBeGreaterThan(began + 30_000);
  expect((endedAt ?? 0) - movedAt).toBeGreaterThanOrEqual(24 * 3_600_000);
});

test.each(['asked who it acts for', 'about to send'] as const)(
  'what fails of the browser in a worker that is %s ends the visit, never the run',
  async (when) => {
    await preview(
      world,
      fill(world, 60, () => [1]),
    );
    let failures = 0;
    const fails = () => (failures += 1) === 1;
    const broken = new AppError('storage-broken');
    if (when === 'about to send')
      world.zoho.fault = ({ kind }) => (kind === 'remove' && fails() ? { kind: 'refused', error: broken } : null);
    else world.untilIdentified = () => (fails() ? Promise.reject(broken) : Promise.resolve());
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    const { state, counts } = await world.shows('run', isOver);
    expect({ state, counts }).toMatchObject({ state: 'done', counts: { removed: 60 } });
    expect(failures).toBeGreaterThan(0);
  },
);

test('workers that begin one after the other try a wait for the user once in a while, and anew in another browser session', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  world.zoho.fault = () => ({ kind: 'refused', error: new AppError('signed-out') });
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ why }) => why === 'sign-in');
  const before = world.zoho.calls.length;
  const another = async () => {
    world.kill();
    await world.clock.wait(60_000);
    return world.zoho.calls.length - before;
  };
  const tries: number[] = [];
  for (let minute = 0; minute < 17; minute += 1) tries.push(await another());
  expect(tries).toEqual([...Array<number>(15).fill(1), 2, 2]);
  world.forgetSession();
  expect(await another()).toBe(3);
});
