import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { Counts } from '../shared/run-summary.ts';
import { watchLaw } from '../runs/testing/watch-law.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

let made: CleanupWorld | undefined;
afterEach(() => made?.end());

const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
const [LEADS_TAG, CONTACTS_TAG] = [tagOf(1), tagOf(4)];
/** Leads by search and contacts by scan, fewer of each than Zoho counts. */
const REQUEST = {
  id: 'clean',
  connectionId: CONNECTION,
  steps: [
    { module: LEADS, holders: { tags: [LEADS_TAG], way: 'search' as const, counted: [70] } },
    { module: CONTACTS, holders: { tags: [CONTACTS_TAG], way: 'scan' as const, counted: [70] } },
  ],
};

/** A place at which a worker can die: a use of a store, or the start or end of a call. */
type Place = string;

interface Played {
  readonly places: readonly Place[];
  readonly retired: string;
  readonly undone: string;
  readonly counts: readonly (Counts | undefined)[];
  /** What was sent without having been read, and the like. */
  readonly broken: readonly string[];
  readonly writes: number;
}

/** A clean-up from its start to the end of its undo, in which the worker dies once: at that place, or never. */
async function played(fatal: number | null): Promise<Played> {
  await made?.end();
  const world = (made = await cleanupWorld());
  const { zoho, clock, journal } = world.world;
  fill(world.world, 120, (n) => (n < 60 ? [1, 2] : [4, 5]));
  for (let n = 60; n < 120; n += 1) zoho.modules.set(recordId(n), 'Contacts');
  const law = watchLaw(zoho, () => clock.now(), 300_000);
  const watched = zoho.watch;
  const places: Place[] = [];
  let stage = 'start';
  const isHere = (what: string): boolean => places.push(`${stage}: ${what}`) - 1 === fatal;
  world.world.onDeath = () => law.died(clock.now());
  world.world.isFatal = () => isHere('a store');
  zoho.watch = (call) => {
    watched(call);
    if (isHere(`${call.kind} ${call.endedAt === null ? 'sent' : 'answered'}`)) world.world.kill();
  };
  const state = (fits: (cleanup: Cleanup) => boolean) => world.shows('clean', fits);
  const truth = () => JSON.stringify([...zoho.records].map(([id, tags]) => [id, [...tags].toSorted()]));

  await world.ask((cleanups) => cleanups.start(REQUEST));
  stage = 'find';
  await state((now) => now.state === 'asking');
  stage = 'ask';
  await world.ask((cleanups) => cleanups.answer({ id: 'clean', isEnough: true }));
  stage = 'remove';
  await state((now) => now.state === 'ended');
  const retired = truth();
  stage = 'undo asked';
  await world.ask((cleanups) => cleanups.undo({ id: 'clean' }).catch(() => undefined));
  stage = 'undo';
  await state((now) => now.state === 'ended' && now.isUndo);
  const runs = ['clean-0', 'clean-1', 'clean-0u', 'clean-1u'];
  return {
    places,
    retired,
    undone: truth(),
    counts: await Promise.all(runs.map(async (id) => (await journal.run(id))?.counts)),
    broken: law.broken,
    writes: zoho.calls.filter(({ kind }) => kind === 'remove' || kind === 'add').length,
  };
}

test(
  'a worker that dies at any place of a clean-up is followed by one that brings it to the same end',
  { timeout: 300_000 },
  async () => {
    const whole = await played(null);
    expect({ broken: whole.broken, counts: whole.counts.map((counts) => counts?.removed) }).toEqual({
      broken: [],
      counts: [60, 60, 60, 60],
    });
    const every = process.env['UNTAG_TEST_ALL'] === undefined ? Math.ceil(whole.places.length / 24) : 1;
    const died = new Map<string, number>();
    for (let fatal = 0; fatal < whole.places.length; fatal += every) {
      const place = whole.places[fatal] ?? '';
      const { retired, undone, counts, broken, writes } = await played(fatal);
      expect({ fatal, place, retired, undone, counts, broken }).toEqual({
        fatal,
        place,
        retired: whole.retired,
        undone: whole.undone,
        counts: whole.counts,
        broken: [],
      });
      // What was sent and not answered may be sent once more, after it was read.
      expect(writes).toBeLessThanOrEqual(whole.writes + 1);
      died.set(place, (died.get(place) ?? 0) + 1);
    }
    expect([...died.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(20);
  },
);
