import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import type { Call, Fault } from './testing/model-zoho.ts';
import { fill, isOver, preview, recordId, tagOf, type TestWorld, testWorld } from './testing/world.ts';

/** The fate of a tag that nobody chose and that is gone after a removal. */

let world: TestWorld;
afterEach(() => world.end());

const CHOSEN = tagOf(1);
const OTHER = tagOf(2);
const THIRD = tagOf(3);
const NO_CREDITS: Fault = { kind: 'refused', error: new AppError('out-of-credits', { zohoCode: 'X' }) };

function call(tag: { readonly id: string; readonly name: string }, name: string): void {
  world.zoho.tags.set(tag.id, { ...tag, name, colour: null });
}

function passOn(): void {
  call(CHOSEN, 'Renamed');
  call(OTHER, CHOSEN.name);
}

function giveBack(): void {
  for (const tag of [CHOSEN, OTHER]) call(tag, tag.name);
}

const takesOff = (n: number) => world.zoho.records.get(recordId(n))?.delete(OTHER.id);
/** Positions of the records that lack the tag that nobody chose. */
const lacking = () => [...world.zoho.records.values()].flatMap((tags, n) => (tags.has(OTHER.id) ? [] : [n]));

/**
 * Starts a removal of the first tag from that many records, each with the first and the second. `nth` counts calls of
 * one kind.
 */
async function begin(records: number, fault: (call: Call, nth: number) => Fault | null): Promise<void> {
  world = await testWorld();
  await preview(
    world,
    fill(world, records, () => [1, 2]),
  );
  const counts = new Map<string, number>();
  world.zoho.fault = (made) => {
    const nth = (counts.get(made.kind) ?? 0) + 1;
    counts.set(made.kind, nth);
    return fault(made, nth);
  };
  await world.engine().start({ runId: 'run', tagIds: [CHOSEN.id] });
}

async function ended(records: number, fault: (call: Call, nth: number) => Fault | null): Promise<RunSummary> {
  await begin(records, fault);
  return world.shows('run', isOver);
}

/** The run, stopped while it waits. */
async function stopped(): Promise<RunSummary> {
  await world.shows('run', ({ state }) => state === 'waiting');
  await world.engine().stop({ runId: 'run' });
  return world.shows('run', isOver);
}

async function goneOn(): Promise<RunSummary> {
  await world.shows('run', (run) => !isOver(run));
  return world.shows('run', isOver);
}

test('a run that stops before the names are read again says what went, and puts it back when it goes on', async () => {
  await begin(6, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) passOn();
    return kind === 'tags' && nth > 1 ? NO_CREDITS : null;
  });
  expect(await stopped()).toMatchObject({
    state: 'stopped',
    changed: 6,
    mistake: { tags: [OTHER.name], missing: 6, restored: 0 },
  });
  giveBack();
  world.zoho.fault = () => null;
  await world.engine().goOn({ runId: 'run' });
  expect(await goneOn()).toMatchObject({ counts: { removed: 6 }, mistake: { missing: 0, restored: 6 } });
  expect(lacking()).toEqual([]);
});

test('an undo of such a run puts back what went', async () => {
  await begin(3, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) passOn();
    return kind === 'tags' && nth > 1 ? NO_CREDITS : null;
  });
  await stopped();
  giveBack();
  world.zoho.fault = () => null;
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  expect(lacking()).toEqual([]);
});

test('names that are given back before the look at a call without an answer change nothing of what it took', async () => {
  const { counts, mistake } = await ended(3, ({ kind }, nth) => {
    if (kind !== 'remove' || nth > 1) return null;
    passOn();
    void world.clock.wait(5_000).then(giveBack);
    return { kind: 'silent', code: 'timeout', applyAfterMs: 100, tookMs: 25_000 };
  });
  expect({ removed: counts.removed, mistake }).toMatchObject({ removed: 3, mistake: { missing: 0, restored: 3 } });
  expect(lacking()).toEqual([]);
});

test('nor does a name that has passed on to a third tag by then', async () => {
  const { counts, mistake } = await ended(3, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) passOn();
    if (kind === 'tags' && nth === 2) {
      call(OTHER, OTHER.name);
      call(THIRD, CHOSEN.name);
    }
    return null;
  });
  expect({ removed: counts.removed, mistake }).toMatchObject({ removed: 3, mistake: { missing: 0, restored: 3 } });
  expect(lacking()).toEqual([]);
});

test('an undo leaves alone what somebody else may have taken off, and the run says that nobody knows', async () => {
  await begin(6, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) takesOff(0);
    return kind === 'tags' && nth > 1 ? NO_CREDITS : null;
  });
  expect(await stopped()).toMatchObject({
    counts: { removed: 6 },
    changed: 6,
    mistake: { tags: [], missing: 0, restored: 0, unconfirmed: 1 },
  });
  world.zoho.fault = () => null;
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  const undo = await world.shows('undo', isOver);
  expect(undo).toMatchObject({ counts: { removed: 6 }, chosen: [{ name: CHOSEN.name }] });
  expect(lacking()).toEqual([0]);
});

test('what is not known when a run ends is found out when it goes on', async () => {
  await begin(6, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) takesOff(0);
    return kind === 'tags' && nth > 1 ? NO_CREDITS : null;
  });
  await stopped();
  world.zoho.fault = () => null;
  await world.engine().goOn({ runId: 'run' });
  expect(await goneOn()).toMatchObject({ state: 'done', counts: { removed: 6 }, mistake: null });
  expect(lacking()).toEqual([0]);
});

test('a tag that somebody takes off counts for no call but those that asked for its name', async () => {
  let isThrottled = true;
  await begin(1_000, ({ kind, ids, tags }, nth) => {
    if (kind !== 'remove' || nth === 1) return null;
    if (isThrottled) return { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X' }) };
    if (tags[0]?.name === 'Renamed') world.zoho.records.get(ids[0] ?? '')?.delete(OTHER.id);
    return null;
  });
  await world.shows('run', ({ state }) => state === 'waiting');
  isThrottled = false;
  passOn();
  const { counts, mistake } = await world.shows('run', isOver);
  expect({ removed: counts.removed, mistake }).toEqual({ removed: 1_000, mistake: null });
  expect(lacking().length).toBeGreaterThan(0);
});

test('a record in doubt from before names were kept with it takes no other tag for ours', async () => {
  await begin(3, ({ kind }, nth) =>
    kind === 'remove' && nth === 1 ? { kind: 'silent', code: 'timeout', applyAfterMs: 100, tookMs: 25_000 } : null,
  );
  await world.shows('run', ({ state }) => state === 'waiting');
  await world.journal.write('run', async (fact) => {
    for (const row of await fact.rowsAfter(-1, 3)) {
      if (row.doubt === null) continue;
      const { named: _named, ...doubt } = row.doubt;
      fact.put({ ...row, doubt });
    }
  });
  takesOff(0);
  call(OTHER, CHOSEN.name);
  call(CHOSEN, 'Renamed');
  const { counts, mistake } = await world.shows('run', isOver);
  expect({ removed: counts.removed, mistake }).toEqual({ removed: 3, mistake: null });
  expect(lacking()).toEqual([0]);
});

test('a call of before batches kept their names, sent by a worker that died, is looked at all the same', async () => {
  await begin(3, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) void world.clock.wait(100).then(() => world.kill());
    return null;
  });
  await world.clock.wait(1_000);
  const sent = await world.journal.batches('run', 'sent');
  expect(sent).toMatchObject([{ named: [{ tag: 0, name: CHOSEN.name }] }]);
  await world.journal.write('run', (fact) => {
    for (const { named: _named, ...batch } of sent) fact.putBatch(batch);
  });
  expect(await world.shows('run', isOver)).toMatchObject({ counts: { removed: 3 }, mistake: null });
});

test('calls that are refused before they are made cost no credits', async () => {
  world = await testWorld();
  await preview(
    world,
    fill(world, 500, () => [1]),
  );
  const { userId } = world.identity;
  let asked = 0;
  // Another user signs in once the names are read.
  world.untilIdentified = async () => {
    asked += 1;
    if (asked === 2) world.identity = { ...world.identity, userId: '999' };
  };
  const reads = world.zoho.calls.length;
  await world.engine().start({ runId: 'run', tagIds: [CHOSEN.id] });
  await world.shows('run', ({ why }) => why === 'user');
  await world.clock.wait(5 * 3_600_000);
  const made = world.zoho.calls.length;
  expect(world.mirrors.get('run')?.credits).toEqual({ reads: made, writes: 0, checks: 0 });
  expect(made).toBe(reads + 1);
  world.identity = { ...world.identity, userId };
  expect(await world.shows('run', isOver)).toMatchObject({ credits: { reads: expect.any(Number), writes: 10 } });
});

test.each([
  { says: 'no size', limit: undefined, refused: [50, 25, 12], accepted: 10 },
  { says: 'the size', limit: 10, refused: [50], accepted: 5 },
])('a size that is refused with a limit is sent no second time when tags are put back ($says told)', async (given) => {
  const { limit, refused, accepted } = given;
  const details = { zohoCode: 'LIMIT_EXCEEDED', field: 'ids', ...(limit !== undefined && { limit }) };
  const { counts, mistake } = await ended(50, ({ kind, ids }, nth) => {
    if (kind === 'remove' && nth === 1) passOn();
    const isTooBig = kind === 'add' && ids.length > 10;
    return isTooBig ? { kind: 'refused', error: new AppError('limit-exceeded', details) } : null;
  });
  expect({ removed: counts.removed, mistake }).toMatchObject({ removed: 50, mistake: { missing: 0, restored: 50 } });
  const sizes = world.zoho.calls.filter(({ kind }) => kind === 'add').map(({ ids }) => ids.length);
  expect(sizes.slice(0, refused.length)).toEqual(refused);
  expect(sizes.slice(refused.length).every((size) => size <= 10)).toBe(true);
  expect(sizes).toHaveLength(refused.length + accepted);
  expect(lacking()).toEqual([]);
});

test('a retry puts back what could not be put back, also where every record was removed', async () => {
  let isLocked = true;
  const { counts, mistake } = await ended(4, ({ kind }, nth) => {
    if (kind === 'remove' && nth === 1) passOn();
    return kind === 'add' && isLocked ? { kind: 'refuses', code: 'RECORD_LOCKED', every: 2 } : null;
  });
  expect({ counts, mistake }).toMatchObject({ counts: { removed: 4 }, mistake: { missing: 2, restored: 2 } });
  isLocked = false;
  await world.engine().retry({ runId: 'run' });
  expect(await goneOn()).toMatchObject({ state: 'done', mistake: { missing: 0, restored: 4 } });
  expect(lacking()).toEqual([]);
});
