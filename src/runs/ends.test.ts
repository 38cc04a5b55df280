import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '../shared/errors.ts';
import type { RunSummary, WaitReason } from '../shared/run-summary.ts';
import { openJournal } from './journal/open-journal.ts';
import type { Run } from './model/types.ts';
import { CODES_PLAYED } from './testing/codes-played.ts';
import type { Call, Fault } from './testing/model-zoho.ts';
import { CONNECTION, fill, isOver, LEADS, preview, tagOf, type TestWorld, testWorld, TICKED } from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const VIEW = { kind: 'view', viewId: '5725767000000087501', viewName: 'My Leads', pages: null } as const;
const RECORDS = 60;

/** Rounds of eight lanes, plus the calls for cutting one batch until its smallest parts are refused. */
const MOST_IN_A_BURST = 80;

/** Calls less than a second apart count as made without a wait. */
function longestBurst(calls: readonly Call[]): number {
  let longest = 0;
  let burst = 0;
  let last = -Infinity;
  for (const { at } of calls) {
    burst = at - last < 1_000 ? burst + 1 : 1;
    longest = Math.max(longest, burst);
    last = at;
  }
  return longest;
}

function refusal(code: ErrorCode): { kind: 'refused'; error: AppError } {
  return { kind: 'refused', error: new AppError(code, { zohoCode: 'X', zohoMessage: 'no' }) };
}

describe.each(CODES_PLAYED.map((code) => [code] as const))('%s for good', (code) => {
  test('while a view is read', async () => {
    fill(world, 10, () => [1]);
    world.zoho.fault = () => refusal(code);
    await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: VIEW, ids: null });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while ids are read', async () => {
    const ids = fill(world, RECORDS, () => [1]);
    world.zoho.fault = () => refusal(code);
    await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while records are read again', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    await world.clock.wait(600_000);
    world.zoho.fault = ({ kind }) => (kind === 'read' ? refusal(code) : null);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while something is written', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    world.zoho.fault = ({ kind }) => (kind === 'remove' ? refusal(code) : null);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while a tag is put on', async () => {
    const ids = fill(world, RECORDS, () => [1]);
    const selection = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
    await world.engine().read({ runId: 'run', ...selection, kind: 'put' });
    await world.shows('run', ({ state }) => state === 'planned');
    world.zoho.fault = ({ kind }) => (kind === 'add' ? refusal(code) : null);
    await world.engine().put({ runId: 'run', tags: [tagOf(2)] });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while it is looked what became of a write', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    let isLost = false;
    world.zoho.fault = ({ kind }) => {
      if (kind === 'remove' && !isLost) {
        isLost = true;
        return { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 25_000 };
      }
      return kind === 'read' && isLost ? refusal(code) : null;
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while it is asked whom the token speaks for', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    world.untilIdentified = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect(await howItEnds(code)).toEqual(WELL);
  });

  test('while a stopping run looks what became of a write', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    let isLost = false;
    world.zoho.fault = ({ kind }) => {
      if (kind === 'remove') {
        isLost = true;
        return { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 25_000 };
      }
      return isLost ? refusal(code) : null;
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', ({ inFlight }) => inFlight > 0);
    await world.engine().stop({ runId: 'run' });
    expect(await howItEnds(code)).toEqual(WELL);
  });
});

/**
 * The run ends, or waits for, or is held up by, exactly this failure. Once the failure is over, the run ends. Other
 * tests cover the end of waits that never end, once for each reason.
 */
async function howItEnds(code: ErrorCode): Promise<typeof WELL> {
  const isNamed = ({ state, why, error }: RunSummary) =>
    error?.code === code && why !== 'checking' && (why !== null || state === 'running' || state === 'reading');
  const first = await Promise.race([
    world.shows('run', (now) => isOver(now) || isNamed(now)),
    world.clock.wait(600_000).then(() => null),
  ]);
  const { calls } = world.zoho;
  const isBounded = longestBurst(calls) < MOST_IN_A_BURST && calls.length < 200;
  world.zoho.fault = () => null;
  world.untilIdentified = () => Promise.resolve();
  if (first === null || !isOver(first)) await world.engine().signedIn(CONNECTION);
  const { state, counts, total } = await world.shows('run', (now) => isOver(now) || now.state === 'planned');
  const isCounted = Object.values(counts).reduce((sum, count) => sum + count, 0) === total;
  return { isSaid: first !== null, isBounded, isCounted, isDecided: state === 'planned' || counts.pending === 0 };
}

const WELL = { isSaid: true, isBounded: true, isCounted: true, isDecided: true };

test('a refusal that names nobody finds one culprit with few calls', async () => {
  const ids = fill(world, RECORDS, () => [1]);
  await preview(world, ids);
  const began = world.zoho.calls.length;
  world.zoho.fault = ({ kind, ids: asked }) =>
    kind === 'remove' && asked.includes(ids[37] ?? '') ? refusal('data-refused') : null;
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: RECORDS - 1, failed: 1 });
  const writes = world.zoho.calls.slice(began).filter(({ kind }) => kind === 'remove');
  expect(writes.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(RECORDS)) + 3);
});

// Zoho refuses a single record in a row, and several in an error. The same holds for a call that it may still apply.
test.each(['row', 'error'] as const)(
  'where every part is refused alike, a single record in its own %s, the rest of the batch ends with them, and can be tried again',
  async (single) => {
    const ids = fill(world, 40, () => [1]);
    await preview(world, ids);
    const began = world.zoho.calls.length;
    world.zoho.fault = ({ kind, ids: asked }) => {
      if (kind !== 'remove') return null;
      return single === 'row' && asked.length === 1
        ? { kind: 'refuses', code: 'X', every: 1 }
        : refusal('data-refused');
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect((await world.shows('run', isOver)).counts.failed).toBe(40);
    expect(world.zoho.calls.slice(began).filter(({ kind }) => kind === 'remove').length).toBeLessThan(15);
    const reasons = (await world.journal.rowsAfter('run', -1, 100)).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'other')).toHaveLength(3);
    expect(reasons.filter((reason) => reason === 'refused-together')).toHaveLength(37);
    world.zoho.fault = () => null;
    await world.engine().retry({ runId: 'run' });
    expect((await world.shows('run', (now) => isOver(now) && now.counts.failed === 0)).counts.removed).toBe(40);
  },
);

describe('calls in flight that fail together are one round', () => {
  /** The run waits again and again without progress. Lengths of the waits in seconds, by reason. */
  async function waitsOf(why: WaitReason, rounds: number): Promise<number[]> {
    const waits: number[] = [];
    for (let seen = -1; waits.length < rounds;) {
      const now = await world.shows('run', (shown) => shown.why === why && shown.revision > seen);
      waits.push(((now.until ?? 0) - world.clock.now()) / 1_000);
      seen = now.revision;
      await world.shows('run', (shown) => shown.why === null && shown.revision > now.revision);
    }
    return waits.map((seconds) => Math.round(seconds));
  }

  /** Every write fails, at first in all lanes, until the returned function is called. */
  async function startOver(fault: () => Fault): Promise<() => number> {
    await preview(
      world,
      fill(world, 4_000, () => [1]),
    );
    let failed = 0;
    let isOn = true;
    world.zoho.fault = ({ kind }) => {
      if (kind !== 'remove' || !isOn) return null;
      failed += 1;
      return fault();
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    return () => {
      isOn = false;
      return failed;
    };
  }

  test('one miss', async () => {
    const end = await startOver(() => ({ kind: 'silent', code: 'unreachable', applyAfterMs: null, tookMs: 300 }));
    expect(await waitsOf('zoho', 3)).toEqual([2, 4, 8]);
    expect(end()).toBeGreaterThan(2 * 3);
    expect((await world.shows('run', isOver)).counts.removed).toBe(4_000);
  });

  test('one throttle', async () => {
    const error = new AppError('rate-limited', { zohoCode: 'TOO_MANY_REQUESTS' });
    const end = await startOver(() => ({ kind: 'refused', error }));
    expect(await waitsOf('rate-limit', 3)).toEqual([2, 4, 8]);
    expect(end()).toBeGreaterThan(3);
    expect((await world.shows('run', isOver)).counts.removed).toBe(4_000);
  });
});

test.each([0, -1])('a Retry-After of %i s never makes a run ask in a circle', async (seconds) => {
  fill(world, 10, () => [1]);
  world.zoho.fault = () => ({
    kind: 'refused',
    error: new AppError('rate-limited', { retryAfterMs: seconds * 1_000, zohoCode: 'TOO_MANY_REQUESTS' }),
  });
  await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: VIEW, ids: null });
  await world.clock.wait(600_000);
  expect(world.zoho.calls.length).toBeLessThan(20);
});

test('a wait for another user of the same org says so, names who is wanted, and ends when they are back', async () => {
  await preview(
    world,
    fill(world, 10, () => [1]),
  );
  world.identity = { ...world.identity, userId: '5725767000000411999' };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { userName } = await world.shows('run', ({ why }) => why === 'user');
  expect(userName).toBe('Patricia Boyle');
  world.identity = { ...world.identity, userId: '5725767000000411001' };
  // Nobody reports the network's return, so the run tries by itself.
  expect((await world.shows('run', isOver)).counts.removed).toBe(10);
});

/** `npm test` takes every fifth code. The tests above play each verdict for good. */
const SOME_CODES = ERROR_CODES.filter((_, n) => process.env['UNTAG_TEST_ALL'] !== undefined || n % 5 === 0);

describe.each(SOME_CODES.map((code) => [code] as const))('%s for two hours', (code) => {
  const HOURS = 2;
  /** Growing waits, a look each minute offline, and a pass each half minute with a broken store. */
  const MOST_PASSES = HOURS * 130;

  test('of every write costs few calls', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    const began = world.zoho.calls.length;
    world.zoho.fault = ({ kind }) => (kind === 'remove' ? refusal(code) : null);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.clock.wait(HOURS * 3_600_000);
    expect(passes(began)).toBeLessThan(MOST_PASSES);
  });

  test('of every read costs few calls, and Stop ends the run', async () => {
    await preview(
      world,
      fill(world, RECORDS, () => [1]),
    );
    await world.clock.wait(600_000);
    const began = world.zoho.calls.length;
    world.zoho.fault = ({ kind }) => (kind === 'read' ? refusal(code) : null);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.clock.wait(HOURS * 3_600_000);
    expect(passes(began)).toBeLessThan(MOST_PASSES);
    const run = await world.journal.run('run');
    if (run?.state === 'stopped' || run?.state === 'done') return;
    await world.engine().stop({ runId: 'run' });
    await world.clock.wait(600_000);
    expect((await world.journal.run('run'))?.state).toBe('stopped');
  });

  function passes(began: number): number {
    return world.zoho.calls.slice(began).filter(({ kind }) => kind === 'tags').length;
  }
});

test('records that were left out of an answer and cannot be looked at are unknown, and a check only looks', async () => {
  const ids = fill(world, 3, () => [1]);
  await preview(world, ids);
  let isSent = false;
  world.zoho.fault = ({ kind }) => {
    if (kind === 'remove') {
      isSent = true;
      return { kind: 'omits', every: 1 };
    }
    return isSent && kind === 'read' ? refusal('no-permission') : null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { state, counts } = await world.shows('run', isOver);
  expect({ state, unknown: counts.unknown }).toEqual({ state: 'stopped', unknown: 3 });
  expect([...world.zoho.records.values()].filter((tags) => tags.size > 0)).toEqual([]);
  // Somebody puts the tag back on one of them.
  world.zoho.records.get(ids[0] ?? '')?.add(tagOf(1).id);
  const writes = world.zoho.calls.filter(({ kind }) => kind === 'remove').length;
  world.zoho.fault = () => null;
  await world.engine().check({ runId: 'run' });
  expect((await world.shows('run', (now) => isOver(now) && now.counts.unknown === 0)).counts.removed).toBe(2);
  expect(world.zoho.calls.filter(({ kind }) => kind === 'remove')).toHaveLength(writes);
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  expect((await world.shows('undo', isOver)).counts.removed).toBe(2);
});

test('records that were refused and cannot be looked at have failed, with the words of Zoho', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  let isSent = false;
  world.zoho.fault = ({ kind }) => {
    if (kind === 'remove') {
      isSent = true;
      return { kind: 'refuses', code: 'INVALID_DATA', every: 1 };
    }
    return isSent && kind === 'read' ? refusal('no-permission') : null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts.failed).toBe(3);
  expect((await world.journal.rows('run', [0]))[0]).toMatchObject({ reason: 'other', zohoCode: 'INVALID_DATA' });
});

test.each([[1], [2]])('a tag that is refused ends no record for the others: tag %i is called gone', async (gone) => {
  await preview(
    world,
    fill(world, 5, () => [1, 2]),
  );
  refuseTag(tagOf(gone).id);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  expect((await world.shows('run', isOver)).counts.partly).toBe(5);
  expect([...world.zoho.records.values()].map((tags) => [...tags])).toEqual(Array(5).fill([tagOf(gone).id]));
  const rows = await world.journal.rowsAfter('run', -1, 10);
  // The module still lists it.
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['other']));
});

test.each([3, 1])(
  'a tag that Zoho refuses as gone and still lists is not told as deleted (%i records)',
  async (size) => {
    await preview(
      world,
      fill(world, size, () => [1]),
    );
    refuseTag(tagOf(1).id);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect((await world.shows('run', isOver)).counts.failed).toBe(size);
    const rows = await world.journal.rowsAfter('run', -1, 10);
    expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['other']));
    // What Zoho takes again is done in the next attempt.
    world.zoho.fault = () => null;
    await world.engine().retry({ runId: 'run' });
    expect((await world.shows('run', (now) => isOver(now) && now.counts.failed === 0)).counts.removed).toBe(size);
  },
);

function refuseTag(tagId: string): void {
  world.zoho.fault = ({ kind, tags }) =>
    kind === 'remove' && tags.some(({ id }) => id === tagId) ? refusal('tag-gone') : null;
}

test('a tag in use that is refused in rows ends no record for the others', async () => {
  const ids = fill(world, 5, () => [1, 2]);
  await preview(world, ids);
  // Zoho accepts one tag in a call.
  world.zoho.fault = ({ kind, tags }) => {
    if (kind !== 'remove') return null;
    if (tags.length > 1)
      return { kind: 'refused', error: new AppError('limit-exceeded', { field: 'tags', limit: 1, zohoCode: 'X' }) };
    return tags[0]?.id === tagOf(1).id ? { kind: 'refuses', code: 'NOT_ALLOWED', every: 1 } : null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  expect((await world.shows('run', isOver)).counts.partly).toBe(5);
  expect((await world.journal.rows('run', [0]))[0]).toMatchObject({ reason: 'tag-in-use', lost: [1], left: [0] });
});

test.each([[1], [2]])('a tag that a look still finds ends no record for the others: tag %i', async (kept) => {
  await preview(
    world,
    fill(world, 5, () => [1, 2]),
  );
  world.zoho.fault = ({ kind, tags }) => {
    if (kind !== 'remove') return null;
    if (tags.length > 1) return refusal('tag-gone');
    return tags[0]?.id === tagOf(kept).id ? { kind: 'refuses', code: 'INVALID_DATA', every: 1 } : null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  expect((await world.shows('run', isOver)).counts.partly).toBe(5);
  expect((await world.journal.rows('run', [0]))[0]).toMatchObject({
    zohoCode: 'INVALID_DATA',
    lost: [2 - kept],
    left: [kept - 1],
  });
});

test('parts that lanes hold already are not ended by others that are refused alike', async () => {
  const ids = fill(world, 40, () => [1]);
  await preview(world, ids);
  let writes = 0;
  const answers = [
    refusal('data-refused'),
    refusal('data-refused'),
    tooMany(),
    // The first single record is taken, so many go out together. Three are refused, five hang, and three later ones are
    // taken. No other call is answered.
    null,
    ...Array<'row'>(3).fill('row'),
    ...Array<undefined>(5).fill(undefined),
    ...Array<null>(3).fill(null),
  ];
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove') return null;
    const answer = answers[writes];
    writes += 1;
    if (answer === 'row') return { kind: 'refuses', code: 'X', every: 1 };
    return answer === undefined ? { kind: 'silent', code: 'timeout', applyAfterMs: 0, tookMs: 20_000 } : answer;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', isOver);
  expect(writes).toBeGreaterThan(answers.length);
  const failed = (await world.journal.rowsAfter('run', -1, 100)).filter(({ outcome }) => outcome === 'failed');
  const carrying = ids.filter((id) => world.zoho.records.get(id)?.has(tagOf(1).id));
  expect(failed.map(({ id }) => id)).toEqual(carrying);
});

function tooMany(): ReturnType<typeof refusal> {
  return { kind: 'refused', error: new AppError('limit-exceeded', { field: 'ids', limit: 1, zohoCode: 'X' }) };
}

test.each([
  { what: 'no size', takes: 3, named: undefined },
  { what: 'the size', takes: 3, named: 3 },
  { what: 'no size, to the last record', takes: 0, named: undefined },
])('a size that Zoho has refused with a limit is not sent again. It names $what', async ({ takes, named }) => {
  await preview(
    world,
    fill(world, 400, () => [1]),
  );
  const refused: number[] = [];
  let least = Infinity;
  world.zoho.fault = ({ kind, ids: { length } }) => {
    if (kind !== 'remove' || length <= takes) return null;
    refused.push(length);
    const error = new AppError('limit-exceeded', { field: 'ids', ...(named !== undefined && { limit: named }) });
    return { kind: 'refused', error };
  };
  const again: number[] = [];
  world.zoho.watch = ({ kind, endedAt, ids: { length } }) => {
    if (kind !== 'remove' || length < 2) return;
    if (endedAt === null && length >= least) again.push(length);
    if (endedAt !== null && length > takes) least = Math.min(least, length);
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  const { counts } = await world.shows('run', isOver);
  expect(counts).toMatchObject(takes === 0 ? { failed: 400 } : { removed: 400 });
  expect(again).toEqual([]);
  // The first calls go out together. After them each size is tried once.
  const sizes = refused.filter((size) => size > 1);
  const first = sizes.filter((size) => size === sizes[0]).length;
  expect(sizes.length - first).toBe(new Set(sizes).size - 1);
});

test('a record that was refused and not looked at is read when a stopped run goes on', async () => {
  const ids = fill(world, 60, () => [1]);
  await preview(world, ids);
  let isSent = false;
  world.zoho.fault = ({ kind }) => {
    isSent ||= kind === 'remove';
    return isSent && kind === 'read' ? refusal('no-permission') : null;
  };
  world.zoho.records.delete(ids[7] ?? '');
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 59, failed: 1 });
  world.zoho.fault = () => null;
  await world.engine().goOn({ runId: 'run' });
  await world.shows('run', ({ state }) => state === 'done');
  expect((await world.journal.rows('run', [7]))[0]).toMatchObject({ outcome: 'failed', reason: 'gone' });
});

describe('counts that disagree with the records', () => {
  async function startWith(edit: (run: Run) => Partial<Run>): Promise<RunSummary> {
    await preview(
      world,
      fill(world, 120, () => [1]),
    );
    const database = await openJournal();
    for (const run of await database.getAll('runs')) await database.put('runs', { ...run, ...edit(run) });
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    return world.shows('run', isOver);
  }

  test('promise records that are not there: the run stops, says that it is a fault, and counts those that are', async () => {
    const { state, stopReason, error, total, changed, counts } = await startWith(({ counts: before }) => ({
      total: 125,
      counts: { ...before, pending: 125 },
    }));
    expect({ state, stopReason, error: error?.code }).toEqual({
      state: 'stopped',
      stopReason: 'error',
      error: 'unexpected',
    });
    expect({ total, changed, counts }).toMatchObject({
      total: 120,
      changed: 120,
      counts: { removed: 120, pending: 0 },
    });
  });

  test.each([
    ['know fewer records than there are', { total: 100, pending: 100, failed: 0 }],
    ['know fewer that are pending', { total: 120, pending: 70, failed: 50 }],
    ['know one that failed and none did', { total: 120, pending: 119, failed: 1 }],
  ])('%s: none is left out, and at the end all are counted as they are', async (_name, { total, ...wrong }) => {
    const end = await startWith(({ counts: before }) => ({ total, counts: { ...before, ...wrong } }));
    expect(end).toMatchObject({ total: 120, changed: 120, counts: { removed: 120, failed: 0, pending: 0 } });
    expect([...world.zoho.records.values()].filter((tags) => tags.size > 0)).toEqual([]);
  });

  test('and have a run stopped that reads: ids that were not read are counted, too', async () => {
    const ids = fill(world, 1_700, () => [1]);
    world.zoho.latencyMs = 5_000;
    await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
    await world.shows('run', ({ read }) => read > 0);
    const database = await openJournal();
    for (const run of await database.getAll('runs')) await database.put('runs', { ...run, total: 9 });
    await world.engine().stop({ runId: 'run' });
    expect(await world.shows('run', isOver)).toMatchObject({ total: 1_700, counts: { 'not-sent': 1_700, pending: 0 } });
  });
});

test('a stopping run gives up on records of which no two looks agree', async () => {
  const ids = fill(world, 3, () => [1, 2]);
  await preview(world, ids);
  let isLost = false;
  let looks = 0;
  world.zoho.fault = ({ kind }) => {
    if (kind === 'remove') {
      isLost = true;
      return { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 20_000 };
    }
    if (isLost && kind === 'read')
      for (const id of ids) world.zoho.records.set(id, new Set([tagOf(1 + (looks % 2)).id]));
    looks += Number(isLost && kind === 'read');
    return null;
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  await world.shows('run', ({ inFlight }) => inFlight > 0);
  await world.engine().stop({ runId: 'run' });
  expect((await world.shows('run', isOver)).counts.unknown).toBe(3);
  expect(looks).toBe(4);
  world.zoho.fault = () => null;
  await world.engine().check({ runId: 'run' });
  const { counts } = await world.shows('run', (now) => isOver(now) && now.counts.unknown === 0);
  expect(counts.partly).toBe(3);
});
