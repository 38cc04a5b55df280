import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { closeJournal, openJournal } from './journal/open-journal.ts';
import { fill, isOver, preview, removeFirstTag, tagOf, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

type Version = 1 | 2 | 3;
type Row = Readonly<Record<string, unknown>>;

/** A run as an older version stored it. */
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

/** The records of a block as the first version stored them. */
function olderRecords({ r, b, o, t }: { r: number; b: number; o: string; t: readonly string[] }): Row[] {
  return t.flatMap((text, step) =>
    text === '' ? [] : [{ r, n: b * 50 + step, o: Number(o[step]), ...(JSON.parse(text) as Row) }],
  );
}

/** Puts what the journal holds now into one that an older version has made; the worker that was at work is gone. */
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

/** Resolves when Zoho is asked for the nth time to change something; what it then does is never answered. */
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
