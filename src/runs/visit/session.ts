import { type AppError, isAppError, toAppError } from '../../shared/errors.ts';
import type { Tag } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import type { ZohoApi } from '../../zoho/types.ts';
import { type Credits, createCredits } from './credits.ts';
import type { Fact } from '../journal/fact.ts';
import type { Journal } from '../journal/journal.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { advance } from '../model/machine.ts';
import type { Identity } from '../../shared/access.ts';
import type { Run, RunnerPorts } from '../model/types.ts';
import { CREDITS_LOOK_MS, type Halt, haltFor } from '../model/waits.ts';
import { isNoAnswer } from '../../zoho/answer.ts';

/** One worker's visit to a run. Nothing in it outlives the worker: what counts is in the journal. */
export interface Session {
  readonly runId: string;
  /** The run as this visit last read or wrote it. Whether something may be sent is decided by the fact that says so. */
  run: Run;
  readonly ports: RunnerPorts;
  readonly journal: Journal;
  readonly api: ZohoApi;
  readonly lanes: Lanes;
  readonly credits: Credits;
  readonly reserve: number;
  /** Current name of each tag of the module by id; null when they must be read before anything is sent. */
  names: Map<string, string> | null;
  /** When they were read. */
  namesAt: number;
  /** Settled once they are read, or cannot be; null as long as nobody has asked for them. */
  naming: Promise<void> | null;
  /** Whom the token speaks for, while that is being asked. */
  identifying: Promise<Identity> | null;
  /** Set by whatever finds that nothing more may be sent. */
  halt: Halt | null;
  misses: number;
  throttles: number;
  /** Credits spent since the last fact. */
  spent: Run['credits'];
  /** Positions of the records that a batch under way holds. */
  readonly busy: Set<number>;
  /** Writes that were answered: how many, how long they took. */
  readonly pace: { calls: number; ms: number; records: number };
  /** Records in writes that were sent and not answered yet. */
  inFlight: number;
  /** Whether a write has been answered since the last fact. */
  hasMoved: boolean;
  /** Calls under way. */
  underWay: number;
  /** Told after each fact that a page should see. */
  changed(run: Run): void;
}

/** Thrown by {@link call} when the run has been halted before the call began. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

export function openSession(
  given: Pick<Session, 'runId' | 'run' | 'ports' | 'journal' | 'changed' | 'reserve'>,
): Session {
  const { runId, ports, journal, changed, run, reserve } = given;
  const credits = createCredits();
  return {
    runId,
    run,
    ports,
    journal,
    changed,
    reserve,
    credits,
    api: ports.api(run.connectionId, ({ creditsRemaining }) => {
      if (creditsRemaining !== null) credits.told(creditsRemaining);
    }),
    lanes: createLanes(run.org.edition),
    names: null,
    namesAt: 0,
    naming: null,
    identifying: null,
    halt: null,
    // Waits for a Zoho that does not answer go on growing, whoever has waited before.
    misses: run.why === 'zoho' ? (run.tries?.n ?? 0) : 0,
    throttles: 0,
    spent: { reads: 0, writes: 0, checks: 0 },
    busy: new Set(),
    pace: { calls: 0, ms: 0, records: 0 },
    inFlight: 0,
    hasMoved: false,
    underWay: 0,
  };
}

/** What a call is for: `checks` clear up what became of a write, and may use the reserve. */
export interface CallKind {
  readonly use: keyof Run['credits'];
  readonly cost: number;
  readonly useReserve: boolean;
}

/**
 * Makes one call of Zoho in a lane. Whatever its failure means for the whole run is in `session.halt` when this rejects
 * with the AppError of the call; rejects with {@link Halted} when it was not made at all.
 */
export function call<Value>(session: Session, kind: CallKind, make: () => Promise<Value>): Promise<Value> {
  const { credits, lanes, ports } = session;
  return lanes.run(async () => {
    if (session.halt !== null) throw new Halted();
    if (kind.use !== 'checks' && !credits.allow(kind.cost, kind.useReserve ? 0 : session.reserve)) {
      const until = ports.clock.now() + CREDITS_LOOK_MS;
      session.halt = { kind: 'wait', why: 'credits', until, error: null, tries: null };
      throw new Halted();
    }
    const end = credits.begin(kind.cost);
    session.underWay += 1;
    try {
      const value = await make();
      session.spent = { ...session.spent, [kind.use]: session.spent[kind.use] + kind.cost };
      session.misses = 0;
      session.throttles = 0;
      session.hasMoved ||= kind.use === 'writes';
      lanes.grow();
      return value;
    } catch (error) {
      if (error instanceof Halted) throw error;
      throw failed(session, toAppError(error), kind);
    } finally {
      end();
      session.underWay -= 1;
    }
  });
}

function failed(session: Session, error: AppError, { use, cost }: CallKind): AppError {
  const isThrottled = error.code === 'rate-limited' || error.code === 'out-of-credits';
  if (isThrottled) {
    session.lanes.halve();
    session.throttles += 1;
  } else {
    session.spent = { ...session.spent, [use]: session.spent[use] + cost };
    session.throttles = 0;
  }
  session.misses = isNoAnswer(error) ? session.misses + 1 : 0;
  const { ports } = session;
  session.halt ??= haltFor(error, {
    now: ports.clock.now(),
    isOnline: ports.isOnline(),
    misses: session.misses,
    throttles: session.throttles,
  });
  return error;
}

/** Writes a fact of this session: with it the credits spent, and that the run has moved. Urgent: a lane waits for it. */
export async function record(
  session: Session,
  event: (fact: Fact) => void | Promise<void>,
  isUrgent = false,
): Promise<Run> {
  const { spent, hasMoved } = session;
  const now = session.ports.clock.now();
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
    // Reading again what is read already, or looking whether the run may go on, is not yet going on.
    const isFurther = hasMoved || JSON.stringify(fact.run.counts) !== was || fact.run.read !== read;
    if (isFurther) fact.change(advance(fact.run, { kind: 'progress', at: now }));
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

/** Begins to read what the module's tags are called now; whoever needs the names waits for `session.naming`, and may find it failed. */
export function beginNaming(session: Session, run: Run): void {
  session.naming = readNames(session, run);
  // A failure is in the halt as well: it need not be waited for.
  session.naming.catch(() => undefined);
}

async function readNames(session: Session, run: Run): Promise<void> {
  if (session.names !== null) return;
  const kind: CallKind = { use: 'reads', cost: CREDITS_PER_READ, useReserve: true };
  try {
    const tags = await call(session, kind, () => session.api.tags(run.module.apiName));
    session.names = new Map(tags.map((tag) => [tag.id, tag.name]));
  } catch (error) {
    // Whoever may not list the tags still sees those of the records.
    if (!isAppError(error) || error.code !== 'no-tag-reading') throw error;
    if (session.halt?.error?.code === error.code) session.halt = null;
    session.names = new Map(run.tags.map((tag) => [tag.id, tag.name]));
  }
  session.namesAt = session.ports.clock.now();
}

/** Remembers what tags are called now, as an answer just had it. */
export function learnNames(session: Session, tags: readonly Tag[]): void {
  for (const { id, name } of tags) session.names?.set(id, name);
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
        .catch((error: unknown) => void errors.push(error))
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
