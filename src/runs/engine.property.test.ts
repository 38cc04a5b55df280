import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, ERROR_CODES } from '../shared/errors.ts';
import { putsOn } from '../shared/run-facts.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import type { RecordRow, Run } from './model/types.ts';
import { LAW_SEED } from './testing/law-seed.ts';
import type { Call, Fault } from './testing/model-zoho.ts';
import { watchChanged } from './testing/watch-changed.ts';
import { watchLaw } from './testing/watch-law.ts';
import { CONNECTION, LEADS, recordId, tagOf, type TestWorld, testWorld } from './testing/world.ts';

let world: TestWorld | undefined;

const TAGS = 4;
const HOUR = 3_600_000;
/** A scenario has at most 26 faults and four deaths. More calls than this mean a loop. */
const MOST_CALLS = 1_500;
/** For at most 140 records, with eight refusals, two attempts of a worker that died, and one call for each part. */
const MOST_CALLS_OF_A_PREVIEW = 60;
const TICKED = { kind: 'ticked', viewId: null, viewName: null, pages: null } as const;

const silence = fc.record({
  kind: fc.constant('silent' as const),
  code: fc.constantFrom('timeout' as const, 'unreachable' as const, 'zoho-down' as const, 'unreadable' as const),
  applyAfterMs: fc.option(fc.integer({ min: 0, max: 25_000 }), { nil: null }),
  tookMs: fc.constantFrom(100, 3_000, 20_000),
});
const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: silence },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('omits' as const), every: fc.constant(3), isKept: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'refuses' as const, code: 'NOT_APPROVED', every: 4 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'keeps' as const }) },
  { weight: 1, arbitrary: fc.constantFrom('busy' as const, 'refuses' as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refused' as const), code: fc.constantFrom(...ERROR_CODES) }) },
);

/** A step of the wall clock: the time since the step before or the start, and the new error. */
const step = fc.record({
  afterMs: fc.integer({ min: 0, max: 120_000 }),
  skewMs: fc.integer({ min: -25 * HOUR, max: 32 * 24 * HOUR }),
});

const scenario = fc.record({
  records: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: TAGS }), { maxLength: TAGS }), {
    minLength: 1,
    maxLength: 140,
  }),
  chosen: fc.uniqueArray(fc.integer({ min: 1, max: TAGS }), { minLength: 1, maxLength: TAGS }),
  locked: fc.uniqueArray(fc.nat(139), { maxLength: 3 }),
  tagLimit: fc.option(fc.record({ most: fc.integer({ min: 1, max: TAGS }), isRefused: fc.boolean() }), { nil: null }),
  deleted: fc.uniqueArray(fc.nat(139), { maxLength: 3 }),
  faults: fc.array(fault, { maxLength: 14 }),
  /** The most ids and tags that Zoho accepts in one call, and whether its refusal names the number. */
  caps: fc.record({
    ids: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    tags: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
    isNamed: fc.boolean(),
  }),
  /** The write before which the first tag gets another name. */
  renamedAt: fc.option(fc.nat(5), { nil: null }),
  /** Uses of the journal after which the worker dies, each counted from the last death; with the browser, or alone. */
  deaths: fc.array(fc.record({ after: fc.integer({ min: 1, max: 60 }), isRestart: fc.boolean() }), { maxLength: 4 }),
  /** Refusals of the reads of a first preview, which is then discarded: the nth read gets the nth. */
  previewReads: fc.array(fc.option(fc.constantFrom(...ERROR_CODES), { freq: 2, nil: null }), { maxLength: 8 }),
  /** Refusals of reads after the start: the nth read gets the nth; null is no refusal. */
  reads: fc.array(fc.option(fc.constantFrom(...ERROR_CODES), { freq: 2, nil: null }), { maxLength: 12 }),
  previewSteps: fc.array(step, { maxLength: 2 }),
  steps: fc.array(step, { maxLength: 4 }),
  stopAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: null }),
  isRetried: fc.boolean(),
  /** Changes by others to the records between the run and its undo. */
  edits: fc.array(fc.record({ n: fc.nat(139), tag: fc.integer({ min: 1, max: TAGS }), isAdded: fc.boolean() }), {
    maxLength: 20,
  }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * A late call puts a tag on while another tag is refused for want of room: the first one is asked for again, because
 * the refusal does not show it.
 */
const LATE_TAG: Scenario = {
  records: [[2], [3], [3, 2], [], [], []],
  chosen: [2, 3],
  locked: [],
  tagLimit: { most: 1, isRefused: true },
  deleted: [],
  faults: [
    { kind: 'omits', every: 3, isKept: true },
    null,
    'busy',
    { kind: 'silent', code: 'timeout', applyAfterMs: 6_601, tookMs: 100 },
    { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 100 },
  ],
  caps: { ids: null, tags: null, isNamed: false },
  renamedAt: null,
  deaths: [
    { after: 22, isRestart: false },
    { after: 40, isRestart: false },
  ],
  previewReads: [],
  reads: [null, null, null, 'offline'],
  previewSteps: [],
  steps: [],
  stopAfterMs: 401,
  isRetried: false,
  edits: [],
};

function made(entry: Scenario['faults'][number] | undefined): Fault | null {
  if (entry === undefined || entry === null) return null;
  if (entry === 'busy')
    return { kind: 'refused', error: new AppError('rate-limited', { zohoCode: 'TOO_MANY_REQUESTS' }) };
  if (entry === 'refuses')
    return { kind: 'refused', error: new AppError('data-refused', { zohoCode: 'INVALID_DATA' }) };
  if (entry.kind === 'refused') return { kind: 'refused', error: new AppError(entry.code, { zohoCode: 'X' }) };
  return entry;
}

/** Zoho's refusal of a call that is too big. */
function tooBig({ caps }: Scenario, { ids, tags }: Call): Fault | null {
  const refused = (field: 'ids' | 'tags', limit: number): Fault => ({
    kind: 'refused',
    error: new AppError('limit-exceeded', { field, zohoCode: 'INVALID_DATA', ...(caps.isNamed && { limit }) }),
  });
  if (caps.tags !== null && tags.length > caps.tags) return refused('tags', caps.tags);
  return caps.ids !== null && ids.length > caps.ids ? refused('ids', caps.ids) : null;
}

function isWrite(call: Call): boolean {
  return call.kind === 'remove' || call.kind === 'add';
}

async function play(given: Scenario, kind: 'removal' | 'put'): Promise<void> {
  world = await testWorld();
  const { zoho, clock, journal } = world;
  const present = world;
  const law = watchLaw(zoho, () => clock.now());
  const faults = [...given.faults];
  const deaths = [...given.deaths];
  const previewReads = [...given.previewReads];
  const reads = [...given.reads];
  let stage: 'refused preview' | 'preview' | 'run' = 'refused preview';
  let writes = 0;
  zoho.fault = (call) => {
    if (isWrite(call)) {
      if (writes === given.renamedAt) zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: 'Another name' });
      writes += 1;
      const refusal = tooBig(given, call);
      if (refusal !== null) return refusal;
    }
    if (isWrite(call)) return made(faults.shift());
    const refusals = { 'refused preview': previewReads, preview: [], run: reads }[stage];
    const code = refusals.shift() ?? null;
    if (code !== null) return { kind: 'refused', error: new AppError(code, { zohoCode: 'X' }) };
    const [next] = faults;
    if (next === undefined || next === null || typeof next === 'string' || next.kind !== 'silent') return null;
    return made(faults.shift());
  };
  let uses = 0;
  world.isFatal = () => {
    uses += 1;
    const [first] = deaths;
    if (first === undefined || uses < first.after) return false;
    deaths.shift();
    uses = 0;
    if (first.isRestart) present.forgetSession();
    return true;
  };
  world.onUse = () => watchChanged(law.broken);
  world.onMirror = (summary) => law.see(summary);
  world.onDeath = () => law.died(clock.now());

  for (let n = 1; n <= TAGS; n += 1) zoho.tags.set(tagOf(n).id, tagOf(n));
  const before = new Map(given.records.map((tags, n) => [recordId(n), new Set(tags.map((tag) => tagOf(tag).id))]));
  const ids = [...before.keys()];
  for (const [id, tags] of before) zoho.records.set(id, new Set(tags));
  const chosen = given.chosen.map((tag) => tagOf(tag).id);

  const selection = { connectionId: CONNECTION, module: LEADS, source: TICKED, ids };
  const read = (runId: string) =>
    present.ask((engine) => engine.read({ runId, ...selection, ...(kind === 'put' && { kind }) }));
  const steps = stepTheClock(present, given.previewSteps);
  await read('preview');
  await previewEndsOrIsDeleted('preview');
  // A kept preview is read under a steady clock. Otherwise it could be deleted as one of another day.
  await steps;
  expect(zoho.calls.length).toBeLessThan(MOST_CALLS_OF_A_PREVIEW);
  await world.ask((engine) => engine.delete({ runId: 'preview' }));
  stage = 'preview';
  await read('run');
  await world.shows('run', ({ state }) => state === 'planned');
  const known = new Set((await journal.run('run'))?.tags.map(({ id }) => id));
  const tagIds = kind === 'put' ? chosen : chosen.filter((id) => known.has(id));
  if (tagIds.length === 0) return;
  zoho.tagLimit = given.tagLimit;
  for (const n of given.locked) if (n < ids.length) zoho.locked.add(recordId(n));
  for (const n of given.deleted) zoho.records.delete(recordId(n));

  const tags = given.chosen.map((tag) => tagOf(tag));
  await world.ask(async (engine) => {
    if (kind === 'put') await engine.put({ runId: 'run', tags });
    else await engine.start({ runId: 'run', tagIds });
  });
  stage = 'run';
  void stepTheClock(present, given.steps);
  if (given.stopAfterMs !== null) {
    await clock.wait(given.stopAfterMs);
    await world.ask((engine) => engine.stop({ runId: 'run' }));
    await world.shows('run', ({ state }) => state === 'stopped' || state === 'done');
    await world.ask((engine) => engine.goOn({ runId: 'run' }));
  }
  let { counts } = await toTheEnd('run');
  while (counts.unknown > 0) {
    const revision = await revisionNow();
    await world.ask((engine) => engine.check({ runId: 'run' }));
    ({ counts } = await toTheEnd('run', revision));
  }
  await hold('run', before, tagIds);
  if (given.isRetried) {
    const revision = await revisionNow();
    await world.ask((engine) => engine.retry({ runId: 'run' }));
    ({ counts } = await toTheEnd('run', revision));
    while (counts.unknown > 0) {
      const unknownAt = await revisionNow();
      await world.ask((engine) => engine.check({ runId: 'run' }));
      ({ counts } = await toTheEnd('run', unknownAt));
    }
    await hold('run', before, tagIds);
  }
  expect(law.broken).toEqual([]);
  expect(zoho.calls.length).toBeLessThan(MOST_CALLS);

  const rows = await journal.rowsAfter('run', -1, 1_000);
  const touched = rows.filter((row) => row.lost.length > 0);
  if (touched.length === 0) return;
  for (const { n, tag, isAdded } of given.edits) {
    const tags = zoho.records.get(recordId(n));
    if (isAdded) tags?.add(tagOf(tag).id);
    else tags?.delete(tagOf(tag).id);
  }
  await holdUndo(touched, law);
}

/**
 * The run once it is done, after a revision. The test acts as the user: it signs in when the run waits for that, and
 * continues a stopped run.
 */
async function toTheEnd(runId: string, after = -1): Promise<RunSummary> {
  const present = world as TestWorld;
  for (let seen = after; ;) {
    const now = await present.shows(
      runId,
      ({ state, why, revision }) =>
        revision > seen && (state === 'done' || state === 'stopped' || (state === 'waiting' && isForAPerson(why))),
    );
    if (now.state === 'done') return now;
    seen = now.revision;
    if (now.state === 'stopped') await present.ask((engine) => engine.goOn({ runId }));
    else void present.engine().signedIn(CONNECTION);
  }
}

/** The preview is read, or stopped with every record counted. The test signs in where it waits for that. */
async function previewEnds(runId: string): Promise<void> {
  const present = world as TestWorld;
  for (let seen = -1; ;) {
    const { state, revision, counts, total } = await present.shows(
      runId,
      (now) => now.revision > seen && (now.state === 'planned' || now.state === 'stopped' || isForAPerson(now.why)),
    );
    seen = revision;
    if (state === 'reading') {
      void present.engine().signedIn(CONNECTION);
      continue;
    }
    expect({ state, total, pending: counts.pending }).toMatchObject(
      state === 'planned' ? { pending: total - counts.failed } : { pending: 0 },
    );
    return;
  }
}

/** The preview has ended, or a browser that started under a clock far ahead has deleted it. No mirror tells of that. */
async function previewEndsOrIsDeleted(runId: string): Promise<void> {
  const present = world as TestWorld;
  const { onUse } = present;
  const isDeleted = new Promise<void>((resolve) => {
    present.onUse = async () => {
      await onUse();
      if ((await present.journal.run(runId)) === null) resolve();
    };
  });
  await Promise.race([previewEnds(runId), isDeleted]);
  present.onUse = onUse;
}

function isForAPerson(why: RunSummary['why']): boolean {
  return why === 'sign-in' || why === 'org' || why === 'user';
}

async function stepTheClock(present: TestWorld, steps: Scenario['steps']): Promise<void> {
  for (const { afterMs, skewMs } of steps) {
    await present.clock.wait(afterMs);
    present.skewMs = skewMs;
  }
}

/** The mirror may lag behind the journal. */
async function revisionNow(): Promise<number> {
  return (await world?.journal.run('run'))?.revision ?? 0;
}

/** The undo puts back exactly the lost tags that a record lacks, or takes off exactly those that were put on. It changes nothing else. */
async function holdUndo(touched: readonly RecordRow[], law: ReturnType<typeof watchLaw>): Promise<void> {
  const { zoho, journal } = world as TestWorld;
  const run = await journal.run('run');
  const lostIds = ({ lost }: RecordRow) => lost.map((place) => run?.tags[place]?.id ?? '');
  const others = new Map([...zoho.records].map(([id, tags]) => [id, [...tags].sort().join()]));
  const wanted = new Map(
    touched.map((row) => [row.id, undone(run, zoho.records.get(row.id) ?? new Set(), lostIds(row))]),
  );
  // Tags that others have added in the meantime may leave no room.
  if (run?.kind === 'removal') zoho.tagLimit = null;
  await world?.ask((engine) => engine.undo({ runId: 'run', undoId: 'undo' }));
  let { counts } = await toTheEnd('undo');
  while (counts.unknown > 0) {
    const revision = (await journal.run('undo'))?.revision ?? 0;
    await world?.ask((engine) => engine.check({ runId: 'undo' }));
    ({ counts } = await toTheEnd('undo', revision));
  }
  expect(law.broken).toEqual([]);
  const rows = await journal.rowsAfter('undo', -1, 1_000);
  expect((await journal.run('undo'))?.total).toBe(run?.changed);
  expect(rows.map(({ id }) => id).sort()).toEqual(touched.map(({ id }) => id).sort());
  for (const row of rows) {
    const now = zoho.records.get(row.id);
    const isWhole = row.outcome === 'removed' || row.outcome === 'had-none';
    if (now === undefined) expect({ row, isWhole }).toMatchObject({ isWhole: false, row: { reason: 'gone' } });
    else expect({ row, isBack: isEqual(now, wanted.get(row.id)) }).toEqual({ row, isBack: isWhole });
    others.delete(row.id);
  }
  for (const [id, tags] of others) expect([...(zoho.records.get(id) ?? [])].sort().join()).toBe(tags);
}

/** The tags of a record after these changes of a run are undone. */
function undone(run: Run | null, now: ReadonlySet<string>, changed: readonly string[]): Set<string> {
  if (run?.kind === 'put') return new Set([...now].filter((id) => !changed.includes(id)));
  return new Set([...now, ...changed]);
}

/** Every record is in the bucket of Zoho's true state. */
async function hold(runId: string, before: ReadonlyMap<string, Set<string>>, tagIds: readonly string[]): Promise<void> {
  const run = await world?.journal.run(runId);
  const rows = (await world?.journal.rowsAfter(runId, -1, 1_000)) ?? [];
  const counts = new Map<RecordRow['outcome'], number>();
  for (const row of rows) {
    counts.set(row.outcome, (counts.get(row.outcome) ?? 0) + 1);
    const now = world?.zoho.records.get(row.id);
    const stored = { id: row.id, ...idsOf(row), outcome: row.outcome };
    if (now === undefined) {
      if (row.reason === 'gone') continue;
      expect(stored).toMatchObject({ outcome: row.lost.length > 0 ? 'removed' : 'had-none' });
      continue;
    }
    const isOn = run !== null && run !== undefined && putsOn(run);
    const left = tagIds.filter((id) => now.has(id) !== isOn);
    const lost = tagIds.filter((id) => (before.get(row.id)?.has(id) ?? isOn) !== isOn && now.has(id) === isOn);
    expect(stored).toEqual({ id: row.id, lost: lost.sort(), left: left.sort(), outcome: bucket(lost, left) });
  }
  for (const [outcome, count] of counts) expect(run?.counts[outcome]).toBe(count);

  function idsOf({ lost, left }: RecordRow): { lost: string[]; left: string[] } {
    const names = (places: readonly number[]) => places.map((place) => run?.tags[place]?.id ?? '').sort();
    return { lost: names(lost), left: names(left) };
  }
}

function isEqual(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((id) => b.has(id));
}

function bucket(lost: readonly string[], left: readonly string[]): RecordRow['outcome'] {
  if (left.length > 0) return lost.length > 0 ? 'partly' : 'failed';
  return lost.length > 0 ? 'removed' : 'had-none';
}

async function playToEnd(given: Scenario, kind: 'removal' | 'put'): Promise<void> {
  try {
    await play(given, kind);
  } finally {
    await world?.end();
  }
}

test.each([
  ['removal', 30],
  ['put', 20],
] as const)(
  'the law holds for any records, faults, deaths and stops of a %s',
  { timeout: 900_000 },
  async (kind, few) => {
    const numRuns = process.env['UNTAG_TEST_ALL'] === undefined ? few : 600;
    const law = fc.asyncProperty(scenario, (given) => playToEnd(given, kind));
    const examples: [Scenario][] = kind === 'put' ? [[LATE_TAG]] : [];
    const result = await fc.check(law, { seed: LAW_SEED, numRuns, timeout: 20_000, examples });
    expect(fc.defaultReportMessage(result)).toBeUndefined();
  },
);
