import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
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
  // Four reads, and what puts the tag back.
  expect(credits.checks).toBe(5);
});

test('names the automation that put the tag back, where Zoho says it', async () => {
  await removeFirstTag(
    world,
    fill(world, 9, () => [1]),
  );
  const rule = (name: string) => ({ name, id: null, timing: null });
  world.zoho.uses.set(tagOf(1).id, {
    areas: [
      { type: 'workflow-add', places: [rule('Welcome'), rule('Trade show')], hasHidden: false },
      { type: 'workflow-remove', places: [rule('Goodbye')], hasHidden: false },
      { type: 'view', places: [rule('All')], hasHidden: false },
    ],
    isWhole: true,
  });
  for (const n of [3, 5]) world.zoho.records.get(recordId(n))?.add(tagOf(1).id);
  const { cameBack } = await world.shows('run', (summary) => summary.cameBack !== null);
  expect(cameBack).toEqual({
    records: 2,
    tag: 'Tag 1',
    by: [
      { kind: 'workflow', name: 'Welcome' },
      { kind: 'workflow', name: 'Trade show' },
    ],
  });
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

test.each(ERROR_CODES.map((code) => [code] as const))(
  'a look that is refused with %s is made once, says nothing, and leaves the run as it is',
  async (code) => {
    const before = await removeFirstTag(
      world,
      fill(world, 120, () => [1]),
    );
    const began = world.zoho.calls.length;
    world.zoho.fault = () => ({ kind: 'refused', error: new AppError(code, { zohoCode: 'X' }) });
    const { cameBack, state, counts } = await checked();
    expect({ cameBack, state, counts }).toEqual({ cameBack: null, state: 'done', counts: before.counts });
    expect((await world.journal.run('run'))?.work.checkAt).toBeNull();
    await world.clock.wait(3_600_000);
    await world.engine().resume();
    // A call that is too big continues in parts.
    expect(world.zoho.calls.slice(began).length).toBeLessThan(code === 'limit-exceeded' ? 10 : 2);
  },
);

test.each([
  ['another org', { zgid: '60012345679' }],
  ['another user', { userId: '5725767000000411999' }],
])('a token that speaks for %s looks at nothing', async (_name, identity) => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  const before = reads().length;
  world.identity = { ...world.identity, ...identity };
  expect((await checked()).cameBack).toBeNull();
  expect(reads()).toHaveLength(before);
});

test('looks in halves where Zoho finds the reads too big', async () => {
  await removeFirstTag(
    world,
    fill(world, 60, () => [1]),
  );
  for (const n of [3, 40, 59]) world.zoho.records.get(recordId(n))?.add(tagOf(1).id);
  world.zoho.fault = ({ kind, ids }) =>
    kind === 'read' && ids.length > 20
      ? { kind: 'refused', error: new AppError('limit-exceeded', { field: 'ids' }) }
      : null;
  const { cameBack, credits } = await checked();
  expect(cameBack).toEqual({ records: 3, tag: 'Tag 1' });
  // 51 ids and 9 ids. The 51 are refused, then their halves of 26 and 25.
  expect(credits.checks).toBe(9);
});
