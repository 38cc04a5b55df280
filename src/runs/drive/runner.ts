import { toAppError } from '../../shared/errors.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { StopReason } from '../../shared/run-summary.ts';
import { finish, finishStop } from '../end/stopping.ts';
import { type Halt, haltAfter, type Leave } from '../model/failure-policy.ts';
import { advance } from '../model/machine.ts';
import type { Run } from '../model/types.ts';
import {
  lookIn,
  MOST_IDLE_MS,
  passMs,
  type Patience,
  patienceFor,
  SHORT_WAIT_MS,
  unsentAfterWait,
} from '../model/waits.ts';
import { copyRecords } from '../select/copying.ts';
import { readSelection } from '../select/reading.ts';
import { isVerified } from '../visit/identity.ts';
import { forgetNames } from '../visit/names.ts';
import { charactersOf } from '../visit/read-records.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import { work } from './work.ts';

/** Name of a run's alarm. It starts a worker after a death, and at the end of long waits. */
export function alarmName(runId: string): string {
  return `untag-run-${runId}`;
}

/** Name of the alarm for the check after the end. */
export function checkName(runId: string): string {
  return `untag-check-${runId}`;
}

/** Delay of the alarm that replaces a dead worker, in milliseconds. The browser allows no shorter alarm. */
export const ALARM_MS = 30_000;

/** The stop reason of a run without progress for too long. */
const IDLE_REASONS: Readonly<Record<Patience, StopReason>> = {
  zoho: 'no-progress',
  credits: 'no-credits',
  person: 'no-person',
};

/**
 * Drives a run until it ends, needs the user, or waits for longer than a worker lives. No other code loops over a run.
 * `stage`: the work that the caller's lock covers, either the reading of a preview or the run itself. `bell` returns a
 * signal that ends the next wait. Safe to interrupt at any line.
 */
export async function drive(session: Session, stage: 'preview' | 'run', bell: () => AbortSignal): Promise<void> {
  let isPrepared = false;
  const pass = async (run: Run): Promise<void> => {
    // A stop sends nothing, so it can end even if Zoho does not answer.
    const isToPrepare = !isPrepared && run.work.stopping === null;
    if (isToPrepare) await prepare(session, run);
    isPrepared ||= isToPrepare;
    await step(session, run);
  };
  for (;;) {
    const rung = bell();
    const run = await session.journal.run(session.runId);
    if (run === null || !isLive(run) || stageOf(run) !== stage) return;
    session.halt = null;
    session.run = run;
    await pass(run).catch((error: unknown) => {
      // A failure outside of any call stops the run, so that it cannot loop.
      if (!(error instanceof Halted)) session.halt ??= haltAfter(toAppError(error));
    });
    if (session.halt !== null && !(await pause(session, session.halt, rung))) return;
  }
}

/** The stage whose lock is held while a run is in this state. */
export function stageOf({ state, startedAt }: Pick<Run, 'state' | 'startedAt'>): 'preview' | 'run' {
  return state === 'reading' && startedAt === null ? 'preview' : 'run';
}

/** Reads the browser's settings for this visit. Nothing is sent while the credit reserve is unknown. */
async function prepare(session: Session, { connectionId }: Run): Promise<void> {
  const { ports } = session;
  const [{ creditReserve }, size] = await Promise.all([ports.settings(), ports.readSize.get(connectionId)]);
  session.reserve = creditReserve;
  session.readCharacters = charactersOf(size);
}

async function step(session: Session, run: Run): Promise<void> {
  // If the journal cannot be written, this fails before a call to Zoho whose result could not be stored.
  const begun = await record(session, (fact) => {
    if (fact.run.why === null) return;
    fact.changeWork({ idle: idleNow(fact.run, session.ports.clock.now()) });
    fact.change(advance(fact.run, { kind: 'work' }));
  });
  if (run.why !== null) {
    const patience = patienceFor(run.why);
    const { stopping, idle } = begun.work;
    if (stopping === null && idle.ms[patience] > MOST_IDLE_MS[patience]) {
      const records = unsentAfterWait(run.why);
      session.halt = { kind: 'stop', reason: IDLE_REASONS[patience], records, error: run.error };
      return;
    }
  }
  // Another user may see fewer records, so nothing is read in their name, not even the result of a write.
  if (run.work.stopping !== null) {
    await isVerified(session, run);
    const isToCopy = run.startedAt !== null && run.work.copy !== null && run.work.stopping.reason !== 'storage-full';
    if (isToCopy) await copyRecords(session, run);
    return finishStop(session, run);
  }
  if (run.state === 'reading') return readSelection(session, run);
  await work(session, run);
  const after = await session.journal.run(run.id);
  if (after !== null && session.halt === null && after.work.stopping === null && after.counts.pending === 0)
    await finish(session);
}

/**
 * Time without progress of a waiting run. A look adds at most the delay of its alarm, so that sleep, a closed browser
 * or a changed clock add almost nothing.
 */
function idleNow({ why, work: { idle } }: Pick<Run, 'why' | 'work'>, now: number): Run['work']['idle'] {
  if (why === null) return idle;
  const patience = patienceFor(why);
  const ms = Math.min(idle.askedMs, Math.max(0, now - idle.lookedAt));
  return { ...idle, ms: { ...idle.ms, [patience]: idle.ms[patience] + ms }, lookedAt: now };
}

/** Writes the reason of a halt. True when the run may continue now. */
async function pause(session: Session, halt: Halt, signal: AbortSignal): Promise<boolean> {
  const { ports, misses, throttles } = session;
  if (halt.kind === 'leave') {
    await leave(session, halt);
    return false;
  }
  let wasStopping = false;
  const run = await record(session, (fact) => {
    wasStopping = fact.run.work.stopping !== null;
    fact.change(advance(fact.run, halt));
    const askedMs = Math.max(ALARM_MS, lookIn(fact.run, ports.clock.wall()));
    // Attempts without success are no progress.
    const why = halt.kind === 'wait' ? halt.why : null;
    const idle = { ...idleNow({ ...fact.run, why }, ports.clock.now()), lookedAt: ports.clock.now(), askedMs };
    fact.changeWork({ idle, rounds: { misses, throttles } });
  });
  // A stop that fails is retried by the alarm, not at once.
  if (halt.kind === 'stop') return !wasStopping;
  forgetNames(session);
  session.rereads.clear();
  const waitMs = lookIn(run, ports.clock.wall());
  await ports.alarms.set(alarmName(run.id), Math.max(ALARM_MS, waitMs));
  if (signal.aborted) return true;
  if (halt.until === null || waitMs > SHORT_WAIT_MS) return false;
  await ports.clock.wait(waitMs, signal).catch(() => undefined);
  return true;
}

/**
 * Stores that a pass failed, if possible. The broken store may not be the journal, and must not block the run for ever.
 * The alarm starts the next pass.
 */
async function leave(session: Session, { error }: Leave): Promise<void> {
  const { ports } = session;
  session.misses += 1;
  const { misses, throttles } = session;
  const askedMs = Math.max(ALARM_MS, passMs(misses));
  await record(session, (fact) => {
    const now = ports.clock.now();
    const idle = { ...idleNow({ ...fact.run, why: 'zoho' }, now), lookedAt: now, askedMs };
    fact.changeWork({ idle, rounds: { misses, throttles } });
    // The first failure may be the end of this worker, so it is not reported.
    if (misses > 1) fact.change({ error });
    if (idle.ms.zoho > MOST_IDLE_MS.zoho)
      fact.change(advance(fact.run, { kind: 'stop', reason: 'no-progress', records: 'not-sent-error', error }));
  }).then(
    () => ports.alarms.set(alarmName(session.runId), askedMs),
    (error: unknown) => ports.note(error, 'runner.leave'),
  );
}
