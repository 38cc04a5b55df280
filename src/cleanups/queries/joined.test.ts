import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failuresByReason } from '../../runs/queries/failures.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../../runs/testing/world.ts';
import type { Counts, Outcome } from '../../shared/run-summary.ts';
import type { Cleanup } from '../model/types.ts';
import { cleanupWorld, type CleanupWorld } from '../testing/cleanup-world.ts';
import { type CleanupView, readCleanup } from './cleanups.ts';
import { sumOf, undoOffer } from './facts.ts';
import { joinedRows, joinOf, type RunPair, replaceOutcome, undoOutcome } from './joined.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const [A, B, STAYS] = [tagOf(1), tagOf(2), tagOf(5)];
const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;

async function viewOf(): Promise<CleanupView> {
  const view = await readCleanup('clean');
  if (view === null) throw new Error('no clean-up');
  return view;
}

async function replaced(): Promise<CleanupView> {
  const holders = { tags: [A, B], way: 'scan' as const, counted: [null, null] };
  const steps = [{ module: LEADS, holders, stays: STAYS }];
  await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, kind: 'replace', steps });
  await made.shows('clean', isEnded);
  return viewOf();
}

async function undone(): Promise<CleanupView> {
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', isUndone);
  return viewOf();
}

function some({ pending: _pending, ...counts }: Counts): Partial<Counts> {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
}

function pairOf({ cleanup, steps }: CleanupView): RunPair {
  const [step] = steps;
  if (step === undefined) throw new Error('no step');
  return cleanup.isUndo
    ? { first: step.undo, second: step.takeBack, isUndo: true, isEnded: true }
    : { first: step.put, second: step.run, isUndo: false, isEnded: true };
}

async function rowsOf(pair: RunPair, outcome: Outcome | null = null, search = '') {
  const rows = [];
  for await (const row of joinedRows(pair, { outcome, search })) rows.push(row);
  return rows;
}

/** 12 records with an old tag; the last four of them have the tag that stays, too. One is locked. */
function fillTwelve(): void {
  fill(made.world, 16, (n) => (n >= 12 ? [3] : n >= 8 ? [1, 5] : n % 2 === 0 ? [1, 2] : [2]));
}

describe('a replace', () => {
  test('counts each record once: who got the tag, who had it, who failed', async () => {
    fillTwelve();
    made.world.zoho.locked.add(recordId(3));
    const { cleanup, steps } = await replaced();
    const { counts, all, finished } = sumOf(cleanup, steps);
    expect(some(counts)).toEqual({ removed: 7, 'had-none': 4, failed: 1 });
    expect({ all, finished }).toEqual({ all: 12, finished: 11 });
    expect(undoOffer(cleanup, steps, 30)).toMatchObject({ records: 11, modules: 1, remade: [] });
    const pair = pairOf({ cleanup, steps });
    const failed = await rowsOf(pair, 'failed');
    expect(failed).toMatchObject([{ id: recordId(3), reason: 'locked', put: [], lost: [] }]);
    expect(await rowsOf(pair)).toHaveLength(12);
    const [had] = await rowsOf(pair, 'had-none', recordId(9));
    expect(had).toMatchObject({ id: recordId(9), put: [] });
    expect(had?.lost).toHaveLength(1);
  });

  test('tells a record that has both tags, and counts its reason once', async () => {
    fill(made.world, 4, () => [1]);
    made.world.zoho.watch = ({ kind, endedAt }) => {
      // The record is locked between the two runs.
      if (kind === 'add' && endedAt !== null) made.world.zoho.locked.add(recordId(2));
    };
    const { cleanup, steps } = await replaced();
    expect(some(sumOf(cleanup, steps).counts)).toEqual({ removed: 3, partly: 1 });
    expect(undoOffer(cleanup, steps, 30)?.records).toBe(4);
    const [both] = await rowsOf(pairOf({ cleanup, steps }), 'partly');
    expect(both).toMatchObject({ id: recordId(2), reason: 'locked', lost: [] });
    expect(both?.put).toHaveLength(1);
    const of = async (id: string, skipsLacking: boolean) =>
      (await failuresByReason(id, { first: 0, skipsLacking })).map(({ reason, records }) => [reason, records]);
    expect(await of('clean-0p', false)).toEqual([]);
    expect(await of('clean-0', true)).toEqual([['locked', 1]]);
    made.world.zoho.watch = () => undefined;
    made.world.zoho.locked.clear();
    // The undo has nothing to restore on it, but takes the new tag off.
    const back = await undone();
    expect(sumOf(back.cleanup, back.steps)).toMatchObject({ all: 4, finished: 4, counts: { removed: 4 } });
    expect(await rowsOf(pairOf(back))).toHaveLength(4);
  });

  test('does not count a failure of the first run in the second again', async () => {
    fill(made.world, 4, () => [1]);
    made.world.zoho.locked.add(recordId(1));
    await replaced();
    expect(await failuresByReason('clean-0', { first: 0 })).toHaveLength(1);
    expect(await failuresByReason('clean-0', { first: 0, skipsLacking: true })).toEqual([]);
  });

  test('that was undone has its records twice: as they were replaced, and as they are restored', async () => {
    fillTwelve();
    await replaced();
    made.world.zoho.locked.add(recordId(0));
    const { cleanup, steps } = await undone();
    expect(some(sumOf(cleanup, steps).counts)).toEqual({ removed: 11, failed: 1 });
    expect(sumOf(cleanup, steps)).toMatchObject({ all: 12, finished: 11 });
    expect(some(sumOf({ ...cleanup, isUndo: false }, steps).counts)).toEqual({ removed: 8, 'had-none': 4 });
    const rows = await rowsOf(pairOf({ cleanup, steps }));
    expect(rows).toHaveLength(12);
    const back = rows.find(({ id }) => id === recordId(2));
    // Both old tags came on, and the one that stayed came off.
    expect([back?.put.length, back?.lost.length]).toEqual([2, 1]);
    expect(rows.find(({ id }) => id === recordId(0))).toMatchObject({ outcome: 'failed', reason: 'locked' });
  });

  test('that stopped between its runs has both tags on what got the new one, and has not begun with the others', async () => {
    fillTwelve();
    made.world.zoho.latencyMs = 2_000;
    const holders = { tags: [A, B], way: 'scan' as const, counted: [null, null] };
    const steps = [{ module: LEADS, holders, stays: STAYS }];
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, kind: 'replace', steps });
    await made.world.shows('clean-0p', ({ inFlight }) => inFlight > 0);
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
    const view = await viewOf();
    expect(some(sumOf(view.cleanup, view.steps).counts)).toEqual({ partly: 8, 'not-sent': 4 });
  });
});

test('a reason of one tag stays with that tag where the two runs have their tags at other places', async () => {
  fillTwelve();
  const real = pairOf(await replaced());
  const pair = { ...real, second: real.second && { ...real.second, tags: real.second.tags.toReversed() } };
  const [of] = await made.world.journal.rows(pair.first?.id ?? '', [0]);
  const [after] = await made.world.journal.rows(pair.second?.id ?? '', [0]);
  if (of === undefined || after === undefined) throw new Error('no rows');
  const place = pair.first?.tags.findIndex(({ id }) => id === STAYS.id) ?? -1;
  const why = { tag: place, reason: 'tag-deleted', zohoCode: null, zohoMessage: null } as const;
  const join = joinOf(pair);
  const row = join.row('failed', { ...of, outcome: 'failed', left: [place], tagReasons: [why] }, after);
  expect(join.run.tags[place]?.id).not.toBe(STAYS.id);
  expect(row?.tagReasons?.map(({ tag }) => join.run.tags[tag]?.id)).toEqual([STAYS.id]);
});

test.each([
  ['removed', null, 'partly'],
  ['removed', 'failed', 'partly'],
  ['removed', 'not-sent', 'partly'],
  ['removed', 'had-none', 'removed'],
  ['had-none', 'removed', 'had-none'],
  ['had-none', 'failed', 'failed'],
  ['had-none', 'pending', 'not-sent'],
  ['unknown', 'removed', 'removed'],
  ['unknown', 'failed', 'unknown'],
  ['failed', 'had-none', 'failed'],
  ['failed', 'failed', 'failed'],
  ['not-sent', 'failed', 'not-sent'],
  ['pending', null, 'not-sent'],
  ['removed', 'unknown', 'unknown'],
] as const)('of a record that is %s and then %s, the result is %s', (put, removal, outcome) => {
  expect(replaceOutcome(put, removal, true)).toBe(outcome);
});

test.each([
  ['removed', 'removed', 'removed'],
  ['removed', null, 'removed'],
  [null, 'removed', 'removed'],
  [null, 'failed', 'failed'],
  ['had-none', 'removed', 'had-none'],
  ['removed', 'failed', 'partly'],
  ['removed', 'not-sent', 'partly'],
  ['failed', 'failed', 'failed'],
  ['unknown', 'failed', 'unknown'],
  ['pending', 'pending', 'not-sent'],
] as const)('of a record that is restored as %s and %s, the result is %s', (undo, takeBack, outcome) => {
  expect(undoOutcome(undo, takeBack, true)).toBe(outcome);
});

test('while it works nothing is done before the old tags are off', () => {
  expect(replaceOutcome('removed', null, false)).toBe('pending');
  expect(replaceOutcome('had-none', 'pending', false)).toBe('pending');
  expect(undoOutcome('removed', 'pending', false)).toBe('pending');
});
