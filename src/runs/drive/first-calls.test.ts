import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fill, isOver, preview, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
  return world.end();
});

test('the first call of each lane leaves before the records of later calls are read', async () => {
  const ids = fill(world, 5_000, () => [1]);
  await preview(world, ids);
  const reads = vi.spyOn(IDBIndex.prototype, 'getAll');
  const readsOfRows = () => (reads.mock.contexts as IDBIndex[]).filter(({ name }) => name === 'outcome').length;
  const readByCall: number[] = [];
  world.zoho.watch = ({ kind, endedAt }) => {
    if (kind === 'remove' && endedAt === null) readByCall.push(readsOfRows());
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { counts } = await world.shows('run', isOver);
  expect(counts.removed).toBe(5_000);
  const lanes = readByCall.slice(0, 8);
  expect(lanes).toEqual(Array(8).fill(lanes[0]));
  expect(readByCall.at(-1)).toBeGreaterThan(lanes[0] ?? 0);
}, 60_000);

test('calls for planned records do not read these again', async () => {
  const ids = fill(world, 10_000, () => [1]);
  await preview(world, ids);
  const reads = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const readsForCalls = () =>
    (reads.mock.contexts as IDBObjectStore[]).filter(
      ({ name, transaction }) => name === 'blocks' && transaction.mode === 'readonly',
    );
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { counts } = await world.shows('run', isOver);
  expect(counts.removed).toBe(10_000);
  expect(readsForCalls()).toEqual([]);
}, 60_000);
