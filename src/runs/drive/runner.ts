import { isAppError, toAppError, toErrorData } from '../../shared/errors.ts';
import { isLive } from '../../shared/run-facts.ts';
import { advance, NO_PROGRESS_MS } from '../model/machine.ts';
import { readSelection } from '../select/reading.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import { finish, finishStop } from '../end/stopping.ts';
import type { Run } from '../model/types.ts';
import { endsVisit, haltFor, SHORT_WAIT_MS, unsentAfterWait } from '../model/waits.ts';
import { work } from './work.ts';

/** Name of a run's alarm: it wakes a worker that has died, and ends long waits. */
export function alarmName(runId: string): string {
  return `untag-run-${runId}`;
}

/** Name of the alarm for the check after the end. */
export function checkName(runId: string): string {
  return `untag-check-${runId}`;
}

/** A dead worker is missed after this long. The browser allows no shorter alarm. */
export const ALARM_MS = 30_000;

/**
 * The only loop: drives a run until it ends, needs the user, or waits for longer than a worker lives. `stage` is what the
 * caller holds the lock for: the reading of a preview, or the run itself. `bell` gives a signal that ends the next wait.
 * Whatever it does can be cut off at any line.
 */
export async function drive(session: Session, stage: 'preview' | 'run', bell: () => AbortSignal): Promise<void> {
  for (;;) {
    const rung = bell();
    const run = await session.journal.run(session.runId);
    if (run === null || !isLive(run) || stageOf(run) !== stage) return;
    session.halt = null;
    session.run = run;
    await step(session, run).catch((error: unknown) => misfortune(session, error));
    if (session.halt !== null && !(await pause(session, rung))) return;
  }
}

/** What holds the lock while a run is in this state. */
export function stageOf({ state, kind }: Pick<Run, 'state' | 'kind'>): 'preview' | 'run' {
  return state === 'reading' && kind === 'removal' ? 'preview' : 'run';
}

async function step(session: Session, run: Run): Promise<void> {
  const now = session.ports.clock.now();
  if (run.why !== null && run.work.stopping === null && now - run.progressAt > NO_PROGRESS_MS) {
    session.halt = { kind: 'stop', reason: 'no-progress', records: unsentAfterWait(run.why), error: run.error };
    return;
  }
  if (run.why !== null) await record(session, (fact) => fact.change(advance(fact.run, { kind: 'work' })));
  if (run.work.stopping !== null) return finishStop(session, run);
  if (run.state === 'reading') return readSelection(session, run);
  await work(session, run);
  const after = await session.journal.run(run.id);
  if (after !== null && session.halt === null && after.work.stopping === null && after.counts.pending === 0)
    await finish(session);
}

/** An error that nobody has dealt with stops the run, so that it never turns in circles. A broken store ends the visit only. */
function misfortune(session: Session, error: unknown): void {
  if (error instanceof Halted) return;
  if (isAppError(error) && endsVisit(error)) throw error;
  const { ports, misses, throttles } = session;
  const known = toAppError(error);
  const weather = { now: ports.clock.now(), isOnline: ports.isOnline(), misses, throttles };
  session.halt ??= haltFor(known, weather) ?? {
    kind: 'stop',
    reason: 'error',
    records: 'not-sent-error',
    error: toErrorData(known),
  };
}

/** Writes why the run does not go on. True when it may go on now. */
async function pause(session: Session, signal: AbortSignal): Promise<boolean> {
  const { halt, ports } = session;
  if (halt === null) return true;
  let wasStopping = false;
  const run = await record(session, (fact) => {
    wasStopping = fact.run.work.stopping !== null;
    fact.change(advance(fact.run, halt));
  });
  // Stopping that fails is tried again by the alarm, not at once.
  if (halt.kind === 'stop') return !wasStopping;
  const now = ports.clock.now();
  session.names = null;
  await ports.alarms.set(alarmName(run.id), now + Math.max(ALARM_MS, alarmIn(run, now)));
  if (signal.aborted) return true;
  if (halt.until === null || halt.until - now > SHORT_WAIT_MS) return false;
  await ports.clock.wait(Math.max(0, halt.until - now), signal).catch(() => undefined);
  return true;
}

/** When a waiting run needs the worker next, in milliseconds from now: its wait is over, or it has lasted for a day. */
export function alarmIn(run: Run, now: number): number {
  const last = run.progressAt + NO_PROGRESS_MS + ALARM_MS - now;
  return Math.min(last, run.until === null ? (run.why === 'offline' ? OFFLINE_LOOK_MS : last) : run.until - now);
}

/** Browsers do not always tell when they are online again. */
const OFFLINE_LOOK_MS = 60_000;
