import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import {
  CONNECTION,
  fill,
  isOver,
  preview,
  removeFirstTag,
  tagOf,
  type TestWorld,
  testWorld,
} from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const HOUR = 3_600_000;
const refused = (code: 'storage-broken' | 'signed-out') => ({ kind: 'refused', error: new AppError(code) }) as const;

test.each(['storage-full', 'storage-broken'] as const)(
  'a journal that cannot be written for hours (%s) has nothing asked of Zoho, and the run ends once it can',
  async (code) => {
    await preview(
      world,
      fill(world, 300, () => [1]),
    );
    // By then the records must be read again.
    await world.clock.wait(600_000);
    world.zoho.fault = ({ kind }) => {
      if (kind === 'tags') world.writeFails = () => new AppError(code);
      return null;
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.clock.wait(60_000);
    const began = world.zoho.calls.length;
    await world.clock.wait(3 * HOUR);
    expect(world.zoho.calls.slice(began)).toEqual([]);
    expect(world.notes.length).toBeGreaterThan(100);
    world.zoho.fault = () => null;
    world.writeFails = () => null;
    expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 300, pending: 0 });
  },
);

describe('another store that stays broken ends a run after a day', () => {
  test.each(['the tokens', 'the settings'] as const)('%s', async (store) => {
    await preview(
      world,
      fill(world, 300, () => [1]),
    );
    world.settingsFail = () => (store === 'the settings' ? new AppError('storage-broken') : null);
    world.zoho.fault = () => (store === 'the tokens' ? refused('storage-broken') : null);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.clock.wait(HOUR);
    expect(await idleHours()).toBeGreaterThan(0.9);
    expect(await idleHours()).toBeLessThanOrEqual(1);
    await addIdleHours(22);
    await world.clock.wait(0.5 * HOUR);
    expect(await world.journal.run('run')).toMatchObject({ state: 'running', error: { code: 'storage-broken' } });
    await world.clock.wait(HOUR);
    const { state, stopReason, counts } = (await world.journal.run('run')) ?? {};
    expect({ state, stopReason, counts }).toMatchObject({
      state: 'stopped',
      stopReason: 'no-progress',
      counts: { 'not-sent': 300, pending: 0 },
    });
    expect(world.zoho.calls.filter(({ kind }) => kind === 'remove')).toEqual([]);
    world.settingsFail = () => null;
    world.zoho.fault = () => null;
    await world.engine().goOn({ runId: 'run' });
    expect((await world.shows('run', ({ state: now }) => now === 'done')).counts.removed).toBe(300);
  });
});

test('hours with a broken store do not count any more once something has moved', async () => {
  await preview(
    world,
    fill(world, 600, () => [1]),
  );
  let isWhole = false;
  let writes = 0;
  // Once it works, Zoho takes three calls; then it breaks again.
  world.zoho.fault = ({ kind }) =>
    isWhole && (kind !== 'remove' || (writes += 1) <= 3) ? null : refused('storage-broken');
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.clock.wait(600_000);
  await addIdleHours(23);
  isWhole = true;
  await world.shows('run', ({ counts }) => counts.removed > 0);
  isWhole = false;
  expect(await idleHours()).toBeLessThan(0.1);
  expect((await world.journal.run('run'))?.error).toBeNull();
  await world.clock.wait(2 * HOUR);
  expect((await world.journal.run('run'))?.state).toBe('running');
});

/** Hours without progress by the run's own count. */
async function idleHours(): Promise<number> {
  return ((await world.journal.run('run'))?.work.idle.ms.zoho ?? 0) / HOUR;
}

async function addIdleHours(hours: number): Promise<void> {
  await world.journal.write('run', (fact) => {
    const { idle } = fact.run.work;
    fact.changeWork({ idle: { ...idle, ms: { ...idle.ms, zoho: idle.ms.zoho + hours * HOUR } } });
  });
}

test('a connection that is removed stops all its runs, also where one preview cannot be forgotten', async () => {
  const ids = fill(world, 5, () => [1]);
  for (const runId of ['stays', 'goes', 'waits']) await preview(world, ids, runId);
  world.zoho.fault = ({ kind }) => (kind === 'remove' ? refused('signed-out') : null);
  await world.engine().start({ runId: 'waits', tagIds: [tagOf(1).id] });
  await world.shows('waits', ({ why }) => why === 'sign-in');
  world.removeFails = (runId) => (runId === 'stays' ? new AppError('storage-broken') : null);
  await expect(world.engine().disconnected(CONNECTION)).rejects.toMatchObject({ code: 'storage-broken' });
  expect((await world.shows('waits', isOver)).stopReason).toBe('deleted-connection');
  expect(world.mirrors.has('goes')).toBe(false);
});

test('of past runs that are deleted at once, one that cannot be is said, and the others go', async () => {
  const ids = fill(world, 5, () => [1]);
  for (const runId of ['one', 'two', 'three']) await preview(world, ids, runId);
  for (const runId of ['one', 'two', 'three']) await world.journal.write(runId, (fact) => fact.change({ endedAt: 1 }));
  world.removeFails = (runId) => (runId === 'two' ? new AppError('storage-broken') : null);
  await expect(world.engine().deleteAll()).rejects.toMatchObject({ code: 'storage-broken' });
  expect([...world.mirrors.keys()]).toEqual(['two']);
});

test('the check after the end asks nothing as long as it could not be written', async () => {
  await removeFirstTag(
    world,
    fill(world, 5, () => [1]),
  );
  await world.clock.wait(60_000);
  const began = world.zoho.calls.length;
  world.writeFails = () => new AppError('storage-full');
  for (let worker = 0; worker < 5; worker += 1) {
    world.kill();
    await world.clock.wait(200_000);
  }
  expect(world.zoho.calls.slice(began)).toEqual([]);
  world.writeFails = () => null;
  await world.engine().resume();
  await world.shows('run', ({ cameBack }) => cameBack !== null);
});
