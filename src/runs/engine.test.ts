import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { LEADS, CONNECTION, recordId, tagOf, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld;
afterEach(() => world.end());

const TICKED = { kind: 'ticked', viewId: null, viewName: 'All Leads', pages: null } as const;

function fill(records: number, tagsOf: (n: number) => readonly number[]): string[] {
  for (let n = 1; n <= 5; n += 1) world.zoho.tags.set(tagOf(n).id, tagOf(n));
  return Array.from({ length: records }, (_, n) => {
    world.zoho.records.set(recordId(n), new Set(tagsOf(n).map((tag) => tagOf(tag).id)));
    return recordId(n);
  });
}

async function planned(ids: readonly string[], runId = 'run-1'): Promise<string> {
  await world.engine().read({ runId, connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
  await world.shows(runId, ({ state }) => state === 'planned');
  return runId;
}

test('removes the chosen tags and nothing else', async () => {
  world = await testWorld();
  const ids = fill(120, (n) => (n % 3 === 0 ? [1, 2] : n % 3 === 1 ? [1, 3] : [3]));
  const runId = await planned(ids);
  await world.engine().start({ runId, tagIds: [tagOf(1).id, tagOf(2).id] });
  const { counts } = await world.shows(runId, ({ state }) => state === 'done');
  expect(counts).toMatchObject({ removed: 80, 'had-none': 40, pending: 0 });
  for (const [id, tags] of world.zoho.records)
    expect([...tags]).toEqual(Number(id.slice(-4)) % 3 === 0 ? [] : [tagOf(3).id]);
});
