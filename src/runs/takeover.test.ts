import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { closeJournal, openJournal } from './journal/open-journal.ts';
import type { Call } from './testing/model-zoho.ts';
import {
  CONNECTION,
  fill,
  isOver,
  LEADS,
  preview,
  removeFirstTag,
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

const VIEW = { kind: 'view', viewId: '5725767000000087501', viewName: 'My Leads', pages: null } as const;

type Version = 1 | 2 | 3;
type Row = Readonly<Record<string, unknown>>;

/** A run in the form of an older version. */
function olderRun(run: Row, version: Version): Row {
  const { work, module, changed, ...rest } = run as { work: Row; module: Row; changed: number };
  const { idle: _idle, rounds: _rounds, time: _time, ...olderWork } = work;
  const { moduleSlug, ...olderModule } = module;
  return {
    ...rest,
    ...(version > 2 && { changed }),
    progressAt: world.clock.now(),
    module: { ...olderModule, tab: moduleSlug },
    work: olderWork,
  };
}

/** The records of a block in the form of the first version. */
function olderRecords({ r, b, o, t }: { r: number; b: number; o: string; t: readonly string[] }): Row[] {
  return t.flatMap((text, step) =>
    text === '' ? [] : [{ r, n: b * 50 + step, o: Number(o[step]), ...(JSON.parse(text) as Row) }],
  );
}

/** Copies the journal's contents into a journal of an older version. The former worker is gone. */
async function takeBack(version: Version): Promise<void> {
  world.kill();
  const database = await openJournal();
  const [runs, blocks, batches, previews, given] = await Promise.all([
    database.getAll('runs') as Promise<unknown> as Promise<Row[]>,
    database.getAll('blocks'),
    database.getAll('batches'),
    database.getAll('previews'),
    database.getAll('given'),
  ]);
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
  const opening = indexedDB.open('untag-runs', version);
  opening.addEventListener('upgradeneeded', () => {
    const made = opening.result;
    made.createObjectStore('runs', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    if (version === 1)
      made.createObjectStore('records', { keyPath: ['r', 'n'] }).createIndex('outcome', ['r', 'o', 'n']);
    else made.createObjectStore('blocks', { keyPath: ['r', 'b'] }).createIndex('outcome', 'k', { multiEntry: true });
    made.createObjectStore('batches', { keyPath: ['r', 'n'] }).createIndex('state', ['r', 's', 'n']);
    made.createObjectStore('previews', { keyPath: 'r' });
    made.createObjectStore('given', { keyPath: ['r', 'n'] });
  });
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const table = version === 1 ? 'records' : 'blocks';
  const writing = opening.result.transaction(['runs', table, 'batches', 'previews', 'given'], 'readwrite');
  for (const run of runs) writing.objectStore('runs').add(olderRun(run, version));
  for (const row of version === 1 ? blocks.flatMap((block) => olderRecords(block)) : blocks)
    writing.objectStore(table).add(row);
  for (const row of batches) writing.objectStore('batches').add(row);
  for (const row of previews) writing.objectStore('previews').add(row);
  for (const row of given) writing.objectStore('given').add(row);
  await new Promise((resolve) => writing.addEventListener('complete', resolve));
  opening.result.close();
}

const carried = () => [...world.zoho.records.values()].filter((tags) => tags.has(tagOf(1).id)).length;

/** Resolves when Zoho gets the nth request for a change, which is never answered. */
function atWrite(nth: number): Promise<void> {
  let writes = 0;
  return new Promise((resolve) => {
    world.zoho.watch = (call) => {
      const isWrite = call.kind === 'remove' || call.kind === 'add';
      if (isWrite && call.endedAt === null && (writes += 1) === nth) resolve();
    };
  });
}

test.each([1, 2, 3] as const)('version %i: a run that was running is taken over and ends', async (version) => {
  await preview(
    world,
    fill(world, 1_700, () => [1]),
  );
  const sent = atWrite(2);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await sent;
  await takeBack(version);
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 1_700, pending: 0 });
  expect(carried()).toBe(0);
});

test.each([1, 2, 3] as const)('version %i: a run that waits is taken over and ends', async (version) => {
  await preview(
    world,
    fill(world, 60, () => [1]),
  );
  world.zoho.fault = ({ kind }) =>
    kind === 'remove' ? { kind: 'refused', error: new AppError('signed-out', { zohoCode: 'X' }) } : null;
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ why }) => why === 'sign-in');
  await takeBack(version);
  world.zoho.fault = () => null;
  await world.engine().signedIn((await world.journal.run('run'))?.connectionId ?? '');
  expect((await world.shows('run', isOver)).counts.removed).toBe(60);
});

test.each([1, 2, 3] as const)('version %i: a run that was stopping is taken over and stops', async (version) => {
  await preview(
    world,
    fill(world, 1_700, () => [1]),
  );
  const sent = atWrite(1);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await sent;
  await world.engine().stop({ runId: 'run' });
  await takeBack(version);
  const { state, counts } = await world.shows('run', isOver);
  expect(state).toBe('stopped');
  expect(counts.removed + counts['not-sent']).toBe(1_700);
  expect(counts.removed).toBe(1_700 - carried());
});

test.each([1, 2, 3] as const)('version %i: an undo that was running is taken over and ends', async (version) => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  const sent = atWrite(2);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await sent;
  await takeBack(version);
  expect((await world.shows('undo', isOver)).counts).toMatchObject({ removed: 1_700, pending: 0 });
  expect(carried()).toBe(1_700);
});

test.each([1, 2, 3] as const)('version %i: a view that was being read is read on', async (version) => {
  fill(world, 3_000, () => [1]);
  const read = atCall('view', 12);
  await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: VIEW, ids: null });
  await read;
  await takeBack(version);
  const cursor = (await world.journal.run('run'))?.work.view?.cursor;
  expect(cursor).toMatchObject({ pageToken: expect.any(String) });
  const began = world.zoho.calls.length;
  expect((await world.shows('run', ({ state }) => state === 'planned')).counts.pending).toBe(3_000);
  expect(world.zoho.calls.slice(began).filter(({ kind }) => kind === 'view').length).toBeLessThan(7);
  const rows = await world.journal.rowsAfter('run', -1, 5_000);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3_000);
});

test.each([1, 2, 3] as const)('version %i: ids that were being read are read on', async (version) => {
  const ids = fill(world, 1_700, () => [1]);
  const read = atCall('read', 12);
  await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
  await read;
  await takeBack(version);
  const { total, read: known } = (await world.journal.run('run')) ?? { total: 0, read: 0 };
  expect(total).toBe(1_700);
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThan(1_700);
  const planned = await world.shows('run', ({ state }) => state === 'planned');
  expect(planned).toMatchObject({ total: 1_700, read: 1_700, counts: { pending: 1_700 } });
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts.removed).toBe(1_700);
});

test.each([1, 2, 3] as const)('version %i: an undo that was copying is taken over and ends', async (version) => {
  await removeFirstTag(
    world,
    fill(world, 1_700, () => [1]),
  );
  // The worker dies once a page is copied.
  const copied = new Promise<void>((resolve) => {
    world.onUse = async () => {
      if (((await world.journal.run('undo'))?.total ?? 0) === 0) return;
      world.onUse = () => Promise.resolve();
      world.kill();
      resolve();
    };
  });
  void world.engine().undo({ runId: 'run', undoId: 'undo' });
  await copied;
  await takeBack(version);
  const undo = await world.journal.run('undo');
  expect(undo?.state).toBe('reading');
  expect(undo?.total).toBeLessThan(1_700);
  expect((await world.shows('undo', isOver)).counts).toMatchObject({ removed: 1_700, pending: 0 });
  expect(carried()).toBe(1_700);
});

/** Resolves when Zoho gets the nth call of that kind. Its answer never arrives. */
function atCall(kind: Call['kind'], nth: number): Promise<void> {
  let calls = 0;
  return new Promise((resolve) => {
    world.zoho.watch = (call) => {
      if (call.kind === kind && call.endedAt === null && (calls += 1) === nth) resolve();
    };
  });
}
