import { type AppError, toAppError } from '../../shared/errors.ts';
import { ID_CHARACTERS_PER_READ } from '../../zoho/limits.ts';
import type { ZohoApi } from '../../zoho/types.ts';
import { type Credits, createCredits } from './credits.ts';
import type { Fact } from '../journal/fact.ts';
import type { Journal } from '../journal/journal.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { advance } from '../model/machine.ts';
import type { Wanted } from '../../shared/access.ts';
import type { Acting, Run, RunnerPorts } from '../model/types.ts';
import { isNoAnswer } from '../../zoho/answer.ts';
import { type Halt, outOfCredits, type Purpose, stopFor, type Verdict, verdictOf } from '../model/failure-policy.ts';

/** Calls of one connection side by side, and how they stand. */
export interface Calling {
  readonly ports: Pick<RunnerPorts, 'clock' | 'isOnline'>;
  readonly lanes: Lanes;
  readonly credits: Credits;
  /** Credits that are left to others. */
  reserve: number;
  /** Why nothing more may be sent; null while something may. */
  halt: Halt | null;
  /** Number of the round: calls under way together are one, and fail as one. */
  round: number;
  /** Rounds in a row without an answer, and that Zoho throttled. */
  misses: number;
  throttles: number;
  /** Credits spent since the last fact. */
  spent: Run['credits'];
  /** Whether a write has been answered since the last fact. */
  hasMoved: boolean;
  /** Calls under way. */
  underWay: number;
}

/** One worker's visit to a run. Nothing in it outlives the worker: what counts is in the journal. */
export interface Session extends Calling {
  readonly runId: string;
  /** The run as this visit last read or wrote it. May be stale: re-read inside `journal.write` before sending. */
  run: Run;
  readonly ports: RunnerPorts;
  readonly journal: Journal;
  readonly api: ZohoApi;
  /** Current name of each tag of the module by id; null when they must be read before anything is sent. */
  names: Map<string, string> | null;
  /** When they were asked for, and whether Zoho listed them: a tag that is not among them is then gone. */
  namesAt: number;
  isListed: boolean;
  /** Names that were asked for before this moment do not count any more. */
  namesFrom: number;
  /** Settles once they are read, or cannot be; null until they are asked for. */
  naming: Promise<void> | null;
  /** While names that still serve are read again. */
  renewing: Promise<void> | null;
  /** What records told of tags' names in this visit, by id, and when the call began that told it. */
  readonly learned: Map<string, { readonly name: string; readonly at: number }>;
  /** Facts up to this moment count as old: a clock has gone back since. */
  readonly factsFrom: { at: number };
  /** The newest date of Zoho's answers, milliseconds since the epoch, and when it came by the engine's clock. */
  readonly time: { zoho: number | null; zohoAt: number };
  /** Characters of the ids that one read may name. */
  readCharacters: number;
  /** Batches of which a part was refused and none was taken since: the refusal, and how many parts in a row ended in it. */
  readonly refusals: Map<number, { readonly words: string; readonly inARow: number }>;
  /** Positions of the records that a batch under way holds. */
  readonly busy: Set<number>;
  /** Writes that were answered: how many, how long they took. */
  readonly pace: { calls: number; ms: number; records: number };
  /** Positions of the records on which tags are to be put back, and whether nothing else may be sent before. */
  restoring: Set<number>;
  isMistaken: boolean;
  /** Records in writes that were sent and not answered yet. */
  inFlight: number;
  /** Called after each fact that a page should see. */
  changed(run: Run): void;
}

/** Thrown by {@link call} when the run has been halted before the call began. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

/** The org and the user that every call of a run must speak for: a token of others is refused before anything is sent. */
export function wantedOf({ org, user }: Acting): Wanted {
  return { zgid: org.zgid, userId: user.id };
}

export function openSession(given: Pick<Session, 'runId' | 'run' | 'ports' | 'journal' | 'changed'>): Session {
  const { runId, ports, journal, changed, run } = given;
  const credits = createCredits();
  const { at, ...time } = run.work.time;
  ports.clock.goOnFrom(at);
  const factsFrom = { at: ports.clock.oldUntil() };
  return {
    runId,
    run,
    ports,
    journal,
    changed,
    reserve: Infinity,
    readCharacters: ID_CHARACTERS_PER_READ,
    credits,
    api: ports.api(
      run.connectionId,
      ({ creditsRemaining, date, durationMs }) => {
        if (creditsRemaining !== null) credits.observe(creditsRemaining);
        if (date !== null)
          checkClock(time, factsFrom, { now: ports.clock.now(), tookMs: Math.max(0, durationMs), date });
      },
      wantedOf(run),
    ),
    lanes: createLanes(run.org.edition),
    names: null,
    namesAt: 0,
    isListed: false,
    namesFrom: 0,
    naming: null,
    renewing: null,
    learned: new Map(),
    halt: null,
    round: 0,
    // Waits keep growing over the death of a worker.
    misses: run.work.rounds.misses,
    throttles: run.work.rounds.throttles,
    factsFrom,
    time,
    spent: { reads: 0, writes: 0, checks: 0 },
    refusals: new Map(),
    busy: new Set(),
    restoring: new Set(),
    isMistaken: false,
    pace: { calls: 0, ms: 0, records: 0 },
    inFlight: 0,
    hasMoved: false,
    underWay: 0,
  };
}

/** Zoho's `Date` has seconds only, and an answer takes its time. */
const DATE_TOLERANCE_MS = 10_000;

/**
 * Where more time has passed at Zoho than here, a clock was set back while no worker lived: nothing read before that answer is
 * fresh. An answer is as old as its call at most.
 */
function checkClock(
  time: Session['time'],
  factsFrom: Session['factsFrom'],
  { now, tookMs, date }: { readonly now: number; readonly tookMs: number; readonly date: number },
): void {
  const hasGoneBack = time.zoho !== null && date - time.zoho - (now - time.zohoAt) > DATE_TOLERANCE_MS;
  if (hasGoneBack) factsFrom.at = now - tookMs - 1;
  if (time.zoho !== null && date <= time.zoho) return;
  time.zoho = date;
  time.zohoAt = now - tookMs;
}

/** What a call is for and what it costs. `checks` clear up what became of a write, and may use the reserve. */
export interface CallKind {
  readonly purpose: Purpose;
  readonly use: keyof Run['credits'];
  readonly cost: number;
  readonly useReserve: boolean;
}

/** How a call ended: with a value, or with what its failure means. */
export type Ending<Value> =
  | { readonly isOk: true; readonly value: Value }
  | { readonly isOk: false; readonly verdict: Verdict; readonly error: AppError };

/**
 * Makes one call of Zoho in a lane. What its failure means for the whole run is in `session.halt` when this resolves. Rejects
 * with {@link Halted} when the call was not made at all.
 */
export function call<Value>(session: Calling, kind: CallKind, make: () => Promise<Value>): Promise<Ending<Value>> {
  const { credits, lanes, ports } = session;
  return lanes.run(async () => {
    if (session.halt !== null) throw new Halted();
    if (kind.use !== 'checks' && !credits.allow(kind.cost, kind.useReserve ? 0 : session.reserve)) {
      session.halt = outOfCredits(ports.clock.wall(), null);
      throw new Halted();
    }
    const end = credits.begin(kind.cost);
    const { round } = session;
    session.underWay += 1;
    try {
      const ending = await attempt(session, kind.purpose, make);
      if (isCounted(ending)) session.spent = { ...session.spent, [kind.use]: session.spent[kind.use] + kind.cost };
      if (ending.isOk) {
        session.hasMoved ||= kind.use === 'writes';
        if (round === session.round) lanes.grow();
      }
      return ending;
    } finally {
      end();
      session.underWay -= 1;
    }
  });
}

/**
 * Asks once, and says what a failure means: the only place that catches one. Rejects with {@link Halted} where the question
 * itself does.
 */
export async function attempt<Value>(
  session: Calling,
  purpose: Purpose,
  make: () => Promise<Value>,
): Promise<Ending<Value>> {
  const { round } = session;
  try {
    const value = await make();
    return { isOk: true, value };
  } catch (thrown) {
    if (thrown instanceof Halted) throw thrown;
    const error = toAppError(thrown);
    if (round === session.round) countRound(session, error);
    const { ports, misses, throttles } = session;
    const conditions = { now: ports.clock.wall(), isOnline: ports.isOnline(), misses, throttles };
    const verdict = verdictOf(purpose, error, conditions);
    session.halt ??= haltOf(verdict);
    return { isOk: false, verdict, error };
  }
}

/** The value of a call; any failure ends this pass. Throws {@link Halted}. */
export function valueOf<Value>(session: Pick<Calling, 'halt'>, ending: Ending<Value>): Value {
  if (ending.isOk) return ending.value;
  session.halt ??= stopFor(ending.error);
  throw new Halted();
}

function haltOf(verdict: Verdict): Halt | null {
  switch (verdict.kind) {
    case 'wait':
    case 'stop':
    case 'leave':
      return verdict;
    case 'unknowable':
      return verdict.halt;
    case 'records':
      return null;
  }
}

/** Whether Zoho counts a call: neither one that it throttled, nor one that no token allowed to make. */
function isCounted(ending: Ending<unknown>): boolean {
  if (ending.isOk) return true;
  const { error, verdict } = ending;
  const isUnmade = verdict.kind === 'wait' && ['sign-in', 'user', 'org'].includes(verdict.why);
  return !isThrottle(error) && !isUnmade;
}

function isThrottle({ code }: AppError): boolean {
  return code === 'rate-limited' || code === 'out-of-credits';
}

/**
 * Calls that were under way when the first of them failed belong to its round: their failures count as one. Only progress ends
 * the count: a list of tags is none while writes are refused.
 */
function countRound(session: Calling, error: AppError): void {
  const [isSilent, isThrottled] = [isNoAnswer(error), isThrottle(error)];
  if (isSilent) session.misses += 1;
  if (isThrottled) session.throttles += 1;
  if (isThrottled) session.lanes.halve();
  if (isSilent || isThrottled) session.round += 1;
}

/** Writes a fact of this session: with it the credits spent, and that the run has moved. Urgent: a lane waits for it. */
export async function record(
  session: Session,
  event: (fact: Fact) => void | Promise<void>,
  isUrgent = false,
): Promise<Run> {
  const { spent, hasMoved } = session;
  session.spent = { reads: 0, writes: 0, checks: 0 };
  session.hasMoved = false;
  const change = async (fact: Fact): Promise<void> => {
    const was = JSON.stringify(fact.run.counts);
    const { read } = fact.run;
    fact.change({
      credits: added(fact.run.credits, spent),
      creditsLeft: session.credits.left ?? fact.run.creditsLeft,
    });
    await event(fact);
    // A repeated read, or a look whether the run may go on, is no progress.
    const isFurther = hasMoved || JSON.stringify(fact.run.counts) !== was || fact.run.read !== read;
    if (isFurther) {
      fact.change(advance(fact.run, { kind: 'progress' }));
      session.misses = session.throttles = 0;
    }
    fact.changeWork({ time: { ...session.time, at: session.ports.clock.now() } });
  };
  try {
    const run = await session.journal.write(session.runId, change, isUrgent);
    session.run = run;
    session.changed(run);
    return run;
  } catch (error) {
    session.spent = added(session.spent, spent);
    session.hasMoved ||= hasMoved;
    throw error;
  }
}

function added(one: Run['credits'], other: Run['credits']): Run['credits'] {
  return { reads: one.reads + other.reads, writes: one.writes + other.writes, checks: one.checks + other.checks };
}

/**
 * Works on items side by side, a few more than there are lanes, so that no lane waits for the journal. Throws
 * {@link Halted} when the session was halted meanwhile, else the first error of a piece.
 */
export async function sideBySide<Item>(
  session: Session,
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const errors: unknown[] = [];
  try {
    for await (const item of items) {
      const piece: Promise<void> = work(item)
        .catch((error: unknown) => {
          errors.push(error);
        })
        .finally(() => underWay.delete(piece));
      underWay.add(piece);
      if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      if (errors.length > 0) break;
    }
  } finally {
    await Promise.all(underWay);
  }
  if (session.halt !== null) throw new Halted();
  if (errors.length > 0) throw errors[0];
}

const AT_ONCE = 24;
