import { checkAfterEnd } from '../look/after-check.ts';
import type { Journal } from '../journal/journal.ts';
import { isLive } from '../../shared/run-facts.ts';
import { AFTER_CHECK_MS, isBeingCopied, isHistory } from '../model/machine.ts';
import type { Mirrors } from '../mirror/mirrors.ts';
import { isPast, lookIn } from '../model/waits.ts';
import { ALARM_MS, alarmName, checkName } from './runner.ts';
import type { Run, RunnerPorts } from '../model/types.ts';
import type { Visits } from './visits.ts';
import { inBackground } from '../../shared/notes.ts';

/** A preview that was not started is deleted after this long, in milliseconds. */
const PREVIEW_LIFE_MS = 3_600_000;
/** Milliseconds between two silent attempts to end a wait for the user. */
const BETWEEN_TRIES_MS = 15 * 60_000;

export interface Resume {
  resume(): Promise<void>;
  signedIn(connectionId: string): Promise<void>;
}

/** A worker's handling of the runs that it finds at its start. */
export function createResume(given: {
  readonly ports: RunnerPorts;
  readonly journal: Journal;
  readonly mirrors: Mirrors;
  readonly visits: Visits;
}): Resume {
  const { ports, journal, mirrors, visits } = given;
  const checking = new Set<string>();
  let isFirst = true;

  async function resume(): Promise<void> {
    const runs = await journal.runs();
    // A failing mirror must not stop a run.
    if (isFirst) await mirrors.rebuild(runs).catch((error: unknown) => ports.note(error, 'mirrors.rebuild'));
    isFirst = false;
    // Live runs come first. Each is handled on its own, so that a failed deletion does not stop the others.
    for (const run of runs.filter((one) => isLive(one))) await attended(run, () => goOn(run));
    const { historyDays } = await ports.settings();
    const zohoDate = await ports.zohoDate();
    for (const run of runs.filter((one) => !isLive(one)))
      await attended(run, async () => {
        if (isOver(run, historyDays, zohoDate) && !isBeingCopied(run, runs)) await forget(run);
        else if (run.work.checkAt !== null) await look(run, run.work.checkAt);
        else if (run.endedAt !== null && run.work.time.zoho === null && zohoDate !== null) await date(run, zohoDate);
      });
  }

  /** A failure leaves the run unchanged, and the next worker finds it again. */
  async function attended(run: Run, attend: () => Promise<void>): Promise<void> {
    try {
      await attend();
    } catch (error) {
      ports.note(error, `resume ${run.state}`);
    }
  }

  function isOver(run: Run, historyDays: number, zohoDate: number | null): boolean {
    if (isLive(run) || run.cleanupId !== undefined) return false;
    // Both clocks have to agree, because a clock that was set must not cost a selection.
    if (run.startedAt === null)
      return (
        ports.clock.now() - run.work.time.at > PREVIEW_LIFE_MS && ports.clock.wall() - run.createdAt > PREVIEW_LIFE_MS
      );
    return isHistory(run, historyDays, { wall: ports.clock.wall(), zoho: zohoDate });
  }

  /** A run of an earlier version. Its days count from the first known date of Zoho's. */
  async function date(run: Run, zohoDate: number): Promise<void> {
    await journal.write(run.id, (fact) => fact.changeWork({ time: { ...fact.run.work.time, zoho: zohoDate } }));
  }

  async function forget(run: Run): Promise<void> {
    await journal.remove(run.id);
    await mirrors.remove(run.id);
  }

  async function goOn(run: Run): Promise<void> {
    if (await isDue(run)) return run.why === null ? visits.ensure(run) : visits.begin(run);
    const { lookedAt, askedMs } = run.work.idle;
    const left = Math.min(lookIn(run, ports.clock.wall()), lookedAt + askedMs - ports.clock.now());
    await ports.alarms.set(alarmName(run.id), Math.max(ALARM_MS, left));
  }

  /**
   * A stop never waits. A wait for the user is retried from time to time, because a token may arrive silently. It is
   * not retried by every worker, because the user's own pages start many.
   */
  async function isDue(run: Run): Promise<boolean> {
    if (run.why === null || run.work.stopping !== null) return true;
    const { lookedAt, askedMs } = run.work.idle;
    if (ports.clock.now() - lookedAt >= askedMs) return true;
    if (run.until !== null) return isPast(run, ports.clock.wall());
    if (run.why === 'offline') return ports.isOnline();
    try {
      return !(await ports.isRecent(run.id, BETWEEN_TRIES_MS));
    } catch (error) {
      // One attempt too many does no harm.
      ports.note(error, 'resume.is-recent');
      return true;
    }
  }

  async function look(run: Run, checkAt: number): Promise<void> {
    const left = checkAt - ports.clock.wall();
    // A date further away than the interval was written under another clock.
    if (left > 0 && left <= AFTER_CHECK_MS) await ports.alarms.set(checkName(run.id), Math.max(left, ALARM_MS));
    else if (!checking.has(run.id)) inBackground(check(run), 'resume.check');
  }

  /** Requests are answered in the meantime. If the store fails, the check stays due for the next worker. */
  async function check(run: Run): Promise<void> {
    checking.add(run.id);
    try {
      mirrors.show(await checkAfterEnd(ports, journal, run));
    } finally {
      checking.delete(run.id);
    }
  }

  return {
    resume,
    async signedIn(connectionId) {
      for (const run of await journal.runs()) {
        const isWaiting = run.why === 'sign-in' || run.why === 'org' || run.why === 'user';
        if (run.connectionId === connectionId && isLive(run) && isWaiting) visits.begin(run);
      }
    },
  };
}
