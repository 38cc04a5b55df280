import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../../runs/testing/world.ts';
import type { Holders } from '../../shared/run-summary.ts';
import { cleanupWorld, type CleanupWorld } from '../testing/cleanup-world.ts';
import { foundByStep, listCleanups, readCleanup } from './cleanups.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

async function cleaned(id: string, counted: number | null = null): Promise<void> {
  const holders: Holders = { tags: [tagOf(1), tagOf(2)], way: 'scan', counted: [counted, null] };
  await made.cleanups().start({ id, connectionId: CONNECTION, steps: [{ module: LEADS, holders }] });
  await made.shows(id, ({ state }) => state !== 'working');
}

test('a clean-up comes with the runs of its steps, the newest clean-up first', async () => {
  fill(made.world, 30, (n) => (n % 3 === 0 ? [1] : [3]));
  await cleaned('first');
  expect((await readCleanup('first'))?.steps[0]).toMatchObject({ run: { counts: { removed: 10 } }, undo: null });
  await made.cleanups().undo({ id: 'first' });
  await made.shows('first', ({ state }) => state === 'ended');
  await made.world.clock.wait(1_000);
  await cleaned('second');
  const all = await listCleanups(CONNECTION);
  expect(all.map(({ cleanup }) => cleanup.id)).toEqual(['second', 'first']);
  expect(all[1]?.steps[0]).toMatchObject({
    module: LEADS,
    run: { id: 'first-0' },
    undo: { id: 'first-0u', total: 10, kind: 'undo' },
  });
  expect(await listCleanups('us-production-9-9')).toEqual([]);
  expect(await listCleanups(null)).toHaveLength(2);
  expect(await readCleanup('third')).toBeNull();
});

test('a question comes with how many records were found for each tag', async () => {
  fill(made.world, 30, (n) => (n % 3 === 0 ? [1, 2] : [2]));
  made.world.zoho.records.get(recordId(1))?.delete(tagOf(2).id);
  await cleaned('asks', 12);
  const view = await readCleanup('asks');
  expect(view?.cleanup.state).toBe('asking');
  expect(view === null ? null : await foundByStep(view.cleanup)).toEqual([[10, 29]]);
});
