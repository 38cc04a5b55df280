import type { Journal } from '../journal/journal.ts';
import { isLive } from '../../shared/run-facts.ts';
import { AFTER_CHECK_MS } from '../model/machine.ts';
import type { Mirrors } from '../mirror/mirrors.ts';
import { ALARM_MS, alarmName, checkName, drive, stageOf } from './runner.ts';
import { openSession, type Session } from '../visit/session.ts';
import type { Run, RunnerPorts } from '../model/types.ts';
import { inBackground } from '../../shared/notes.ts';

/** Only calls of the extension API keep a worker alive. */
const BEAT_MS = 10_000;

/** The runs that this worker is driving. */
export interface Visits {
  /** Starts to drive a run, or ends the wait of a driven one. Does not wait for it. */
  begin(run: Run): void;
  /** Starts to drive a run unless it is driven already. It ends no wait. */
  ensure(run: Run): void;
  /** Resolves when this worker no longer drives the run. */
  over(runId: string): Promise<void>;
}

interface Visit {
  /** Aborted when the run is requested again. Each turn of the loop makes a new one. */
  bell: AbortController;
  readonly stage: 'preview' | 'run';
  readonly done: Promise<void>;
}

export function createVisits(ports: RunnerPorts, journal: Journal, mirrors: Mirrors): Visits {
  const visits = new Map<string, Visit>();

  function begin(run: Run): void {
    const present = visits.get(run.id);
    if (present !== undefined) {
      present.bell.abort();
      return;
    }
    const stage = stageOf(run);
    const visit: Visit = { bell: new AbortController(), stage, done: visitOf(run, stage, () => renewed(visit)) };
    visits.set(run.id, visit);
    inBackground(
      visit.done.then(() => ended(run.id, visit)),
      'visits.done',
    );
  }

  function renewed(visit: Visit): AbortSignal {
    visit.bell = new AbortController();
    return visit.bell.signal;
  }

  async function ended(runId: string, visit: Visit): Promise<void> {
    visits.delete(runId);
    const run = await journal.run(runId).catch(() => null);
    if (run === null || !isLive(run) || visits.has(runId)) return;
    // It was requested while the visit ended, or started just after its preview was ready.
    if (visit.bell.signal.aborted || stageOf(run) !== visit.stage) begin(run);
  }

  async function visitOf(run: Run, stage: Visit['stage'], bell: () => AbortSignal): Promise<void> {
    const lock = stage === 'preview' ? `untag-preview-${run.id}` : `untag-run-${run.connectionId}`;
    try {
      // Comes before anything that can fail. A failure here comes from the store or the browser, and the alarm resumes
      // the run.
      await ports.alarms.set(alarmName(run.id), ALARM_MS);
      await ports.exclusively(lock, () => visitNow(run, stage, bell));
    } catch (error) {
      ports.note(error, 'visits.visit');
    }
  }

  async function visitNow(run: Run, stage: Visit['stage'], bell: () => AbortSignal): Promise<void> {
    const changed = (now: Run): void => mirrors.show(now, now.id === run.id ? session : undefined);
    const session: Session = openSession({ runId: run.id, run, ports, journal, changed });
    const end = new AbortController();
    inBackground(beat(session, end.signal), 'visits.beat');
    try {
      await drive(session, stage, bell);
    } finally {
      end.abort();
      const now = await journal.run(run.id).catch(() => null);
      if (now !== null && !isLive(now)) await ports.alarms.clear(alarmName(run.id));
      if (now !== null && now.work.checkAt !== null) await ports.alarms.set(checkName(run.id), AFTER_CHECK_MS);
      if (now !== null) mirrors.show(now);
      await mirrors.written(run.id);
    }
  }

  /** Keeps the alarm in the future while the run is driven, so that it rings only after this worker died. */
  async function beat(session: Session, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Rejects when the visit is over.
      await ports.clock.wait(BEAT_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await ports.heartbeat();
        if (session.halt === null && !signal.aborted) await ports.alarms.set(alarmName(session.runId), ALARM_MS);
      } catch (error) {
        // The browser failed to write this beat. The next one may succeed.
        ports.note(error, 'visits.beat');
      }
    }
  }

  return {
    begin,
    ensure: (run) => {
      if (!visits.has(run.id)) begin(run);
    },
    over: async (runId) => visits.get(runId)?.done,
  };
}
