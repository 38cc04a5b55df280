import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { fill, isOver, preview, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

async function undo() {
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  return world.shows('undo', isOver);
}

const tagsOf = (n: number) => [...(world.zoho.records.get(recordId(n)) ?? [])].sort();

test('puts back exactly what was lost and is not there again', async () => {
  await removeFirstTag(
    world,
    fill(world, 6, (n) => (n < 4 ? [1, 2] : [2])),
  );
  world.zoho.records.get(recordId(0))?.add(tagOf(1).id);
  world.zoho.records.get(recordId(1))?.add(tagOf(3).id);
  world.zoho.records.delete(recordId(2));
  const { total, counts } = await undo();
  expect({ total, counts }).toMatchObject({ total: 4, counts: { removed: 2, 'had-none': 1, failed: 1 } });
  expect(tagsOf(1)).toEqual([tagOf(1).id, tagOf(2).id, tagOf(3).id]);
  expect(tagsOf(4)).toEqual([tagOf(2).id]);
  const rows = await world.journal.rowsAfter('undo', -1, 10);
  expect(rows.map(({ reason }) => reason)).toEqual(['already', null, 'gone', null]);
  expect((await world.journal.run('run'))?.undoneBy).toBe('undo');
});

test('uses the name that a tag has now, and cannot put back a deleted one', async () => {
  const ids = fill(world, 3, () => [1, 2]);
  await preview(world, ids);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  await world.shows('run', isOver);
  world.zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: 'First' });
  world.zoho.tags.delete(tagOf(2).id);
  const { counts } = await undo();
  expect(counts.partly).toBe(3);
  expect(world.zoho.calls.find(({ kind }) => kind === 'add')?.tags).toEqual([{ id: tagOf(1).id, name: 'First' }]);
  expect((await world.journal.rows('undo', [0]))[0]?.reason).toBe('tag-deleted');
});

test('puts back what records of unknown fate have lost, and says how many they are', async () => {
  const ids = fill(world, 4, () => [1, 2, 3]);
  world.zoho.locked.add(recordId(3));
  await preview(world, ids);
  // Zoho accepts one tag in a call. The second call gets no answer, Zoho is unreachable 20 s later, and nobody is
  // signed in any more.
  let isGone = false;
  world.zoho.fault = ({ kind, tags }) => {
    if (kind === 'remove' && tags.length > 1)
      return { kind: 'refused', error: new AppError('limit-exceeded', { field: 'tags', limit: 1 }) };
    if (kind === 'remove' && tags[0]?.id === tagOf(2).id) isGone = true;
    if (kind === 'remove' && isGone) return { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 };
    return isGone ? { kind: 'refused', error: new AppError('signed-out') } : null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  await world.shows('run', ({ why }) => why === 'sign-in');
  await world.engine().stop({ runId: 'run' });
  const { counts, changed, undoUntil } = await world.shows('run', isOver);
  expect({ counts, changed }).toMatchObject({ counts: { unknown: 3, failed: 1 }, changed: 3 });
  expect(undoUntil).not.toBeNull();
  await world.clock.wait(20_000);
  world.zoho.fault = () => null;
  const undone = await undo();
  expect(undone).toMatchObject({ total: 3, changed: 3, counts: { removed: 3 } });
  expect(world.zoho.calls.filter(({ kind }) => kind === 'add').flatMap((call) => call.ids)).toEqual(ids.slice(0, 3));
  for (const n of [0, 1, 2]) expect(tagsOf(n)).toEqual([tagOf(1).id, tagOf(3).id]);
});

test.each([
  ['', 0],
  [', also where the clock is set forward in the meantime', 3_600_000],
])('waits until a lost removal cannot be applied any more%s', async (_, skewMs) => {
  const ids = fill(world, 3, () => [1]);
  let isFirst = true;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove' || !isFirst) return null;
    isFirst = false;
    return { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 };
  };
  const { endedAt } = await removeFirstTag(world, ids);
  world.skewMs = skewMs;
  expect((await undo()).counts.removed).toBe(3);
  const lost = world.zoho.calls.find((call) => call.kind === 'remove' && !call.hasAnswer);
  const back = world.zoho.calls.find(({ kind }) => kind === 'add');
  expect((endedAt ?? 0) - (lost?.endedAt ?? 0)).toBeLessThan(30_000);
  expect((back?.at ?? 0) - (lost?.endedAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  expect(tagsOf(0)).toEqual([tagOf(1).id]);
});

test('a tag that is there again is not yet back while a lost removal may still take it', async () => {
  const ids = fill(world, 3, () => [1]);
  let isFirst = true;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove' || !isFirst) return null;
    isFirst = false;
    return { kind: 'silent', code: 'unreachable', applyAfterMs: 25_000, tookMs: 100 };
  };
  await removeFirstTag(world, ids);
  for (const id of ids) world.zoho.records.get(id)?.add(tagOf(1).id);
  await undo();
  expect([0, 1, 2].map((n) => tagsOf(n))).toEqual([[tagOf(1).id], [tagOf(1).id], [tagOf(1).id]]);
});

test('is one undo, however often it is asked for, and offers to remove again', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await undo();
  await expect(world.engine().undo({ runId: 'run', undoId: 'other' })).rejects.toMatchObject({ code: 'undo-done' });
  expect(await world.journal.run('other')).toBeNull();
  await world.engine().again({ undoId: 'undo', runId: 'again' });
  const { total, source } = await world.shows('again', ({ state }) => state === 'planned');
  expect({ total, kind: source.kind }).toEqual({ total: 3, kind: 'again' });
});

test.each([
  ['within one worker', () => undefined],
  ['by a worker that dies', () => world.kill()],
])('stopped while it copies, %s, it says of every record that it was not sent, and goes on', async (_name, then) => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  await stopWhileCopying(then);
  const stopped = await world.shows('undo', isOver);
  expect(stopped).toMatchObject({ state: 'stopped', total: 1_700, counts: { 'not-sent': 1_700 } });
  await world.engine().goOn({ runId: 'undo' });
  const { state, total, counts } = await world.shows('undo', (now) => now.state === 'done');
  expect({ state, total, removed: counts.removed }).toEqual({ state: 'done', total: 1_700, removed: 1_700 });
  expect(tagsOf(1_699)).toEqual([tagOf(1).id]);
});

test('puts nothing back on what it has read more than a minute ago', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  let adds = 0;
  const error = new AppError('rate-limited', { zohoCode: 'X', retryAfterMs: 90_000 });
  world.zoho.fault = ({ kind }) => (kind === 'add' && (adds += 1) === 1 ? { kind: 'refused', error } : null);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', ({ why }) => why === 'rate-limit');
  world.zoho.records.get(recordId(0))?.add(tagOf(1).id);
  expect((await world.shows('undo', isOver)).counts).toMatchObject({ removed: 2, 'had-none': 1 });
});

test('it goes on with all records where the removal was deleted after the stop', async () => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  await stopWhileCopying();
  await world.engine().delete({ runId: 'run' });
  await world.engine().goOn({ runId: 'undo' });
  expect((await world.shows('undo', ({ state }) => state === 'done')).counts.removed).toBe(1_700);
});

test('a removal is kept as long as an undo that had no room for all its records needs it', async () => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  await undoWithoutRoom();
  const stopped = await world.shows('undo', isOver);
  expect(stopped.stopReason).toBe('storage-full');
  expect(stopped.total).toBeLessThan(1_700);
  expect(stopped.counts['not-sent']).toBe(stopped.total);
  await expect(world.engine().delete({ runId: 'run' })).rejects.toMatchObject({ code: 'busy' });
  await world.engine().goOn({ runId: 'undo' });
  expect(await world.shows('undo', ({ state }) => state === 'done')).toMatchObject({
    total: 1_700,
    counts: { removed: 1_700 },
  });
  await world.engine().delete({ runId: 'run' });
});

test('an undo and the removal that it still needs are deleted together with all past runs', async () => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  await undoWithoutRoom();
  await world.shows('undo', isOver);
  await world.engine().deleteAll();
  expect(await world.journal.runs()).toEqual([]);
});

/** Stops the undo once it has copied a page. `then`: runs as soon as that is written. */
async function stopWhileCopying(then: () => void = () => undefined): Promise<void> {
  const stopping: Promise<void>[] = [];
  world.onUse = async () => {
    const undo = await world.journal.run('undo');
    if ((undo?.total ?? 0) > 0 && stopping.length === 0)
      stopping.push(world.ask((engine) => engine.stop({ runId: 'undo' })));
    if (undo !== null && undo.work.stopping !== null) {
      world.onUse = () => Promise.resolve();
      then();
    }
  };
  void world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  await Promise.all(stopping);
}

/** Requests an undo whose second page of records finds no room. */
async function undoWithoutRoom(): Promise<void> {
  let copied = 0;
  let failures = 0;
  world.onUse = async () => void (copied = (await world.journal.run('undo'))?.total ?? 0);
  world.writeFails = () => (copied > 0 && (failures += 1) === 1 ? new AppError('storage-full') : null);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
}

describe('a tag that was deleted and made again', () => {
  const again = { ...tagOf(1), id: tagOf(9).id };

  test('is named, and put back where a person wants that', async () => {
    await removeFirstTag(
      world,
      fill(world, 3, () => [1, 2]),
    );
    world.zoho.tags.delete(tagOf(1).id);
    world.zoho.tags.set(again.id, again);
    world.zoho.records.get(recordId(1))?.add(again.id);
    expect((await undo()).counts.failed).toBe(3);
    expect(tagsOf(0)).toEqual([tagOf(2).id]);
    expect((await world.journal.run('undo'))?.namesakes).toEqual([{ tag: 0, now: again }]);
    await world.engine().useNamesakes({ runId: 'undo' });
    const { counts } = await world.shows('undo', (now) => isOver(now) && now.counts.failed === 0);
    expect(counts).toMatchObject({ removed: 2, 'had-none': 1 });
    expect(tagsOf(0)).toEqual([tagOf(2).id, again.id]);
    await expect(world.engine().useNamesakes({ runId: 'undo' })).rejects.toMatchObject({ code: 'tags-changed' });
  });

  test('is not named where its name is not there, or its tag is', async () => {
    await removeFirstTag(
      world,
      fill(world, 2, () => [1]),
    );
    world.zoho.records.delete(recordId(1));
    await undo();
    expect((await world.journal.run('undo'))?.namesakes).toBeUndefined();
    await expect(world.engine().useNamesakes({ runId: 'undo' })).rejects.toMatchObject({ code: 'tags-changed' });
  });
});

describe('a record with several tags, one of which has no way back', () => {
  const [A, B, C] = [tagOf(1), tagOf(2), tagOf(3)];

  async function removed(): Promise<void> {
    const ids = fill(world, 3, () => [1, 2]);
    await preview(world, ids);
    await world.engine().start({ runId: 'run', tagIds: [A.id, B.id] });
    await world.shows('run', isOver);
  }

  /** Each record has one result, and the counts are those of the rows. */
  async function rowsNow() {
    const rows = await world.journal.rowsAfter('undo', -1, 10);
    const run = await world.journal.run('undo');
    expect(rows).toHaveLength(run?.total ?? 0);
    for (const outcome of ['removed', 'partly', 'failed', 'had-none'] as const)
      expect(rows.filter((row) => row.outcome === outcome)).toHaveLength(run?.counts[outcome] ?? 0);
    return rows;
  }

  test('gets the other back where its tag is deleted after its names were read', async () => {
    await removed();
    world.zoho.watch = ({ kind }) => void (kind === 'add' && world.zoho.tags.delete(A.id));
    await undo();
    expect([0, 1, 2].map(tagsOf)).toEqual([[B.id], [B.id], [B.id]]);
    for (const row of await rowsNow()) expect(row).toMatchObject({ outcome: 'partly', reason: 'tag-deleted' });
  });

  test.each(['TAG_ID_NOT_FOUND', 'LIMIT_REACHED', 'NOT_ALLOWED', 'INVALID_DATA'])(
    'gets the other back where Zoho refuses its row with %s',
    async (code) => {
      await removed();
      world.zoho.fault = ({ kind, tags }) =>
        kind === 'add' && tags.some(({ id }) => id === A.id) ? { kind: 'refuses', code, every: 1 } : null;
      await undo();
      expect([0, 1, 2].map(tagsOf)).toEqual([[B.id], [B.id], [B.id]]);
      const rows = await rowsNow();
      expect(rows.map(({ outcome, left, zohoCode }) => ({ outcome, left, zohoCode }))).toEqual(
        rows.map(() => ({ outcome: 'partly', left: [0], zohoCode: code })),
      );
    },
  );

  test('has a reason for each, and that of the record is the one that a retry can change', async () => {
    await removed();
    world.zoho.tags.delete(A.id);
    for (const n of [0, 1]) world.zoho.records.get(recordId(n))?.add(C.id);
    world.zoho.tagLimit = { most: 1, isRefused: false };
    await undo();
    const limit = { outcome: 'failed', reason: 'tag-limit', tagReasons: [{ tag: 0, reason: 'tag-deleted' }] };
    const rows = await rowsNow();
    expect(rows).toMatchObject([limit, limit, { outcome: 'partly', reason: 'tag-deleted' }]);
    expect(rows[2]?.tagReasons).toBeUndefined();
    // There is room on one of them now.
    world.zoho.records.get(recordId(0))?.delete(C.id);
    await world.engine().retry({ runId: 'undo' });
    await world.shows('undo', (now) => isOver(now) && now.counts.partly === 2);
    expect([0, 1].map(tagsOf)).toEqual([[B.id], [C.id]]);
    expect(await rowsNow()).toMatchObject([{ outcome: 'partly', reason: 'tag-deleted' }, limit, {}]);
    expect((await rowsNow())[0]?.tagReasons).toBeUndefined();
  });

  test('gets the tag that has its name now, where that is wanted, whatever else was refused', async () => {
    await removed();
    const again = { ...A, id: tagOf(9).id };
    world.zoho.tags.delete(A.id);
    world.zoho.tags.set(again.id, again);
    world.zoho.records.get(recordId(0))?.add(C.id);
    world.zoho.tagLimit = { most: 1, isRefused: false };
    await undo();
    expect((await rowsNow())[0]).toMatchObject({ reason: 'tag-limit' });
    world.zoho.tagLimit = null;
    await world.engine().useNamesakes({ runId: 'undo' });
    await world.shows('undo', (now) => isOver(now) && now.counts.removed === 3);
    expect(tagsOf(0)).toEqual([B.id, C.id, again.id]);
  });
});
