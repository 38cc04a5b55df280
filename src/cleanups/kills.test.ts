import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { Counts } from '../shared/run-summary.ts';
import type { CleanupRequest } from '../shared/messages.ts';
import { watchLaw } from '../runs/testing/watch-law.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';
import { CONTACTS } from './testing/cleanup-play.ts';

let made: CleanupWorld | undefined;
afterEach(() => made?.end());

/** A clean-up over 60 leads and 60 contacts. */
interface Journey {
  readonly name: string;
  readonly request: CleanupRequest;
  /** Whether it asks the user before it changes anything. */
  readonly isAsking: boolean;
  /** Its runs, and how many records each has changed in the end. */
  readonly runs: Readonly<Record<string, number>>;
}

const [LEADS_TAG, ALSO_LEADS, CONTACTS_TAG] = [tagOf(1), tagOf(2), tagOf(4)];
const BASE = { id: 'clean', connectionId: CONNECTION };
const JOURNEYS: readonly Journey[] = [
  {
    name: 'retire, fewer found than counted',
    request: {
      ...BASE,
      steps: [
        { module: LEADS, holders: { tags: [LEADS_TAG], way: 'search' as const, counted: [70] } },
        { module: CONTACTS, holders: { tags: [CONTACTS_TAG], way: 'scan' as const, counted: [70] } },
      ],
    },
    isAsking: true,
    runs: { 'clean-0': 60, 'clean-1': 60, 'clean-0u': 60, 'clean-1u': 60 },
  },
  {
    name: 'merge into a new tag, whose old ones are deleted',
    request: {
      ...BASE,
      kind: 'replace',
      isDeleting: true,
      steps: [
        {
          module: LEADS,
          holders: { tags: [LEADS_TAG, ALSO_LEADS], way: 'scan' as const, counted: [null, null] },
          stays: { id: null, name: 'Key accounts', colour: '#57B1FD' },
        },
      ],
    },
    isAsking: false,
    runs: { 'clean-0p': 60, 'clean-0': 60, 'clean-0u': 60, 'clean-0t': 60 },
  },
];

/** A place at which a worker can die: a use of a store, or the start or end of a call. */
type Place = string;

interface Played {
  readonly places: readonly Place[];
  /** The tags of the modules and of each record by name, at the end of the clean-up and of its undo. */
  readonly done: string;
  readonly undone: string;
  readonly counts: readonly (Counts | undefined)[];
  /** What was sent without having been read, and the like. */
  readonly broken: readonly string[];
  readonly writes: number;
}

/** A clean-up from its start to the end of its undo, in which the worker dies once: at that place, or never. */
async function played({ request, isAsking, runs }: Journey, fatal: number | null): Promise<Played> {
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
  zoho.onRemoved = ({ record, tag, carried }) => {
    const isOld = request.kind === 'replace' && request.steps[0]?.holders.tags.some(({ id }) => id === tag) === true;
    const names = [...carried].map((id) => zoho.tags.get(id)?.name);
    if (isOld && !names.includes('Key accounts')) law.broken.push(`${record} lost ${tag} without the tag that stays`);
  };
  const state = (fits: (cleanup: Cleanup) => boolean) => world.shows('clean', fits);
  const nameOf = (id: string) => zoho.tags.get(id)?.name ?? 'gone';
  const truth = () =>
    JSON.stringify([
      [...zoho.tags.keys()].map(nameOf).toSorted(),
      ...[...zoho.records].map(([id, tags]) => [id, [...tags].map(nameOf).toSorted()]),
    ]);

  await world.ask((cleanups) => cleanups.start(request));
  if (isAsking) {
    stage = 'find';
    await state((now) => now.state === 'asking');
    stage = 'ask';
    await world.ask((cleanups) => world.agree(cleanups, 'clean'));
  }
  stage = 'work';
  await state((now) => now.state === 'ended');
  const done = truth();
  stage = 'undo asked';
  await world.ask((cleanups) => cleanups.undo({ id: 'clean' }).catch(() => undefined));
  stage = 'undo';
  await state((now) => now.state === 'ended' && now.isUndo);
  return {
    places,
    done,
    undone: truth(),
    counts: await Promise.all(Object.keys(runs).map(async (id) => (await journal.run(id))?.counts)),
    broken: law.broken,
    writes: zoho.calls.filter(({ kind }) => kind === 'remove' || kind === 'add').length,
  };
}

test.each(JOURNEYS)(
  'a worker that dies at any place of a clean-up is followed by one that brings it to the same end: $name',
  { timeout: 600_000 },
  async (journey) => {
    const whole = await played(journey, null);
    expect({ broken: whole.broken, counts: whole.counts.map((counts) => counts?.removed) }).toEqual({
      broken: [],
      counts: Object.values(journey.runs),
    });
    const every = process.env['UNTAG_TEST_ALL'] === undefined ? Math.ceil(whole.places.length / 24) : 1;
    const died = { forwards: 0, backwards: 0 };
    for (let fatal = 0; fatal < whole.places.length; fatal += every) {
      const place = whole.places[fatal] ?? '';
      const { done, undone, counts, broken, writes } = await played(journey, fatal);
      expect({ fatal, place, done, undone, counts, broken }).toEqual({
        fatal,
        place,
        done: whole.done,
        undone: whole.undone,
        counts: whole.counts,
        broken: [],
      });
      // What was sent and not answered may be sent once more, after it was read.
      expect(writes).toBeLessThanOrEqual(whole.writes + 1);
      died[place.startsWith('undo') ? 'backwards' : 'forwards'] += 1;
    }
    // The short test dies 20 times in all, the whole one as often in each direction.
    const least = every === 1 ? Math.min(died.forwards, died.backwards) : died.forwards + died.backwards;
    expect(least).toBeGreaterThanOrEqual(20);
  },
);
