import { checkAfterEnd } from '../look/after-check.ts';
import type { Journal } from '../journal/journal.ts';
import { isLive } from '../../shared/run-facts.ts';
import { isBeingCopied } from '../model/machine.ts';
import type { Mirrors } from '../mirror/mirrors.ts';
import { ALARM_MS, alarmIn, alarmName, checkName } from './runner.ts';
import type { Run, RunnerPorts } from '../model/types.ts';
import type { Visits } from './visits.ts';

const DAY_MS = 24 * 3_600_000;
/** A preview that nobody started is thrown away after this long. */
const PREVIEW_LIFE_MS = 3_600_000;
/** Between two silent tries to end a wait for the user. */
const BETWEEN_TRIES_MS = 15 * 60_000;

export interface Resume {
  resume(): Promise<void>;
  signedIn(connectionId: string): Promise<void>;
}

/** What a worker does with the runs that it finds. */
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
    const { historyDays } = await ports.settings();
    const runs = await journal.runs();
    // What pages are shown must not keep a run from going on.
    if (isFirst) await mirrors.rebuild(runs).catch(() => undefined);
    isFirst = false;
    for (const run of runs) {
      if (isOver(run, historyDays) && !isBeingCopied(run, runs)) await forget(run);
      else if (isLive(run)) await goOn(run);
      else if (run.work.checkAt !== null) await look(run, run.work.checkAt);
    }
  }

  function isOver(run: Run, historyDays: number): boolean {
    if (run.startedAt === null) return !isLive(run) && ports.clock.now() - run.progressAt > PREVIEW_LIFE_MS;
    return run.endedAt !== null && ports.clock.now() - run.endedAt > historyDays * DAY_MS && !isLive(run);
  }

  async function forget(run: Run): Promise<void> {
    await journal.remove(run.id);
    await mirrors.remove(run.id);
  }

  async function goOn(run: Run): Promise<void> {
    if (await isDue(run)) return run.why === null ? visits.ensure(run) : visits.begin(run);
    const now = ports.clock.now();
    await ports.alarms.set(alarmName(run.id), now + Math.max(ALARM_MS, alarmIn(run, now)));
  }

  /**
   * A stop never waits. A wait for the user is tried now and then: the token may come silently. Not by every worker: one
   * begins with many a page that the user opens.
   */
  async function isDue(run: Run): Promise<boolean> {
    if (run.why === null || run.work.stopping !== null) return true;
    if (run.until !== null) return run.until <= ports.clock.now();
    if (run.why === 'offline') return ports.isOnline();
    if (alarmIn(run, ports.clock.now()) <= 0) return true;
    return !(await ports.isRecent(run.id, BETWEEN_TRIES_MS).catch(() => false));
  }

  async function look(run: Run, checkAt: number): Promise<void> {
    const now = ports.clock.now();
    if (checkAt > now) await ports.alarms.set(checkName(run.id), Math.max(checkAt, now + ALARM_MS));
    else if (!checking.has(run.id)) void check(run);
  }

  /** Nobody waits for it: requests are answered meanwhile. */
  async function check(run: Run): Promise<void> {
    checking.add(run.id);
    try {
      mirrors.show(await checkAfterEnd(ports, journal, run));
    } catch {
      // The store failed: the next worker finds the check still to be made.
    } finally {
      checking.delete(run.id);
    }
  }

  return {
    resume,
    async signedIn(connectionId) {
      for (const run of await journal.runs()) {
        const isWaiting = run.why === 'sign-in' || run.why === 'org';
        if (run.connectionId === connectionId && isLive(run) && isWaiting) visits.begin(run);
      }
    },
  };
}
