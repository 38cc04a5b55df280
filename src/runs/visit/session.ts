import { type AppError, toAppError } from '../../shared/errors.ts';
import { ID_CHARACTERS_PER_READ } from '../../zoho/limits.ts';
import type { ZohoApi } from '../../zoho/types.ts';
import { type Credits, createCredits } from './credits.ts';
import type { Fact } from '../journal/fact.ts';
import type { Journal } from '../journal/journal.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { advance } from '../model/machine.ts';
import type { Wanted } from '../../shared/access.ts';
import type { Acting, RecordRow, Run, RunnerPorts } from '../model/types.ts';
import { isNoAnswer } from '../../zoho/answer.ts';
import { type Halt, outOfCredits, type Purpose, stopFor, type Verdict, verdictOf } from '../model/failure-policy.ts';

/** Parallel calls of one connection, and their state. */
export interface Calling {
  readonly ports: Pick<RunnerPorts, 'clock' | 'isOnline'>;
  readonly lanes: Lanes;
  readonly credits: Credits;
  /** Credits to leave untouched. */
  reserve: number;
  /** Why nothing more may be sent; null when calls may go out. */
  halt: Halt | null;
  /** Number of the round. Calls that are in flight together form one round, and their failures count once. */
  round: number;
  /** Rounds in a row without an answer, and rounds in a row that Zoho throttled. */
  misses: number;
  throttles: number;
  /** Credits spent since the last fact. */
  spent: Run['credits'];
  /** Whether a write was answered since the last fact. */
  hasMoved: boolean;
  /** Calls in flight. */
  underWay: number;
}

/** One worker's visit to a run. It ends with the worker; the journal holds the durable state. */
export interface Session extends Calling {
  readonly runId: string;
  /** The run as this visit last read or wrote it. May be stale: re-read inside `journal.write` before sending. */
  run: Run;
  readonly ports: RunnerPorts;
  readonly journal: Journal;
  readonly api: ZohoApi;
  /** Current names of the module's tags by id; null when they must be read before the next write. */
  names: Map<string, string> | null;
  /**
   * When the names were requested, by the engine's clock, and whether Zoho listed all tags. If it did, a tag without a
   * name is gone.
   */
  namesAt: number;
  isListed: boolean;
  /** Names that were requested before this moment no longer count. */
  namesFrom: number;
  /** Settles when the names are read, or cannot be; null before the first request. */
  naming: Promise<void> | null;
  /** The repeated reading of names that are still in use; null without one. */
  renewing: Promise<void> | null;
  /** Names that records showed in this visit, by tag id. `at`: when that call began. */
  readonly learned: Map<string, { readonly name: string; readonly at: number }>;
  /** Readings since the last wait that no write has used yet: their number by the position of a record, and for the names. */
  readonly rereads: Map<number | 'names', number>;
  /** Facts up to this moment count as old, because a clock went back since. */
  readonly factsFrom: { at: number };
  /**
   * The newest date in Zoho's answers, milliseconds since the epoch, and when that answer came, by the engine's clock.
   */
  readonly time: { zoho: number | null; zohoAt: number };
  /** The most characters of ids in one read. */
  readCharacters: number;
  /**
   * Batches with a refused part and no success since, by batch number: the refusal's code, and the number of equal ones
   * in a row.
   */
  readonly refusals: Map<number, { readonly words: string; readonly inARow: number }>;
  /**
   * Whether no write has been accepted since Zoho refused one with a limit. Writes then go one at a time, so that a size
   * that is too big is refused once.
   */
  isProbing: boolean;
  /** Positions of records in batches in flight. */
  readonly busy: Set<number>;
  /**
   * Rows of the next calls by position, as the planner read them, so that the first calls need not read them again. A
   * row is taken out before anything can change it.
   */
  readonly atHand: Map<number, RecordRow>;
  /** Answered writes: their number, total milliseconds and records. */
  readonly pace: { calls: number; ms: number; records: number };
  /** Positions of records whose tags are to be put back. `isMistaken`: nothing else may be sent before. */
  restoring: Set<number>;
  isMistaken: boolean;
  /** Records in sent writes without an answer yet. */
  inFlight: number;
  /** Called after each fact that a page should see. */
  changed(run: Run): void;
}

/** Thrown by {@link call} when the run halts before the call begins. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

/** The org and user that a token must belong to. Calls with another token are refused before they are sent. */
export function wantedOf({ org, user }: Acting): Wanted {
  return { zgid: org.zgid, userId: user.id };
}

export function openSession(given: Pick<Session, 'runId' | 'run' | 'ports' | 'journal' | 'changed'>): Session {
  const { runId, ports, journal, changed, run } = given;
  const credits = createCredits();
  const { at, ...time } = run.work.time;
  ports.clock.goOnFrom(at);
  const factsFrom = { at: Math.max(ports.clock.oldUntil(), run.work.staleUntil ?? 0) };
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
    rereads: new Map(),
    halt: null,
    round: 0,
    // Waits keep growing in the next worker.
    misses: run.work.rounds.misses,
    throttles: run.work.rounds.throttles,
    factsFrom,
    time,
    spent: { reads: 0, writes: 0, checks: 0 },
    refusals: new Map(),
    isProbing: run.work.caps.ids !== null || run.work.caps.tags !== null,
    busy: new Set(),
    atHand: new Map(),
    restoring: new Set(),
    isMistaken: false,
    pace: { calls: 0, ms: 0, records: 0 },
    inFlight: 0,
    hasMoved: false,
    underWay: 0,
  };
}

/** Zoho's `Date` has no fractions of seconds, and answers take time. */
const DATE_TOLERANCE_MS = 10_000;

/**
 * If more time has passed at Zoho than here, a clock was set back while no worker lived. Then nothing read before that
 * answer is fresh. An answer is at most as old as its call.
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

/** The purpose and cost of a call, in credits. `checks` find out the result of a write and may use the reserve. */
export interface CallKind {
  readonly purpose: Purpose;
  readonly use: keyof Run['credits'];
  readonly cost: number;
  readonly useReserve: boolean;
}

/** The end of a call: a value, or the meaning of its failure. */
export type Ending<Value> =
  | { readonly isOk: true; readonly value: Value }
  | { readonly isOk: false; readonly verdict: Verdict; readonly error: AppError };

/**
 * Makes one call to Zoho in a lane. If its failure concerns the whole run, `session.halt` is set when this resolves.
 * Rejects with {@link Halted} if the call was not made.
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
 * Makes one call and gives its failure a meaning. No other code catches failures of calls. Rejects with {@link Halted}
 * if `make` does.
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

/** The value of a call. Any failure ends this pass. Throws {@link Halted}. */
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

/** Whether the call costs credits at Zoho. Throttled calls and calls without a valid token cost none. */
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
 * Counts a failed round. Calls in flight during the first failure belong to its round, so their failures count once.
 * Only progress resets the count. An answered list of tags is no progress while writes are refused.
 */
function countRound(session: Calling, error: AppError): void {
  const [isSilent, isThrottled] = [isNoAnswer(error), isThrottle(error)];
  if (isSilent) session.misses += 1;
  if (isThrottled) session.throttles += 1;
  if (isThrottled) session.lanes.halve();
  if (isSilent || isThrottled) session.round += 1;
}

/**
 * Writes a fact of this session, with the credits spent and the run's progress. `isUrgent`: a lane waits for it. It then
 * has no records.
 */
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
    // A repeated read, or a look whether the run may continue, is no progress.
    const isFurther = hasMoved || JSON.stringify(fact.run.counts) !== was || fact.run.read !== read;
    if (isFurther) {
      fact.change(advance(fact.run, { kind: 'progress' }));
      session.misses = session.throttles = 0;
    }
    const at = session.ports.clock.now();
    fact.changeWork({ time: { ...session.time, at }, ...(spent.writes > 0 && { wroteAt: at }) });
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
 * Works on items in parallel, a few more than there are lanes, so that no lane waits for the journal. Throws {@link
 * Halted} if the session halted in the meantime, else the first error of an item.
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
