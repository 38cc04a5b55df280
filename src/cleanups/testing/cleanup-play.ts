import fc from 'fast-check';
import { sumOf } from '../../runs/model/machine.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import type { Call, Fault } from '../../runs/testing/model-zoho.ts';
import { watchChanged } from '../../runs/testing/watch-changed.ts';
import { watchLaw } from '../../runs/testing/watch-law.ts';
import { CONNECTION, LEADS, recordId } from '../../runs/testing/world.ts';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import type { Tag } from '../../shared/run-summary.ts';
import { againTasks, runIdsOf } from '../model/tasks.ts';
import type { Cleanup } from '../model/types.ts';
import type { CleanupWorld } from './cleanup-world.ts';

const HOUR = 3_600_000;
export const CONTACTS = {
  ...LEADS,
  apiName: 'Contacts',
  moduleSlug: 'Contacts',
  singular: 'Contact',
  plural: 'Contacts',
};
/**
 * A scenario has at most 60 faults, nine deaths and a few hundred records. More calls than this mean an endless loop.
 */
const MOST_CALLS = 2_000;
/** Tags that were read longer ago are read again before a write. A clock that is set back may hide their age until Zoho answers. */
export const FRESH_MS = 300_000;
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
/** A tag that Zoho calls gone is not tried again, so its refusal would be the true end. */
const writeRefusal = refusal.filter(({ code }) => code !== 'tag-gone');
const writeFault = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: silence },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('omits' as const), every: fc.constant(3), isKept: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'refuses' as const, code: 'NOT_APPROVED', every: 4 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'keeps' as const }) },
  { weight: 2, arbitrary: writeRefusal },
);
const readFault = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: silence },
  { weight: 2, arbitrary: refusal },
);
/** A call that makes, renames, counts or deletes a tag. */
const tagFault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: silence },
  { weight: 1, arbitrary: refusal },
);
type Meeting = typeof writeFault extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Numbers of store uses and of starts and ends of calls after which the worker dies, each counted from the last death;
 * with the browser, or alone.
 */
const death = fc.record({ after: fc.integer({ min: 1, max: 80 }), isRestart: fc.boolean() });

/** Positions of tags on each record. */
export function recordsWith(tags: readonly number[], most: number) {
  return fc.array(fc.uniqueArray(fc.constantFrom(...tags), { maxLength: tags.length }), { maxLength: most });
}

/** What happens while a clean-up works. `does`: the kinds of changes that other people make. */
export function stage<Does extends string>(does: readonly Does[], tags: readonly number[], most: number) {
  return fc.record({
    reads: fc.array(readFault, { maxLength: most }),
    writes: fc.array(writeFault, { maxLength: most }),
    changes: fc.array(tagFault, { maxLength: 6 }),
    deaths: fc.array(death, { maxLength: Math.ceil(most / 4) }),
    edits: fc.array(
      fc.record({
        afterMs: fc.integer({ min: 0, max: 40_000 }),
        n: fc.nat(179),
        tag: fc.constantFrom(...tags),
        does: fc.constantFrom(...does),
      }),
      { maxLength: Math.ceil(most / 2) },
    ),
    /** When the user stops it. */
    stops: fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 2 }),
  });
}
export type Stage<Does extends string> = {
  readonly reads: readonly Meeting[];
  readonly writes: readonly Meeting[];
  readonly changes: readonly Meeting[];
  readonly deaths: readonly { readonly after: number; readonly isRestart: boolean }[];
  readonly edits: readonly {
    readonly afterMs: number;
    readonly n: number;
    readonly tag: number;
    readonly does: Does;
  }[];
  readonly stops: readonly number[];
};

/** How Zoho compares names when it makes or renames a tag: every value of the simulator's switch. */
export const NAME_RULES = {
  exact: (one: string, other: string) => one === other,
  caseBlind: (one: string, other: string) => one.toLowerCase() === other.toLowerCase(),
  trimmed: (one: string, other: string) => one.trim() === other.trim(),
  caseBlindTrimmed: (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase(),
};
export type NameRule = keyof typeof NAME_RULES;
export const EVERY_RULE: readonly NameRule[] = ['exact', 'caseBlind', 'trimmed', 'caseBlindTrimmed'];

/** Steps of the computer's wall clock. */
export const clockSteps = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 120_000 }),
    skewMs: fc.integer({ min: -25 * HOUR, max: 32 * 24 * HOUR }),
  }),
  { maxLength: 4 },
);
type ClockSteps = typeof clockSteps extends fc.Arbitrary<infer Value> ? Value : never;

function met(meeting: Meeting | undefined): Fault | null {
  if (meeting === undefined || meeting === null) return null;
  if (meeting.kind === 'refused') return { kind: 'refused', error: new AppError(meeting.code, { zohoCode: 'X' }) };
  return meeting;
}

function isOfRecords({ kind }: Call): boolean {
  return kind === 'remove' || kind === 'add';
}

function isOfTag({ kind }: Call): boolean {
  return kind === 'make' || kind === 'rename' || kind === 'delete' || kind === 'count';
}

/**
 * A clean-up and its undo in a small simulated Zoho, with failures, deaths, clock steps and other people.
 * `broken` collects the invariants that do not hold.
 */
export abstract class CleanupPlay<Does extends string> {
  readonly made: CleanupWorld;
  readonly before = new Map<string, ReadonlySet<string>>();
  readonly broken: string[];
  readonly #law;
  readonly #isEnough: boolean;
  #answers = 0;

  constructor(made: CleanupWorld, given: { readonly steps: ClockSteps; readonly isEnough: boolean }) {
    this.made = made;
    this.#isEnough = given.isEnough;
    const { world } = made;
    const { zoho, clock } = world;
    this.#law = watchLaw(zoho, () => clock.now(), given.steps.length === 0 ? FRESH_MS : Infinity);
    this.broken = this.#law.broken;
    const asked = new Set<string>();
    world.onUse = () => watchChanged(this.broken);
    world.onDeath = () => this.#law.died(clock.now());
    world.onMirror = (summary) => {
      this.#law.see(summary);
      const { why, id, revision } = summary;
      if (!isForPerson(why) || asked.has(`${id} ${revision}`)) return;
      asked.add(`${id} ${revision}`);
      void clock.wait(1_000).then(() => this.#signIn());
    };
    void this.#stepTheClock(given.steps);
  }

  /** A change by another person. */
  protected abstract edit(edit: Stage<Does>['edits'][number]): void;

  /** The records of a module with the ids of their tags, of which the first has this number. */
  protected fill(module: string, records: readonly (readonly string[])[], first: number): void {
    const { zoho } = this.made.world;
    records.forEach((ids, n) => {
      const id = recordId(first + n);
      zoho.records.set(id, new Set(ids));
      this.before.set(id, new Set(ids));
      if (module !== 'Leads') zoho.modules.set(id, module);
    });
  }

  protected isIn(id: string, module: string): boolean {
    return (this.made.world.zoho.modules.get(id) ?? 'Leads') === module;
  }

  protected async rowsOf(runId: string): Promise<readonly RecordRow[]> {
    return this.made.world.journal.rowsAfter(runId, -1, 1_000);
  }

  /** What happens to it from now on. */
  protected meet({ reads, writes, changes, deaths, edits, stops }: Stage<Does>): void {
    const { world } = this.made;
    const [toRead, toWrite, toChange, toDie] = [[...reads], [...writes], [...changes], [...deaths]];
    world.zoho.fault = (call) => {
      if (isOfTag(call)) return met(toChange.shift());
      return met(isOfRecords(call) ? toWrite.shift() : toRead.shift());
    };
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

  /** Calls this at the start and end of each call; a worker can die there, too. */
  protected watchCalls(see: (call: Call) => void): void {
    const { world } = this.made;
    const { watch } = world.zoho;
    world.zoho.watch = (call) => {
      watch(call);
      see(call);
      if (world.isFatal()) world.kill();
    };
  }

  /** Asks for the undo. Resolves with the code of the refusal, or null. */
  protected async askForUndo(): Promise<string | null> {
    const refused = await this.made
      .ask((cleanups) => cleanups.undo({ id: 'clean' }))
      .then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    // A worker that started the undo may have died before it answered.
    if (refused === 'undo-done') return null;
    if (refused !== null && refused !== 'undo-over') this.broken.push(`undo is refused with ${refused}`);
    return refused;
  }

  /** Plays the clean-up until nothing is left to do, and does what the user would: answer, continue, check, retry. */
  protected async settled(): Promise<Cleanup> {
    const { made } = this;
    let tries = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = await made.shows('clean', (cleanup) => cleanup.state !== 'working' || isForPerson(cleanup.wait?.why));
      const runs = new Map<string, Run | null>();
      for (const id of now.steps.flatMap(runIdsOf)) runs.set(id, await made.world.journal.run(id));
      const has = (what: 'check' | 'retry') => againTasks(now, what, (id) => runs.get(id) ?? null).length > 0;
      if (now.state === 'working') {
        // Some of these waits have a date.
        await made.world.clock.wait(60_000);
        await this.#signIn();
        await made.shows('clean', ({ revision }) => revision > now.revision);
      } else if (now.state === 'asking') {
        this.#answers += 1;
        const isEnough = this.#isEnough || this.#answers > 1;
        await made.ask((cleanups) =>
          isEnough ? made.agree(cleanups, 'clean') : cleanups.answer({ id: 'clean', isEnough }),
        );
      } else if (now.left.length > 0) await made.ask((cleanups) => cleanups.goOn({ id: 'clean' }));
      else if (has('check')) await made.ask((cleanups) => cleanups.check({ id: 'clean' }));
      else if (has('retry') && tries < MOST_TRIES) {
        tries += 1;
        made.world.zoho.locked.clear();
        await made.ask((cleanups) => cleanups.retry({ id: 'clean' }));
      } else {
        await this.#seeLaw();
        return now;
      }
    }
    throw new Error(`Does not end: ${JSON.stringify(await made.cleanup('clean'))}`);
  }

  async #seeLaw(): Promise<void> {
    const { world } = this.made;
    if (world.zoho.calls.length > MOST_CALLS) this.broken.push(`${world.zoho.calls.length} calls`);
    for (const { id, counts, total } of await world.journal.runs())
      if (sumOf(counts) !== total) this.broken.push(`${id} counts ${sumOf(counts)} of ${total} records`);
  }

  async #signIn(): Promise<void> {
    await this.made.world.ask((engine) => engine.signedIn(CONNECTION));
    await this.made.ask((cleanups) => cleanups.resume());
  }

  async #stepTheClock(steps: ClockSteps): Promise<void> {
    const { world } = this.made;
    for (const { afterMs, skewMs } of steps) {
      await world.clock.wait(afterMs);
      world.skewMs = skewMs;
    }
  }
}

function isForPerson(why: Run['why'] | undefined): boolean {
  return why === 'sign-in' || why === 'org' || why === 'user';
}

/** The ids that tags have after an undo, by the ids before. Null: such a tag has no way back. */
export function renewedIds({ steps }: Pick<Cleanup, 'steps'>): ReadonlyMap<string, string | null> {
  const renewed = steps.flatMap(({ tags }) => tags?.renewed ?? []);
  return new Map(renewed.map(({ old, tag }) => [old, tag?.id ?? null]));
}

/** The deleted tags of a clean-up. */
export function deletedIn({ steps }: Pick<Cleanup, 'steps'>): readonly Tag[] {
  return steps.flatMap(({ tags }) => tags?.deleted ?? []);
}
