import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '../../shared/run-summary.ts';
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
} from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const BROKEN = new Error('no');
/** Longer than the gap between two workers. */
const REBIRTH_MS = 40_000;

const isInStep = async (runId: string) =>
  world.mirrors.get(runId)?.revision === (await world.journal.run(runId))?.revision;

test('the last mirror of a run is written in the end, though nothing more happens to the run', async () => {
  let refusals = 0;
  world.mirrorFails = (summary) => (isOver(summary) && (refusals += 1) <= 3 ? BROKEN : null);
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  expect(refusals).toBe(4);
  expect(await isInStep('run')).toBe(true);
});

test('a mirror that cannot be written holds up neither its run nor the next one', async () => {
  const ids = fill(world, 3, () => [1, 2]);
  world.mirrorFails = ({ id, state }) => (id === 'run' && state !== 'planned' ? BROKEN : null);
  await preview(world, ids);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.clock.wait(10_000);
  expect(await world.journal.run('run')).toMatchObject({ state: 'done', counts: { removed: 3 } });
  await preview(world, ids, 'next');
  await world.engine().start({ runId: 'next', tagIds: [tagOf(2).id] });
  expect((await world.shows('next', isOver)).counts.removed).toBe(3);
});

test('a mirror that fails is not written after a newer one', async () => {
  const seen: RunSummary[] = [];
  let refusals = 0;
  world.mirrorFails = ({ state }) => (state === 'done' && (refusals += 1) === 1 ? BROKEN : null);
  world.onMirror = (summary) => seen.push(summary);
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.clock.wait(500);
  await world.engine().seen({ runId: 'run' });
  await world.clock.wait(60_000);
  const revisions = seen.map(({ revision }) => revision);
  expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ state: 'done', isSeen: true });
});

test('a run that is seen while its visit ends stays seen', async () => {
  let looks = 0;
  world.onAlarmCleared = async () => {
    const run = world.mirrors.get('run');
    if (run === undefined || !isOver(run) || run.isSeen) return;
    looks += 1;
    await world.engine().seen({ runId: 'run' });
    await world.shows('run', ({ isSeen }) => isSeen);
  };
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await world.clock.wait(10_000);
  expect(looks).toBe(1);
  expect(world.mirrors.get('run')).toMatchObject({ state: 'done', isSeen: true });
  expect(await isInStep('run')).toBe(true);
});

test('a new worker brings every mirror in step, also that of a run whose end was seen', async () => {
  const ids = fill(world, 3, () => [1]);
  await removeFirstTag(world, ids);
  await world.engine().seen({ runId: 'run' });
  await preview(world, ids, 'gone');
  await world.shows('run', ({ isSeen }) => isSeen);
  world.mirrorFails = () => BROKEN;
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.journal.remove('gone');
  world.kill();
  world.mirrorFails = () => null;
  await world.shows('undo', isOver);
  await world.clock.wait(REBIRTH_MS);
  expect(await isInStep('run')).toBe(true);
  expect(world.mirrors.get('run')?.undoneBy).toBe('undo');
  expect(world.mirrors.has('gone')).toBe(false);
});

test('a new worker writes no mirror of an ended run that is in step', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await world.clock.wait(200_000);
  await world.engine().seen({ runId: 'run' });
  await world.shows('run', ({ isSeen }) => isSeen);
  const written: string[] = [];
  world.onMirror = ({ id }) => written.push(id);
  world.kill();
  await world.clock.wait(REBIRTH_MS);
  expect(written).toEqual([]);
});

test('where there is no room, mirrors of runs whose end was seen make it', async () => {
  const ids = fill(world, 3, () => [1, 2]);
  await removeFirstTag(world, ids, 'seen');
  await world.engine().seen({ runId: 'seen' });
  await world.shows('seen', ({ isSeen }) => isSeen);
  world.mirrorFails = ({ id }) =>
    world.mirrors.size >= 1 && !world.mirrors.has(id)
      ? new Error('Session storage quota bytes exceeded. Values were not stored.')
      : null;
  await preview(world, ids);
  expect([...world.mirrors.keys()]).toEqual(['run']);
});

test.each([
  ['of Japanese', '標', 25],
  ['of 5,000 letters', 'x', 5_000],
  ['of signs that take four bytes', '🏷️', 2_000],
  ['of control characters, which take six bytes as JSON', '\u0001', 5_000],
])('keeps its summary below 8 kB with 20 tags whose names are made %s', async (_of, letter, times) => {
  const long = letter.repeat(times * 10);
  const name = (n: number): string => `${n} ${letter.repeat(times)}`;
  for (let n = 1; n <= 25; n += 1)
    world.zoho.tags.set(tagOf(n).id, { ...tagOf(n), name: name(n), colour: `url(${long})` });
  const ids = Array.from({ length: 9 }, (_, n) => recordId(n));
  for (const id of ids) world.zoho.records.set(id, new Set(world.zoho.tags.keys()));
  const module = { ...LEADS, singular: long, plural: long };
  const source = { ...TICKED, viewName: long };
  await world.engine().read({ runId: 'run', connectionId: CONNECTION, module, source, ids });
  await world.shows('run', ({ state }) => state === 'planned');
  await world.journal.write('run', async (fact) => {
    const words = { reason: 'other', zohoCode: long, zohoMessage: long, name: long } as const;
    for (const row of await fact.rowsAfter(-1, 9)) fact.put({ ...row, ...words, outcome: 'failed' });
    const details = { zohoMessage: long, zohoCode: 'X', permissions: Array.from({ length: 50 }, () => long) };
    fact.change({
      error: { code: 'zoho-other', details },
      chosen: fact.run.tags.map((_, place) => place),
      cameBack: { records: 1, tag: long },
      startedAt: 1,
      state: 'stopped',
    });
  });
  await world.engine().seen({ runId: 'run' });
  const summary = await world.shows('run', ({ isSeen }) => isSeen);
  expect(new TextEncoder().encode(JSON.stringify(summary)).length).toBeLessThanOrEqual(8_000);
  expect(summary.failures.length).toBeGreaterThan(0);
  expect(summary.chosen).toHaveLength(20);
  for (const { name: shown, colour } of summary.chosen) {
    expect(shown).toMatch(/^\d+ ./u);
    expect(colour).toBeNull();
  }
});
