import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { Fact } from './journal/fact.ts';
import type { Journal } from './journal/journal.ts';
import { fill, isOver, removeFirstTag, tagOf, type TestWorld, testWorld } from './testing/world.ts';

/** An event runs again where its transaction has failed. */

let world: TestWorld;
afterEach(() => world.end());

const [CHOSEN, OTHER] = [tagOf(1), tagOf(2)];

/** A journal in which each event fails once. None may leave anything behind that changes what it does the next time. */
function failingOnce(journal: Journal): Journal {
  return {
    ...journal,
    async write(runId, event, isUrgent) {
      const fails = async (fact: Fact): Promise<void> => {
        await event(fact);
        throw new Error('The transaction failed');
      };
      await journal.write(runId, fails, isUrgent).catch(() => undefined);
      return journal.write(runId, event, isUrgent);
    },
  };
}

async function records(many: number): Promise<readonly string[]> {
  world = await testWorld();
  world.journalFor = failingOnce;
  return fill(world, many, () => [1, 2]);
}

test('a removal and its undo', async () => {
  const ids = await records(600);
  const { counts, changed, credits } = await removeFirstTag(world, ids);
  expect({ counts, changed, writes: credits.writes }).toMatchObject({
    counts: { removed: 600, pending: 0 },
    changed: 600,
    writes: 12,
  });
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  expect((await world.shows('undo', isOver)).counts).toMatchObject({ removed: 600, pending: 0 });
  expect([...world.zoho.records.values()].filter((tags) => !tags.has(CHOSEN.id))).toEqual([]);
});

test.each([
  { kind: 'omits', every: 3, isKept: true },
  { kind: 'refuses', code: 'INVALID_DATA', every: 3 },
] as const)('an answer that says nothing clear of some records ($kind)', async (fault) => {
  const ids = await records(100);
  let nth = 0;
  world.zoho.fault = ({ kind }) => (kind === 'remove' && (nth += 1) === 1 ? fault : null);
  const { counts } = await removeFirstTag(world, ids);
  const kept = [...world.zoho.records.values()].filter((tags) => tags.has(CHOSEN.id)).length;
  expect(counts).toMatchObject({ removed: 100 - kept, failed: kept, pending: 0 });
  expect(kept).toBeGreaterThan(0);
});

test('a call without an answer that removed a tag by mistake', async () => {
  const ids = await records(150);
  const call = (tag: typeof CHOSEN, name: string) => world.zoho.tags.set(tag.id, { ...tag, name, colour: null });
  let isFirst = true;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove' || !isFirst) return null;
    isFirst = false;
    call(CHOSEN, 'Renamed');
    call(OTHER, CHOSEN.name);
    void world.clock.wait(5_000).then(() => [CHOSEN, OTHER].map((tag) => call(tag, tag.name)));
    return { kind: 'silent', code: 'timeout', applyAfterMs: 100, tookMs: 25_000 };
  };
  const { counts, mistake } = await removeFirstTag(world, ids);
  expect({ counts, mistake }).toMatchObject({ counts: { removed: 150 }, mistake: { missing: 0 } });
  expect([...world.zoho.records.values()].filter((tags) => !tags.has(OTHER.id))).toEqual([]);
});
