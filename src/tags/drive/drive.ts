import { AppError, toErrorData } from '../../shared/errors.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { TagJob } from '../model/job.ts';
import type { Halt } from '../ports.ts';
import { countTags } from './counting.ts';
import { readLists, readModules } from './reading.ts';
import type { Visit } from './visit.ts';

/** Delay until an alarm notices a dead worker, in milliseconds. The browser allows no shorter alarm. */
export const ALARM_MS = 30_000;
/** Waits up to this length stay in the worker, in milliseconds. Longer waits need an alarm. */
const SHORT_WAIT_MS = 20_000;
/** A job without progress for this long ends. Only milliseconds count in which it could have worked. */
const MOST_IDLE_MS = 3_600_000;

/** The most rounds in a row that start and store nothing. Their answers are lost. */
const MOST_STARTS = 5;

/** The reasons to wait for. All other waits need a person or an hour, so the job ends and keeps its results so far. */
const WAITED_FOR: ReadonlySet<WaitReason> = new Set<WaitReason>(['zoho', 'rate-limit', 'offline']);

export function alarmName(connectionId: string): string {
  return `untag-tags-${connectionId}`;
}

/**
 * Drives a connection's job until it ends or waits for longer than a worker lives. `bell` returns a signal that ends
 * the next wait. Safe to interrupt at any line.
 */
export async function drive(visit: Visit, bell: () => AbortSignal): Promise<void> {
  const { calls, connectionId, ports, store } = visit;
  for (;;) {
    const rung = bell();
    const job = await store.job(connectionId);
    if (job === null || job.state === 'ended' || calls.isCancelled) return;
    calls.goOn();
    await begin(visit);
    if (visit.job.state === 'ended' || calls.isCancelled) continue;
    await step(visit, visit.job);
    if (calls.isCancelled) return;
    if (calls.halt === null) continue;
    if (!(await pause(visit, calls.halt))) return;
    const waiting = await store.job(connectionId);
    if (waiting === null || waiting.state === 'ended') return;
    const waitMs = leftOf(waiting, ports.clock);
    if (waiting.until === null || waitMs > SHORT_WAIT_MS) return;
    if (!rung.aborted) await ports.clock.wait(waitMs, rung).catch(() => undefined);
  }
}

async function step(visit: Visit, job: TagJob): Promise<void> {
  // The tags of another org or user must not be stored for this one.
  if (!(await visit.calls.verify())) return;
  if (job.wantsAll) return readModules(visit);
  if (job.modules.length > 0) return readLists(visit, job);
  if (job.sum.counts.done < job.sum.counts.all) return countTags(visit, job);
  await visit.write((fact, now) => {
    const isOver = !now.wantsAll && now.modules.length === 0 && now.sum.counts.done >= now.sum.counts.all;
    if (isOver) visit.end(fact, 'done', { why: null, error: null });
  }, false);
}

/**
 * Writes the start of a round before Zoho is asked, so that nothing is requested that cannot be stored. Ends a job
 * without progress for too long.
 */
async function begin(visit: Visit): Promise<void> {
  await visit.write((fact, job) => {
    if (job.state === 'ended') return;
    const now = visit.ports.clock.now();
    // A look adds at most its planned wait, so sleep, a closed browser or a changed clock add almost nothing.
    const stood = Math.min(job.idle.askedMs, Math.max(0, now - job.idle.lookedAt));
    const ms = job.idle.ms + stood;
    if (ms > MOST_IDLE_MS || job.starts >= MOST_STARTS) {
      const error = job.error ?? (job.why === null ? toErrorData(new AppError('storage-broken')) : null);
      return visit.end(fact, 'given-up', { why: job.why, error });
    }
    // If the worker dies in this round, the alarm starts the next one.
    const idle = { ms, lookedAt: now, askedMs: ALARM_MS };
    visit.change(fact, { state: 'working', why: null, until: null, starts: job.starts + 1, idle });
  }, false);
}

/** Writes the reason of a halt. True when the job waits. */
async function pause(visit: Visit, halt: Halt): Promise<boolean> {
  const { ports, connectionId, calls } = visit;
  if (halt.kind === 'leave') {
    const error = toErrorData(new AppError('storage-broken'));
    await visit.write((fact) => visit.change(fact, { error }), false);
    await ports.alarms.set(alarmName(connectionId), ALARM_MS);
    return false;
  }
  if (halt.kind === 'stop') {
    await visit.write((fact) => visit.end(fact, 'given-up', { why: null, error: halt.error }), false);
    return false;
  }
  const { why, isDated, ms: askedMs, error } = halt;
  if (!WAITED_FOR.has(why) && !(isDated && why === 'sign-in')) {
    await visit.write((fact) => visit.end(fact, 'given-up', { why, error }), false);
    return false;
  }
  await visit.write((fact, job) => {
    if (job.state === 'ended') return;
    const until = isDated ? ports.clock.wall() + askedMs : null;
    const idle = { ms: job.idle.ms, lookedAt: ports.clock.now(), askedMs };
    visit.change(fact, { state: 'waiting', why, until, error, idle, rounds: calls.rounds });
  }, false);
  await ports.alarms.set(alarmName(connectionId), Math.max(ALARM_MS, askedMs));
  return true;
}

/**
 * The rest of a wait in milliseconds. It never exceeds the planned length, even after a change of the wall clock. 0 for
 * an undated wait that seems to begin in the future, as after a clock went back; otherwise each worker would wait again
 * from the start.
 */
export function leftOf(
  { until, idle }: Pick<TagJob, 'until' | 'idle'>,
  clock: { now(): number; wall(): number },
): number {
  const passed = clock.now() - idle.lookedAt;
  if (until === null && passed < 0) return 0;
  const bySteady = idle.askedMs - Math.max(0, passed);
  return Math.max(0, until === null ? bySteady : Math.min(bySteady, until - clock.wall()));
}

/** Whether a job of an earlier worker continues now. */
export function isDue(
  job: TagJob,
  ports: { readonly clock: { now(): number; wall(): number }; isOnline(): boolean },
): boolean {
  if (job.state === 'ended') return false;
  if (job.state === 'working' || (job.why === 'offline' && ports.isOnline())) return true;
  return leftOf(job, ports.clock) === 0;
}

/**
 * Ends a job after a fault of Untag's own, so that it cannot loop. A broken store may recover, so the alarm tries it
 * for an hour, without calls to Zoho. If the end cannot be stored, pages are still informed of it.
 */
export async function giveUp(visit: Visit, thrown: unknown): Promise<void> {
  const { connectionId, ports } = visit;
  const error = toErrorData(thrown);
  const over = { why: null, error };
  if (error.code === 'storage-broken' && ports.clock.now() - visit.job.idle.lookedAt < MOST_IDLE_MS)
    return ports.alarms.set(alarmName(connectionId), ALARM_MS);
  try {
    await visit.write((fact) => visit.end(fact, 'given-up', over), false);
  } catch (failure) {
    ports.note(failure, 'tags.end');
    visit.showEnd('given-up', over);
    await ports.alarms.clear(alarmName(connectionId));
  }
}
