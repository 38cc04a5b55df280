import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readCleanup } from '../cleanups/queries/cleanups.ts';
import { cleanupWorld, type CleanupWorld } from '../cleanups/testing/cleanup-world.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import { cleanupsItem, waitsForPerson } from '../shared/cleanup-mirrors.ts';
import { AppError } from '../shared/errors.ts';
import { cleanupProgress } from '../shared/cleanup-progress.ts';
import type { Holders } from '../shared/run-summary.ts';
import { createCleanupMirrors, mirrorOf } from './cleanup-mirrors.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
const holders: Holders = { tags: [tagOf(1)], way: 'scan', counted: [null] };
const REQUEST = {
  id: 'clean',
  connectionId: CONNECTION,
  steps: [
    { module: LEADS, holders },
    { module: CONTACTS, holders },
  ],
};

/** Leads and contacts of which the first so many have the tag. */
function fillTwo(leads: number, contacts: number): void {
  fill(made.world, 700, (n) => (n < leads || (n >= 500 && n < 500 + contacts) ? [1, 2] : [2]));
  for (let n = 500; n < 700; n += 1) made.world.zoho.modules.set(recordId(n), 'Contacts');
}

async function mirror() {
  const view = await readCleanup('clean');
  if (view === null) throw new Error('no clean-up');
  return mirrorOf(view);
}

test('tells a question with what was found, and nothing of it as done', async () => {
  fillTwo(400, 120);
  await made.cleanups().start({ ...REQUEST, asksFirst: true });
  await made.shows('clean', ({ state }) => state === 'asking');
  const asking = await mirror();
  expect(asking).toMatchObject({ phase: 'asking', step: null, tags: ['Tag 1'], tagCount: 1, isStopped: false });
  expect(asking.steps.map(({ all, done }) => [all, done])).toEqual([
    [400, 0],
    [120, 0],
  ]);
});

test('tells a merge as one, also where a single tag comes off', async () => {
  fillTwo(3, 0);
  const steps = [{ module: LEADS, holders, stays: tagOf(2) }];
  const replace = { ...REQUEST, kind: 'replace' as const, steps };
  await made.cleanups().start({ ...replace, isMerge: true });
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(await mirror()).toMatchObject({ isMerge: true, tagCount: 1 });
  await made.cleanups().delete({ id: 'clean' });
  await made.cleanups().start(replace);
  expect(await mirror()).toMatchObject({ isMerge: false, tagCount: 1 });
});

test('counts an ended step whole and the run at work by its own mirror, to the end', async () => {
  fillTwo(400, 120);
  for (const n of [3, 5]) made.world.zoho.locked.add(recordId(n));
  made.world.zoho.latencyMs = 2_000;
  await made.cleanups().start(REQUEST);
  const seen: (readonly [number, number])[] = [];
  made.world.zoho.watch = ({ kind, endedAt }) => {
    if (kind !== 'remove' || endedAt === null) return;
    void mirror().then((now) => {
      const runs = made.world.mirrors;
      const { done, all } = cleanupProgress(now, (id) => runs.get(id));
      seen.push([done, all]);
    });
  };
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.every(([, all]) => all === 520)).toBe(true);
  const progress = seen.map(([done]) => done);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  const over = await mirror();
  // Its runs' mirrors may be gone by then.
  expect(cleanupProgress(over, () => undefined)).toEqual({ done: 520, all: 520 });
  expect(over).toMatchObject({
    phase: 'ended',
    counts: { removed: 518, failed: 2 },
    undoable: 518,
    isStopped: false,
    isCut: false,
  });
});

test('tells a stop by a person from an end that nobody asked for', async () => {
  fillTwo(400, 120);
  made.world.zoho.latencyMs = 2_000;
  await made.cleanups().start(REQUEST);
  await made.world.shows('clean-0', ({ state }) => state === 'running');
  await made.cleanups().stop({ id: 'clean' });
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(await mirror()).toMatchObject({ isStopped: true, isCut: false });
  await made.cleanups().goOn({ id: 'clean' });
  await made.world.shows('clean-0', ({ state }) => state === 'running');
  await made.world.engine().disconnected(CONNECTION);
  await made.cleanups().disconnected(CONNECTION);
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(await mirror()).toMatchObject({ isStopped: true, isCut: true });
});

test('tells of a module that could not be read as of an end that nobody asked for', async () => {
  fillTwo(40, 12);
  let scans = 0;
  made.world.zoho.fault = ({ kind }) =>
    kind === 'scan' && (scans += 1) === 1 ? { kind: 'refused', error: new AppError('no-permission') } : null;
  await made.cleanups().start(REQUEST);
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(await mirror()).toMatchObject({ isStopped: false, isCut: true, counts: { removed: 12 } });
  await made.cleanups().retry({ id: 'clean' });
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(await mirror()).toMatchObject({ isCut: false, counts: { removed: 52 } });
});

test('the session has those that go on or whose end was not seen, also after a start of the browser', async () => {
  fillTwo(40, 12);
  const { refresh } = createCleanupMirrors();
  const phases = async () => {
    refresh();
    return (await cleanupsItem.get()).map(({ phase, isUndo }) => (isUndo ? `${phase} undo` : phase));
  };
  await made.cleanups().start(REQUEST);
  await made.shows('clean', ({ state }) => state === 'ended');
  await vi.waitFor(async () => expect(await phases()).toEqual(['ended']));
  await cleanupsItem.clear();
  await vi.waitFor(async () => expect(await phases()).toEqual(['ended']));
  await made.cleanups().seen({ id: 'clean' });
  await vi.waitFor(async () => expect(await phases()).toEqual([]));
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', ({ state }) => state === 'ended');
  await vi.waitFor(async () => expect(await phases()).toEqual(['ended undo']));
});

const [VIP, NEW] = [tagOf(1), tagOf(5)];

test('a replace counts each record once in its result, and for both its runs in its progress', async () => {
  fill(made.world, 400, (n) => (n % 4 === 0 ? [1, 5] : [1]));
  for (const n of [3, 5]) made.world.zoho.locked.add(recordId(n));
  made.world.zoho.latencyMs = 2_000;
  const steps = [{ module: LEADS, holders, stays: NEW }];
  await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, kind: 'replace', steps });
  const seen: (readonly [number, number])[] = [];
  made.world.zoho.watch = ({ kind, endedAt }) => {
    if ((kind !== 'remove' && kind !== 'add') || endedAt === null) return;
    void mirror().then((now) => {
      const { done, all } = cleanupProgress(now, (id) => made.world.mirrors.get(id));
      seen.push([done, all]);
    });
  };
  await made.shows('clean', ({ state }) => state === 'ended');
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.every(([, all]) => all === 800)).toBe(true);
  const progress = seen.map(([done]) => done);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  const over = await mirror();
  expect(over).toMatchObject({ kind: 'replace', newName: NEW.name, tags: [VIP.name], undoable: 398 });
  expect(over.counts).toMatchObject({ removed: 298, 'had-none': 100, failed: 2 });
  expect(cleanupProgress(over, () => undefined)).toEqual({ done: 800, all: 800 });
});

test('a delete has no runs and is told by its tags, also while it waits', async () => {
  fill(made.world, 3, () => [1]);
  const unused = [tagOf(4), tagOf(1)];
  let isOut = true;
  made.world.zoho.fault = ({ kind }) =>
    kind === 'delete' && isOut ? { kind: 'refused', error: new AppError('signed-out') } : null;
  const steps = [{ module: LEADS, holders: { tags: unused, way: 'scan' as const, counted: [0, 0] } }];
  await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, kind: 'delete', steps });
  await made.shows('clean', ({ wait }) => wait?.why === 'sign-in');
  const held = await mirror();
  expect(held).toMatchObject({ phase: 'removing', work: 'delete', wait: { why: 'sign-in', until: null } });
  expect(held.steps).toMatchObject([{ runId: null, all: 2, done: 0 }]);
  expect(waitsForPerson(held, () => undefined)).toBe(true);
  isOut = false;
  await made.cleanups().resume();
  await made.shows('clean', ({ state }) => state === 'ended');
  const over = await mirror();
  expect(over).toMatchObject({ wait: null, work: null, tagsChanged: 1, tagsKept: 1, undoable: 1 });
  expect(cleanupProgress(over, () => undefined)).toEqual({ done: 2, all: 2 });
});
