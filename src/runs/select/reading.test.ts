import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPreview } from '../queries/preview.ts';
import { CONNECTION, fill, isOver, LEADS, tagOf, type TestWorld, testWorld, TICKED } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const request = (ids: readonly string[]) => ({
  runId: 'run',
  connectionId: CONNECTION,
  module: LEADS,
  source: TICKED,
  ids,
});
const reads = () => world.zoho.calls.filter(({ kind }) => kind === 'read');

test('a worker that dies while ids are read reads the others, and none twice that is written', async () => {
  const ids = fill(world, 1_500, () => [1]);
  world.zoho.latencyMs = 500;
  await world.engine().read(request(ids));
  await world.shows('run', ({ read }) => read >= 400);
  const { read } = (await world.journal.run('run')) ?? { read: 0 };
  world.kill();
  const planned = await world.shows('run', ({ state }) => state === 'planned');
  expect(planned).toMatchObject({ total: 1_500, read: 1_500, counts: { pending: 1_500 } });
  const rows = await world.journal.rowsAfter('run', -1, 2_000);
  expect(rows.map(({ id }) => id)).toEqual(ids);
  const asked = reads().reduce((sum, call) => sum + call.ids.length, 0);
  expect(asked).toBeLessThanOrEqual(1_500 + (1_500 - read));
  expect(await world.journal.givenAfter('run', -1)).toBeNull();
});

test('stopped while ids are read, each record says that it was not sent', async () => {
  const ids = fill(world, 1_500, () => [1]);
  world.zoho.latencyMs = 500;
  await world.engine().read(request(ids));
  await world.shows('run', ({ read }) => read >= 400);
  await world.engine().stop({ runId: 'run' });
  const { counts, total } = await world.shows('run', isOver);
  expect({ total, counts }).toMatchObject({ total: 1_500, counts: { 'not-sent': 1_500, pending: 0 } });
  expect((await world.journal.rowsAfter('run', -1, 2_000)).map(({ id }) => id)).toEqual(ids);
});

test('tags of the selection that look alike are told with the preview, and stay so for later readers', async () => {
  const ids = fill(world, 3, () => [1, 2, 3]);
  for (const [n, name] of ['Prime', 'Cold lead', 'Рrіmе'].entries())
    world.zoho.tags.set(tagOf(n + 1).id, { ...tagOf(n + 1), name });
  await world.engine().read(request(ids));
  await world.shows('run', ({ state }) => state === 'planned');
  const preview = await readPreview('run');
  expect(preview?.tags.map(({ tag, alike }) => [tag.name, alike])).toEqual([
    ['Prime', ['Рrіmе']],
    ['Cold lead', []],
    ['Рrіmе', ['Prime']],
  ]);
});
