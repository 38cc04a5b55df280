import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readCleanup } from '../cleanups/queries/cleanups.ts';
import { cleanupWorld, type CleanupWorld } from '../cleanups/testing/cleanup-world.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import { cleanupsItem } from '../shared/cleanup-mirrors.ts';
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
