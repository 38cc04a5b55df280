import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECTION, fill, LEADS, tagOf } from '../../runs/testing/world.ts';
import type { CleanupRequest } from '../../shared/messages.ts';
import type { Run } from '../../runs/model/types.ts';
import { runIdsOf } from '../model/tasks.ts';
import type { Cleanup } from '../model/types.ts';
import { cleanupWorld, type CleanupWorld } from '../testing/cleanup-world.ts';
import { undoingPrice } from './price.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const [A, B, UNUSED, STAYS] = [tagOf(1), tagOf(2), tagOf(4), tagOf(5)];
const BASE = { id: 'clean', connectionId: CONNECTION };
const holders = (...tags: readonly (typeof A)[]) => ({
  tags: [...tags],
  way: 'scan' as const,
  counted: tags.map(() => null),
});

async function runsOf({ steps }: Cleanup): Promise<ReadonlyMap<string, Run>> {
  const runs = new Map<string, Run>();
  for (const id of steps.flatMap(runIdsOf)) {
    const run = await made.world.journal.run(id);
    if (run !== null) runs.set(id, run);
  }
  return runs;
}

/** The credits of the calls for the undo, with the lists that the page of tags reads again afterwards. */
async function spentByUndo(cleanup: Cleanup, lists: number): Promise<number> {
  const runs = await runsOf(cleanup);
  const { reads, writes } = cleanup.tagCredits?.undo ?? { reads: 0, writes: 0 };
  const ids = cleanup.steps.flatMap(({ undoId, replace }) => [undoId, replace?.takeBackId ?? '']);
  const ofRuns = ids.map((id) => runs.get(id)?.credits ?? { reads: 0, writes: 0 });
  return ofRuns.reduce((sum, one) => sum + one.reads + one.writes, reads + writes + lists);
}

test.each<[string, Omit<CleanupRequest, 'id' | 'connectionId'>]>([
  ['a retire of one tag', { steps: [{ module: LEADS, holders: holders(A) }] }],
  ['a retire of two tags that deletes them', { isDeleting: true, steps: [{ module: LEADS, holders: holders(A, B) }] }],
  ['a replace', { kind: 'replace', steps: [{ module: LEADS, holders: holders(A, B), stays: STAYS }] }],
  [
    'a replace that deletes',
    { kind: 'replace', isDeleting: true, steps: [{ module: LEADS, holders: holders(A), stays: STAYS }] },
  ],
  ['a rename', { kind: 'rename', steps: [{ module: LEADS, holders: holders(A), name: 'Trade show' }] }],
  ['a delete', { kind: 'delete', steps: [{ module: LEADS, holders: holders(UNUSED) }] }],
])('the price of the undo of %s is what it takes', async (_, request) => {
  fill(made.world, 730, (n) => (n % 3 === 0 ? [1, 2] : n % 3 === 1 ? [1] : [2, 3]));
  await made.cleanups().start({ ...BASE, ...request });
  const before = await made.shows('clean', ({ state }) => state === 'ended');
  const runs = await runsOf(before);
  const changedBy = (id: string | undefined) => {
    const run = runs.get(id ?? '');
    return run === undefined ? null : { changed: run.changed, chosenCount: run.chosen.length };
  };
  const steps = before.steps.map(({ tags, runId, replace }) => ({
    ...(tags !== undefined && { tags }),
    run: changedBy(runId),
    put: changedBy(replace?.putId),
  }));
  const { least, most } = undoingPrice(steps);
  const listed = made.readAgain.length;
  await made.cleanups().undo({ id: 'clean' });
  const after = await made.shows('clean', ({ state, isUndo }) => state === 'ended' && isUndo);
  const spent = await spentByUndo(after, made.readAgain.length - listed);
  expect(spent).toBeGreaterThanOrEqual(least);
  expect(spent).toBeLessThanOrEqual(most);
});
