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

const NEW = tagOf(5);

async function readForPut(ids: readonly string[]): Promise<void> {
  const selection = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  await world.engine().read({ runId: 'run', ...selection, kind: 'put' });
  await world.shows('run', ({ state }) => state === 'planned');
}

async function put(ids: readonly string[], tags = [NEW]): Promise<RunSummary> {
  await readForPut(ids);
  await world.engine().put({ runId: 'run', tags });
  return world.shows('run', isOver);
}

async function undo(): Promise<RunSummary> {
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  return world.shows('undo', isOver);
}

const tagsOf = (n: number) => [...(world.zoho.records.get(recordId(n)) ?? [])].toSorted();
const writes = () => world.zoho.calls.filter(({ kind }) => kind === 'add' || kind === 'remove');

test('puts a tag that no record has yet on those that lack it, and only on those', async () => {
  const { counts, changed, chosen } = await put(fill(world, 6, (n) => (n < 2 ? [1, 5] : [1])));
  expect({ counts, changed, chosen }).toMatchObject({
    counts: { removed: 4, 'had-none': 2 },
    changed: 4,
    chosen: [NEW],
  });
  expect(tagsOf(0)).toEqual([tagOf(1).id, NEW.id]);
  expect(tagsOf(5)).toEqual([tagOf(1).id, NEW.id]);
  expect(writes().flatMap(({ ids }) => ids)).toEqual([2, 3, 4, 5].map(recordId));
  const rows = await world.journal.rowsAfter('run', -1, 10);
  expect(rows.map(({ reason }) => reason)).toEqual(['already', 'already', null, null, null, null]);
});

test('costs as many credits as a removal of the same size', async () => {
  const ids = fill(world, 120, () => [1]);
  const { credits } = await put(ids);
  expect(credits.writes).toBe(Math.ceil(ids.length / 50));
});

test('calls for two tags are grouped as it costs least', async () => {
  const ids = fill(world, 74, (n) => (n < 26 ? [1] : n < 50 ? [1, 4] : [1, 5]));
  const { counts, credits } = await put(ids, [tagOf(4), NEW]);
  expect({ counts, writes: credits.writes }).toMatchObject({ counts: { removed: 74 }, writes: 2 });
});

test.each([true, false])(
  'a tag that is lost meanwhile on a full record is said to be missing (%s)',
  async (isRefused) => {
    const ids = fill(world, 2, () => [1, 4]);
    await readForPut(ids);
    world.zoho.tagLimit = { most: 2, isRefused };
    world.zoho.records.set(recordId(1), new Set([tagOf(1).id, tagOf(2).id]));
    await world.engine().put({ runId: 'run', tags: [tagOf(4), NEW] });
    await world.shows('run', isOver);
    expect((await world.journal.rows('run', [1]))[0]).toMatchObject({ outcome: 'failed', reason: 'tag-limit' });
  },
);

test.each([true, false])(
  'says which records are at their limit (refused: %s), and changes nothing there',
  async (isRefused) => {
    world.zoho.tagLimit = { most: 2, isRefused };
    const { counts } = await put(fill(world, 4, (n) => (n === 1 ? [1, 2] : [1])));
    expect(counts).toMatchObject({ removed: 3, failed: 1 });
    expect((await world.journal.rows('run', [1]))[0]).toMatchObject({
      reason: 'tag-limit',
      lost: [],
      outcome: 'failed',
    });
    expect(tagsOf(1)).toEqual([tagOf(1).id, tagOf(2).id]);
  },
);

test('a record that is at its limit gets the tag when it is tried again and has room', async () => {
  world.zoho.tagLimit = { most: 2, isRefused: false };
  await put(fill(world, 2, (n) => (n === 1 ? [1, 2] : [1])));
  world.zoho.records.get(recordId(1))?.delete(tagOf(2).id);
  await world.engine().retry({ runId: 'run' });
  expect((await world.shows('run', (now) => isOver(now) && now.counts.failed === 0)).counts.removed).toBe(2);
});

test('never makes a tag that was deleted', async () => {
  const ids = fill(world, 3, () => [1]);
  await readForPut(ids);
  world.zoho.tags.delete(NEW.id);
  await world.engine().put({ runId: 'run', tags: [NEW] });
  expect((await world.shows('run', isOver)).counts.failed).toBe(3);
  expect((await world.journal.rows('run', [0]))[0]?.reason).toBe('tag-deleted');
  expect(writes()).toEqual([]);
});

test('a tag that is deleted after its name was read ends as deleted', async () => {
  const ids = fill(world, 3, () => [1]);
  await readForPut(ids);
  world.zoho.watch = ({ kind, endedAt }) => {
    if (kind === 'tags' && endedAt !== null) world.zoho.tags.delete(NEW.id);
  };
  await world.engine().put({ runId: 'run', tags: [NEW] });
  expect((await world.shows('run', isOver)).counts.failed).toBe(3);
  expect((await world.journal.rows('run', [0]))[0]?.reason).toBe('tag-deleted');
});

test('reads records again that were read too long ago, and leaves what has the tag by then', async () => {
  const ids = fill(world, 3, () => [1]);
  await readForPut(ids);
  await world.clock.wait(301_000);
  world.zoho.records.get(recordId(1))?.add(NEW.id);
  await world.engine().put({ runId: 'run', tags: [NEW] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 2, 'had-none': 1 });
});

test.each([
  ['applied', 5_000],
  ['applied late', 20_000],
  ['never applied', null],
] as const)('a call without an answer that is %s is looked at until it is known', async (_name, applyAfterMs) => {
  const ids = fill(world, 3, () => [1]);
  let isFirst = true;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'add' || !isFirst) return null;
    isFirst = false;
    return { kind: 'silent', code: 'unreachable', applyAfterMs, tookMs: 100 };
  };
  const { counts } = await put(ids);
  expect(counts).toMatchObject({ removed: 3, unknown: 0 });
  expect(tagsOf(2)).toEqual([tagOf(1).id, NEW.id]);
});

test('the culprit of a refused call stands alone in the end', async () => {
  const ids = fill(world, 60, () => [1]);
  world.zoho.fault = ({ kind, ids: asked }) =>
    kind === 'add' && asked.includes(recordId(37))
      ? { kind: 'refused', error: new AppError('data-refused', { zohoCode: 'X' }) }
      : null;
  expect((await put(ids)).counts).toMatchObject({ removed: 59, failed: 1 });
  expect((await world.journal.rows('run', [37]))[0]?.outcome).toBe('failed');
});

test('what is left when it is stopped is not sent, and goes on later', async () => {
  const ids = fill(world, 2_000, () => [1]);
  await readForPut(ids);
  world.zoho.latencyMs = 5_000;
  await world.engine().put({ runId: 'run', tags: [NEW] });
  await world.shows('run', ({ inFlight }) => inFlight > 0);
  await world.engine().stop({ runId: 'run' });
  const stopped = await world.shows('run', isOver);
  expect(stopped.counts['not-sent']).toBeGreaterThan(0);
  await world.engine().goOn({ runId: 'run' });
  expect((await world.shows('run', ({ state }) => state === 'done')).counts.removed).toBe(2_000);
});

test('a repeated start is the same one, and a removal cannot be started with it', async () => {
  await readForPut(fill(world, 3, () => [1]));
  await expect(world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] })).rejects.toMatchObject({
    code: 'tags-changed',
  });
  await world.engine().put({ runId: 'run', tags: [NEW] });
  await world.engine().put({ runId: 'run', tags: [tagOf(4)] });
  await world.shows('run', isOver);
  expect(tagsOf(0)).toEqual([tagOf(1).id, NEW.id]);
});

describe('its undo', () => {
  test('takes off what it put on, where that still is, and nothing else', async () => {
    await put(fill(world, 5, (n) => (n === 0 ? [1, 5] : [1])));
    world.zoho.records.get(recordId(1))?.delete(NEW.id);
    world.zoho.records.get(recordId(2))?.add(tagOf(3).id);
    world.zoho.records.delete(recordId(3));
    const { kind, total, counts } = await undo();
    expect({ kind, total, counts }).toMatchObject({
      kind: 'take-back',
      total: 4,
      counts: { removed: 2, 'had-none': 1, failed: 1 },
    });
    expect([0, 1, 2, 4].map(tagsOf)).toEqual([
      [tagOf(1).id, NEW.id],
      [tagOf(1).id],
      [tagOf(1).id, tagOf(3).id],
      [tagOf(1).id],
    ]);
  });

  test('leaves a chosen tag that the record had before', async () => {
    await put(
      fill(world, 2, (n) => (n === 0 ? [1, 4] : [1])),
      [tagOf(4), NEW],
    );
    await undo();
    expect([0, 1].map(tagsOf)).toEqual([[tagOf(1).id, tagOf(4).id], [tagOf(1).id]]);
  });

  test('waits until a lost call cannot put the tag on any more', async () => {
    const ids = fill(world, 3, () => [1]);
    let isFirst = true;
    world.zoho.fault = ({ kind }) => {
      if (kind !== 'add' || !isFirst) return null;
      isFirst = false;
      return { kind: 'silent', code: 'unreachable', applyAfterMs: 25_000, tookMs: 100 };
    };
    await put(ids);
    await undo();
    expect([0, 1, 2].map(tagsOf)).toEqual([[tagOf(1).id], [tagOf(1).id], [tagOf(1).id]]);
  });

  test('is offered as long as the history is kept, once, and has none of its own', async () => {
    const { undoUntil, endedAt } = await put(fill(world, 3, () => [1]));
    expect((undoUntil ?? 0) - (endedAt ?? 0)).toBe(30 * 24 * 3_600_000);
    expect((await undo()).undoUntil).toBeNull();
    await expect(world.engine().undo({ runId: 'run', undoId: 'other' })).rejects.toMatchObject({ code: 'undo-done' });
  });

  test('puts a tag back that went with the name of the one it takes off', async () => {
    const other = { ...tagOf(4), name: NEW.name.toUpperCase() };
    const ids = fill(world, 3, () => [1, 4]);
    world.zoho.tags.set(other.id, other);
    await put(ids);
    world.zoho.isCaseBlind = true;
    await undo();
    // The name is that of both tags, so the one that was not put on is back, and the records say so.
    expect(tagsOf(0)).toContain(other.id);
  });
});
