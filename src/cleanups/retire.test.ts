import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { sumOf } from '../runs/model/machine.ts';
import { CONNECTION, fill, LEADS, recordId, tagOf, TICKED } from '../runs/testing/world.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
});
afterEach(() => made.end());

const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
const LEADS_TAG = tagOf(1);
const CONTACTS_TAG = tagOf(4);

/**
 * Every second lead has the leads' tag, and every third contact has the contacts' tag. All records have another tag.
 */
function fillTwo(leads: number, contacts: number): void {
  fill(made.world, leads + contacts, (n) => {
    if (n < leads) return n % 2 === 0 ? [1, 2] : [2];
    return n % 3 === 0 ? [4, 5] : [5];
  });
  for (let n = leads; n < leads + contacts; n += 1) made.world.zoho.modules.set(recordId(n), 'Contacts');
}

function request({ id = 'clean', counted = [null, null] as readonly (number | null)[] } = {}) {
  const step = (module: typeof LEADS | typeof CONTACTS, tag: typeof LEADS_TAG, n: number) => ({
    module,
    holders: { tags: [tag], way: 'scan' as const, counted: [counted[n] ?? null] },
  });
  return { id, connectionId: CONNECTION, steps: [step(LEADS, LEADS_TAG, 0), step(CONTACTS, CONTACTS_TAG, 1)] };
}

const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;

/** The tags of all records in Zoho. */
function truth(): Record<string, readonly string[]> {
  return Object.fromEntries([...made.world.zoho.records].map(([id, tags]) => [id, [...tags].toSorted()]));
}

function without(before: ReturnType<typeof truth>): ReturnType<typeof truth> {
  const gone = new Set([LEADS_TAG.id, CONTACTS_TAG.id]);
  return Object.fromEntries(Object.entries(before).map(([id, tags]) => [id, tags.filter((tag) => !gone.has(tag))]));
}

/** In each run of the clean-up, each record is in exactly one bucket. */
async function expectLaw(id = 'clean'): Promise<void> {
  const cleanup = await made.cleanup(id);
  for (const { runId, undoId } of cleanup?.steps ?? [])
    for (const run of [await made.world.journal.run(runId), await made.world.journal.run(undoId)])
      expect(run === null ? 0 : sumOf(run.counts)).toBe(run?.total ?? 0);
}

/** Retries records that were sent too often without an answer, in a worker that lives. */
async function retried(): Promise<void> {
  made.world.isFatal = () => false;
  await made.cleanups().retry({ id: 'clean' });
  await made.shows('clean', isEnded);
}

const runOf = async (n: number) => made.world.journal.run(`clean-${n}`);

test('takes the tag off all records of all modules, and undo puts it back where it was', async () => {
  fillTwo(450, 300);
  const before = truth();
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  expect(truth()).toEqual(without(before));
  await expectLaw();
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', isUndone);
  expect(truth()).toEqual(before);
  await expectLaw();
  await expect(made.cleanups().undo({ id: 'clean' })).rejects.toThrow(expect.objectContaining({ code: 'undo-done' }));
});

test('nothing is removed before the records of all modules are found', async () => {
  fillTwo(450, 300);
  const kinds: string[] = [];
  made.world.zoho.watch = ({ kind, endedAt }) => void (endedAt === null && kinds.push(kind));
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  expect(kinds.lastIndexOf('scan')).toBeLessThan(kinds.indexOf('remove'));
});

test('a tag that is renamed before Zoho answers the search is taken off all the same', async () => {
  fillTwo(450, 300);
  const before = truth();
  made.world.zoho.watch = ({ kind, endedAt }) => {
    if (kind === 'search' && endedAt === null)
      made.world.zoho.tags.set(LEADS_TAG.id, { ...LEADS_TAG, name: 'Renamed since' });
  };
  const { steps, ...rest } = request();
  const searching = steps.map((step) => ({ ...step, holders: { ...step.holders, way: 'search' as const } }));
  await made.cleanups().start({ ...rest, steps: searching });
  await made.shows('clean', isEnded);
  expect(truth()).toEqual(without(before));
  await expectLaw();
});

test('a repeated start is the same clean-up, and another one of the connection is refused', async () => {
  fillTwo(450, 300);
  made.world.zoho.latencyMs = 2_000;
  await made.cleanups().start(request());
  await made.cleanups().start(request());
  await expect(made.cleanups().start(request({ id: 'other' }))).rejects.toThrow(
    expect.objectContaining({ code: 'busy' }),
  );
  await made.shows('clean', isEnded);
  expect(await made.cleanup('other')).toBeNull();
});

test('a removal of its own may not begin meanwhile, and may once it is over', async () => {
  fillTwo(450, 300);
  await made.cleanups().start(request());
  const removal = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids: [recordId(1)] };
  await expect(made.world.engine().read({ runId: 'mine', ...removal })).rejects.toThrow(
    expect.objectContaining({ code: 'busy' }),
  );
  await made.shows('clean', isEnded);
  await made.world.engine().read({ runId: 'mine', ...removal });
  await made.world.shows('mine', ({ state }) => state === 'planned');
});

test('a clean-up may not begin while a removal goes on', async () => {
  fillTwo(450, 300);
  made.world.zoho.latencyMs = 2_000;
  await made.world
    .engine()
    .read({ runId: 'mine', connectionId: CONNECTION, module: LEADS, source: TICKED, ids: [recordId(0)] });
  await made.world.shows('mine', ({ state }) => state === 'planned');
  await made.world.engine().start({ runId: 'mine', tagIds: [LEADS_TAG.id] });
  await expect(made.cleanups().start(request())).rejects.toThrow(expect.objectContaining({ code: 'busy' }));
});

test('while it waits for somebody to sign in a removal may begin, and it goes on after that', async () => {
  fillTwo(450, 300);
  const before = truth();
  let isSignedOut = false;
  made.world.zoho.fault = ({ kind }) => {
    if (kind === 'remove' && !isSignedOut) isSignedOut = true;
    return isSignedOut && kind !== 'read' ? { kind: 'refused', error: new AppError('signed-out') } : null;
  };
  await made.cleanups().start(request());
  await made.world.shows('clean-0', ({ why }) => why === 'sign-in');
  expect(await made.cleanups().heldBy(CONNECTION)).toBeNull();
  made.world.zoho.fault = () => null;
  await made.world.engine().signedIn(CONNECTION);
  await made.shows('clean', isEnded);
  expect(truth()).toEqual(without(before));
});

/** A removal of somebody's own, of the tag from the first lead and the first contact. */
async function removeMine(): Promise<void> {
  const { world } = made;
  for (const [n, [module, tag, id]] of (
    [
      [LEADS, LEADS_TAG, recordId(0)],
      [CONTACTS, CONTACTS_TAG, recordId(450)],
    ] as const
  ).entries()) {
    const runId = `mine-${n}`;
    await world.engine().read({ runId, connectionId: CONNECTION, module, source: TICKED, ids: [id] });
    await world.shows(runId, ({ state }) => state === 'planned');
    await world.engine().start({ runId, tagIds: [tag.id] });
    await world.shows(runId, ({ state }) => state === 'done');
  }
}

describe('a removal that was made while it waited for a person', () => {
  test.each(['an answer', 'somebody to sign in'] as const)(
    'is none of its own: it reads anew after it waited for %s, and its undo leaves it',
    async (what) => {
      fillTwo(450, 300);
      const before = truth();
      if (what === 'an answer') {
        await made.cleanups().start(request({ counted: [300, 100] }));
        await made.shows('clean', ({ state }) => state === 'asking');
        await removeMine();
        await made.agree(made.cleanups(), 'clean');
      } else {
        made.world.zoho.fault = ({ kind }) =>
          kind === 'remove' ? { kind: 'refused', error: new AppError('signed-out') } : null;
        await made.cleanups().start(request());
        await made.world.shows('clean-0', ({ why }) => why === 'sign-in');
        made.world.zoho.fault = () => null;
        await removeMine();
        await made.world.engine().signedIn(CONNECTION);
      }
      await made.shows('clean', isEnded);
      expect(truth()).toEqual(without(before));
      for (const [n, id] of [recordId(0), recordId(450)].entries()) {
        const [row] = (await made.world.journal.rowsAfter(`clean-${n}`, -1, 1_000)).filter((each) => each.id === id);
        expect(row).toMatchObject({ outcome: 'had-none', lost: [] });
      }
      await expectLaw();
      await made.cleanups().undo({ id: 'clean' });
      await made.shows('clean', isUndone);
      const mine = new Set([recordId(0), recordId(450)]);
      const expected = Object.entries(before).map(([id, tags]) => [id, mine.has(id) ? without(before)[id] : tags]);
      expect(truth()).toEqual(Object.fromEntries(expected));
    },
  );
});

describe('fewer found than counted', () => {
  test('asks once, removes nothing before the answer, and goes on with what was found', async () => {
    fillTwo(450, 300);
    const before = truth();
    await made.cleanups().start(request({ counted: [300, 100] }));
    await made.shows('clean', ({ state }) => state === 'asking');
    expect(truth()).toEqual(before);
    await made.agree(made.cleanups(), 'clean');
    await made.shows('clean', isEnded);
    expect(truth()).toEqual(without(before));
  });

  test('looks again, and finds what has come meanwhile', async () => {
    fillTwo(450, 300);
    await made.cleanups().start(request({ counted: [226, 100] }));
    await made.shows('clean', ({ state }) => state === 'asking');
    made.world.zoho.records.get(recordId(1))?.add(LEADS_TAG.id);
    await made.cleanups().answer({ id: 'clean', isEnough: false });
    await made.shows('clean', isEnded);
    expect((await runOf(0))?.total).toBe(226);
  });

  test('can be given up, and continued', async () => {
    fillTwo(450, 300);
    const before = truth();
    await made.cleanups().start(request({ counted: [300, null] }));
    await made.shows('clean', ({ state }) => state === 'asking');
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
    expect(truth()).toEqual(before);
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', ({ state }) => state === 'asking');
  });

  test.each([
    [3, null],
    [3, 100],
  ])('is not asked where more were found, or where Zoho has not told: %s, %s', async (...counted) => {
    fillTwo(450, 300);
    const before = truth();
    await made.cleanups().start(request({ counted }));
    await made.shows('clean', isEnded);
    expect(truth()).toEqual(without(before));
  });
});

describe('far more found than counted', () => {
  test('asks, and removes nothing before the answer', async () => {
    fillTwo(1_100, 30);
    const before = truth();
    await made.cleanups().start(request({ counted: [12, 10] }));
    await made.shows('clean', ({ state }) => state !== 'working');
    expect(truth()).toEqual(before);
    await made.agree(made.cleanups(), 'clean');
    await made.shows('clean', isEnded);
    expect(truth()).toEqual(without(before));
  });

  test.each([
    [501, 0],
    [12, null],
  ])('is not asked where %s and %s were confirmed: as strictly, or a number that was unknown', async (...counted) => {
    fillTwo(1_100, 30);
    const before = truth();
    await made.cleanups().start(request({ counted }));
    expect((await made.shows('clean', ({ state }) => state !== 'working')).state).toBe('ended');
    expect(truth()).toEqual(without(before));
  });
});

describe('an answer', () => {
  const isAsking = ({ state }: Cleanup) => state === 'asking';
  const answer = (records: number, typed: string) =>
    made.cleanups().answer({ id: 'clean', isEnough: true, records, typed });

  async function refused(records: number, typed: string, code: string): Promise<void> {
    const before = await made.cleanup('clean');
    await expect(answer(records, typed)).rejects.toMatchObject({ code });
    expect(await made.cleanup('clean')).toEqual(before);
  }

  test('about another number of records than were found is one to an earlier question', async () => {
    fillTwo(1_100, 30);
    const before = truth();
    await made.cleanups().start(request({ counted: [12, 10] }));
    const { revision } = await made.shows('clean', isAsking);
    for (const n of [3, 4, 5]) made.world.zoho.records.get(recordId(n))?.clear();
    await made.cleanups().answer({ id: 'clean', isEnough: false });
    await made.shows('clean', (now) => isAsking(now) && now.revision > revision + 1);
    const found = (await runOf(0))!.total + (await runOf(1))!.total;
    await refused(found + 1, '', 'tags-changed');
    await answer(found, '');
    // A second page that answers at once changes nothing.
    await answer(found, '');
    await made.shows('clean', isEnded);
    expect(Object.keys(truth())).toHaveLength(Object.keys(before).length);
    expect(await runOf(0)).toMatchObject({ state: 'done', counts: { failed: 0, 'not-sent': 0 } });
  });

  test('for more than 10,000 records where few were confirmed needs the typed name', async () => {
    fillTwo(20_004, 30);
    await made.cleanups().start(request({ counted: [12, 10] }));
    await made.shows('clean', isAsking);
    const found = (await runOf(0))!.total + (await runOf(1))!.total;
    expect(found).toBeGreaterThan(10_000);
    for (const typed of ['', 'yes', 'Another']) await refused(found, typed, 'unexpected');
    await made.agree(made.cleanups(), 'clean');
    expect((await made.cleanup('clean'))?.state).toBe('working');
    await made.cleanups().stop({ id: 'clean' });
    await made.shows('clean', isEnded);
  });
});

describe('a module that could not be read', () => {
  /** Leads are refused once. Fewer contacts are found than Zoho counts, and somebody says that they are enough. */
  async function playWithoutLeads(counted: readonly (number | null)[]): Promise<void> {
    fillTwo(20, 30);
    let scans = 0;
    made.world.zoho.fault = ({ kind }) =>
      kind === 'scan' && (scans += 1) === 1 ? { kind: 'refused', error: new AppError('no-permission') } : null;
    await made.cleanups().start(request({ counted }));
    await made.shows('clean', ({ state }) => state === 'asking');
    await made.agree(made.cleanups(), 'clean');
    await made.shows('clean', isEnded);
  }

  test('is read again without a question about a module that is done', async () => {
    await playWithoutLeads([null, 99]);
    await made.cleanups().retry({ id: 'clean' });
    expect((await made.shows('clean', ({ state }) => state !== 'working')).state).toBe('ended');
    expect(await runOf(0)).toMatchObject({ state: 'done', counts: { removed: 10 } });
  });

  test('is searched again by itself, and what failed elsewhere is still tried again', async () => {
    made.world.zoho.locked.add(recordId(21));
    await playWithoutLeads([99, 99]);
    expect(await runOf(1)).toMatchObject({ counts: { removed: 9, failed: 1 } });
    made.world.zoho.locked.clear();
    await made.cleanups().retry({ id: 'clean' });
    const { revision } = await made.shows('clean', ({ state }) => state === 'asking');
    await made.cleanups().answer({ id: 'clean', isEnough: false });
    await made.shows('clean', (now) => now.state === 'asking' && now.revision > revision + 1);
    await made.agree(made.cleanups(), 'clean');
    await made.shows('clean', isEnded);
    expect(await runOf(0)).toMatchObject({ counts: { removed: 10 } });
    expect(await runOf(1)).toMatchObject({ counts: { removed: 10, failed: 0 } });
  });
});

describe('asked to find first', () => {
  const first = (isEnough: boolean) =>
    isEnough ? made.agree(made.cleanups(), 'clean') : made.cleanups().answer({ id: 'clean', isEnough });
  const isAsking = ({ state }: Cleanup) => state === 'asking';

  test('it waits for an answer although nothing is missing, and removes nothing before it', async () => {
    fillTwo(450, 300);
    const before = truth();
    await made.cleanups().start({ ...request({ counted: [225, 100] }), asksFirst: true });
    await made.shows('clean', isAsking);
    expect(truth()).toEqual(before);
    await first(false);
    await made.shows('clean', ({ state, revision }) => state === 'asking' && revision > 3);
    expect(truth()).toEqual(before);
    await first(true);
    await made.shows('clean', isEnded);
    expect(truth()).toEqual(without(before));
  });

  test('it asks nothing where no record was found', async () => {
    fill(made.world, 30, () => [2]);
    await made.cleanups().start({ ...request(), asksFirst: true });
    expect(await made.shows('clean', isEnded)).toMatchObject({ left: [], error: null });
  });
});

test.each(['scan', 'remove'] as const)('stopped while it does %s, it continues to its end', async (kind) => {
  fillTwo(4_500, 3_000);
  const before = truth();
  made.world.zoho.latencyMs = 2_000;
  let calls = 0;
  made.world.zoho.watch = (call) => {
    if (call.kind !== kind || call.endedAt === null) return;
    if ((calls += 1) === 1) void made.cleanups().stop({ id: 'clean' });
  };
  await made.cleanups().start(request());
  const stopped = await made.shows('clean', isEnded);
  expect(stopped.left.length).toBeGreaterThan(0);
  expect(Object.values(truth()).filter((tags) => tags.includes(LEADS_TAG.id)).length).toBeGreaterThan(0);
  await expectLaw();
  await made.cleanups().goOn({ id: 'clean' });
  await made.shows('clean', (cleanup) => isEnded(cleanup) && cleanup.left.length === 0);
  expect(truth()).toEqual(without(before));
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', isUndone);
  expect(truth()).toEqual(before);
});

test('a removal that somebody makes while it asks is seen before it goes on: each record lost its tag once', async () => {
  fillTwo(20, 30);
  await made.cleanups().start(request({ counted: [99, null] }));
  await made.shows('clean', ({ state }) => state === 'asking');
  const { world } = made;
  const own = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids: [recordId(0), recordId(2)] };
  await world.engine().read({ runId: 'mine', ...own });
  await world.shows('mine', ({ state }) => state === 'planned');
  await world.engine().start({ runId: 'mine', tagIds: [LEADS_TAG.id] });
  await world.shows('mine', ({ state }) => state === 'done');
  await made.agree(made.cleanups(), 'clean');
  await made.shows('clean', isEnded);
  expect((await runOf(0))?.counts).toMatchObject({ removed: 8, 'had-none': 2 });
});

test('the check after the end names what put the tag back in a module', async () => {
  fillTwo(45, 30);
  const place = { name: 'Welcome', id: null, timing: null };
  made.world.zoho.uses.set(CONTACTS_TAG.id, {
    areas: [{ type: 'blueprint-add', places: [place], hasHidden: false }],
    isWhole: true,
  });
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  for (const n of [45, 48]) made.world.zoho.records.get(recordId(n))?.add(CONTACTS_TAG.id);
  const { cameBack } = await made.world.shows('clean-1', (run) => run.cameBack !== null);
  expect(cameBack).toEqual({ records: 2, tag: 'Tag 4', by: [{ kind: 'blueprint', name: 'Welcome' }] });
});

test('a module that cannot be read leaves the others', async () => {
  fillTwo(450, 300);
  let scans = 0;
  made.world.zoho.fault = ({ kind }) =>
    kind === 'scan' && (scans += 1) === 1 ? { kind: 'refused', error: new AppError('no-permission') } : null;
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  expect(await runOf(0)).toMatchObject({ state: 'stopped', error: { code: 'no-permission' }, total: 0 });
  expect(await runOf(1)).toMatchObject({ state: 'done', counts: { removed: 100 } });
});

test('what failed is tried again in each module', async () => {
  fillTwo(450, 300);
  const before = truth();
  for (const n of [0, 2, 450]) made.world.zoho.locked.add(recordId(n));
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  made.world.zoho.locked.clear();
  await made.cleanups().retry({ id: 'clean' });
  await made.shows('clean', isEnded);
  await expect.poll(() => truth()).toEqual(without(before));
});

test('an undo that is stopped can be continued', async () => {
  fillTwo(4_500, 3_000);
  const before = truth();
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  made.world.zoho.latencyMs = 2_000;
  made.world.zoho.watch = ({ kind, endedAt }) => {
    if (kind === 'add' && endedAt !== null) void made.cleanups().stop({ id: 'clean' });
  };
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', isUndone);
  made.world.zoho.watch = () => undefined;
  for (let n = 0; n < 3; n += 1) {
    await made.cleanups().goOn({ id: 'clean' });
    await made.shows('clean', isUndone);
  }
  expect(truth()).toEqual(before);
});

test('a connection that is gone ends it, and the other module is not begun', async () => {
  fillTwo(4_500, 3_000);
  made.world.zoho.latencyMs = 2_000;
  await made.cleanups().start(request());
  await made.world.shows('clean-0', ({ state }) => state === 'running');
  await made.world.engine().disconnected(CONNECTION);
  await made.cleanups().disconnected(CONNECTION);
  await made.shows('clean', isEnded);
  await expectLaw();
  expect((await runOf(1))?.startedAt ?? null).toBeNull();
});

describe('continued once the connection is back', () => {
  async function disconnect(): Promise<void> {
    await made.cleanups().disconnected(CONNECTION);
    await made.world.engine().disconnected(CONNECTION);
    await made.shows('clean', isEnded);
  }

  test.each(['reads the second module', 'asks', 'removes in the first module'] as const)(
    'it finds again what was found before it was gone while it %s',
    async (what) => {
      fillTwo(4_500, 3_000);
      const before = truth();
      const counted = what === 'asks' ? [2_300, 1_000] : [null, null];
      if (what !== 'asks') made.world.zoho.latencyMs = 2_000;
      await made.cleanups().start(request({ counted }));
      if (what === 'asks') await made.shows('clean', ({ state }) => state === 'asking');
      else if (what === 'reads the second module')
        await made.world.shows('clean-1', ({ state }) => state === 'reading');
      else await made.world.shows('clean-0', ({ state }) => state === 'running');
      await disconnect();
      expect(await runOf(1)).toBeNull();
      await made.cleanups().goOn({ id: 'clean' });
      const now = await made.shows('clean', ({ state }) => state !== 'working');
      expect(now.state).toBe(what === 'asks' ? 'asking' : 'ended');
      if (what === 'asks') await made.agree(made.cleanups(), 'clean');
      await made.shows('clean', isEnded);
      expect(truth()).toEqual(without(before));
      await expectLaw();
    },
  );
});

test('an ended clean-up is forgotten with its runs, one that goes on is not', async () => {
  fillTwo(45, 30);
  await made.cleanups().start(request());
  await expect(made.cleanups().delete({ id: 'clean' })).rejects.toThrow(expect.objectContaining({ code: 'busy' }));
  await made.shows('clean', isEnded);
  await made.cleanups().undo({ id: 'clean' });
  await made.shows('clean', isUndone);
  await made.cleanups().delete({ id: 'clean' });
  expect(await made.cleanup('clean')).toBeNull();
  expect(await made.world.journal.runs()).toEqual([]);
});

test('clearing the history leaves a clean-up that goes on, and once it has ended takes it with its runs', async () => {
  fillTwo(450, 300);
  await made.cleanups().start({ ...request(), asksFirst: true });
  await made.shows('clean', ({ state }) => state === 'asking');
  await made.cleanups().deleteAll();
  await made.agree(made.cleanups(), 'clean');
  await made.shows('clean', isEnded);
  await made.cleanups().deleteAll();
  expect(await made.cleanup('clean')).toBeNull();
  expect(await made.world.journal.runs()).toEqual([]);
});

test('who has seen how it ended has seen how its runs did', async () => {
  fillTwo(450, 300);
  await made.cleanups().start(request());
  await made.shows('clean', isEnded);
  expect(await runOf(0)).toMatchObject({ isSeen: false });
  await made.cleanups().seen({ id: 'clean' });
  expect(await made.cleanup('clean')).toMatchObject({ isSeen: true });
  for (const n of [0, 1]) expect(await runOf(n)).toMatchObject({ isSeen: true });
});

describe('a worker that dies', () => {
  const places = Array.from({ length: 23 }, (_, n) => n);
  test.each(process.env['UNTAG_TEST_ALL'] === undefined ? places.slice(0, 1) : places)(
    'at use %i of a store, and at every 23rd after it',
    async (first) => {
      fillTwo(240, 120);
      const before = truth();
      let uses = 0;
      let kills = 0;
      const isFatal = () => (uses += 1) % 23 === first % 23 && (kills += 1) < 25;
      made.world.isFatal = isFatal;
      await made.ask((cleanups) => cleanups.start(request({ counted: [120, 40] })));
      await made.shows('clean', isEnded);
      await expectLaw();
      await retried();
      expect(truth()).toEqual(without(before));
      uses = kills = 0;
      made.world.isFatal = isFatal;
      await made.ask((cleanups) => cleanups.undo({ id: 'clean' }).catch(() => undefined));
      await made.shows('clean', isUndone);
      await expectLaw();
      await retried();
      expect(truth()).toEqual(before);
    },
  );
});
