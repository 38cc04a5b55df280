import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sumOf } from '../runs/model/machine.ts';
import type { Call } from '../runs/testing/model-zoho.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '../shared/errors.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

/** The short test skips the slow cases. */
const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
const [LEADS_TAG, CONTACTS_TAG] = [tagOf(1), tagOf(4)];
const RECORDS = 30;

/** Leads and contacts. Each has a tag of its module. */
function fillTwo(): void {
  fill(made.world, 2 * RECORDS, (n) => (n < RECORDS ? [1, 2] : [4, 5]));
  for (let n = RECORDS; n < 2 * RECORDS; n += 1) made.world.zoho.modules.set(recordId(n), 'Contacts');
}

function request(way: 'scan' | 'search' = 'scan', counted: number | null = null) {
  return {
    id: 'clean',
    connectionId: CONNECTION,
    steps: [
      { module: LEADS, holders: { tags: [LEADS_TAG], way, counted: [counted] } },
      { module: CONTACTS, holders: { tags: [CONTACTS_TAG], way, counted: [counted] } },
    ],
  };
}

const isEnded = ({ state }: Cleanup) => state === 'ended';
const isOff = () =>
  [...made.world.zoho.records.values()].every((tags) => !tags.has(LEADS_TAG.id) && !tags.has(CONTACTS_TAG.id));
const refusal = (code: ErrorCode) =>
  ({ kind: 'refused', error: new AppError(code, { zohoCode: 'X', zohoMessage: 'no' }) }) as const;

/** Whether the calls are at most a second apart. */
function longestBurst(calls: readonly Call[]): number {
  let [longest, burst, last] = [0, 0, -Infinity];
  for (const { at } of calls) {
    burst = at - last < 1_000 ? burst + 1 : 1;
    longest = Math.max(longest, burst);
    last = at;
  }
  return longest;
}

async function expectCounted(): Promise<void> {
  for (const { counts, total } of await made.world.journal.runs()) expect(sumOf(counts)).toBe(total);
}

describe.each(['scan', 'search', 'tags', 'remove', 'add'] as const)('%s refused for good', (kind) => {
  test.each(isWhole ? ERROR_CODES : (['no-permission', 'rate-limited'] as const))(
    'with %s: the clean-up ends, or its run says why it waits; afterwards it can be brought to its end',
    async (code) => {
      fillTwo();
      const way = kind === 'search' ? 'search' : 'scan';
      if (kind === 'add') {
        await made.cleanups().start(request(way));
        await made.shows('clean', isEnded);
      }
      made.world.zoho.fault = (call) => (call.kind === kind ? refusal(code) : null);
      const before = made.world.zoho.calls.length;
      if (kind === 'add') await made.cleanups().undo({ id: 'clean' });
      else await made.cleanups().start(request(way));
      await Promise.race([made.shows('clean', isEnded), made.world.clock.wait(HOUR / 2)]);
      const first = await made.cleanup('clean');
      const waits = (await made.world.journal.runs()).filter(({ error, why }) => error?.code === code || why !== null);
      expect({ isEnded: first?.state === 'ended', isSaid: waits.length > 0 || first?.state === 'ended' }).toMatchObject(
        {
          isSaid: true,
        },
      );
      const calls = made.world.zoho.calls.slice(before);
      expect(longestBurst(calls)).toBeLessThan(40);
      expect(calls.length).toBeLessThan(200);
      made.world.zoho.fault = () => null;
      await made.world.engine().signedIn(CONNECTION);
      await made.cleanups().resume();
      await made.shows('clean', isEnded);
      for (const again of ['goOn', 'retry', 'check', 'goOn'] as const) {
        await made.cleanups()[again]({ id: 'clean' });
        await made.shows('clean', isEnded);
      }
      await expectCounted();
      const isBack = [...made.world.zoho.records.values()].every((tags) => tags.size === 2);
      expect(kind === 'add' ? isBack : isOff()).toBe(true);
    },
  );
});

describe('what never comes', () => {
  const silence = { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 25_000 } as const;
  const whats = [
    { what: 'credits', fault: refusal('out-of-credits'), least: 3 * DAY, most: 4 * DAY, calls: 200 },
    { what: 'an answer of Zoho', fault: silence, least: DAY, most: 2 * DAY, calls: 600 },
    { what: 'somebody who signs in', fault: refusal('signed-out'), least: 30 * DAY, most: 33 * DAY, calls: 4_000 },
  ];
  test.each(isWhole ? whats : whats.slice(0, 1))('$what: it ends, and can be continued', async (given) => {
    const { fault, least, most, calls } = given;
    fillTwo();
    made.world.zoho.fault = () => fault;
    const from = made.world.clock.now();
    await made.cleanups().start(request());
    const { left } = await made.shows('clean', isEnded);
    const took = made.world.clock.now() - from;
    expect({ isLong: took > least, isShort: took < most, left: left.length }).toEqual({
      isLong: true,
      isShort: true,
      left: 5,
    });
    expect(made.world.zoho.calls.length).toBeLessThan(calls);
    made.world.zoho.fault = () => null;
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });

  test('an answer to its question: it ends after thirty days, wakes no worker for nothing, and asks again when continued', async () => {
    fillTwo();
    const from = made.world.clock.now();
    await made.cleanups().start(request('scan', 99));
    await made.shows('clean', ({ state }) => state === 'asking');
    await made.shows('clean', isEnded);
    const took = made.world.clock.now() - from;
    expect(took).toBeGreaterThan(30 * DAY);
    expect(took).toBeLessThan(32 * DAY);
    expect(made.rings).toBeLessThan(150);
    expect(isOff()).toBe(false);
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', ({ state }) => state === 'asking');
    await made.agree(made.cleanups(), 'clean');
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });

  test.each([-400 * DAY, 400 * DAY])(
    'and a clock that is set by %i ms meanwhile ends the question no sooner than a look',
    async (skewMs) => {
      fillTwo();
      await made.cleanups().start(request('scan', 99));
      await made.shows('clean', ({ state }) => state === 'asking');
      await made.world.clock.wait(DAY);
      made.world.skewMs = skewMs;
      await made.world.clock.wait(20 * DAY);
      expect((await made.cleanup('clean'))?.state).toBe('asking');
      await made.shows('clean', isEnded);
    },
  );

  test('while it waits for a person, a worker is woken for it no more often than every half hour', async () => {
    fillTwo();
    made.world.zoho.fault = () => refusal('signed-out');
    await made.cleanups().start(request());
    await made.world.shows('clean-0', ({ why }) => why === 'sign-in');
    const before = made.rings;
    await made.world.clock.wait(DAY);
    expect(made.rings - before).toBeLessThanOrEqual(50);
  });
});

describe('a store', () => {
  test.runIf(isWhole)('of runs that fails for good ends it after a day, without a call', async () => {
    fillTwo();
    made.world.writeFails = () => new AppError('storage-broken');
    const from = made.world.clock.now();
    await made.cleanups().start(request());
    const { error, left } = await made.shows('clean', isEnded);
    expect(error?.code).toBe('storage-broken');
    expect(left).toHaveLength(5);
    expect(made.world.clock.now() - from).toBeLessThan(2 * DAY);
    expect(made.world.zoho.calls).toEqual([]);
    made.world.writeFails = () => null;
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });

  test('of runs that is full ends it at once', async () => {
    fillTwo();
    made.world.room = 10;
    const from = made.world.clock.now();
    await made.cleanups().start(request());
    expect((await made.shows('clean', isEnded)).error?.code).toBe('storage-full');
    expect(made.world.clock.now() - from).toBeLessThan(60_000);
  });

  test('of clean-ups that can no longer be written has Zoho asked for the same no second time', async () => {
    fillTwo();
    await made.cleanups().start(request());
    made.storeFails = (use) => (use === 'change' ? new AppError('storage-broken') : null);
    await made.world.clock.wait(3 * HOUR);
    expect(made.world.zoho.calls.filter(({ kind }) => kind === 'scan').length).toBeLessThanOrEqual(1);
    made.storeFails = () => null;
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });
});

test('a connection that is gone without a word to the clean-up ends it', async () => {
  fillTwo();
  made.world.zoho.latencyMs = 2_000;
  await made.cleanups().start(request());
  await made.world.shows('clean-0', ({ state }) => state === 'planned');
  made.world.acting = () => Promise.reject(new AppError('signed-out'));
  await made.world.engine().disconnected(CONNECTION);
  const { error } = await made.shows('clean', isEnded);
  expect(error?.code).toBe('signed-out');
});

test('a run of that id that is another clean-up’s is neither read, removed from nor put back', async () => {
  fillTwo();
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null } as const;
  const { holders } = request().steps[0]!;
  await made.world
    .engine()
    .read({ runId: 'clean-0', connectionId: CONNECTION, module: LEADS, source: { ...source, holders }, ids: null });
  await made.world.shows('clean-0', ({ state }) => state === 'planned');
  await made.cleanups().start(request());
  const { error } = await made.shows('clean', isEnded);
  expect(error?.code).toBe('unexpected');
  expect(isOff()).toBe(false);
  expect(await made.world.journal.run('clean-0')).toMatchObject({ state: 'planned' });
});

describe('history', () => {
  async function forgotten(): Promise<boolean> {
    await made.cleanups().resume();
    return (await made.cleanup('clean')) === null;
  }

  test.each(['something', 'nothing'] as const)(
    'a clean-up that found %s is forgotten when both clocks say that its days are over',
    async (found) => {
      fillTwo();
      if (found === 'nothing') for (const tags of made.world.zoho.records.values()) tags.clear();
      await made.cleanups().start(request());
      await made.shows('clean', isEnded);
      made.zohoDate = made.world.clock.now();
      expect(await forgotten()).toBe(false);
      made.world.skewMs = 40 * DAY;
      expect(await forgotten()).toBe(false);
      made.world.skewMs = 0;
      made.zohoDate += 40 * DAY;
      expect(await forgotten()).toBe(false);
      made.world.skewMs = 40 * DAY;
      expect(await forgotten()).toBe(true);
      expect(await made.world.journal.runs()).toEqual([]);
    },
  );

  test('whose days are over is not undone', async () => {
    fillTwo();
    await made.cleanups().start(request());
    await made.shows('clean', isEnded);
    made.zohoDate = made.world.clock.now() + 40 * DAY;
    made.world.skewMs = 40 * DAY;
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toThrow(expect.objectContaining({ code: 'undo-over' }));
    expect((await made.cleanup('clean'))?.isUndo).toBe(false);
  });
});

describe('what was left', () => {
  test('when it was stopped can still be continued after what failed was tried again', async () => {
    fillTwo();
    made.world.zoho.locked.add(recordId(0));
    let removals = 0;
    made.world.zoho.watch = ({ kind, endedAt }) => {
      if (kind === 'remove' && endedAt !== null && (removals += 1) === 1) void made.cleanups().stop({ id: 'clean' });
    };
    await made.cleanups().start(request());
    expect((await made.shows('clean', isEnded)).left.length).toBeGreaterThan(0);
    made.world.zoho.locked.clear();
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).left.length).toBeGreaterThan(0);
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });

  test('by a run that an error stopped can be continued, and the other module is done meanwhile', async () => {
    fillTwo();
    made.world.zoho.fault = ({ kind, ids }) =>
      kind === 'remove' && ids.includes(recordId(0)) ? refusal('no-permission') : null;
    await made.cleanups().start(request());
    const { left } = await made.shows('clean', isEnded);
    expect(left).toEqual([{ do: 'goOn', step: 0, isBegun: false }]);
    expect([...made.world.zoho.records.values()].filter((tags) => tags.has(CONTACTS_TAG.id))).toEqual([]);
    made.world.zoho.fault = () => null;
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });

  test('unread, because a module was refused, is read when it is tried again', async () => {
    fillTwo();
    let scans = 0;
    made.world.zoho.fault = ({ kind }) => (kind === 'scan' && (scans += 1) === 1 ? refusal('no-permission') : null);
    await made.cleanups().start(request());
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(false);
    await made.cleanups().retry({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(isOff()).toBe(true);
  });
});

test('somebody who lets its run use the reserve need not wait for an alarm until the rest is done', async () => {
  fillTwo();
  made.world.zoho.creditsLeft = 60;
  made.world.creditReserve = 100;
  await made.cleanups().start(request());
  // The credits left are known from the first answer on.
  await made.world.shows('clean-0', ({ why }) => why === 'credits');
  made.world.creditReserve = 0;
  const from = made.world.clock.now();
  await made.cleanups().goOn({ id: 'clean', useReserve: true });
  await made.shows('clean', isEnded);
  expect(isOff()).toBe(true);
  expect(made.world.clock.now() - from).toBeLessThan(HOUR);
});
