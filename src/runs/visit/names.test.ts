import { expect, test } from 'vitest';
import { steadyClock } from '../../shared/steady-clock.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { Run } from '../model/types.ts';
import { createCredits } from './credits.ts';
import { createLanes } from './lanes.ts';
import { learnNames, nameAnew, namesSince } from './names.ts';
import type { Session } from './session.ts';

const ID = '5725768000000000001';
const RUN = { kind: 'removal', tags: [], module: { apiName: 'Leads' } } as unknown as Run;
const called = (name: string): readonly Tag[] => [{ id: ID, name, colour: null }];

/** A session with a clock set by the test. The test answers its requests for tag lists. */
function opened() {
  let now = 1_000;
  const lists: ((tags: readonly Tag[]) => void)[] = [];
  const clock = steadyClock({ wall: () => now, monotonic: () => now, wait: () => Promise.resolve() });
  const session = {
    api: { tags: () => new Promise((resolve) => lists.push(resolve)) },
    ports: { clock, isOnline: () => true },
    lanes: createLanes(null),
    credits: createCredits(),
    reserve: 0,
    halt: null,
    round: 0,
    misses: 0,
    throttles: 0,
    spent: { reads: 0, writes: 0, checks: 0 },
    hasMoved: false,
    underWay: 0,
    names: null,
    namesAt: 0,
    isListed: false,
    namesFrom: 0,
    naming: null,
    renewing: null,
    learned: new Map(),
  } as unknown as Session;
  const answer = async (nth: number, name: string) => {
    await expect.poll(() => lists.length).toBeGreaterThan(nth);
    lists[nth]?.(called(name));
  };
  return { session, answer, lists, later: (ms: number) => (now += ms) };
}

test('names that others have read anew meanwhile are waited for', async () => {
  const { session, answer, lists, later } = opened();
  let isKnown = false;
  const known = namesSince(session, RUN, 1_000).then(() => (isKnown = true));
  await expect.poll(() => lists.length).toBe(1);
  later(10);
  nameAnew(session, RUN);
  await answer(0, 'Old');
  await expect.poll(() => lists.length).toBe(2);
  expect({ isKnown, names: session.names }).toEqual({ isKnown: false, names: null });
  await answer(1, 'New');
  await known;
  expect(session.names?.get(ID)).toBe('New');
  expect(lists).toHaveLength(2);
});

test('an answer to an earlier call overwrites no newer name', async () => {
  const { session, answer, later } = opened();
  later(100);
  const known = namesSince(session, RUN, 1_100);
  await answer(0, 'Listed');
  await known;
  learnNames(session, called('Earlier'), 1_050);
  expect(session.names?.get(ID)).toBe('Listed');
  learnNames(session, called('Later'), 1_200);
  learnNames(session, called('Between'), 1_150);
  expect(session.names?.get(ID)).toBe('Later');
});

test('nor does a list that was asked for before it was told', async () => {
  const { session, answer, lists, later } = opened();
  const known = namesSince(session, RUN, 1_000);
  await expect.poll(() => lists.length).toBe(1);
  later(50);
  learnNames(session, called('Learned'), 1_050);
  await answer(0, 'Listed');
  await known;
  expect(session.names?.get(ID)).toBe('Learned');
});
