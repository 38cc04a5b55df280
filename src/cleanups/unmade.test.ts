import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import type { CleanupRequest } from '../shared/messages.ts';
import type { Tag } from '../shared/run-summary.ts';
import { TAGS_SCOPE } from '../shared/scopes.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf } from '../runs/testing/world.ts';
import type { Cleanup } from './model/types.ts';
import { canMakeAgain, progressOf, tagSum } from './queries/facts.ts';
import { createCleanupStore } from './store/database.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

/* The undo of a clean-up that has deleted three tags, of which Zoho refuses to make one again. */

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const [A, B, C, , STAYS] = [tagOf(1), tagOf(2), tagOf(3), tagOf(4), tagOf(5)];
const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;
const zoho = () => made.world.zoho;
const makes = () =>
  zoho()
    .calls.filter(({ kind }) => kind === 'make')
    .map(({ tags }) => tags[0]?.name);
const rowsOf = (runId: string) => made.world.journal.rows(runId, [0, 1, 2, 3, 4]);

/** The names of the tags on each record. */
function truth(): readonly string[][] {
  return [0, 1, 2, 3, 4].map((n) =>
    [...(zoho().records.get(recordId(n)) ?? [])].map((id) => zoho().tags.get(id)?.name ?? 'gone').toSorted(),
  );
}

/** The five leads: three with a single tag each, one with all of them, one with the first two. */
const CARRIED = [[1], [2], [3], [1, 2, 3], [1, 2]];
const BEFORE = [[A.name], [B.name], [C.name], [A.name, B.name, C.name], [A.name, B.name]];
const WITHOUT_B = [[A.name], [], [C.name], [A.name, C.name], [A.name]];

async function play(kind: 'retire' | 'replace' | 'delete'): Promise<Cleanup> {
  fill(made.world, 5, (n) => (kind === 'delete' ? [] : (CARRIED[n] ?? [])));
  const tags = [A, B, C];
  const holders = { tags, way: 'scan' as const, counted: tags.map(() => null) };
  const step = { module: LEADS, holders, ...(kind === 'replace' && { stays: STAYS }) };
  const isDeleting = kind !== 'delete';
  const request: CleanupRequest = { id: 'clean', connectionId: CONNECTION, kind, steps: [step], isDeleting };
  await made.ask((cleanups) => cleanups.start(request));
  const now = await made.shows('clean', isEnded);
  expect(now.steps[0]?.tags?.deleted).toEqual(tags);
  return now;
}

async function undo(): Promise<Cleanup> {
  await made.ask((cleanups) => cleanups.undo({ id: 'clean' }));
  return made.shows('clean', isUndone);
}

/** Continues what was stopped, now that Zoho refuses nothing. */
async function goOnToTheEnd(): Promise<void> {
  zoho().fault = () => null;
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', isEnded);
}

/** The undo of a clean-up is stopped while it waits for credits. */
async function stopWhereItWaits(): Promise<Cleanup> {
  await made.shows('clean', ({ wait }) => wait?.why === 'credits');
  await made.cleanups().stop({ id: 'clean' });
  return made.shows('clean', isEnded);
}

async function retry(): Promise<Cleanup> {
  await made.ask((cleanups) => cleanups.retry({ id: 'clean' }));
  return made.shows('clean', isEnded);
}

/** Zoho refuses to make this tag from now on. */
function refuse(error: AppError, { name }: Tag = B): void {
  zoho().fault = ({ kind, tags }) => (kind === 'make' && tags[0]?.name === name ? { kind: 'refused', error } : null);
}

const REFUSALS: readonly (readonly [string, ErrorCode, string])[] = [
  ['a module without room', 'tag-limit-module', 'LICENSE_LIMIT_EXCEEDED'],
  ['its name', 'zoho-other', 'INVALID_DATA'],
  ['a permission for it', 'permission-denied', 'PERMISSION_DENIED'],
  ['a code that nobody knows', 'zoho-other', 'SOMETHING_NEW'],
];

describe.each(REFUSALS)('refused for %s', (_why, code, zohoCode) => {
  const error = new AppError(code, { zohoCode, zohoMessage: 'no' });

  test('it is noted, the others are made, their records have them again, and it can be asked for again', async () => {
    await play('retire');
    refuse(error);
    const undone = await undo();
    expect({ error: undone.error, left: undone.left, made: makes() }).toEqual({
      error: null,
      left: [],
      made: [A.name, B.name, C.name],
    });
    const { renewed, unmade, making } = undone.steps[0]?.tags ?? {};
    expect(renewed?.map(({ old }) => old)).toEqual([A.id, C.id]);
    expect(unmade).toMatchObject([{ tag: B, why: 'refused', error: { code, details: { zohoCode } } }]);
    expect(making).toBeUndefined();
    expect(truth()).toEqual(WITHOUT_B);
    const rows = await rowsOf('clean-0u');
    expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['removed', null],
      ['failed', 'tag-deleted'],
      ['removed', null],
      ['partly', 'tag-deleted'],
      ['partly', 'tag-deleted'],
    ]);
    expect(tagSum(undone, undone.steps[0]!)).toEqual({ changed: 2, kept: 1 });

    // Asked for again while Zoho still refuses, it is asked for once, and nothing else is sent.
    const writes = () => zoho().calls.filter(({ kind }) => kind === 'add' || kind === 'remove').length;
    const before = writes();
    expect((await retry()).steps[0]?.tags?.unmade).toMatchObject([{ tag: B }]);
    expect({ made: makes().slice(3), written: writes() - before }).toEqual({ made: [B.name], written: 0 });

    zoho().fault = () => null;
    const again = await retry();
    expect(makes().slice(4)).toEqual([B.name]);
    expect({ error: again.error, left: again.left }).toEqual({ error: null, left: [] });
    expect(again.steps[0]?.tags?.unmade).toBeUndefined();
    expect(truth()).toEqual(BEFORE);
    expect((await rowsOf('clean-0u')).map(({ outcome }) => outcome)).toEqual(Array(5).fill('removed'));
  });

  test('after a delete without records the others are made, and a retry makes this one alone', async () => {
    await play('delete');
    refuse(error);
    const undone = await undo();
    expect({ error: undone.error, left: undone.left }).toEqual({ error: null, left: [] });
    expect(undone.steps[0]?.tags?.unmade).toMatchObject([{ tag: B, why: 'refused', error: { code } }]);
    const step = { ...undone.steps[0]!, run: null, undo: null, put: null, takeBack: null, joined: null };
    expect(progressOf(undone, [{ ...step, joinedUndo: null }])).toEqual({ done: 3, all: 3 });
    zoho().fault = () => null;
    expect((await retry()).steps[0]?.tags?.renewed?.map(({ old }) => old)).toEqual([A.id, C.id, B.id]);
    expect(makes()).toEqual([A.name, B.name, C.name, B.name]);
    // All are there: a retry has nothing to do.
    const calls = zoho().calls.length;
    await retry();
    expect(zoho().calls).toHaveLength(calls);
  });

  test('after a replace its records keep the tag that stays until it is back', async () => {
    await play('replace');
    refuse(error);
    await undo();
    const kept = WITHOUT_B.map((names, n) => ((CARRIED[n] ?? []).includes(2) ? [...names, STAYS.name] : names));
    expect(truth()).toEqual(kept);
    zoho().fault = () => null;
    const again = await retry();
    expect({ error: again.error, left: again.left }).toEqual({ error: null, left: [] });
    expect(truth()).toEqual(BEFORE);
  });
});

test('a module with room for one tag gets one; the others are made when there is room', async () => {
  await play('retire');
  zoho().mostTags = zoho().tags.size + 1;
  const undone = await undo();
  expect(undone.steps[0]?.tags?.unmade?.map(({ tag }) => tag)).toEqual([B, C]);
  expect(truth()).toEqual([[A.name], [], [], [A.name], [A.name]]);
  zoho().mostTags += 1;
  expect((await retry()).steps[0]?.tags?.unmade?.map(({ tag }) => tag)).toEqual([C]);
  zoho().mostTags += 1;
  await retry();
  expect(truth()).toEqual(BEFORE);
});

test('a name that Zoho calls taken, by a tag that it does not list, is noted as that', async () => {
  await play('retire');
  const hidden = tagOf(90);
  zoho().tags.set(hidden.id, { ...hidden, name: B.name });
  zoho().tagModules.set(hidden.id, 'Elsewhere');
  const undone = await undo();
  expect({ error: undone.error, unmade: undone.steps[0]?.tags?.unmade }).toEqual({
    error: null,
    unmade: [{ tag: B, why: 'taken' }],
  });
  expect(truth()).toEqual(WITHOUT_B);
  zoho().tags.delete(hidden.id);
  await retry();
  expect(truth()).toEqual(BEFORE);
});

test('a tag that others have made with its name meanwhile is put on the records by a retry, not a second one', async () => {
  await play('retire');
  refuse(new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' }));
  await undo();
  const theirs = { ...tagOf(91), name: B.name };
  zoho().tags.set(theirs.id, theirs);
  zoho().fault = () => null;
  expect((await retry()).steps[0]?.tags?.renewed?.at(-1)).toEqual({ old: B.id, tag: theirs });
  expect([...zoho().tags.values()].filter(({ name }) => name === B.name)).toEqual([theirs]);
  expect(truth()).toEqual(BEFORE);
});

test('where a person takes the tag that has its name now, it is noted as not made no longer', async () => {
  await play('retire');
  refuse(new AppError('zoho-other', { zohoCode: 'SOMETHING_NEW' }));
  const theirs = { ...tagOf(91), name: B.name };
  zoho().watch = ({ kind, tags, endedAt }) => {
    if (kind === 'make' && tags[0]?.name === C.name && endedAt !== null) zoho().tags.set(theirs.id, theirs);
  };
  expect((await undo()).steps[0]?.tags?.unmade).toMatchObject([{ tag: B }]);
  await made.cleanups().useNamesakes({ id: 'clean' });
  const now = await made.shows('clean', isEnded);
  expect(now.steps[0]?.tags?.unmade).toEqual([]);
  expect(truth()).toEqual(BEFORE);
});

test.each(['the refusal', 'the next tag'])(
  'a worker that dies at %s is followed by one that asks for no tag twice',
  async (at) => {
    await play('retire');
    refuse(new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' }));
    let isDead = false;
    zoho().watch = ({ kind, tags, endedAt }) => {
      const isHere = kind === 'make' && tags[0]?.name === (at === 'the refusal' ? B : C).name && endedAt !== null;
      if (!isHere || isDead) return;
      isDead = true;
      made.world.kill();
    };
    const undone = await undo();
    expect(isDead).toBe(true);
    expect(undone.steps[0]?.tags?.unmade).toMatchObject([{ tag: B, why: 'refused' }]);
    expect(undone.steps[0]?.tags?.renewed?.map(({ old }) => old)).toEqual([A.id, C.id]);
    // The answer that the dead worker did not store is asked for again; a tag that it made is found.
    expect(makes().filter((name) => name === B.name).length).toBeLessThanOrEqual(2);
    expect([...zoho().tags.values()].map(({ name }) => name).filter((name) => name === C.name)).toHaveLength(1);
    expect(truth()).toEqual(WITHOUT_B);
  },
);

test('a worker that dies while a retry makes it loses neither the tag nor its records', async () => {
  await play('retire');
  refuse(new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' }));
  await undo();
  zoho().fault = () => null;
  let isDead = false;
  zoho().watch = ({ kind, endedAt }) => {
    if (kind !== 'make' || endedAt !== null || isDead) return;
    isDead = true;
    made.world.kill();
  };
  await retry();
  expect(truth()).toEqual(BEFORE);
  expect([...zoho().tags.values()].filter(({ name }) => name === B.name)).toHaveLength(1);
});

test('a retry that is stopped before the tag is asked for goes on with it', async () => {
  await play('retire');
  refuse(new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' }));
  await undo();
  zoho().fault = ({ kind }) => (kind === 'make' ? { kind: 'refused', error: new AppError('out-of-credits') } : null);
  await made.cleanups().retry({ id: 'clean' });
  expect((await stopWhereItWaits()).left).toContainEqual({ do: 'remake', step: 0 });
  await goOnToTheEnd();
  expect(truth()).toEqual(BEFORE);
});

test('an undo that is stopped after a refused tag has only Continue, which makes it again', async () => {
  await play('retire');
  zoho().fault = ({ kind, tags }) => {
    if (kind !== 'make') return null;
    const code = tags[0]?.name === B.name ? 'tag-limit-module' : 'out-of-credits';
    return tags[0]?.name === A.name ? null : { kind: 'refused', error: new AppError(code) };
  };
  await made.ask((cleanups) => cleanups.undo({ id: 'clean' }));
  const stopped = await stopWhereItWaits();
  expect(stopped.steps[0]?.tags?.unmade).toMatchObject([{ tag: B }]);
  expect(canMakeAgain(stopped, stopped.steps)).toBe(false);
  await goOnToTheEnd();
  expect(truth()).toEqual(BEFORE);
});

test('a retry needs the right to make tags', async () => {
  await play('delete');
  refuse(new AppError('zoho-other', { zohoCode: 'SOMETHING_NEW' }));
  await undo();
  made.lacks = [TAGS_SCOPE];
  await expect(made.cleanups().retry({ id: 'clean' })).rejects.toMatchObject({ code: 'scope-missing' });
  expect((await made.cleanup('clean'))?.steps[0]?.tags?.unmade).toMatchObject([{ tag: B }]);
});

test.each<ErrorCode>(['no-permission', 'scope-missing', 'no-api-access'])(
  '%s stops it as a whole, because every tag of the module would be refused',
  async (code) => {
    await play('retire');
    refuse(new AppError(code, { zohoCode: 'X' }));
    const { error, left, steps } = await undo();
    expect({ code: error?.code, unmade: steps[0]?.tags?.unmade }).toEqual({ code, unmade: undefined });
    expect(left.map((task) => task.do)).toEqual(['remake', 'undo']);
    await goOnToTheEnd();
    expect(truth()).toEqual(BEFORE);
  },
);

test('an undo that an earlier version has stopped at a refused tag goes on past it', async () => {
  await play('retire');
  refuse(new AppError('no-permission', { zohoCode: 'X' }));
  await undo();
  // The row as it was written before tags were noted as not made.
  await made.world.clock.busy(
    createCleanupStore().change('clean', ({ steps, ...now }) => ({
      ...now,
      error: { code: 'tag-limit-module', details: {} },
      steps: steps.map((step) => ({ ...step, tags: { ...step.tags, making: B.name } })),
    })),
  );
  refuse(new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' }));
  await made.cleanups().goOn({ id: 'clean' });
  const now = await made.shows('clean', isEnded);
  expect({ error: now.error, left: now.left }).toEqual({ error: null, left: [] });
  expect(now.steps[0]?.tags?.unmade).toMatchObject([{ tag: B }]);
  expect(truth()).toEqual(WITHOUT_B);
});
