import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fill, preview, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from '../testing/world.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { csv, isoTime, rowsOfRun } from './csv.ts';
import { estimate } from './estimate.ts';
import { failuresByReason } from './failures.ts';
import { readPreview } from './preview.ts';
import { countRecords, listRecords } from './records.ts';
import { listRuns, readRun } from './runs.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

test('a preview counts tags and what removing them costs', async () => {
  const ids = fill(world, 120, (n) => (n < 60 ? [1] : n < 100 ? [1, 2] : []));
  world.zoho.records.delete(recordId(119));
  await preview(world, ids);
  const read = await readPreview('run');
  expect(read?.tags.map(({ tag, records }) => [tag.name, records])).toEqual([
    ['Tag 1', 100],
    ['Tag 2', 40],
  ]);
  expect(read).toMatchObject({ total: 120, missing: 1 });
  const of = (...tags: number[]) =>
    read &&
    estimate(
      read,
      tags.map((tag) => tagOf(tag).id),
    );
  expect(of(1)).toEqual({ affected: 100, untouched: 19, credits: 3 });
  expect(of(1, 2)).toEqual({ affected: 100, untouched: 19, credits: 4 });
  expect(of()).toEqual({ affected: 0, untouched: 119, credits: 0 });
  expect(await readPreview('none')).toBeNull();
});

test('lists started runs, newest first, page by page', async () => {
  const ids = fill(world, 2, () => [1]);
  for (const id of ['a', 'b', 'c']) {
    for (const tags of world.zoho.records.values()) tags.add(tagOf(1).id);
    await removeFirstTag(world, ids, id);
  }
  await preview(world, ids, 'idle');
  const first = await listRuns({ before: null, limit: 2 });
  expect(first.rows.map(({ id }) => id)).toEqual(['c', 'b']);
  const second = await listRuns({ before: first.next, limit: 2 });
  expect(second).toMatchObject({ rows: [{ id: 'a' }], next: null });
  expect(await readRun('none')).toBeNull();
});

test('lists no run that is a step of a clean-up', async () => {
  const ids = fill(world, 2, () => [1]);
  const run = await removeFirstTag(world, ids, 'a');
  await world.journal.write(run.id, (fact) => fact.change({ cleanupId: 'clean' }));
  expect((await listRuns({ before: null, limit: 2 })).rows).toEqual([]);
  expect(await readRun('a')).toMatchObject({ cleanupId: 'clean' });
});

test('pages records by outcome and search, in the order of the selection', async () => {
  const ids = fill(world, 1_100, () => [1]);
  for (const n of [7, 800]) world.zoho.locked.add(recordId(n));
  await removeFirstTag(world, ids);
  const first = await listRecords('run', { outcome: null, search: '', after: null, limit: 600 });
  const rest = await listRecords('run', { outcome: null, search: '', after: first.next, limit: 600 });
  expect([...first.rows, ...rest.rows].map(({ n }) => n)).toEqual(ids.map((_, n) => n));
  const failed = { outcome: 'failed', search: '' } as const;
  expect((await listRecords('run', { ...failed, after: null, limit: 9 })).rows.map(({ n }) => n)).toEqual([7, 800]);
  expect(await countRecords('run', failed)).toBe(2);
  expect(await countRecords('run', { outcome: null, search: 'tag 1' })).toBe(1_100);
  expect(await countRecords('run', { outcome: null, search: 'RECORD 0800' })).toBe(1);
  expect(await countRecords('run', { outcome: 'removed', search: recordId(800) })).toBe(0);
});

test('groups failures by reason, the largest first', async () => {
  const ids = fill(world, 10, () => [1]);
  for (const n of [1, 2, 3]) world.zoho.locked.add(recordId(n));
  await preview(world, [...ids, recordId(99)]);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ state }) => state === 'done');
  const groups = await failuresByReason('run', { first: 2 });
  expect(groups.map(({ reason, records, retried, first }) => [reason, records, retried, first.length])).toEqual([
    ['locked', 3, 3, 2],
    ['gone', 1, 0, 1],
  ]);
});

test('names the chosen tags that are still on records which lost others', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1, 2]),
  );
  await world.journal.write('run', async (fact) => {
    for (const row of await fact.rows([0, 1]))
      fact.put({ ...row, outcome: row.n === 0 ? 'partly' : 'failed', left: row.before.slice(1), reason: 'locked' });
  });
  const groups = await failuresByReason('run', { first: 3 });
  const said = groups.flatMap(({ first }) => first.map(({ n, stillThere }) => [n, stillThere]));
  expect(said).toEqual([
    [1, []],
    [0, ['Tag 2']],
  ]);
});

test('writes a CSV that spreadsheets read and do not run', async () => {
  await removeFirstTag(
    world,
    fill(world, 2, () => [1, 2]),
  );
  const run = (await readRun('run')) as Run;
  const words = {
    headings: ['Record ID', 'Name, full'],
    separator: ';' as const,
    module: null,
    hasPut: false,
    outcome: ({ outcome }: RecordRow) => outcome,
    reason: () => '=1+1',
    link: () => 'https://crm.zoho.com/',
  };
  const lines: string[] = [];
  for await (const line of csv([rowsOfRun(run)], words)) lines.push(line);
  expect(lines[0]).toBe('\uFEFF"Record ID";"Name, full"\r\n');
  expect(lines[1]).toMatch(
    /^"zcrm_5725767000000000000";"Record 0000";"Tag 1 · Tag 2";"Tag 1";"Tag 2";"removed";"'=1\+1";"";"https/,
  );
  expect(lines).toHaveLength(3);
});

test('writes the records of several runs under one heading, each line with its module', async () => {
  await removeFirstTag(
    world,
    fill(world, 2, () => [1]),
    'a',
  );
  const words = {
    headings: ['Module', 'Record ID'],
    separator: ',' as const,
    hasPut: false,
    module: ({ id, module }: Run) => `${module.plural} of ${id}`,
    outcome: (_: RecordRow, { id }: Run) => `done in ${id}`,
    reason: () => '',
    link: () => '',
  };
  const run = (await readRun('a')) as Run;
  const lines: string[] = [];
  for await (const line of csv([rowsOfRun(run), rowsOfRun({ ...run, id: 'a' })], words)) lines.push(line);
  expect(lines).toHaveLength(5);
  expect(lines.filter((line) => line.startsWith('"Leads of a","zcrm_'))).toHaveLength(4);
  expect(lines.slice(1).every((line) => line.includes('"done in a"'))).toBe(true);
});

test('writes times with their offset', () => {
  const at = Date.parse('2026-11-23T21:49:23Z');
  expect(isoTime(at)).toMatch(/^2026-11-2\dT\d\d:49:23[+-]\d\d:\d\d$|^2026-11-2\dT/);
  expect(Date.parse(isoTime(at))).toBe(at);
});
