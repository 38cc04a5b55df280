import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECTION, fill, preview, removeFirstTag, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

test('a connection that is gone stops its run, keeps past runs, and takes what was only read along', async () => {
  const ids = fill(world, 2_000, () => [1, 2]);
  await removeFirstTag(world, ids.slice(0, 10), 'past');
  await preview(world, ids.slice(0, 10), 'read');
  await preview(world, ids, 'live');
  world.zoho.latencyMs = 5_000;
  await world.engine().start({ runId: 'live', tagIds: [tagOf(2).id] });
  await world.shows('live', ({ inFlight }) => inFlight > 0);
  await world.engine().disconnected(CONNECTION);
  const live = await world.shows('live', ({ state }) => state === 'stopped');
  expect(live.stopReason).toBe('deleted-connection');
  expect((await world.journal.runs()).map(({ id }) => id).toSorted()).toEqual(['live', 'past']);
  expect(world.mirrors.has('read')).toBe(false);
});

test('runs of other connections are left alone', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
    'read',
  );
  await world.engine().disconnected('eu-production-3-4');
  expect((await world.journal.runs()).map(({ id, state }) => [id, state])).toEqual([['read', 'planned']]);
});
