import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fill, isOver, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const reads = () => world.zoho.calls.filter(({ kind }) => kind === 'read');
const checked = async () => {
  await world.clock.wait(200_000);
  await world.engine().resume();
  return world.shows('run', () => true);
};

test('looks at 200 records in four calls at most, also where some lost only a part', async () => {
  const ids = fill(world, 520, () => [1]);
  await removeFirstTag(world, ids);
  await world.journal.write('run', async (fact) => {
    for (const row of await fact.rowsAfter(219, 300)) fact.put({ ...row, outcome: 'partly' });
  });
  const before = reads().length;
  for (const n of [3, 400]) world.zoho.records.get(recordId(n))?.add(tagOf(1).id);
  const { cameBack, credits } = await world.shows('run', (summary) => summary.cameBack !== null);
  expect(cameBack).toEqual({ records: 1, tag: 'Tag 1' });
  expect(reads().slice(before)).toHaveLength(4);
  expect(
    reads()
      .slice(before)
      .flatMap((call) => call.ids),
  ).toHaveLength(200);
  expect(credits.checks).toBe(4);
});

test('looks also at those of unknown fate that lost a tag', async () => {
  await removeFirstTag(
    world,
    fill(world, 4, () => [1]),
  );
  await world.journal.write('run', async (fact) => {
    for (const row of await fact.rows([0, 1, 2, 3]))
      fact.put({ ...row, outcome: 'unknown', lost: row.n === 3 ? [] : row.lost });
  });
  const before = reads().length;
  for (const n of [1, 3]) world.zoho.records.get(recordId(n))?.add(tagOf(1).id);
  expect((await checked()).cameBack).toEqual({ records: 1, tag: 'Tag 1' });
  expect(reads()[before]?.ids).toEqual([0, 1, 2].map((n) => recordId(n)));
});

test('what an undo put back has not come back by itself', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  const before = reads().length;
  expect((await checked()).cameBack).toBeNull();
  expect(reads()).toHaveLength(before);
});

test('nor does it count where the undo comes while it looks', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  let asked: Promise<void> | null = null;
  world.zoho.fault = (call) => {
    if (asked === null && call.kind === 'read') asked = world.engine().undo({ runId: 'run', undoId: 'undo' });
    if (call.kind === 'read') for (const tags of world.zoho.records.values()) tags.add(tagOf(1).id);
    return null;
  };
  expect((await checked()).cameBack).toBeNull();
  expect(asked).not.toBeNull();
});

test('a look that fails is paid for, and says nothing', async () => {
  const ids = fill(world, 120, () => [1]);
  const { credits } = await removeFirstTag(world, ids);
  let looks = 0;
  world.zoho.fault = ({ kind }) => {
    looks += kind === 'read' ? 1 : 0;
    return looks === 2 ? { kind: 'silent', code: 'zoho-down', applyAfterMs: null, tookMs: 100 } : null;
  };
  const after = await checked();
  expect(after.cameBack).toBeNull();
  expect(after.credits).toEqual({ ...credits, checks: credits.checks + 2 });
});
