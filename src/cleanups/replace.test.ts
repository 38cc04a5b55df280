import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { sumOf } from '../runs/model/machine.ts';
import type { Call, Fault } from '../runs/testing/model-zoho.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import type { Tag } from '../shared/run-summary.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const [A, B, OTHER, CONTACTS_TAG, STAYS] = [tagOf(1), tagOf(2), tagOf(3), tagOf(4), tagOf(5)];
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
const NEW = { id: null, name: 'Brand new', colour: '#57B1FD' };

interface Wanted {
  readonly stays?: Tag | typeof NEW;
  readonly isDeleting?: boolean;
  readonly old?: readonly Tag[];
}

function request({ stays = STAYS, isDeleting = false, old = [A, B] }: Wanted = {}) {
  const holders = { tags: [...old], way: 'scan' as const, counted: old.map(() => null) };
  const steps = [{ module: LEADS, holders, stays }];
  return { id: 'clean', connectionId: CONNECTION, kind: 'replace' as const, steps, ...(isDeleting && { isDeleting }) };
}

const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;

async function play(wanted: Wanted = {}): Promise<Cleanup> {
  await made.cleanups().start(request(wanted));
  return made.shows('clean', isEnded);
}

async function undo(): Promise<Cleanup> {
  await made.cleanups().undo({ id: 'clean' });
  return made.shows('clean', isUndone);
}

function truth(): Record<string, readonly string[]> {
  return Object.fromEntries([...made.world.zoho.records].map(([id, tags]) => [id, [...tags].toSorted()]));
}
const tagsOf = (n: number) => [...(made.world.zoho.records.get(recordId(n)) ?? [])].toSorted();
const zoho = () => made.world.zoho;
const named = (name: string) => [...zoho().tags.values()].filter((tag) => tag.name === name);

/** The first call of a kind gets no answer. */
function lostOnce(kind: Call['kind'], applyAfterMs: number): void {
  let isFirst = true;
  zoho().fault = (call): Fault | null => {
    if (call.kind !== kind || !isFirst) return null;
    isFirst = false;
    return { kind: 'silent', code: 'unreachable', applyAfterMs, tookMs: 100 };
  };
}

/** Others delete a tag, and make it again with another id. */
function madeAgain(tag: Tag, id = '5725768000000000099'): Tag {
  const again = { ...tag, id };
  zoho().tags.delete(tag.id);
  for (const tags of zoho().records.values()) tags.delete(tag.id);
  zoho().tags.set(id, again);
  return again;
}

async function expectLaw(): Promise<void> {
  for (const runId of ['clean-0p', 'clean-0', 'clean-0u', 'clean-0t']) {
    const run = await made.world.journal.run(runId);
    expect(run === null ? 0 : sumOf(run.counts)).toBe(run?.total ?? 0);
  }
}

test('puts the tag that stays on, then takes the old ones off; undo brings every record back', async () => {
  fill(made.world, 300, (n) => (n % 3 === 0 ? [1, 2] : n % 3 === 1 ? [1, 3, 5] : [3]));
  const before = truth();
  const kinds: string[] = [];
  zoho().watch = ({ kind, endedAt }) => void (endedAt === null && kinds.push(kind));
  await play();
  expect([0, 1, 2].map(tagsOf)).toEqual([[STAYS.id], [OTHER.id, STAYS.id], [OTHER.id]]);
  expect(kinds.lastIndexOf('add')).toBeLessThan(kinds.indexOf('remove'));
  await expectLaw();
  await undo();
  expect(truth()).toEqual(before);
  await expectLaw();
  await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-done' });
});

test('who has seen how it ended has seen all of its runs', async () => {
  fill(made.world, 3, () => [1]);
  await play();
  await undo();
  const runIds = ['clean-0p', 'clean-0', 'clean-0u', 'clean-0t'];
  await made.cleanups().seen({ id: 'clean' });
  for (const runId of runIds) expect(await made.world.journal.run(runId)).toMatchObject({ isSeen: true });
});

test('a record at its limit keeps its old tag', async () => {
  fill(made.world, 4, (n) => (n === 1 ? [1, 3] : [1]));
  zoho().tagLimit = { most: 2, isRefused: false };
  const before = truth();
  await play();
  expect(tagsOf(1)).toEqual([A.id, OTHER.id]);
  expect(tagsOf(0)).toEqual([STAYS.id]);
  await undo();
  expect(truth()).toEqual(before);
});

test('a repeated start is the same clean-up', async () => {
  fill(made.world, 4, () => [1]);
  await made.cleanups().start(request());
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  expect(zoho().calls.filter(({ kind }) => kind === 'add')).toHaveLength(1);
});

test('what got the tag that stays when it was tried again loses the old ones with it', async () => {
  fill(made.world, 3, () => [1]);
  zoho().locked.add(recordId(1));
  await play();
  expect(tagsOf(1)).toEqual([A.id]);
  zoho().locked.clear();
  await made.cleanups().retry({ id: 'clean' });
  await made.shows('clean', isEnded);
  expect([0, 1, 2].map(tagsOf)).toEqual([[STAYS.id], [STAYS.id], [STAYS.id]]);
});

test('a tag that stays and is deleted by others before the old ones come off leaves every record as it is', async () => {
  fill(made.world, 3, () => [1]);
  zoho().watch = ({ kind, endedAt }) => {
    if (kind !== 'add' || endedAt === null) return;
    zoho().tags.delete(STAYS.id);
    for (const tags of zoho().records.values()) tags.delete(STAYS.id);
  };
  await play();
  expect([0, 1, 2].map(tagsOf)).toEqual([[A.id], [A.id], [A.id]]);
  expect((await made.world.journal.rowsAfter('clean-0', -1, 10)).map(({ reason }) => reason)).toEqual([
    'kept-old',
    'kept-old',
    'kept-old',
  ]);
});

test('one that is deleted half-way has no undo, and is deleted for good by the next worker', async () => {
  fill(made.world, 3, () => [1]);
  await play();
  let writes = 0;
  made.world.writeFails = () => ((writes += 1) === 2 ? new AppError('storage-broken') : null);
  await expect(made.cleanups().delete({ id: 'clean' })).rejects.toMatchObject({ code: 'storage-broken' });
  made.world.writeFails = () => null;
  // The removal is gone, so nobody knows any more what came off each record.
  expect((await made.world.journal.runs()).map(({ id }) => id)).toEqual(['clean-0p']);
  await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
  await expect(made.cleanups().retry({ id: 'clean' })).rejects.toMatchObject({ code: 'run-gone' });
  expect(tagsOf(0)).toEqual([STAYS.id]);
  await made.cleanups().resume();
  expect(await made.cleanup('clean')).toBeNull();
  expect(await made.world.journal.runs()).toEqual([]);
});

test('stopped between its runs it goes on with the rest', async () => {
  fill(made.world, 1_200, () => [1]);
  zoho().latencyMs = 3_000;
  await made.cleanups().start(request());
  await made.world.shows('clean-0p', ({ inFlight }) => inFlight > 0);
  await made.cleanups().stop({ id: 'clean' });
  const stopped = await made.shows('clean', isEnded);
  expect(stopped.left.length).toBeGreaterThan(0);
  expect(zoho().calls.some(({ kind }) => kind === 'remove')).toBe(false);
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isEnded);
  expect(new Set(Object.values(truth()).map((tags) => tags.join()))).toEqual(new Set([STAYS.id]));
});

/** Calls of a kind are refused with an error that ends their run, but for the first of them. */
function refusedAfterFirst(kind: Call['kind']): void {
  let calls = 0;
  zoho().fault = (call): Fault | null =>
    call.kind === kind && (calls += 1) > 1
      ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'NO_PERMISSION' }) }
      : null;
}

test('whose first run ended with an error leaves no record with both tags once it has gone on', async () => {
  fill(made.world, 1_200, () => [1]);
  const before = truth();
  refusedAfterFirst('add');
  const stopped = await play();
  expect(stopped.left).toEqual([{ do: 'goOn', of: 'put', step: 0, isBegun: false }]);
  const kinds = () => new Set(Object.values(truth()).map((tags) => tags.join()));
  expect(kinds()).toEqual(new Set([STAYS.id, A.id]));
  zoho().fault = () => null;
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isEnded);
  expect(kinds()).toEqual(new Set([STAYS.id]));

  // The same of its undo: the old tags come back first.
  refusedAfterFirst('add');
  await undo();
  expect(kinds()).not.toEqual(new Set([A.id]));
  zoho().fault = () => null;
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isUndone);
  expect(truth()).toEqual(before);
  await expectLaw();
});

test('module after module, each with a tag of its own that stays', async () => {
  fill(made.world, 6, (n) => (n < 3 ? [1] : [4]));
  for (let n = 3; n < 6; n += 1) zoho().modules.set(recordId(n), 'Contacts');
  const before = truth();
  const ofContacts = { tags: [CONTACTS_TAG], way: 'scan' as const, counted: [null] };
  const base = request({ old: [A] });
  await made
    .cleanups()
    .start({ ...base, steps: [...base.steps, { module: CONTACTS, holders: ofContacts, stays: OTHER }] });
  await made.shows('clean', isEnded);
  expect([0, 3].map(tagsOf)).toEqual([[STAYS.id], [OTHER.id]]);
  await undo();
  expect(truth()).toEqual(before);
});

describe('a tag that stays and is new', () => {
  test('is made before anything is put on, with its colour', async () => {
    fill(made.world, 3, () => [1]);
    await play({ stays: NEW });
    const [tag] = named(NEW.name);
    expect(tag?.colour).toBe(NEW.colour);
    expect(tagsOf(0)).toEqual([tag?.id]);
  });

  test('is the one that has the name', async () => {
    fill(made.world, 3, () => [1]);
    await play({ stays: { ...NEW, name: STAYS.name } });
    expect(tagsOf(0)).toEqual([STAYS.id]);
    expect(named(STAYS.name)).toHaveLength(1);
  });

  test('is made once, also when its call has no answer', async () => {
    fill(made.world, 3, () => [1]);
    let calls = 0;
    zoho().fault = ({ kind }): Fault | null => {
      if (kind !== 'make') return null;
      calls += 1;
      return calls < 3 ? { kind: 'silent', code: 'timeout', applyAfterMs: 5_000, tookMs: 25_000 } : null;
    };
    await play({ stays: NEW });
    expect(named(NEW.name)).toHaveLength(1);
    expect(tagsOf(0)).toEqual([named(NEW.name)[0]?.id]);
  });

  test('leaves all as it was where the module is full, and says so', async () => {
    fill(made.world, 3, () => [1]);
    zoho().mostTags = 5;
    const before = truth();
    expect((await play({ stays: NEW })).error?.code).toBe('tag-limit-module');
    expect(truth()).toEqual(before);
    zoho().mostTags = 6;
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(tagsOf(0)).toEqual([named(NEW.name)[0]?.id]);
  });

  test('is an old one where Zoho holds the two names for one', async () => {
    fill(made.world, 3, (n) => (n === 0 ? [1, 2] : [2]));
    zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
    await play({ stays: { ...NEW, name: A.name.toUpperCase() } });
    expect([0, 1, 2].map(tagsOf)).toEqual([[A.id], [A.id], [A.id]]);
  });
});

describe('old tags that are deleted at the end', () => {
  test('are gone, and made again by the undo before anything is put back', async () => {
    fill(made.world, 4, (n) => (n === 0 ? [1, 2, 3] : [1]));
    const byName = () =>
      Object.values(truth()).map((tags) => tags.map((id) => zoho().tags.get(id)?.name ?? 'gone').toSorted());
    const before = byName();
    const { steps } = await play({ isDeleting: true });
    expect(steps[0]?.tags?.deleted).toEqual([A, B]);
    expect([A, B].some(({ id }) => zoho().tags.has(id))).toBe(false);
    const undone = await undo();
    expect(byName()).toEqual(before);
    expect(undone.steps[0]?.tags?.renewed?.map(({ old }) => old)).toEqual([A.id, B.id]);
    expect(named(A.name)).toHaveLength(1);
  });

  test('stay where a record still carries them, with the number', async () => {
    fill(made.world, 3, () => [1]);
    zoho().locked.add(recordId(1));
    const { steps } = await play({ isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.kept).toEqual([{ tag: A, why: 'carried', records: 1 }]);
    expect(zoho().tags.has(A.id)).toBe(true);
    zoho().locked.clear();
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags).toMatchObject({ deleted: [A], kept: [] });
  });

  test('stay where the removal has left them on a record, though Zoho counts none', async () => {
    fill(made.world, 3, () => [1]);
    zoho().locked.add(recordId(1));
    zoho().miscounts.set(A.id, 0);
    const { steps } = await play({ isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.kept).toEqual([{ tag: A, why: 'carried', records: 1 }]);
    expect(tagsOf(1)).toEqual([A.id]);
    // A record that is gone keeps nothing.
    zoho().records.delete(recordId(1));
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags).toMatchObject({ deleted: [A], kept: [] });
  });

  test('are deleted after all where the removal went on', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'remove' ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'X' }) } : null;
    const { steps } = await play({ isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.kept).toEqual([{ tag: A, why: 'carried', records: 3 }]);
    zoho().fault = () => null;
    await made.cleanups().goOn({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags).toMatchObject({ deleted: [A], kept: [] });
  });

  test.each([0, 35_000])(
    'are made again where their delete has no answer when it is stopped (applied after %s ms)',
    async (applyAfterMs) => {
      fill(made.world, 3, () => [1]);
      zoho().fault = ({ kind }): Fault | null =>
        kind === 'delete' ? { kind: 'silent', code: 'timeout', applyAfterMs, tookMs: 20_000 } : null;
      await made.cleanups().start(request({ isDeleting: true, old: [A] }));
      await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
      await made.cleanups().stop({ id: 'clean' });
      expect((await made.shows('clean', isEnded)).steps[0]?.tags).toMatchObject({ asked: [A] });
      zoho().fault = () => null;
      await undo();
      await made.world.clock.wait(60_000);
      expect([0, 1, 2].map(tagsOf)).toEqual([0, 1, 2].map(() => named(A.name).map(({ id }) => id)));
      expect(named(A.name)).toHaveLength(1);
    },
  );

  test('that are one tag once they are made again are put back, and the tag that stays comes off', async () => {
    fill(made.world, 3, (n) => (n === 0 ? [1, 2] : n === 1 ? [1] : [2]));
    const shouted = { ...B, name: A.name.toUpperCase() };
    zoho().tags.set(B.id, shouted);
    zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
    await play({ isDeleting: true, old: [A, shouted] });
    await undo();
    const again = named(A.name).map(({ id }) => id);
    expect(again).toHaveLength(1);
    expect([0, 1, 2].map(tagsOf)).toEqual([again, again, again]);
  });

  test.each([true, false])('stay where a rule uses them, and name it (told with the count: %s)', async (isTold) => {
    fill(made.world, 3, () => [1]);
    zoho().rules.set(A.id, ['Score over 80']);
    zoho().areUsesTold = isTold;
    const { steps } = await play({ isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.kept).toEqual([{ tag: A, why: 'used', places: ['Score over 80'] }]);
    expect(zoho().tags.has(A.id)).toBe(true);
  });

  test('are deleted once where the call had no answer', async () => {
    fill(made.world, 3, () => [1]);
    lostOnce('delete', 0);
    const { steps } = await play({ isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.deleted).toEqual([A]);
    await undo();
    expect(tagsOf(0)).toEqual([named(A.name)[0]?.id]);
  });

  test('leave records as they are where the tag made again is the one that stays', async () => {
    const shouted = { ...A, name: STAYS.name.toUpperCase() };
    fill(made.world, 3, () => [1]);
    zoho().tags.set(A.id, shouted);
    zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
    await play({ isDeleting: true, old: [shouted] });
    const undone = await undo();
    expect(undone.steps[0]?.tags?.renewed).toEqual([{ old: A.id, tag: null }]);
    expect([0, 1, 2].map(tagsOf)).toEqual([[STAYS.id], [STAYS.id], [STAYS.id]]);
  });

  describe('by a call without an answer, after which Zoho refuses to count', () => {
    async function playLate(applyAfterMs: number): Promise<Cleanup> {
      fill(made.world, 3, () => [1]);
      let deletes = 0;
      zoho().fault = ({ kind }): Fault | null => {
        if (kind === 'delete' && (deletes += 1) === 1)
          return { kind: 'silent', code: 'unreachable', applyAfterMs, tookMs: 100 };
        const isCount = kind === 'count' && deletes === 1;
        return isCount
          ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'NO_PERMISSION' }) }
          : null;
      };
      const now = await play({ isDeleting: true, old: [A] });
      await made.world.clock.wait(30_000);
      zoho().fault = () => null;
      return now;
    }

    async function namesAfterUndo(): Promise<readonly string[]> {
      await undo();
      return [0, 1, 2].flatMap(tagsOf).map((id) => zoho().tags.get(id)?.name ?? 'gone');
    }

    test('are known to be deleted once the list lacks them', async () => {
      expect((await playLate(0)).steps[0]?.tags?.deleted).toEqual([A]);
      expect(await namesAfterUndo()).toEqual([A.name, A.name, A.name]);
    });

    test('are known to be deleted once that call can be applied no more', async () => {
      expect((await playLate(25_000)).steps[0]?.tags).toEqual({ deleted: [A] });
      expect(await namesAfterUndo()).toEqual([A.name, A.name, A.name]);
    });

    test('are made again by the undo', async () => {
      await playLate(25_000);
      expect(await namesAfterUndo()).toEqual([A.name, A.name, A.name]);
    });
  });

  test('are deleted only when no late call can take their names for that of the tag that stays', async () => {
    fill(made.world, 3, () => [1]);
    const shouted = { ...STAYS, name: A.name.toUpperCase() };
    zoho().tags.delete(A.id);
    for (const tag of [shouted, A]) zoho().tags.set(tag.id, tag);
    zoho().isCaseBlind = true;
    lostOnce('remove', 25_000);
    const { steps } = await play({ stays: shouted, isDeleting: true, old: [A] });
    expect(steps[0]?.tags?.deleted).toEqual([A]);
    await made.world.clock.wait(60_000);
    expect([0, 1, 2].map(tagsOf)).toEqual([[STAYS.id], [STAYS.id], [STAYS.id]]);
  });

  const isOneName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

  test('come back as one tag where Zoho makes them again as one', async () => {
    fill(made.world, 4, (n) => [[1, 2], [1], [2, 3], [3]][n] ?? []);
    const shouted = { ...B, name: A.name.toUpperCase() };
    zoho().tags.set(B.id, shouted);
    await play({ isDeleting: true, old: [A, shouted] });
    zoho().isOneName = isOneName;
    await undo();
    const again = named(A.name)[0]?.id ?? '';
    expect([0, 1, 2, 3].map(tagsOf)).toEqual([[again], [again], [OTHER.id, again].toSorted(), [OTHER.id]]);
    await expectLaw();
  });

  test('come back as the tag that has their name for Zoho', async () => {
    fill(made.world, 4, (n) => [[1], [1, 3], [1, 2], [3]][n] ?? []);
    const shouted = { ...OTHER, name: A.name.toUpperCase() };
    zoho().tags.set(OTHER.id, shouted);
    await play({ isDeleting: true });
    zoho().isOneName = isOneName;
    await undo();
    const b = named(B.name)[0]?.id ?? '';
    expect([0, 1, 2, 3].map(tagsOf)).toEqual([[OTHER.id], [OTHER.id], [OTHER.id, b].toSorted(), [OTHER.id]]);
    await expectLaw();
  });
});

test('a right that is missing ends it before anything is changed, and it goes on once it is there', async () => {
  fill(made.world, 3, () => [1]);
  const before = truth();
  zoho().fault = ({ kind }) =>
    kind === 'make'
      ? { kind: 'refused', error: new AppError('scope-missing', { zohoCode: 'OAUTH_SCOPE_MISMATCH' }) }
      : null;
  expect((await play({ stays: NEW })).error?.code).toBe('scope-missing');
  expect(truth()).toEqual(before);
  zoho().fault = () => null;
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isEnded);
  expect(tagsOf(0)).toEqual([named(NEW.name)[0]?.id]);
});

test.each(Array.from({ length: 24 }, (_, n) => n * 5 + 2))(
  'a worker that dies after %i uses of its stores costs nothing, forwards and backwards',
  { timeout: 30_000 },
  async (after) => {
    fill(made.world, 40, (n) => (n % 4 === 0 ? [1, 2] : n % 4 === 1 ? [1, 5] : n % 4 === 2 ? [2, 3] : [3]));
    const names = () =>
      Object.values(truth()).map((tags) => tags.map((id) => zoho().tags.get(id)?.name ?? 'gone').toSorted());
    const before = names();
    let uses = 0;
    made.world.isFatal = () => (uses += 1) % after === 0 && uses < after * 4;
    await made.ask((cleanups) => cleanups.start(request({ stays: NEW, isDeleting: true })));
    await made.shows('clean', isEnded);
    made.world.isFatal = () => false;
    await finished();
    const stays = named(NEW.name);
    expect(stays).toHaveLength(1);
    for (const tags of names()) expect(tags.includes(A.name) || tags.includes(B.name)).toBe(false);
    uses = 0;
    made.world.isFatal = () => (uses += 1) % after === 0 && uses < after * 4;
    await made.ask((cleanups) => cleanups.undo({ id: 'clean' }));
    await made.shows('clean', isUndone);
    made.world.isFatal = () => false;
    await finished();
    expect(names()).toEqual(before);
    expect([A, B].map(({ name }) => named(name).length)).toEqual([1, 1]);
    await expectLaw();
  },
);

/** Records that were sent too often in vain are tried again. A use that is under way may still be a worker's last. */
async function finished(): Promise<void> {
  await made.ask((cleanups) => cleanups.goOn({ id: 'clean' }));
  await made.shows('clean', isEnded);
  await made.ask((cleanups) => cleanups.retry({ id: 'clean' }));
  await made.shows('clean', isEnded);
}

describe('a tag that others have deleted and made again', () => {
  /** A, or A and B, or B. */
  const fillMixed = () => fill(made.world, 6, (n) => (n % 3 === 0 ? [1] : n % 3 === 1 ? [1, 2] : [2]));

  test.each([
    ['in one worker', () => undefined],
    ['by a worker that dies at the first call that puts it on', () => made.world.kill()],
    ['by a worker that dies at the first call that takes the other one off', () => made.world.kill()],
  ])('is put back after its name was offered, and the new one comes off then, %s', async (name, then) => {
    fillMixed();
    await play();
    const again = madeAgain(A);
    await undo();
    // The other one is back, and what lacks the first one keeps the new tag.
    expect([0, 1, 2].map(tagsOf)).toEqual([[STAYS.id], [B.id, STAYS.id], [B.id]]);
    expect((await made.world.journal.run('clean-0u'))?.namesakes?.map(({ now }) => now.id)).toEqual([again.id]);
    const fatal = name.includes('off') ? 'remove' : 'add';
    let isDone = false;
    zoho().watch = ({ kind }) => {
      if (kind !== fatal || isDone) return;
      isDone = true;
      then();
    };
    await made.ask((cleanups) => cleanups.useNamesakes({ id: 'clean' }));
    await made.shows('clean', isUndone);
    expect([0, 1, 2].map(tagsOf)).toEqual([[again.id], [B.id, again.id].toSorted(), [B.id]]);
    await expectLaw();
    await expect(made.cleanups().useNamesakes({ id: 'clean' })).rejects.toMatchObject({ code: 'tags-changed' });
  });

  test('is none that stays: its records would lose it with the last of the old ones', async () => {
    fillMixed();
    await play();
    zoho().tags.delete(A.id);
    zoho().tags.set(STAYS.id, { ...STAYS, name: A.name });
    await undo();
    expect((await made.world.journal.run('clean-0u'))?.namesakes).toBeUndefined();
    await expect(made.cleanups().useNamesakes({ id: 'clean' })).rejects.toMatchObject({ code: 'tags-changed' });
    expect(tagsOf(0)).toEqual([STAYS.id]);
  });

  test('is used by nobody before the undo, and not while it works', async () => {
    fillMixed();
    await play();
    madeAgain(A);
    await expect(made.cleanups().useNamesakes({ id: 'clean' })).rejects.toMatchObject({ code: 'tags-changed' });
    expect((await made.cleanup('clean'))?.isUndo).toBe(false);
  });
});
