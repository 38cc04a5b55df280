import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import {
  CONNECTION,
  fill,
  isOver,
  LEADS,
  recordId,
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

const [A, B, OTHER, NEW] = [tagOf(1), tagOf(2), tagOf(3), tagOf(5)];
const OLD = [A.id, B.id];

async function put(ids: readonly string[]): Promise<RunSummary> {
  const selection = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  await world.engine().read({ runId: 'put', ...selection, kind: 'put' });
  await world.shows('put', ({ state }) => state === 'planned');
  await world.engine().put({ runId: 'put', tags: [NEW] });
  return world.shows('put', isOver);
}

async function follow(): Promise<RunSummary> {
  await world.engine().follow({ runId: 'run', putId: 'put', tagIds: OLD, stays: NEW.id });
  return world.shows('run', isOver);
}

async function replace(ids: readonly string[]): Promise<RunSummary> {
  await put(ids);
  return follow();
}

async function undo(): Promise<RunSummary> {
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  await world.engine().undo({ runId: 'put', undoId: 'back', removal: 'run' });
  return world.shows('back', isOver);
}

const tagsOf = (n: number) => [...(world.zoho.records.get(recordId(n)) ?? [])].toSorted();
const rows = (runId = 'run') => world.journal.rowsAfter(runId, -1, 1_000);

test('takes old tags off, several with one call, once the new one is on', async () => {
  const { total, counts, credits } = await replace(fill(world, 6, (n) => (n < 3 ? [1, 2, 3] : [1])));
  expect({ total, counts }).toMatchObject({ total: 6, counts: { removed: 6 } });
  expect([0, 5].map(tagsOf)).toEqual([[OTHER.id, NEW.id], [NEW.id]]);
  // The answers to the first run have shown their tags: nothing is read again, only the names.
  expect(credits).toEqual({ reads: 1, writes: 2, checks: 0 });
});

test.each([true, false])('a record at its limit keeps its old tag (refused: %s), and says so', async (isRefused) => {
  world.zoho.tagLimit = { most: 2, isRefused };
  const { counts } = await replace(fill(world, 4, (n) => (n === 1 ? [1, 3] : [1])));
  expect(counts).toMatchObject({ removed: 3, failed: 1 });
  expect((await rows())[1]).toMatchObject({ outcome: 'failed', reason: 'tag-limit', lost: [] });
  expect(tagsOf(1)).toEqual([A.id, OTHER.id]);
});

test('one of two old tags that is refused is said to be left', async () => {
  const ids = fill(world, 2, () => [1, 2]);
  await put(ids);
  world.zoho.fault = ({ kind, tags }) =>
    kind === 'remove' && tags.some(({ id }) => id === B.id)
      ? { kind: 'refused', error: new AppError('data-refused', { zohoCode: 'NOT_ALLOWED' }) }
      : null;
  await follow();
  for (const row of await rows()) expect(['partly', 'failed']).toContain(row.outcome);
  expect(tagsOf(0)).toContain(NEW.id);
});

test('a record that loses the new tag meanwhile keeps the old one: it is read again after five minutes', async () => {
  await put(fill(world, 3, () => [1]));
  await world.clock.wait(301_000);
  world.zoho.records.get(recordId(1))?.delete(NEW.id);
  expect((await follow()).counts).toMatchObject({ removed: 2, failed: 1 });
  expect((await rows())[1]).toMatchObject({ outcome: 'failed', reason: 'kept-old', lost: [] });
  expect(tagsOf(1)).toEqual([A.id]);
});

test('a record of unknown fate is read before its old tag comes off', async () => {
  const ids = fill(world, 3, () => [1]);
  const selection = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  await world.engine().read({ runId: 'put', ...selection, kind: 'put' });
  await world.shows('put', ({ state }) => state === 'planned');
  let isLost = false;
  world.zoho.fault = ({ kind }) => {
    if (kind === 'add' && !isLost) {
      isLost = true;
      return { kind: 'silent', code: 'unreachable', applyAfterMs: 10_000, tookMs: 100 };
    }
    return isLost ? { kind: 'refused', error: new AppError('signed-out') } : null;
  };
  await world.engine().put({ runId: 'put', tags: [NEW] });
  await world.shows('put', ({ why }) => why === 'sign-in');
  await world.engine().stop({ runId: 'put' });
  expect((await world.shows('put', isOver)).counts.unknown).toBe(3);
  world.zoho.fault = () => null;
  world.zoho.records.get(recordId(0))?.add(OTHER.id);
  await follow();
  for (const [n, row] of (await rows()).entries())
    expect(row.lost.length > 0).toBe(tagsOf(n).includes(NEW.id) && !tagsOf(n).includes(A.id));
});

test('what got the new tag when it was tried again loses the old one when that is tried again', async () => {
  world.zoho.locked.add(recordId(1));
  await replace(fill(world, 3, () => [1]));
  expect(tagsOf(1)).toEqual([A.id]);
  world.zoho.locked.clear();
  await world.engine().retry({ runId: 'put' });
  await world.shows('put', (now) => isOver(now) && now.counts.failed === 0);
  await world.engine().retry({ runId: 'run' });
  expect((await world.shows('run', (now) => isOver(now) && now.counts.failed === 0)).counts.removed).toBe(3);
  expect(tagsOf(1)).toEqual([NEW.id]);
});

test('a repeat is the same run, and one without a record that has an old tag is none', async () => {
  await put(fill(world, 3, () => [3]));
  await expect(follow()).rejects.toMatchObject({ code: 'tags-changed' });
  expect(await world.journal.run('run')).toBeNull();
});

describe('its undo', () => {
  test('brings every record back to what it was', async () => {
    const ids = fill(world, 5, (n) => (n === 0 ? [1, 5] : n === 1 ? [1, 2, 3] : [1]));
    const before = [0, 1, 2, 3, 4].map(tagsOf);
    await replace(ids);
    expect((await undo()).counts).toMatchObject({ removed: 4 });
    expect([0, 1, 2, 3, 4].map(tagsOf)).toEqual(before);
  });

  test('leaves the new tag where an old one is not back', async () => {
    await replace(fill(world, 4, (n) => (n === 1 ? [1, 2] : [1])));
    await world.engine().undo({ runId: 'run', undoId: 'undo' });
    await world.shows('undo', isOver);
    world.zoho.records.get(recordId(1))?.delete(B.id);
    await world.engine().undo({ runId: 'put', undoId: 'back', removal: 'run' });
    expect((await world.shows('back', isOver)).counts).toMatchObject({ removed: 3, failed: 1 });
    expect((await rows('back'))[1]).toMatchObject({ outcome: 'failed', reason: 'kept-new' });
    expect(tagsOf(1)).toEqual([A.id, NEW.id]);
  });

  test('takes the new tag off where no old one came off', async () => {
    const ids = fill(world, 2, () => [1]);
    await put(ids);
    world.zoho.locked.add(recordId(1));
    await follow();
    world.zoho.locked.clear();
    await undo();
    expect([0, 1].map(tagsOf)).toEqual([[A.id], [A.id]]);
  });

  test('puts back a tag under the id with which it was made again', async () => {
    const again = { ...A, id: tagOf(9).id };
    await replace(fill(world, 2, () => [1]));
    world.zoho.tags.delete(A.id);
    world.zoho.tags.set(again.id, again);
    const renewed = new Map([[A.id, again]]);
    await world.engine().undo({ runId: 'run', undoId: 'undo', renewed });
    await world.shows('undo', isOver);
    await world.engine().undo({ runId: 'put', undoId: 'back', renewed, removal: 'run' });
    await world.shows('back', isOver);
    expect([0, 1].map(tagsOf)).toEqual([[again.id], [again.id]]);
  });

  test('leaves records as they are whose tag is gone for good', async () => {
    await replace(fill(world, 2, () => [1]));
    world.zoho.tags.delete(A.id);
    await undo();
    expect([0, 1].map(tagsOf)).toEqual([[NEW.id], [NEW.id]]);
    expect((await rows('undo'))[0]?.reason).toBe('tag-deleted');
  });
});
