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
  const ids = fill(world, 10_000, () => [1]);
  await preview(world, ids);
  const reads = vi.spyOn(IDBIndex.prototype, 'getAll');
  const readsOfRows = () => (reads.mock.contexts as IDBIndex[]).filter(({ name }) => name === 'outcome').length;
  const readByCall: number[] = [];
  world.zoho.watch = ({ kind, endedAt }) => {
    if (kind === 'remove' && endedAt === null) readByCall.push(readsOfRows());
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { counts } = await world.shows('run', isOver);
  expect(counts.removed).toBe(10_000);
  const [first = 0] = readByCall;
  // The calls of eight lanes fit in two pages of records.
  expect(Math.max(...readByCall.slice(0, 8))).toBeLessThanOrEqual(first + 1);
  expect(readByCall.at(-1)).toBeGreaterThan(first + 1);
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
