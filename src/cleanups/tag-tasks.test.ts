import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '../shared/errors.ts';
import type { CleanupRequest } from '../shared/messages.ts';
import type { Tag } from '../shared/run-summary.ts';
import { SEARCH_SCOPE, TAGS_SCOPE } from '../shared/scopes.ts';
import type { Call, Fault } from '../runs/testing/model-zoho.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import type { Cleanups } from './cleanups.ts';
import type { Cleanup, StepTags } from './model/types.ts';
import { deletingPrice } from './queries/price.ts';
import { waitLeft } from './tag-tasks.ts';
import { CONTACTS } from './testing/cleanup-play.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const [A, B, UNUSED, ALSO_UNUSED] = [tagOf(1), tagOf(2), tagOf(4), tagOf(5)];
const NAME = 'Trade show';
const zoho = () => made.world.zoho;
const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;
const names = () => [...zoho().tags.values()].map(({ name }) => name).toSorted();

function requestOf(kind: 'rename' | 'delete', tags: readonly Tag[], name = NAME) {
  const holders = { tags: [...tags], way: 'scan' as const, counted: tags.map(() => null) };
  const step = { module: LEADS, holders, ...(kind === 'rename' && { name }) };
  return { id: 'clean', connectionId: CONNECTION, kind, steps: [step] };
}

async function play(kind: 'rename' | 'delete', tags: readonly Tag[], name = NAME): Promise<Cleanup> {
  await made.ask((cleanups) => cleanups.start(requestOf(kind, tags, name)));
  return made.shows('clean', isEnded);
}

async function undo(): Promise<Cleanup> {
  await made.ask((cleanups) => cleanups.undo({ id: 'clean' }));
  return made.shows('clean', isUndone);
}

/** The first calls of a kind get no answer. */
function lostCalls(
  kind: Call['kind'],
  times: number,
  applyAfterMs: number | null,
  code: ErrorCode = 'unreachable',
): void {
  let left = times;
  zoho().fault = (call): Fault | null => {
    if (call.kind !== kind || left === 0) return null;
    left -= 1;
    return { kind: 'silent', code, applyAfterMs, tookMs: 100 };
  };
}

/** The next lists of tags lack these tags. */
function shortLists(times: number, tags: readonly Tag[]): void {
  let left = times;
  zoho().watch = ({ kind, endedAt }) => {
    if (kind !== 'tags') return;
    if (endedAt !== null) for (const { id } of tags) zoho().tagModules.delete(id);
    else if (left > 0) for (const { id } of tags) zoho().tagModules.set(id, 'Elsewhere');
    if (endedAt === null) left -= 1;
  };
}

/** The calls so far that cost a credit: lists and counts, and changes. */
function spent(): { readonly reads: number; readonly writes: number } {
  const { calls } = zoho();
  const reads = calls.filter(({ kind }) => ['tags', 'count', 'search', 'read'].includes(kind)).length;
  return { reads, writes: calls.length - reads };
}

describe('credits', () => {
  test('are those of all calls, also of those without an answer', async () => {
    fill(made.world, 3, () => [1]);
    lostCalls('delete', 2, null);
    const { tagCredits } = await play('delete', [UNUSED, ALSO_UNUSED, A]);
    const first = spent();
    expect(first.writes).toBe(4);
    expect(tagCredits).toEqual({ removal: first });
    const undone = await undo();
    expect(undone.tagCredits).toEqual({ removal: first, undo: { reads: spent().reads - first.reads, writes: 2 } });
  });

  test('of a refused call count', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'rename' ? { kind: 'refused', error: new AppError('scope-missing', { zohoCode: 'X' }) } : null;
    const { error, tagCredits } = await play('rename', [A]);
    expect({ code: error?.code, tagCredits }).toEqual({
      code: 'scope-missing',
      tagCredits: { removal: { reads: 1, writes: 1 } },
    });
  });

  test('that an earlier worker has spent are kept', async () => {
    fill(made.world, 3, () => [1]);
    let isDead = false;
    zoho().watch = ({ kind }) => {
      if (kind !== 'delete' || isDead) return;
      isDead = true;
      made.world.kill();
    };
    const { tagCredits } = await play('delete', [UNUSED, ALSO_UNUSED]);
    // The dead worker had no time for the credit of its last call.
    expect(tagCredits).toEqual({ removal: { reads: spent().reads, writes: spent().writes - 1 } });
  });
});

describe('without the right to change tags', () => {
  const holders = { tags: [A], way: 'scan' as const, counted: [null] };
  const stays = { id: null, name: NAME, colour: null };
  const step = { module: LEADS, holders };
  const base = { id: 'clean', connectionId: CONNECTION };

  test.each<[string, CleanupRequest]>([
    ['a rename', requestOf('rename', [A])],
    ['a delete', requestOf('delete', [UNUSED])],
    ['a retire that deletes', { ...base, isDeleting: true, steps: [step] }],
    ['a replace that makes its tag', { ...base, kind: 'replace', steps: [{ ...step, stays }] }],
  ])('%s is refused before anything is stored or asked for', async (_, request) => {
    fill(made.world, 3, () => [1]);
    made.lacks = [TAGS_SCOPE];
    await expect(made.cleanups().start(request)).rejects.toMatchObject({
      code: 'scope-missing',
      details: { name: TAGS_SCOPE },
    });
    expect(await made.cleanup('clean')).toBeNull();
    expect(zoho().calls).toEqual([]);
    made.lacks = [];
    await made.cleanups().start(request);
    expect((await made.shows('clean', isEnded)).error).toBeNull();
  });

  test.each<[string, CleanupRequest]>([
    ['a retire', { ...base, steps: [step] }],
    ['a replace with a tag that is there', { ...base, kind: 'replace', steps: [{ ...step, stays: B }] }],
  ])('%s starts, and is undone', async (_, request) => {
    fill(made.world, 3, () => [1]);
    made.lacks = [TAGS_SCOPE];
    await made.cleanups().start(request);
    expect((await made.shows('clean', isEnded)).error).toBeNull();
    expect((await undo()).error).toBeNull();
    expect([...(zoho().records.get(recordId(0)) ?? [])]).toEqual([A.id]);
  });

  test.each([
    ['rename', [A]],
    ['delete', [UNUSED]],
  ] as const)('the undo of a %s says so before it begins, and can be asked for again', async (kind, tags) => {
    fill(made.world, 3, () => [1]);
    await play(kind, tags);
    made.lacks = [TAGS_SCOPE];
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'scope-missing' });
    expect(await made.cleanup('clean')).toMatchObject({ state: 'ended', isUndo: false });
    made.lacks = [];
    expect((await undo()).error).toBeNull();
  });
});

describe('going on without the right to change tags', () => {
  const retire = { tags: [A], way: 'scan' as const, counted: [null] };
  const refusal = { code: 'scope-missing', details: { name: TAGS_SCOPE } };

  async function refused(ask: (cleanups: Cleanups) => Promise<void>): Promise<void> {
    const [before, calls] = [await made.cleanup('clean'), zoho().calls.length];
    made.lacks = [TAGS_SCOPE];
    await expect(ask(made.cleanups())).rejects.toMatchObject(refusal);
    expect(await made.cleanup('clean')).toEqual(before);
    expect(zoho().calls.length).toBe(calls);
    made.lacks = [];
  }

  test('is refused for a stopped retire that deletes in the end, before it sends anything', async () => {
    fill(made.world, 300, () => [1]);
    let isStopped = false;
    zoho().watch = ({ kind }) => {
      if (kind === 'remove' && !isStopped) void made.cleanups().stop({ id: 'clean' });
      isStopped ||= kind === 'remove';
    };
    const steps = [{ module: LEADS, holders: retire }];
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, isDeleting: true, steps });
    expect((await made.shows('clean', isEnded)).left).toContainEqual({ do: 'delete', step: 0 });
    await refused((cleanups) => cleanups.goOn({ id: 'clean' }));
    await made.cleanups().goOn({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags?.deleted).toEqual([A]);
  });

  test('is refused for a rename that has ended with an error', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) => (kind === 'rename' ? { kind: 'refused', error: new AppError('no-api-access') } : null);
    await play('rename', [A]);
    zoho().fault = () => null;
    await refused((cleanups) => cleanups.goOn({ id: 'clean' }));
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(zoho().tags.get(A.id)?.name).toBe(NAME);
  });

  test('is refused for trying again to delete a tag that was kept', async () => {
    fill(made.world, 3, () => [1]);
    zoho().locked.add(recordId(1));
    const steps = [{ module: LEADS, holders: retire }];
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, isDeleting: true, steps });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags?.kept).toHaveLength(1);
    zoho().locked.clear();
    await refused((cleanups) => cleanups.retry({ id: 'clean' }));
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags?.deleted).toEqual([A]);
  });

  test('is not refused where only records are left', async () => {
    fill(made.world, 3, () => [1]);
    zoho().locked.add(recordId(1));
    const steps = [{ module: LEADS, holders: retire }];
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, steps });
    await made.shows('clean', isEnded);
    zoho().locked.clear();
    made.lacks = [TAGS_SCOPE];
    await made.cleanups().retry({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(zoho().records.get(recordId(1))?.size).toBe(0);
  });
});

describe('a rename', () => {
  test('keeps the id, the colour and the records; its undo gives the old name back', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tags.set(A.id, { ...A, colour: '#57B1FD' });
    const { steps } = await play('rename', [A]);
    expect(zoho().tags.get(A.id)).toEqual({ id: A.id, name: NAME, colour: '#57B1FD' });
    expect(steps[0]?.tags?.renaming).toEqual({ kind: 'done' });
    expect([...(zoho().records.get(recordId(0)) ?? [])]).toEqual([A.id]);
    // The page of tags reads the list again.
    expect(made.readAgain).toEqual([LEADS.apiName]);
    await undo();
    expect(made.readAgain).toEqual([LEADS.apiName, LEADS.apiName]);
    expect(zoho().tags.get(A.id)).toEqual({ ...A, colour: '#57B1FD' });
  });

  test('into the name of another tag changes nothing, and says which tag that is', async () => {
    fill(made.world, 3, () => [1]);
    const { steps, error } = await play('rename', [A], B.name);
    expect({ renaming: steps[0]?.tags?.renaming, error }).toEqual({
      renaming: { kind: 'taken', id: B.id },
      error: null,
    });
    expect(zoho().tags.get(A.id)).toEqual(A);
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
  });

  test('of a tag that is gone ends with that, and the list is read again', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tags.delete(A.id);
    const { error, left } = await play('rename', [A]);
    expect({ code: error?.code, left }).toEqual({ code: 'tag-gone', left: [] });
    expect(made.readAgain).toEqual([LEADS.apiName]);
  });

  test.each([0, 20_000, null])('without an answer is asked for again (applied after %s ms)', async (applyAfterMs) => {
    fill(made.world, 3, () => [1]);
    lostCalls('rename', 2, applyAfterMs);
    expect((await play('rename', [A])).steps[0]?.tags?.renaming).toEqual({ kind: 'done' });
    expect(zoho().tags.get(A.id)?.name).toBe(NAME);
    lostCalls('rename', 1, applyAfterMs);
    expect((await undo()).steps[0]?.tags?.back).toEqual({ kind: 'done' });
    expect(zoho().tags.get(A.id)?.name).toBe(A.name);
  });

  test('that was asked for again is undone only when the first call can rename it no more', async () => {
    fill(made.world, 3, () => [1]);
    lostCalls('rename', 1, 20_000);
    await play('rename', [A]);
    await undo();
    await made.world.clock.wait(30_000);
    expect(zoho().tags.get(A.id)?.name).toBe(A.name);
  });

  test('whose tag is gone before it is repeated has nothing to undo or to continue', async () => {
    fill(made.world, 3, () => [1]);
    lostCalls('rename', 1, null);
    await made.cleanups().start(requestOf('rename', [A]));
    await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
    zoho().tags.delete(A.id);
    const { error, left } = await made.shows('clean', isEnded);
    expect({ code: error?.code, left }).toEqual({ code: 'tag-gone', left: [] });
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
  });

  test('that is repeated and refused because the tag has the name by now is done', async () => {
    fill(made.world, 3, () => [1]);
    zoho().isOwnNameTaken = true;
    lostCalls('rename', 1, 0);
    expect((await play('rename', [A])).steps[0]?.tags?.renaming).toEqual({ kind: 'done' });
    lostCalls('rename', 1, 0);
    expect((await undo()).steps[0]?.tags?.back).toEqual({ kind: 'done' });
  });

  describe.each([true, false])('to another letter case, which Zoho takes for the same name (id told: %s)', (isTold) => {
    const shouted = A.name.toUpperCase();

    test('is told as refused, not as the name of another tag, and nothing is left to undo or continue', async () => {
      fill(made.world, 3, () => [1]);
      zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
      Object.assign(zoho(), { isOwnNameTaken: true, isTakerTold: isTold });
      const { error, left, steps } = await play('rename', [A], shouted);
      expect({ code: error?.code, left, tags: steps[0]?.tags }).toEqual({ code: 'zoho-other', left: [], tags: {} });
      expect(zoho().tags.get(A.id)).toEqual(A);
      await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
    });

    test('is taken where another tag has such a name', async () => {
      fill(made.world, 3, () => [1]);
      zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
      zoho().tags.set(B.id, { ...B, name: shouted });
      zoho().isTakerTold = isTold;
      const { error, steps } = await play('rename', [A], shouted);
      const renaming = { kind: 'taken', id: isTold ? B.id : null };
      expect({ error, renaming: steps[0]?.tags?.renaming }).toEqual({ error: null, renaming });
    });
  });

  test('stopped while it has no answer gives the old name back where it was applied', async () => {
    fill(made.world, 3, () => [1]);
    lostCalls('rename', 1, 0);
    await made.cleanups().start(requestOf('rename', [A]));
    await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(zoho().tags.get(A.id)?.name).toBe(NAME);
    await undo();
    expect(zoho().tags.get(A.id)).toEqual(A);
  });

  test.each([
    ['forward', 3_600_000, () => undefined],
    ['back', -3_600_000, () => undefined],
    ['a year back before another worker goes on', -365 * 24 * 3_600_000, () => made.world.kill()],
  ])('that is applied late is undone where the clock is set %s', async (_, skewMs, then) => {
    fill(made.world, 3, () => [1]);
    lostCalls('rename', 1, 25_000);
    await made.cleanups().start(requestOf('rename', [A]));
    await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
    made.world.skewMs = skewMs;
    then();
    const from = made.world.clock.now();
    await undo();
    expect(made.world.clock.now() - from).toBeLessThan(120_000);
    await made.world.clock.wait(60_000);
    expect(zoho().tags.get(A.id)).toEqual(A);
  });

  test('that is refused has nothing to undo', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'rename' ? { kind: 'refused', error: new AppError('scope-missing', { zohoCode: 'X' }) } : null;
    expect((await play('rename', [A])).error?.code).toBe('scope-missing');
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
  });

  test('is not undone where others have renamed the tag since', async () => {
    fill(made.world, 3, () => [1]);
    await play('rename', [A]);
    zoho().tags.set(A.id, { ...A, name: 'Theirs' });
    expect((await undo()).steps[0]?.tags?.back).toEqual({ kind: 'changed' });
    expect(zoho().tags.get(A.id)?.name).toBe('Theirs');
  });

  test('is refused without a name, or for several tags', async () => {
    const { steps, ...rest } = requestOf('rename', [A]);
    const nameless = { ...rest, steps: steps.map(({ module, holders }) => ({ module, holders })) };
    await expect(made.cleanups().start(nameless)).rejects.toMatchObject({ code: 'unexpected' });
    await expect(made.cleanups().start(requestOf('rename', [A, B]))).rejects.toMatchObject({ code: 'unexpected' });
    expect(await made.cleanup('clean')).toBeNull();
  });
});

describe('a list of tags that lacks a tag for once', () => {
  test('does not end a rename as that of a tag that is gone', async () => {
    fill(made.world, 3, () => [1]);
    shortLists(1, [A, B]);
    const { steps, error } = await play('rename', [A]);
    expect({ error, renaming: steps[0]?.tags?.renaming }).toEqual({ error: null, renaming: { kind: 'done' } });
    expect(zoho().tags.get(A.id)?.name).toBe(NAME);
  });

  test('does not end the undo of a rename as that of a changed tag', async () => {
    fill(made.world, 3, () => [1]);
    await play('rename', [A]);
    shortLists(1, [A, B]);
    expect((await undo()).steps[0]?.tags?.back).toEqual({ kind: 'done' });
    expect(zoho().tags.get(A.id)).toEqual(A);
  });

  test('does not hide the tag that has a name', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tags.set(B.id, { ...B, name: NAME });
    const holders = { tags: [A], way: 'scan' as const, counted: [null] };
    const steps = [{ module: LEADS, holders, stays: { id: null, name: NAME, colour: null } }];
    shortLists(1, [A, B]);
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, kind: 'replace', steps });
    const ended = await made.shows('clean', isEnded);
    expect({ error: ended.error, stays: ended.steps[0]?.tags?.stays?.id }).toEqual({ error: null, stays: B.id });
  });

  test('tells no tag as deleted, or as gone, that is there', async () => {
    fill(made.world, 3, () => [1]);
    shortLists(1, [UNUSED]);
    const { steps } = await play('delete', [UNUSED, ALSO_UNUSED]);
    expect(steps[0]?.tags?.deleted).toEqual([UNUSED, ALSO_UNUSED]);
    expect([UNUSED, ALSO_UNUSED].some(({ id }) => zoho().tags.has(id))).toBe(false);
  });
});

describe('a delete of unused tags', () => {
  test('counts and deletes each at once; one that a record got meanwhile stays', async () => {
    fill(made.world, 3, () => [1]);
    zoho().records.get(recordId(1))?.add(ALSO_UNUSED.id);
    const calls: string[] = [];
    zoho().watch = ({ kind, endedAt }) => void (endedAt === null && calls.push(kind));
    const { steps } = await play('delete', [UNUSED, ALSO_UNUSED]);
    expect(calls).toEqual(['tags', 'search', 'search', 'read', 'tags', 'count', 'delete', 'count']);
    expect(steps[0]?.tags).toEqual({ deleted: [UNUSED], kept: [{ tag: ALSO_UNUSED, why: 'carried', records: 1 }] });
    expect(zoho().tags.has(UNUSED.id)).toBe(false);
    expect(zoho().tags.has(ALSO_UNUSED.id)).toBe(true);
  });

  test("of many leads' tags spends what is said before", async () => {
    fill(made.world, 3, () => [1]);
    const many = Array.from({ length: 12 }, (_, n) => tagOf(100 + n));
    for (const tag of many) zoho().tags.set(tag.id, tag);
    await play('delete', many);
    const { reads, writes } = spent();
    const { least, most } = deletingPrice(1, 12, 12);
    // The page's list of tags is read again by others, and the list of modules at the start.
    expect({ reads: reads + 1, all: reads + writes + 2 }).toEqual({ reads: least, all: most });
  });

  test('of many goes on past those that cannot be deleted', async () => {
    fill(made.world, 3, () => [1]);
    const many = Array.from({ length: 20 }, (_, n) => tagOf(100 + n));
    for (const tag of many) zoho().tags.set(tag.id, tag);
    zoho()
      .records.get(recordId(0))
      ?.add(many[3]?.id ?? '');
    zoho().rules.set(many[7]?.id ?? '', ['Welcome']);
    zoho().tags.delete(many[9]?.id ?? '');
    const { steps } = await play('delete', many);
    expect(steps[0]?.tags?.deleted).toHaveLength(17);
    expect(steps[0]?.tags?.kept?.map(({ why }) => why)).toEqual(['carried', 'used', 'gone']);
    await undo();
    const isThere = (tag: Tag) => names().filter((name) => name === tag.name).length;
    expect(many.map(isThere)).toEqual(many.map((_, n) => (n === 9 ? 0 : 1)));
  });

  test('tries again those that were not deleted, and no others', async () => {
    fill(made.world, 3, () => [1]);
    zoho().records.get(recordId(1))?.add(ALSO_UNUSED.id);
    let isRefused = true;
    zoho().fault = ({ kind }) =>
      kind === 'delete' && isRefused
        ? { kind: 'refused', error: new AppError('data-refused', { zohoCode: 'X' }) }
        : null;
    const first = await play('delete', [UNUSED, ALSO_UNUSED]);
    expect(first.steps[0]?.tags?.kept?.map(({ why }) => why)).toEqual(['refused', 'carried']);
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags?.kept).toHaveLength(2);
    isRefused = false;
    await made.cleanups().retry({ id: 'clean' });
    const again = await made.shows('clean', isEnded);
    expect(again.steps[0]?.tags).toEqual({
      deleted: [UNUSED],
      kept: [{ tag: ALSO_UNUSED, why: 'carried', records: 1 }],
    });
    zoho().records.get(recordId(1))?.delete(ALSO_UNUSED.id);
    const deletes = zoho().calls.filter(({ kind }) => kind === 'delete').length;
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', isEnded)).steps[0]?.tags?.deleted).toEqual([UNUSED, ALSO_UNUSED]);
    expect(zoho().calls.filter(({ kind }) => kind === 'delete')).toHaveLength(deletes + 1);
    await undo();
    expect(names()).toEqual(expect.arrayContaining([UNUSED.name, ALSO_UNUSED.name]));
  });

  test('makes them again with name and colour when it is undone', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tags.set(UNUSED.id, { ...UNUSED, colour: '#D297EE' });
    await play('delete', [UNUSED]);
    expect(names()).not.toContain(UNUSED.name);
    await undo();
    const again = [...zoho().tags.values()].filter(({ name }) => name === UNUSED.name);
    expect(again).toMatchObject([{ colour: '#D297EE' }]);
    expect(again[0]?.id).not.toBe(UNUSED.id);
  });

  test.each([0, 20_000, null])(
    'without an answer is looked at, and asked for again (applied after %s ms)',
    async (applyAfterMs) => {
      fill(made.world, 3, () => [1]);
      lostCalls('delete', 2, applyAfterMs);
      expect((await play('delete', [UNUSED])).steps[0]?.tags).toEqual({ deleted: [UNUSED] });
      expect(zoho().tags.has(UNUSED.id)).toBe(false);
    },
  );

  test('without an answer, and refused when it is asked for again, is told as it is in the end', async () => {
    fill(made.world, 3, () => [1]);
    let calls = 0;
    zoho().fault = ({ kind }): Fault | null => {
      if (kind !== 'delete') return null;
      calls += 1;
      if (calls > 1) return { kind: 'refused', error: new AppError('data-refused', { zohoCode: 'X' }) };
      return { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 };
    };
    await play('delete', [UNUSED]);
    await made.world.clock.wait(30_000);
    expect(zoho().tags.has(UNUSED.id)).toBe(false);
    expect((await made.cleanup('clean'))?.steps[0]?.tags).toMatchObject({ deleted: [UNUSED] });
  });

  describe('is undone where the call that makes the tag again has no answer', () => {
    const makes = () => zoho().calls.filter(({ kind }) => kind === 'make').length;
    const again = () => [...zoho().tags.values()].filter(({ name }) => name === UNUSED.name);

    async function undoLost(applyAfterMs: number | null): Promise<number> {
      await play('delete', [UNUSED]);
      lostCalls('make', 1, applyAfterMs);
      const from = made.world.clock.now();
      const { steps } = await undo();
      expect(again()).toHaveLength(1);
      expect(steps[0]?.tags?.renewed).toEqual([{ old: UNUSED.id, tag: again()[0] }]);
      expect(steps[0]?.tags?.making).toBeUndefined();
      return made.world.clock.now() - from;
    }

    beforeEach(() => fill(made.world, 3, () => [1]));

    test('and made it at once: the tag is found without a wait for a late call', async () => {
      expect(await undoLost(0)).toBeLessThan(10_000);
      expect(makes()).toBe(1);
    });

    test.each([2_300, 25_000])('and makes it after %i ms: it is not made twice', async (ms) => {
      await undoLost(ms);
      expect(makes()).toBe(1);
    });

    test('and never makes it: it is asked for again once the first call can make it no more', async () => {
      expect(await undoLost(null)).toBeGreaterThan(30_000);
      expect(makes()).toBe(2);
    });

    test.each(['timeout', 'zoho-down', 'rate-limited', 'out-of-credits', 'unexpected'] as const)(
      'but %s without words of Zoho, and makes it late: it is not made twice',
      async (code) => {
        await play('delete', [UNUSED]);
        lostCalls('make', 1, 20_000, code);
        await undo();
        // A fault of Untag's own ends the clean-up. A person lets it go on.
        await made.cleanups().goOn({ id: 'clean' });
        const { steps } = await made.shows('clean', isEnded);
        expect(steps[0]?.tags?.renewed).toEqual([{ old: UNUSED.id, tag: again()[0] }]);
        expect(again()).toHaveLength(1);
        expect(makes()).toBe(1);
      },
    );

    test('and the worker ends with it', async () => {
      await play('delete', [UNUSED]);
      let isDead = false;
      zoho().fault = ({ kind }) =>
        kind === 'make' && !isDead ? { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 } : null;
      zoho().watch = ({ kind }) => {
        if (kind !== 'make' || isDead) return;
        isDead = true;
        made.world.kill();
      };
      await undo();
      expect(again()).toHaveLength(1);
      expect(makes()).toBe(1);
    });

    test('and another tag had the name for Zoho until then', async () => {
      const spelt = { ...B, name: UNUSED.name.toUpperCase() };
      zoho().isOneName = (one, other) => one.toLowerCase() === other.toLowerCase();
      await play('delete', [UNUSED]);
      lostCalls('make', 1, 20_000);
      zoho().tags.set(B.id, spelt);
      const isLost = made.world.clock.wait(10_000).then(() => zoho().tags.set(B.id, { ...B, name: 'Theirs' }));
      const { steps } = await undo();
      await isLost;
      await made.world.clock.wait(60_000);
      expect(steps[0]?.tags?.renewed).toEqual([{ old: UNUSED.id, tag: again()[0] }]);
    });

    test('but a refusal that made nothing: it is asked for again without that wait', async () => {
      await play('delete', [UNUSED]);
      let isRefused = false;
      zoho().fault = ({ kind }) => {
        if (kind !== 'make' || isRefused) return null;
        isRefused = true;
        return { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'X', retryAfterMs: 2_000 }) };
      };
      const from = made.world.clock.now();
      await undo();
      expect(made.world.clock.now() - from).toBeLessThan(20_000);
      expect(again()).toHaveLength(1);
    });
  });

  test('after a retire also deletes the tag of a module without records, where none are looked for', async () => {
    fill(made.world, 3, () => [1]);
    const holders = { tags: [UNUSED], way: 'scan' as const, counted: [0] };
    const step = { module: LEADS, holders, isUnused: true as const };
    const kinds: string[] = [];
    zoho().watch = ({ kind, endedAt }) => void (endedAt === null && kinds.push(kind));
    await made.ask((cleanups) =>
      cleanups.start({ id: 'clean', connectionId: CONNECTION, isDeleting: true, steps: [step] }),
    );
    const ended = await made.shows('clean', isEnded);
    expect(kinds).toEqual(['tags', 'search', 'tags', 'count', 'delete']);
    expect(ended.steps[0]?.tags?.deleted).toEqual([UNUSED]);
    expect(ended.left).toEqual([]);
    // Nothing is looked for when it is tried again either.
    await made.ask((cleanups) => cleanups.retry({ id: 'clean' }));
    expect(kinds).toHaveLength(5);
  });

  test('in several modules is undone in the others where one refuses its tag, which is made when it goes on', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tagModules.set(UNUSED.id, 'Leads');
    zoho().tagModules.set(ALSO_UNUSED.id, 'Contacts');
    const { steps, ...request } = requestOf('delete', [UNUSED]);
    const other = { module: CONTACTS, holders: { ...steps[0]!.holders, tags: [ALSO_UNUSED] } };
    await made.cleanups().start({ ...request, steps: [...steps, other] });
    await made.shows('clean', isEnded);
    zoho().fault = ({ kind, tags }) =>
      kind === 'make' && tags[0]?.name === ALSO_UNUSED.name
        ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'X' }) }
        : null;
    const { error, left } = await undo();
    expect(error?.code).toBe('no-permission');
    expect(names()).toContain(UNUSED.name);
    expect(left).toMatchObject([{ do: 'remake', step: 1 }]);
    expect(zoho().calls.filter(({ kind }) => kind === 'make')).toHaveLength(3);
    zoho().fault = () => null;
    await made.cleanups().goOn({ id: 'clean' });
    expect(await made.shows('clean', (now) => isUndone(now) && now.left.length === 0)).toMatchObject({ error: null });
    expect(names()).toEqual(expect.arrayContaining([UNUSED.name, ALSO_UNUSED.name]));
  });

  test('at the end of a retire leaves the removal in another module alone where Zoho refuses it', async () => {
    fill(made.world, 3, () => [1]);
    zoho().tagModules.set(A.id, 'Leads');
    zoho().tagModules.set(B.id, 'Contacts');
    zoho().records.set(recordId(7), new Set([B.id]));
    zoho().modules.set(recordId(7), 'Contacts');
    zoho().fault = ({ kind }) =>
      kind === 'delete' ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'X' }) } : null;
    const stepOf = (module: typeof LEADS | typeof CONTACTS, tag: Tag) => {
      return { module, holders: { tags: [tag], way: 'scan' as const, counted: [null] } };
    };
    const steps = [stepOf(LEADS, A), stepOf(CONTACTS, B)];
    await made.cleanups().start({ id: 'clean', connectionId: CONNECTION, isDeleting: true, steps });
    const { error, left } = await made.shows('clean', isEnded);
    expect({ code: error?.code, left: left.map((task) => task.do) }).toEqual({
      code: 'no-permission',
      left: ['delete', 'delete'],
    });
    expect([0, 7].map((n) => zoho().records.get(recordId(n))?.size)).toEqual([0, 0]);
    expect(zoho().calls.filter(({ kind }) => kind === 'delete')).toHaveLength(3);
  });

  test("never deletes a tag that the module does not list: it may be another module's", async () => {
    fill(made.world, 3, () => [1]);
    zoho().tagModules.set(A.id, 'Contacts');
    zoho().miscounts.set(A.id, 0);
    expect((await play('delete', [A])).steps[0]?.tags).toEqual({ kept: [{ tag: A, why: 'gone' }] });
    expect([...(zoho().records.get(recordId(0)) ?? [])]).toEqual([A.id]);
  });

  test('that is refused for good has nothing to undo', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'delete' ? { kind: 'refused', error: new AppError('scope-missing', { zohoCode: 'X' }) } : null;
    expect((await play('delete', [UNUSED])).error?.code).toBe('scope-missing');
    await expect(made.cleanups().undo({ id: 'clean' })).rejects.toMatchObject({ code: 'undo-over' });
  });

  test('whose count names the tag as gone tells it as deleted only if the list lacks it, too', async () => {
    fill(made.world, 3, () => [1]);
    let counts = 0;
    zoho().fault = ({ kind }) => {
      if (kind === 'delete') return { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 100 };
      counts += kind === 'count' ? 1 : 0;
      return kind === 'count' && counts > 1
        ? { kind: 'refused', error: new AppError('tag-gone', { zohoCode: 'X' }) }
        : null;
    };
    const tags = (await play('delete', [UNUSED])).steps[0]?.tags;
    expect(tags?.deleted).toBeUndefined();
    expect(tags?.kept).toMatchObject([{ tag: UNUSED, why: 'refused', error: { code: 'tag-gone' } }]);
    expect(zoho().tags.has(UNUSED.id)).toBe(true);
  });

  test.each([
    ['stays', [], [{ why: 'carried', records: 1, tag: UNUSED }]],
    ['goes where the connection may not search', [SEARCH_SCOPE], undefined],
  ] as const)('which only leads have that Zoho does not count %s', async (_, lacks, kept) => {
    fill(made.world, 3, (n) => (n === 0 ? [4] : [1]));
    made.lacks = lacks;
    zoho().miscounts.set(UNUSED.id, 0);
    const { steps } = await play('delete', [UNUSED, ALSO_UNUSED]);
    expect(zoho().tags.has(UNUSED.id)).toBe(kept !== undefined);
    expect(steps[0]?.tags?.deleted).toContainEqual(ALSO_UNUSED);
    expect(steps[0]?.tags?.kept).toEqual(kept);
  });

  test.each([
    ['once', 1, { kept: [{ why: 'carried', records: 1, tag: { ...UNUSED, name: 'Name 1' } }] }],
    ['again and again', Infinity, { kept: [{ why: 'uncounted', tag: { ...UNUSED, name: 'Name 3' } }] }],
  ] as const)(
    'which only leads have that Zoho does not count stays where it is renamed %s before it is found',
    async (_, times, expected) => {
      fill(made.world, 3, (n) => (n === 0 ? [4] : [1]));
      zoho().miscounts.set(UNUSED.id, 0);
      let searches = 0;
      zoho().watch = ({ kind, endedAt }) => {
        if (kind !== 'search' || endedAt !== null || (searches += 1) > times) return;
        zoho().tags.set(UNUSED.id, { ...UNUSED, name: `Name ${searches}` });
      };
      expect((await play('delete', [UNUSED])).steps[0]?.tags).toEqual(expected);
      expect(zoho().records.get(recordId(0))?.has(UNUSED.id)).toBe(true);
    },
  );

  test('tells the name of a tag that was renamed before it was deleted', async () => {
    fill(made.world, 3, () => [1]);
    let searches = 0;
    zoho().watch = ({ kind, endedAt }) => {
      if (kind !== 'search' || endedAt !== null || (searches += 1) > 1) return;
      zoho().tags.set(UNUSED.id, { ...UNUSED, name: 'Renamed since' });
    };
    const { steps } = await play('delete', [UNUSED]);
    expect(steps[0]?.tags?.deleted).toEqual([{ ...UNUSED, name: 'Renamed since' }]);
  });

  test('is deleted where the index of the search is late', async () => {
    fill(made.world, 3, () => [1]);
    zoho().found = () => ({
      isMore: false,
      records: [{ id: recordId(0), name: 'Ada', tags: [{ ...UNUSED, colour: null }] }],
    });
    const { steps } = await play('delete', [UNUSED]);
    expect(steps[0]?.tags?.deleted?.map(({ id }) => id)).toEqual([UNUSED.id]);
  });

  test('never deletes what Zoho does not count', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'count'
        ? { kind: 'refused', error: new AppError('no-permission', { zohoCode: 'NO_PERMISSION' }) }
        : null;
    const { steps } = await play('delete', [UNUSED]);
    expect(steps[0]?.tags?.kept).toMatchObject([{ tag: UNUSED, why: 'refused', error: { code: 'no-permission' } }]);
    expect(zoho().tags.has(UNUSED.id)).toBe(true);
  });
});

test('takes no date of a throttled sign-in that is further away than Zoho throttles', () => {
  const [wall, minute] = [Date.UTC(2026, 10, 28, 12), 60_000];
  const wait = { why: 'sign-in', error: null, rounds: { misses: 0, throttles: 0 }, idleMs: 0, at: wall } as const;
  const left = (minutes: number) =>
    waitLeft({ wait: { ...wait, until: wall + minutes * minute, askedMs: 10 * minute } }, wall);
  expect(left(9)).toBe(9 * minute);
  expect(left(59)).toBe(0);
});

test('deletes with the reserved credits where that is allowed, and keeps them again afterwards', async () => {
  fill(made.world, 3, () => [1]);
  zoho().creditsLeft = 60;
  made.world.creditReserve = 100;
  await made.ask((cleanups) => cleanups.start(requestOf('delete', [UNUSED, ALSO_UNUSED])));
  await made.shows('clean', ({ wait }) => wait?.why === 'credits');
  const from = made.world.clock.now();
  await made.cleanups().goOn({ id: 'clean', useReserve: true });
  const { steps, useReserve } = await made.shows('clean', isEnded);
  expect(steps[0]?.tags?.deleted).toEqual([UNUSED, ALSO_UNUSED]);
  expect(made.world.clock.now() - from).toBeLessThan(60 * 60_000);
  expect(useReserve).toBe(false);
});

test('waits for a person without holding the connection, and goes on when they are there', async () => {
  fill(made.world, 3, () => [1]);
  let isOut = true;
  zoho().fault = ({ kind }) =>
    kind === 'rename' && isOut ? { kind: 'refused', error: new AppError('signed-out') } : null;
  await made.cleanups().start(requestOf('rename', [A]));
  await made.shows('clean', ({ wait }) => wait?.why === 'sign-in');
  expect(await made.cleanups().heldBy(CONNECTION)).toBeNull();
  isOut = false;
  await made.cleanups().resume();
  await made.shows('clean', isEnded);
  expect(zoho().tags.get(A.id)?.name).toBe(NAME);
});

test('stops while it waits, and goes on later', async () => {
  fill(made.world, 3, () => [1]);
  zoho().fault = ({ kind }) =>
    kind === 'rename' ? { kind: 'refused', error: new AppError('out-of-credits', { zohoCode: 'X' }) } : null;
  await made.cleanups().start(requestOf('rename', [A]));
  await made.shows('clean', ({ wait }) => wait?.why === 'credits');
  await made.cleanups().stop({ id: 'clean' });
  expect((await made.shows('clean', isEnded)).left).toEqual([{ do: 'rename', step: 0 }]);
  zoho().fault = () => null;
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isEnded);
  expect(zoho().tags.get(A.id)?.name).toBe(NAME);
});

describe('a wait of a change of tags', () => {
  test.each([
    ['in its worker', 15_000],
    ['for its alarm', 300_000],
  ])('%s ends at once when a person wants it tried now', async (_, retryAfterMs) => {
    fill(made.world, 3, () => [1]);
    let isOut = true;
    zoho().fault = ({ kind }) =>
      kind === 'tags' && isOut ? { kind: 'refused', error: new AppError('rate-limited', { retryAfterMs }) } : null;
    await made.cleanups().start(requestOf('rename', [A]));
    const { wait } = await made.shows('clean', (now) => now.wait?.why === 'rate-limit');
    isOut = false;
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(zoho().tags.get(A.id)?.name).toBe(NAME);
    expect(made.world.clock.now()).toBeLessThan((wait?.until ?? 0) - 5_000);
  });

  test('that is ended while Zoho still fails is followed by a longer one', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'tags' ? { kind: 'silent', code: 'unreachable', applyAfterMs: null, tookMs: 100 } : null;
    await made.cleanups().start(requestOf('rename', [A]));
    const first = await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
    await made.cleanups().goOn({ id: 'clean' });
    const next = await made.shows('clean', ({ wait }) => (wait?.rounds.misses ?? 0) > (first.wait?.rounds.misses ?? 0));
    expect(next.wait?.askedMs).toBeGreaterThan(first.wait?.askedMs ?? 0);
  });

  test('after a change without an answer is no shorter for that', async () => {
    fill(made.world, 3, () => [1]);
    lostCalls('delete', 1, 20_000);
    await made.cleanups().start(requestOf('delete', [UNUSED]));
    await made.shows('clean', ({ wait }) => wait?.why === 'zoho');
    await made.cleanups().goOn({ id: 'clean' });
    const { steps } = await made.shows('clean', isEnded);
    expect(steps[0]?.tags?.deleted).toEqual([UNUSED]);
    // Whether the module still has the tag is asked once the first call can be applied no more.
    expect(zoho().calls.filter(({ kind }) => kind === 'delete')).toHaveLength(1);
  });

  test('in its worker ends at once for a stop', async () => {
    fill(made.world, 3, () => [1]);
    zoho().fault = ({ kind }) =>
      kind === 'tags' ? { kind: 'silent', code: 'unreachable', applyAfterMs: null, tookMs: 100 } : null;
    await made.cleanups().start(requestOf('rename', [A]));
    const { wait } = await made.shows('clean', (now) => now.wait?.why === 'zoho');
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(made.world.clock.now()).toBeLessThan(wait?.until ?? 0);
  });
});

/** Whether a tag is kept, or not made again, with the reason. */
function isNoted({ kept = [], unmade = [] }: StepTags = {}): boolean {
  return kept.length + unmade.length > 0;
}

/** Whether it is known what has become of the tag. */
function isDecided(kind: Call['kind'], { renaming, renewed, deleted = [], kept = [] }: StepTags): boolean {
  if (kind === 'rename') return renaming?.kind === 'done';
  if (kind === 'make') return renewed?.length === 1;
  return deleted.length + kept.length === 1;
}

/** A failure for good ends the clean-up with its name, or is what it waits for; then it is over, and the clean-up ends well. */
describe.each(ERROR_CODES.map((code) => [code] as const))('%s for good', (code: ErrorCode) => {
  test.each(['tags', 'count', 'delete', 'make', 'rename'] as const)('of the call %s', async (kind) => {
    fill(made.world, 3, () => [1]);
    if (kind === 'make') await play('delete', [UNUSED]);
    zoho().fault = (call) =>
      call.kind === kind ? { kind: 'refused', error: new AppError(code, { zohoCode: 'X', zohoMessage: 'no' }) } : null;
    if (kind === 'make') await made.cleanups().undo({ id: 'clean' });
    else
      await made.cleanups().start(requestOf(kind === 'rename' ? 'rename' : 'delete', [kind === 'rename' ? A : UNUSED]));
    const isNamed = ({ error, wait, steps, state }: Cleanup) =>
      (state === 'ended' && (error?.code === code || isNoted(steps[0]?.tags))) || wait?.error?.code === code;
    const first = await Promise.race([
      made.shows('clean', (now) => isNamed(now) || isEnded(now)),
      made.world.clock.wait(600_000).then(() => null),
    ]);
    expect(zoho().calls.length).toBeLessThan(60);
    zoho().fault = () => null;
    if (first === null || !isEnded(first)) await made.cleanups().resume();
    const now = await made.shows('clean', isEnded);
    // What failed for good is gone on with, was kept, or can be tried again; nothing is lost.
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isEnded);
    if (kind === 'make') await made.cleanups().retry({ id: 'clean' });
    await made.shows('clean', isEnded);
    const tags = (await made.cleanup('clean'))?.steps[0]?.tags ?? {};
    expect(isDecided(kind, tags)).toBe(true);
    expect(now.tasks).toEqual([]);
  });
});
