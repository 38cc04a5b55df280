import { untagInLumen } from './untag-in-lumen.ts';
import { expect, test, vi } from 'vitest';
import type { Cleanup } from '../../src/cleanups/model/types.ts';
import { listCleanups } from '../../src/cleanups/queries/cleanups.ts';
import { LEADS } from '../../src/runs/testing/world.ts';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import { tagsProgressItem } from '../../src/shared/tags-progress.ts';
import type { Module } from '../zoho/world/module.ts';

const untag = await untagInLumen();

const PATIENCE = { timeout: 20_000 };

function leads(): Module {
  return untag.zoho.world.org('lumen').module('Leads');
}

function used(): number {
  return untag.zoho.credits('lumen').used;
}

async function widened(): Promise<string> {
  const [connection] = await connectionsItem.get();
  const connectionId = connection?.id ?? '';
  await untag.handlers['connection.widen']({ connectionId, scopes: [TAGS_SCOPE] });
  await vi.waitFor(async () => expect((await connectionsItem.get())[0]?.extraScopes).toContain(TAGS_SCOPE), PATIENCE);
  return connectionId;
}

/** The only clean-up once it has ended, with the credits of the list that is read again for the page of tags. */
async function over(connectionId: string): Promise<{ readonly cleanup: Cleanup; readonly again: number }> {
  return vi.waitFor(async () => {
    const [view] = await listCleanups(null);
    const progress = (await tagsProgressItem.get())[connectionId];
    if (view?.cleanup.state !== 'ended' || progress?.state !== 'ended') throw new Error('at work');
    return { cleanup: view.cleanup, again: progress.credits.spent };
  }, PATIENCE);
}

test('a delete of several tags, and its undo, tell all credits that they spend', async () => {
  const connectionId = await widened();
  const names = new Set(
    leads()
      .ids()
      .flatMap((id) => leads().tagNames(id)),
  );
  const unused = leads()
    .tags()
    .filter(({ name }) => !names.has(name));
  const carried = leads()
    .tags()
    .filter(({ name }) => names.has(name));
  expect(unused.length).toBeGreaterThan(3);
  const tags = [...unused, ...carried.slice(0, 1)].map(({ id, name }) => ({ id, name, colour: null }));
  const holders = { tags, way: 'scan' as const, counted: tags.map(() => null) };

  const start = used();
  const steps = [{ module: LEADS, holders }];
  await untag.handlers['cleanup.start']({ id: 'clean', connectionId, kind: 'delete', steps });
  const { cleanup, again } = await over(connectionId);
  const deleted = cleanup.steps[0]?.tags?.deleted?.length ?? 0;
  expect(deleted).toBeGreaterThan(3);
  const { reads = 0, writes = 0 } = cleanup.tagCredits?.removal ?? {};
  expect(writes).toBe(deleted);
  expect(reads + writes + again).toBe(used() - start);

  const middle = used();
  await untag.handlers['cleanup.undo']({ id: 'clean' });
  const undone = await over(connectionId);
  expect(undone.cleanup.isUndo).toBe(true);
  const undo = undone.cleanup.tagCredits?.undo;
  expect(undo).toEqual({ reads: 0, writes: deleted });
  expect((undo?.writes ?? 0) + undone.again).toBe(used() - middle);
  expect(undone.cleanup.tagCredits?.removal).toEqual({ reads, writes });
});
