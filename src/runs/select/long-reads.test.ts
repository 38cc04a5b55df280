import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { idCharacters } from '../../zoho/limits.ts';
import type { Call } from '../testing/model-zoho.ts';
import { fill, isOver, preview, recordId, removeFirstTag, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
  world.readSize = null;
});
afterEach(() => world.end());

const reads = () => world.zoho.calls.filter(({ kind }) => kind === 'read').map(({ ids }) => ids.length);
const isLong = ({ kind, ids }: Call) => kind === 'read' && idCharacters(ids) > 1_024;
const COUNT = 320;

test('fifty-one ids or fewer are read at once, and nothing is tried', async () => {
  await preview(
    world,
    fill(world, 51, () => [1]),
  );
  expect(reads()).toEqual([51]);
  expect(world.readSize).toBeNull();
});

test('a hundred ids that Zoho takes are kept for good', async () => {
  const ids = fill(world, COUNT, () => [1]);
  await preview(world, ids);
  expect(reads()).toEqual([100, 100, 100, 20]);
  expect(world.readSize).toBe('long');
  await preview(world, ids, 'next');
  expect(reads().slice(4)).toEqual([100, 100, 100, 20]);
});

test('the first hundred are asked for alone', async () => {
  await preview(
    world,
    fill(world, COUNT, () => [1]),
  );
  const [first, second] = world.zoho.calls;
  expect(second?.at).toBeGreaterThanOrEqual(first?.endedAt ?? Infinity);
});

test.each(['limit-exceeded', 'request-refused', 'no-permission', 'zoho-other', 'unreadable', 'zoho-down'] as const)(
  'a hundred ids that are refused with %s are asked for once, and every record is read',
  async (code) => {
    const ids = fill(world, COUNT, () => [1]);
    world.zoho.fault = (call) => (isLong(call) ? { kind: 'refused', error: new AppError(code) } : null);
    await preview(world, ids);
    expect(world.readSize).toBe('short');
    expect(world.zoho.calls.filter(isLong)).toHaveLength(1);
    expect((await world.shows('run', ({ state }) => state === 'planned')).counts.pending).toBe(COUNT);
    await preview(world, ids, 'next');
    expect(world.zoho.calls.filter(isLong)).toHaveLength(1);
  },
);

test('a hundred ids that are throttled or meet no network say nothing of how many Zoho takes', async () => {
  const ids = fill(world, COUNT, () => [1]);
  let isFirst = true;
  world.zoho.fault = () => {
    if (!isFirst) return null;
    isFirst = false;
    return { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X' }) };
  };
  await preview(world, ids);
  expect(world.readSize).toBe('long');
});

test('an answer that leaves out ids which a smaller call finds keeps the smaller size, and nothing is missing', async () => {
  const ids = fill(world, COUNT, () => [1]);
  world.zoho.mostFound = 51;
  await preview(world, ids);
  expect(world.readSize).toBe('short');
  const rows = await world.journal.rowsAfter('run', -1, COUNT);
  expect(rows.filter(({ reason }) => reason === 'gone')).toEqual([]);
});

test('sixty ids say nothing of whether Zoho takes a hundred', async () => {
  const ids = fill(world, 200, () => [1]);
  world.zoho.mostFound = 80;
  await preview(world, ids.slice(0, 60), 'sixty');
  expect(world.readSize).toBeNull();
  await preview(world, ids.slice(0, 100), 'hundred');
  expect(world.readSize).toBe('short');
  expect((await world.journal.preview('hundred'))?.missing).toBe(0);
});

test('where Zoho comes to tell of fewer, no record is missing for that', async () => {
  world.readSize = 'long';
  const ids = fill(world, COUNT, () => [1]);
  world.zoho.mostFound = 80;
  await preview(world, ids);
  expect((await world.journal.preview('run'))?.missing).toBe(0);
  expect(world.readSize).toBe('short');
});

test('ids that are gone are gone in a smaller call, too: the large size is kept', async () => {
  const ids = fill(world, COUNT, () => [1]);
  for (const n of [3, 40]) world.zoho.records.delete(recordId(n));
  await preview(world, ids);
  expect(world.readSize).toBe('long');
  const rows = await world.journal.rowsAfter('run', -1, COUNT);
  expect(rows.filter(({ reason }) => reason === 'gone').map(({ id }) => id)).toEqual([recordId(3), recordId(40)]);
});

test.each([
  [{ limit: 400 }, 20],
  [{ limit: 10 }, 10],
  [{}, 26],
] as const)(
  'a read that Zoho finds too big with %o goes on in smaller parts, before a write and after',
  async (named, most) => {
    world.readSize = 'short';
    const ids = fill(world, 120, () => [1]);
    world.zoho.fault = (call) =>
      call.kind === 'read' && call.ids.length > most
        ? { kind: 'refused', error: new AppError('limit-exceeded', { field: 'ids', ...named }) }
        : null;
    const { state, counts } = await removeFirstTag(world, ids);
    expect({ state, removed: counts.removed }).toEqual({ state: 'done', removed: 120 });
  },
);

test('so does a read of tags that have grown old before they are sent', async () => {
  world.readSize = 'short';
  await preview(
    world,
    fill(world, 120, () => [1]),
  );
  await world.clock.wait(400_000);
  const before = reads().length;
  world.zoho.fault = ({ kind, ids }) =>
    kind === 'read' && ids.length > 10
      ? { kind: 'refused', error: new AppError('limit-exceeded', { field: 'ids' }) }
      : null;
  await world.engine().start({ runId: 'run', tagIds: [[...world.zoho.tags.keys()][0] ?? ''] });
  expect((await world.shows('run', isOver)).counts.removed).toBe(120);
  const refused = reads()
    .slice(before)
    .filter((ids) => ids > 10);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(12);
});

test('so does a look at what became of a write', async () => {
  world.readSize = 'short';
  const ids = fill(world, 120, () => [1]);
  let isLost = false;
  world.zoho.fault = (call) => {
    if (call.kind === 'remove' && !isLost) {
      isLost = true;
      return { kind: 'silent', code: 'timeout', applyAfterMs: 0, tookMs: 20_000 };
    }
    return isLost && call.kind === 'read' && call.ids.length > 10
      ? { kind: 'refused', error: new AppError('limit-exceeded', { field: 'ids' }) }
      : null;
  };
  await preview(world, ids);
  await world.engine().start({ runId: 'run', tagIds: [[...world.zoho.tags.keys()][0] ?? ''] });
  expect((await world.shows('run', isOver)).counts.removed).toBe(120);
});
