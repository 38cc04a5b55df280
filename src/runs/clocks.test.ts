import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { alarmName } from './drive/runner.ts';
import { fill, isOver, preview, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Refuses the first write, with a wait of that many milliseconds. */
function throttleFirst(retryAfterMs: number): void {
  let writes = 0;
  world.zoho.fault = ({ kind }) =>
    kind === 'remove' && (writes += 1) === 1
      ? { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X', retryAfterMs }) }
      : null;
}

describe.each([-25 * HOUR, -HOUR, -9 * 60_000, -4 * 60_000, HOUR, 25 * HOUR, 32 * DAY])(
  'the wall clock is set by %i ms',
  (skew) => {
    test('during a wait: the run goes on as soon as before', async () => {
      await preview(
        world,
        fill(world, 3, () => [1]),
      );
      throttleFirst(25_000);
      const began = world.clock.now();
      await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
      await world.shows('run', ({ state }) => state === 'waiting');
      world.skewMs = skew;
      const { state, counts } = await world.shows('run', isOver);
      expect({ state, removed: counts.removed }).toEqual({ state: 'done', removed: 3 });
      expect(world.clock.now() - began).toBeLessThan(60_000);
    });

    test('after the end: no history is erased, and it can be undone', async () => {
      await removeFirstTag(
        world,
        fill(world, 3, () => [1]),
      );
      world.skewMs = skew;
      await world.engine().resume();
      world.kill();
      await world.engine().resume();
      await world.engine().undo({ runId: 'run', undoId: 'undo' });
      expect((await world.shows('undo', isOver)).counts.removed).toBe(3);
    });

    test('within one life: a preview that is too old is read again', async () => {
      await preview(
        world,
        fill(world, 3, () => [1]),
      );
      world.skewMs = skew;
      await world.clock.wait(6 * 60_000);
      world.zoho.records.get(recordId(0))?.delete(tagOf(1).id);
      await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
      expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 2, 'had-none': 1 });
    });

    test('while a lost write is in doubt: both looks are made, and the run ends', async () => {
      await preview(
        world,
        fill(world, 3, () => [1]),
      );
      let isFirst = true;
      world.zoho.fault = ({ kind }) => {
        if (kind !== 'remove' || !isFirst) return null;
        isFirst = false;
        return { kind: 'silent', code: 'timeout', applyAfterMs: 20_000, tookMs: 25_000 };
      };
      const began = world.clock.now();
      await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
      await world.shows('run', ({ state }) => state === 'waiting');
      world.skewMs = skew;
      world.kill();
      expect((await world.shows('run', isOver)).counts.removed).toBe(3);
      expect(world.clock.now() - began).toBeLessThan(10 * 60_000);
    });
  },
);

// Further ahead, the preview counts as one that was not started for an hour.
test.each([-25 * HOUR, -HOUR, -5 * 60_000, 30 * 60_000])(
  'the wall clock is set by %i ms over the death of a worker: what was read before is read again',
  async (skew) => {
    await preview(
      world,
      fill(world, 3, () => [1]),
    );
    await world.clock.wait(4 * 60_000);
    world.skewMs = skew;
    world.kill();
    await world.clock.wait(60_000);
    world.zoho.records.get(recordId(0))?.delete(tagOf(1).id);
    await world.clock.wait(4 * 60_000);
    const end = world.shows('run', isOver);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    const { counts, changed } = await end;
    // A tag that somebody else removed is not counted as lost, so an undo does not put it back.
    expect({ counts, changed }).toMatchObject({ counts: { removed: 2, 'had-none': 1 }, changed: 2 });
  },
);

test('a step back that is smaller than the age shows by the date of the next answer', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  const { readAt = 0 } = (await world.journal.rowsAfter('run', -1, 1))[0] ?? {};
  world.kill();
  // Twenty minutes pass without a worker, but the clock shows only two.
  await world.clock.wait(20 * 60_000);
  world.skewMs = -18 * 60_000;
  world.zoho.records.get(recordId(0))?.delete(tagOf(1).id);
  world.kill();
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 2, 'had-none': 1 });
  expect(readAt).toBeGreaterThan(0);
});

test('answers that take long, dated by their first byte, make nothing old', async () => {
  world.zoho.isDatedEarly = true;
  world.zoho.latencyMs = 20_000;
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  world.zoho.latencyMs = 200;
  const reads = () => world.zoho.calls.filter(({ kind }) => kind === 'read').length;
  const before = reads();
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts.removed).toBe(3);
  expect(reads()).toBe(before);
});

describe('two runs in one worker whose clock went on from the older one', () => {
  const ids = () => fill(world, 9, () => [1]);

  beforeEach(async () => {
    await preview(world, ids().slice(0, 3), 'one');
    world.skewMs = -2 * HOUR;
    world.kill();
  });

  async function ends(runId: string) {
    await world.engine().start({ runId, tagIds: [tagOf(1).id] });
    const { counts, changed } = await world.shows(runId, isOver);
    return { removed: counts.removed, none: counts['had-none'], changed };
  }

  test('what both read before that is read again, and what is read since is fresh', async () => {
    await preview(world, ids().slice(3, 6), 'two');
    for (const n of [0, 3]) world.zoho.records.get(recordId(n))?.delete(tagOf(1).id);
    expect(await ends('one')).toEqual({ removed: 2, none: 1, changed: 2 });
    expect(await ends('two')).toEqual({ removed: 2, none: 1, changed: 2 });
    await preview(world, ids().slice(6), 'three');
    const before = world.zoho.calls.length;
    expect(await ends('three')).toMatchObject({ removed: 3 });
    expect(world.zoho.calls.slice(before).filter(({ kind }) => kind === 'read')).toEqual([]);
  });

  test('a preview of minutes ago is kept, though that clock has gone on by hours', async () => {
    await preview(world, ids().slice(3, 6), 'two');
    await ends('one');
    await world.engine().resume();
    expect((await world.journal.run('two'))?.state).toBe('planned');
    expect(await ends('two')).toMatchObject({ removed: 3 });
  });
});

test('an undo goes on from the time of its removal, where the clock was set back in between', async () => {
  let isFirst = true;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove' || !isFirst) return null;
    isFirst = false;
    return { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 };
  };
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  world.skewMs = -2 * HOUR;
  world.kill();
  const began = world.clock.now();
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  expect((await world.shows('undo', isOver)).counts.removed).toBe(3);
  // Two looks are 30 s apart, without waiting for a clock to catch up.
  expect(world.clock.now() - began).toBeLessThan(5 * 60_000);
});

test('removing again goes on from the time of the undo', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await world.engine().undo({ runId: 'run', undoId: 'undo' });
  await world.shows('undo', isOver);
  const { time } = (await world.journal.run('undo'))?.work ?? {};
  world.untilIdentified = () => Promise.reject(new AppError('signed-out'));
  world.skewMs = -2 * HOUR;
  world.kill();
  await world.engine().again({ undoId: 'undo', runId: 'again' });
  await world.shows('again', ({ why }) => why === 'sign-in');
  const work = (await world.journal.run('again'))?.work;
  expect(work?.time.zoho).toBe(time?.zoho);
  expect(work?.time.at).toBeGreaterThanOrEqual(time?.at ?? Infinity);
});

test('“nothing moved for a day” is said only when it is so: a clock that jumps a day ahead is no day', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  throttleFirst(25_000);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ state }) => state === 'waiting');
  world.skewMs = 25 * HOUR;
  await world.engine().resume();
  expect((await world.shows('run', isOver)).state).toBe('done');
});

test('a Retry-After of a day is not waited out', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  throttleFirst(25 * HOUR);
  const began = world.clock.now();
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts.removed).toBe(3);
  expect(world.clock.now() - began).toBeLessThan(11 * 60_000);
});

test('a past run of a version that noted no date of Zoho’s is erased by no clock', async () => {
  await removeFirstTag(
    world,
    fill(world, 3, () => [1]),
  );
  await world.journal.write('run', (fact) => fact.changeWork({ time: { ...fact.run.work.time, zoho: null } }));
  world.skewMs = 32 * DAY;
  world.kill();
  await world.engine().resume();
  await world.clock.wait(60_000);
  await world.engine().resume();
  // Its days begin with the first known date.
  expect((await world.journal.run('run'))?.work.time.zoho).toBeGreaterThan(0);
});

test('an alarm that another worker sets again rings when the wait was to end, though a clock was set back in it', async () => {
  await preview(
    world,
    fill(world, 3, () => [1]),
  );
  throttleFirst(5 * 60_000);
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  await world.shows('run', ({ state }) => state === 'waiting');
  const due = world.clock.now() + 5 * 60_000;
  world.skewMs = -2 * 60_000;
  await world.engine().resume();
  expect(world.alarms.get(alarmName('run'))).toBeLessThanOrEqual(due + 1_000);
});

test('one run that cannot be forgotten keeps no other from being resumed', async () => {
  const ids = fill(world, 5, () => [1]);
  await preview(world, ids, 'old');
  await preview(world, ids, 'live');
  world.zoho.fault = ({ kind }) => (kind === 'remove' ? { kind: 'refused', error: new AppError('signed-out') } : null);
  await world.engine().start({ runId: 'live', tagIds: [tagOf(1).id] });
  await world.shows('live', ({ why }) => why === 'sign-in');
  await world.clock.wait(2 * HOUR);
  world.removeFails = () => new Error('The browser’s storage is gone.');
  world.zoho.fault = () => null;
  world.forgetSession();
  world.kill();
  expect((await world.shows('live', isOver)).counts.removed).toBe(5);
  expect(world.notes.join()).toContain('resume planned');
});

describe('a wall clock that jumps by hours at every call', () => {
  let isJumping = true;

  beforeEach(async () => {
    isJumping = true;
    await preview(
      world,
      fill(world, 3, () => [1]),
    );
    world.zoho.watch = ({ endedAt }) => {
      if (!isJumping || endedAt === null) return;
      world.skewMs += 5 * HOUR;
      if (world.zoho.calls.length > 5_000) throw new Error('It calls without end.');
    };
  });

  const reads = () => world.zoho.calls.filter(({ kind, at }) => kind === 'read' && at >= began).length;
  let began = 0;

  test('the records are read at most three times without a wait, and nothing is sent by what may be old', async () => {
    began = world.clock.now();
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', ({ state }) => state === 'waiting');
    expect(reads()).toBeLessThanOrEqual(3);
    expect(world.zoho.calls.filter(({ kind }) => kind === 'remove')).toEqual([]);
    isJumping = false;
    expect((await world.shows('run', isOver)).counts.removed).toBe(3);
  });

  test('a run ends after many hours without progress', async () => {
    began = world.clock.now();
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    const { state, stopReason, counts } = await world.shows('run', isOver);
    expect({ state, stopReason, unsent: counts['not-sent'] }).toEqual({
      state: 'stopped',
      stopReason: 'no-progress',
      unsent: 3,
    });
    expect(world.clock.now() - began).toBeGreaterThan(6 * HOUR);
  });

  test('an undo that cannot be sent ends, too', async () => {
    isJumping = false;
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', isOver);
    isJumping = true;
    began = world.clock.now();
    await world.engine().undo({ runId: 'run', undoId: 'undo' });
    await world.shows('undo', ({ state }) => state === 'waiting');
    expect(reads()).toBeLessThanOrEqual(3);
    expect((await world.shows('undo', isOver)).state).toBe('stopped');
  });
});

describe('beats', () => {
  test('one that fails does not end the beating', async () => {
    await preview(
      world,
      fill(world, 40, () => [1]),
    );
    world.zoho.latencyMs = 24_000;
    let beats = 0;
    world.onBeat = () => {
      beats += 1;
      return beats === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', isOver);
    expect(beats).toBeGreaterThan(2);
  });

  test('one that is being written when the run ends is the last, and arms no alarm', async () => {
    await preview(
      world,
      fill(world, 40, () => [1]),
    );
    // The run makes two calls in sequence. The second beat starts just before their end.
    world.zoho.latencyMs = 10_030;
    let lastBeat = 0;
    world.onBeat = async () => {
      lastBeat = world.clock.now();
      await world.clock.wait(50);
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    const { endedAt } = await world.shows('run', isOver);
    await world.clock.wait(100);
    const armed = [...world.alarms.keys()].filter((name) => name.startsWith('untag-run'));
    await world.clock.wait(60_000);
    expect((endedAt ?? 0) - lastBeat).toBeGreaterThan(0);
    expect((endedAt ?? 0) - lastBeat).toBeLessThan(50);
    expect(armed).toEqual([]);
  });
});
