import fc from 'fast-check';
import { sumOf } from '../../runs/model/machine.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import type { Fault } from '../../runs/testing/model-zoho.ts';
import { watchChanged } from '../../runs/testing/watch-changed.ts';
import { watchLaw } from '../../runs/testing/watch-law.ts';
import { CONNECTION, LEADS, recordId, tagOf } from '../../runs/testing/world.ts';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import { againTasks } from '../model/tasks.ts';
import type { Cleanup } from '../model/types.ts';
import type { CleanupWorld } from './cleanup-world.ts';

const TAGS = 5;
const HOUR = 3_600_000;
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };
/** The retired tags, by module; all other tags must not change. */
const RETIRED = { Leads: [1, 2], Contacts: [4] } as const;
/**
 * A scenario has at most 40 faults, six deaths and a few hundred records. More calls than this mean an endless loop.
 */
const MOST_CALLS = 2_000;
/** Tags that were read longer ago are read again before a write. A clock that is set back may hide their age until Zoho answers. */
const FRESH_MS = 300_000;
/** A record that is gone cannot succeed. */
const MOST_TRIES = 8;
/** Answers for the user until the clean-up has nothing left to do. */
const MOST_ROUNDS = 60;

const silence = fc.record({
  kind: fc.constant('silent' as const),
  code: fc.constantFrom('timeout' as const, 'unreachable' as const, 'zoho-down' as const, 'unreadable' as const),
  applyAfterMs: fc.option(fc.integer({ min: 0, max: 25_000 }), { nil: null }),
  tookMs: fc.constantFrom(100, 3_000, 20_000),
});
const refusal = fc.record({ kind: fc.constant('refused' as const), code: fc.constantFrom(...ERROR_CODES) });
const writeFault = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: silence },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('omits' as const), every: fc.constant(3), isKept: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'refuses' as const, code: 'NOT_APPROVED', every: 4 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'keeps' as const }) },
  { weight: 2, arbitrary: refusal },
);
const readFault = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: silence },
  { weight: 2, arbitrary: refusal },
);
type Meeting = typeof writeFault extends fc.Arbitrary<infer Value> ? Value : never;

const records = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: TAGS }), { maxLength: TAGS }), { maxLength: 90 });
/** A change by another person: a tag added or removed, a record deleted or locked, or the tag renamed. */
const edit = fc.record({
  afterMs: fc.integer({ min: 0, max: 40_000 }),
  n: fc.nat(179),
  tag: fc.integer({ min: 1, max: TAGS }),
  does: fc.constantFrom('add', 'remove', 'add', 'remove', 'delete', 'lock', 'rename'),
});
const step = fc.record({
  afterMs: fc.integer({ min: 0, max: 120_000 }),
  skewMs: fc.integer({ min: -25 * HOUR, max: 32 * 24 * HOUR }),
});

/** A retire, its undo, and everything that happens to them. */
export const scenario = fc.record({
  leads: records,
  contacts: records,
  ways: fc.record({ Leads: fc.constantFrom('scan', 'search'), Contacts: fc.constantFrom('scan', 'search') }),
  /** The difference between Zoho's count and the truth; null: Zoho gives no count. */
  counted: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
  isEnough: fc.boolean(),
  reads: fc.array(readFault, { maxLength: 20 }),
  writes: fc.array(writeFault, { maxLength: 20 }),
  /**
   * Numbers of store uses after which the worker dies, each counted from the last death; with the browser, or alone.
   */
  deaths: fc.array(fc.record({ after: fc.integer({ min: 1, max: 80 }), isRestart: fc.boolean() }), { maxLength: 6 }),
  edits: fc.array(edit, { maxLength: 12 }),
  steps: fc.array(step, { maxLength: 4 }),
  /** When the user stops it, and its undo. */
  stops: fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 2 }),
  undo: fc.record({
    reads: fc.array(readFault, { maxLength: 10 }),
    writes: fc.array(writeFault, { maxLength: 10 }),
    deaths: fc.array(fc.record({ after: fc.integer({ min: 1, max: 80 }), isRestart: fc.boolean() }), { maxLength: 3 }),
    edits: fc.array(edit, { maxLength: 8 }),
    stops: fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 1 }),
  }),
});
export type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;
type Stage = Pick<Scenario, 'reads' | 'writes' | 'deaths' | 'edits' | 'stops'>;

function met(meeting: Meeting | undefined): Fault | null {
  if (meeting === undefined || meeting === null) return null;
  if (meeting.kind === 'refused') return { kind: 'refused', error: new AppError(meeting.code, { zohoCode: 'X' }) };
  return meeting;
}

/** A retire and its undo in a small simulated Zoho. `broken` collects the invariants that do not hold. */
export class RetirePlay {
  readonly made: CleanupWorld;
  readonly given: Scenario;
  readonly before = new Map<string, ReadonlySet<string>>();
  /** Pairs of a record and a tag that others have changed. */
  readonly touched = new Set<string>();
  readonly law;
  readonly broken: string[];
  answers = 0;

  constructor(made: CleanupWorld, given: Scenario) {
    this.made = made;
    this.given = given;
    const { world } = made;
    const { zoho, clock } = world;
    this.law = watchLaw(zoho, () => clock.now(), given.steps.length === 0 ? FRESH_MS : Infinity);
    this.broken = this.law.broken;
    const asked = new Set<string>();
    world.onUse = () => watchChanged(this.broken);
    world.onDeath = () => this.law.died(clock.now());
    world.onMirror = (summary) => {
      this.law.see(summary);
      const { why, id, revision } = summary;
      const isForAPerson = why === 'sign-in' || why === 'org' || why === 'user';
      if (!isForAPerson || asked.has(`${id} ${revision}`)) return;
      asked.add(`${id} ${revision}`);
      void clock.wait(1_000).then(() => this.signIn());
    };
    this.fill();
  }

  fill(): void {
    const { zoho } = this.made.world;
    const { leads, contacts } = this.given;
    for (let n = 1; n <= TAGS; n += 1) zoho.tags.set(tagOf(n).id, tagOf(n));
    [...leads, ...contacts].forEach((tags, n) => {
      const ids = tags.map((tag) => tagOf(tag).id);
      zoho.records.set(recordId(n), new Set(ids));
      this.before.set(recordId(n), new Set(ids));
      if (n >= leads.length) zoho.modules.set(recordId(n), 'Contacts');
    });
  }

  async signIn(): Promise<void> {
    await this.made.world.engine().signedIn(CONNECTION);
    await this.made.cleanups().resume();
  }

  isIn(id: string, module: string): boolean {
    return (this.made.world.zoho.modules.get(id) ?? 'Leads') === module;
  }

  steps() {
    return [LEADS, CONTACTS].map((module) => {
      const tags = RETIRED[module.apiName as keyof typeof RETIRED].map((n) => tagOf(n));
      const { counted } = this.given;
      const truth = (id: string) =>
        [...this.before].filter(([record, carried]) => this.isIn(record, module.apiName) && carried.has(id)).length;
      return {
        module,
        holders: {
          tags,
          way: this.given.ways[module.apiName as keyof typeof RETIRED],
          counted: tags.map(({ id }) => (counted === null ? null : Math.max(0, truth(id) + counted))),
        },
      };
    });
  }

  /** What happens to it from now on. */
  meet({ reads, writes, deaths, edits, stops }: Stage): void {
    const { world } = this.made;
    const [toRead, toWrite, toDie] = [[...reads], [...writes], [...deaths]];
    world.zoho.fault = ({ kind }) => met(kind === 'remove' || kind === 'add' ? toWrite.shift() : toRead.shift());
    let uses = 0;
    world.isFatal = () => {
      const [first] = toDie;
      if (first === undefined || (uses += 1) < first.after) return false;
      toDie.shift();
      uses = 0;
      if (first.isRestart) world.forgetSession();
      return true;
    };
    for (const one of edits) void world.clock.wait(one.afterMs).then(() => this.edit(one));
    for (const afterMs of stops)
      void world.clock.wait(afterMs).then(() => this.made.ask((cleanups) => cleanups.stop({ id: 'clean' })));
  }

  edit({ n, tag, does }: Stage['edits'][number]): void {
    const { zoho } = this.made.world;
    const [id, tagId] = [recordId(n), tagOf(tag).id];
    const carried = zoho.records.get(id);
    if (does === 'rename') zoho.tags.set(tagId, { ...tagOf(tag), name: `Other ${tag} ${zoho.calls.length}` });
    if (carried === undefined) return;
    if (does === 'lock') zoho.locked.add(id);
    if (does === 'delete') zoho.records.delete(id);
    if (does !== 'add' && does !== 'remove') return;
    this.touched.add(`${id} ${tagId}`);
    carried[does === 'add' ? 'add' : 'delete'](tagId);
  }

  /** Plays the clean-up until nothing is left to do, and does what the user would: answer, continue, check, retry. */
  async settled(): Promise<Cleanup> {
    const { made } = this;
    let tries = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = await made.shows('clean', ({ state }) => state !== 'working');
      const runs = new Map<string, Run | null>();
      for (const { runId, undoId } of now.steps)
        for (const id of [runId, undoId]) runs.set(id, await made.world.journal.run(id));
      const has = (what: 'check' | 'retry') => againTasks(now, what, (id) => runs.get(id) ?? null).length > 0;
      if (now.state === 'asking') {
        this.answers += 1;
        const isEnough = this.given.isEnough || this.answers > 1;
        await made.ask((cleanups) => cleanups.answer({ id: 'clean', isEnough }));
      } else if (now.left.length > 0) await made.ask((cleanups) => cleanups.goOn({ id: 'clean' }));
      else if (has('check')) await made.ask((cleanups) => cleanups.check({ id: 'clean' }));
      else if (has('retry') && tries < MOST_TRIES) {
        tries += 1;
        made.world.zoho.locked.clear();
        await made.ask((cleanups) => cleanups.retry({ id: 'clean' }));
      } else return now;
    }
    throw new Error(`Does not end: ${JSON.stringify(await made.cleanup('clean'))}`);
  }

  async retire(): Promise<void> {
    this.meet(this.given);
    const request = { id: 'clean', connectionId: CONNECTION, steps: this.steps() };
    await this.made.ask((cleanups) => cleanups.start(request));
    const { steps } = await this.settled();
    await this.seeLaw();
    for (const { runId, module, holders } of steps) {
      const run = await this.made.world.journal.run(runId);
      const rows = await this.rowsOf(runId);
      const tagIds = holders.tags.map(({ id }) => id);
      this.seeFound(module.apiName, tagIds, rows);
      for (const row of rows) this.seeRow(run, row, tagIds);
    }
  }

  async undo(): Promise<void> {
    const { made } = this;
    this.meet(this.given.undo);
    const refused = await made
      .ask((cleanups) => cleanups.undo({ id: 'clean' }))
      .then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    if (refused === 'undo-over') {
      for (const { runId } of (await made.cleanup('clean'))?.steps ?? []) {
        const changed = (await made.world.journal.run(runId))?.changed ?? 0;
        if (changed > 0) this.broken.push(`${runId} has taken tags off ${changed} records, and there is no undo`);
      }
      return;
    }
    // `undo-done`: a worker had started the undo and died before it answered.
    if (refused !== null && refused !== 'undo-done') this.broken.push(`undo is refused with ${refused}`);
    await this.settled();
    await this.seeLaw();
    this.seeTags();
  }

  async seeLaw(): Promise<void> {
    const { world } = this.made;
    if (world.zoho.calls.length > MOST_CALLS) this.broken.push(`${world.zoho.calls.length} calls`);
    for (const { id, counts, total } of await world.journal.runs())
      if (sumOf(counts) !== total) this.broken.push(`${id} counts ${sumOf(counts)} of ${total} records`);
  }

  async rowsOf(runId: string): Promise<readonly RecordRow[]> {
    return this.made.world.journal.rowsAfter(runId, -1, 1_000);
  }

  isTouched(id: string, tagIds: readonly string[]): boolean {
    return tagIds.some((tag) => this.touched.has(`${id} ${tag}`));
  }

  /** All records with a tag are found, once each, and no others. */
  seeFound(module: string, tagIds: readonly string[], rows: readonly RecordRow[]): void {
    const found = new Set(rows.map(({ id }) => id));
    if (found.size < rows.length) this.broken.push(`${module}: a record is found twice`);
    const isHolder = (id: string) => this.isIn(id, module) && tagIds.some((tag) => this.before.get(id)?.has(tag));
    for (const id of this.made.world.zoho.records.keys())
      if (isHolder(id) && !this.isTouched(id, tagIds) && !found.has(id)) this.broken.push(`${id} is not found`);
    for (const id of found) if (!isHolder(id) && !this.isTouched(id, tagIds)) this.broken.push(`${id} is no holder`);
  }

  /** The tags that nobody else has changed are off the record, and the journal agrees. */
  seeRow(run: Run | null, row: RecordRow, tagIds: readonly string[]): void {
    const now = this.made.world.zoho.records.get(row.id);
    if (now === undefined || this.isTouched(row.id, tagIds)) return;
    const had = tagIds.filter((tag) => this.before.get(row.id)?.has(tag)).toSorted();
    const lost = row.lost.map((place) => run?.tags[place]?.id ?? '').toSorted();
    const left = tagIds.filter((tag) => now.has(tag));
    if (row.outcome !== 'removed' || lost.join() !== had.join() || left.length > 0)
      this.broken.push(
        `${row.id} is ${row.outcome} (${row.reason ?? '-'}): lost ${lost.join()} of ${had.join()}, has ${left.join()}`,
      );
  }

  /** Every record has its first tags again, except for changes by others. */
  seeTags(): void {
    for (const [id, tags] of this.made.world.zoho.records)
      for (let n = 1; n <= TAGS; n += 1) {
        const tagId = tagOf(n).id;
        const had = this.before.get(id)?.has(tagId);
        if (!this.touched.has(`${id} ${tagId}`) && tags.has(tagId) !== had)
          this.broken.push(`${id} ${tags.has(tagId) ? 'has' : 'lacks'} tag ${n}`);
      }
  }
}
