import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fill, preview, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from '../testing/world.ts';
import { findInHistory, type HistoryHit, type HistoryQuestion, type HistoryStep } from './find-in-history.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

async function steps(question: Partial<HistoryQuestion>): Promise<readonly HistoryStep[]> {
  const all: HistoryStep[] = [];
  for await (const step of findInHistory({ record: '', tag: '', ...question })) all.push(step);
  return all;
}

async function hits(question: Partial<HistoryQuestion>): Promise<readonly HistoryHit[]> {
  return (await steps(question)).flatMap((step) => step.hits);
}

const said = ({ run, row }: HistoryHit) => [run.id, row?.id ?? null, row?.outcome ?? null];

/** Takes the first tag off some records and the second off others, puts back the first of these, and reads a preview. */
async function history(): Promise<readonly string[]> {
  const ids = fill(world, 130, (n) => (n < 120 ? [1, 2] : [3]));
  world.zoho.locked.add(recordId(7));
  await removeFirstTag(world, ids, 'first');
  await preview(world, ids, 'second');
  await world.engine().start({ runId: 'second', tagIds: [tagOf(2).id] });
  await world.shows('second', ({ state }) => state === 'done');
  await world.engine().undo({ runId: 'first', undoId: 'back' });
  await world.shows('back', ({ state }) => state === 'done');
  await preview(world, ids, 'only looked at');
  return ids;
}

test('says which runs were about a record, the newest first, and nothing of a preview', async () => {
  const ids = await history();
  const [free = '', locked = ''] = [ids[3], ids[7]];
  expect((await hits({ record: free })).map(said)).toEqual([
    ['back', free, 'removed'],
    ['second', free, 'removed'],
    ['first', free, 'removed'],
  ]);
  // The run removed nothing from it, so the undo does not concern it.
  expect((await hits({ record: locked })).map(said)).toEqual([
    ['second', locked, 'failed'],
    ['first', locked, 'failed'],
  ]);
  expect(await hits({ record: '999999999999999999' })).toEqual([]);
});

test('says which run took one tag off it, and which put it back', async () => {
  const ids = await history();
  const hitsOf = async (record: string, tag: string) => (await hits({ record, tag })).map(({ run }) => run.id);
  expect(await hitsOf(ids[3] ?? '', 'tag 1')).toEqual(['back', 'first']);
  expect(await hitsOf(ids[3] ?? '', ' Tag 2 ')).toEqual(['second']);
  // It never had the tag, so no removal took it off.
  expect(await hitsOf(ids[125] ?? '', 'Tag 1')).toEqual([]);
  expect(await hitsOf(ids[125] ?? '', '')).toEqual(['second', 'first']);
  expect(await hitsOf(ids[3] ?? '', 'Tag 3')).toEqual([]);
});

test('finds by a part of the name or of the id, and with a tag alone the runs', async () => {
  const ids = await history();
  const digits = (ids[3] ?? '').slice(-5);
  expect((await hits({ record: `record ${digits.slice(-4)}`, tag: 'Tag 2' })).map(said)).toEqual([
    ['second', ids[3], 'removed'],
  ]);
  const id = ids[103] ?? '';
  expect((await hits({ record: id.slice(-4), tag: 'Tag 2' })).map(({ row }) => row?.id)).toEqual([id]);
  expect((await hits({ tag: 'Tag 1' })).map(said)).toEqual([
    ['back', null, null],
    ['first', null, null],
  ]);
});

test('looks through a big run in steps, each small, and can be left after any', async () => {
  const ids = fill(world, 5_000, () => [1]);
  await removeFirstTag(world, ids);
  const all = await steps({ record: 'record' });
  expect(all.map((step) => step.hits.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 0]);
  expect(all.at(-1)).toMatchObject({ looked: 1, all: 1 });
  for await (const step of findInHistory({ record: ids[42] ?? '', tag: '' })) {
    expect(step.hits.map(said)).toEqual([['run', ids[42], 'removed']]);
    break;
  }
});
