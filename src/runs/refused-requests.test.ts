import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { fill, isOver, preview, recordId, removeFirstTag, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const DAY_MS = 24 * 3_600_000;

test.each<[string, (engine: Engine) => Promise<void>]>([
  ['stop', (engine) => engine.stop({ runId: 'gone' })],
  ['go on', (engine) => engine.goOn({ runId: 'gone' })],
  ['retry', (engine) => engine.retry({ runId: 'gone' })],
  ['check', (engine) => engine.check({ runId: 'gone' })],
  ['undo', (engine) => engine.undo({ runId: 'gone', undoId: 'undo' })],
  ['remove again', (engine) => engine.again({ undoId: 'gone', runId: 'again' })],
])('%s says that the run is gone', async (_name, ask) => {
  await expect(ask(world.engine())).rejects.toMatchObject({ code: 'run-gone' });
});

test('a run is undone once, and is not taken up again after that', async () => {
  const ids = fill(world, 3, () => [1]);
  world.zoho.locked.add(recordId(0));
  await removeFirstTag(world, ids);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  await expect(world.engine().undo({ runId: 'run', undoId: 'undo' })).resolves.toBeUndefined();
  const refused = { code: 'undo-done' };
  await expect(world.engine().undo({ runId: 'run', undoId: 'other' })).rejects.toMatchObject(refused);
  await expect(world.engine().retry({ runId: 'run' })).rejects.toMatchObject(refused);
  await expect(world.engine().goOn({ runId: 'run' })).rejects.toMatchObject(refused);
  expect((await world.journal.runs()).map(({ id }) => id)).toEqual(['run', 'undo']);
});

test('an undo after the kept days, or of a run that took nothing off, is refused in words', async () => {
  const ids = fill(world, 3, () => [1]);
  for (const id of ids) world.zoho.locked.add(id);
  await removeFirstTag(world, ids);
  const undo = () => world.engine().undo({ runId: 'run', undoId: 'undo' });
  await expect(undo()).rejects.toMatchObject({ code: 'undo-over' });
  world.zoho.locked.clear();
  await world.engine().retry({ runId: 'run' });
  const { endedAt } = await world.shows('run', (now) => isOver(now) && now.counts.removed === 3);
  await world.journal.write('run', (fact) => {
    const { time } = fact.run.work;
    fact.change({ endedAt: (endedAt ?? 0) - 30 * DAY_MS - 1 });
    fact.changeWork({ time: { ...time, zoho: (time.zoho ?? 0) - 30 * DAY_MS - 1 } });
  });
  await expect(undo()).rejects.toMatchObject({ code: 'undo-over' });
});

test('removing again is the same preview however often it is asked for, and waits for the end of the undo', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  world.zoho.latencyMs = 5_000;
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  const again = () => world.engine().again({ undoId: 'undo', runId: 'again' });
  await expect(again()).rejects.toMatchObject({ code: 'busy' });
  await world.shows('undo', isOver);
  await Promise.all([again(), again()]);
  const { total } = await world.shows('again', ({ state }) => state === 'planned');
  expect(total).toBe(3);
  await world.engine().delete({ runId: 'undo' });
  await expect(again()).resolves.toBeUndefined();
});

test('an undo for which there is no room is not begun', async () => {
  await removeFirstTag(
    world,
    fill(world, 2_000, () => [1]),
  );
  world.room = 1_500_000;
  await expect(world.engine().undo({ runId: 'run', undoId: 'undo' })).rejects.toMatchObject({ code: 'storage-full' });
  expect(await world.journal.run('undo')).toBeNull();
  world.room = 4_000_000;
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  expect((await world.shows('undo', isOver)).counts.removed).toBe(2_000);
});

test('a page that shows a run which is gone loses it when it says that it was seen', async () => {
  const ids = fill(world, 3, () => [1]);
  await preview(world, ids);
  await world.journal.remove('run');
  expect(world.mirrors.has('run')).toBe(true);
  await world.engine().seen({ runId: 'run' });
  expect(world.mirrors.has('run')).toBe(false);
});
