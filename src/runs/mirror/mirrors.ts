import { inBackground } from '../../shared/notes.ts';
import type { Journal } from '../journal/journal.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { Session } from '../visit/session.ts';
import { MOST_FAILURES, summaryOf } from './summary.ts';
import type { Run, RunnerPorts } from '../model/types.ts';

/** The number of answered batches before the time left is estimated. */
const CALLS_BEFORE_ESTIMATE = 2;
/**
 * Milliseconds between two mirrors of a run in which only counts change. Each mirror costs every page, the badge and
 * the worker some work.
 */
const PAUSE_MS = 200;
/** A failed mirror is written again after a second, then after two, four and so on. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Starts a worker if the one with a failed mirror has died. */
const RETRY_ALARM = 'untag-mirrors';

/** Keeps the mirror of each run in step with the journal. Changes that arrive during a write are written together. */
export interface Mirrors {
  show(run: Run, session?: Session): void;
  /** Resolves when every mirror is written, or has failed. A failed one is retried until it is written. */
  written(runId: string): Promise<void>;
  remove(runId: string): Promise<void>;
  removeAll(): Promise<void>;
  /** Updates the mirrors of an earlier worker to these runs, which are all that exist. */
  rebuild(runs: readonly Run[]): Promise<void>;
}

interface Shown {
  readonly run: Run;
  readonly session: Session | undefined;
  /** The number of failed writes. */
  readonly failures: number;
}

interface Writer {
  done: Promise<void>;
  /** State of the run as last written. */
  state: string;
  /** Aborted when the next mirror must not wait. */
  bell: AbortController;
}

export function createMirrors(ports: RunnerPorts, journal: Journal): Mirrors {
  const waiting = new Map<string, Shown>();
  const writers = new Map<string, Writer>();
  const retries = new Map<string, Shown>();
  /** The newest revision of each run that was shown. */
  const newest = new Map<string, number>();

  async function writeAll(runId: string, writer: Writer): Promise<void> {
    for (let next = waiting.get(runId); next !== undefined; next = waiting.get(runId)) {
      waiting.delete(runId);
      writer.state = stateOf(next.run);
      writer.bell = new AbortController();
      const { signal } = writer.bell;
      const failure = await write(next).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      if (failure !== null && !waiting.has(runId))
        inBackground(retryLater({ ...next, failures: next.failures + 1 }, failure.error), 'mirrors.retry');
      else if (next.session !== undefined && !signal.aborted)
        await ports.clock.wait(PAUSE_MS, signal).catch(() => undefined);
    }
    writers.delete(runId);
  }

  async function write({ run, session }: Shown): Promise<void> {
    const hasFailures = run.counts.failed > 0;
    const failures = hasFailures ? await journal.rowsAfter(run.id, -1, MOST_FAILURES, 'failed') : [];
    const sent = session === undefined ? await journal.batches(run.id, 'sent') : [];
    const { historyDays } = await ports.settings();
    await ports.mirror.write(
      summaryOf(run, {
        failures,
        historyDays,
        inFlight: session?.inFlight ?? sent.reduce((sum, batch) => sum + batch.records.length, 0),
        timeLeftMs: session === undefined ? null : timeLeft(run, session),
      }),
    );
  }

  /** The last mirror of an ended run must be right too. */
  async function retryLater(shown: Shown, error: unknown): Promise<void> {
    const { id } = shown.run;
    const { clock, alarms } = ports;
    retries.set(id, shown);
    await alarms.set(RETRY_ALARM, LONGEST_RETRY_MS).catch(() => undefined);
    if (/quota/i.test(String(error))) await makeRoom(id).catch(() => undefined);
    await clock.wait(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (shown.failures - 1)));
    if (retries.get(id) === shown) put(shown);
  }

  /** Mirrors of ended runs that the user has seen are dropped first, because the journal has these runs. */
  async function makeRoom(runId: string): Promise<void> {
    const there = await ports.mirror.revisions();
    for (const run of await journal.runs())
      if (run.id !== runId && run.isSeen && !isLive(run) && there.has(run.id)) await ports.mirror.remove(run.id);
  }

  function put(shown: Shown): void {
    const { run, session } = shown;
    // A caller may have read the run before another one changed it.
    if (run.revision < (newest.get(run.id) ?? 0)) return;
    newest.set(run.id, run.revision);
    retries.delete(run.id);
    waiting.set(run.id, shown);
    const writer = writers.get(run.id);
    if (writer === undefined) begin(run.id);
    else if (session === undefined || writer.state !== stateOf(run)) writer.bell.abort();
  }

  function begin(runId: string): void {
    const writer: Writer = { done: Promise.resolve(), state: '', bell: new AbortController() };
    writers.set(runId, writer);
    writer.done = writeAll(runId, writer);
  }

  async function remove(runId: string): Promise<void> {
    waiting.delete(runId);
    writers.get(runId)?.bell.abort();
    await writers.get(runId)?.done;
    retries.delete(runId);
    newest.delete(runId);
    await ports.mirror.remove(runId);
  }

  return {
    show: (run, session) => put({ run, session, failures: 0 }),
    async written(runId) {
      writers.get(runId)?.bell.abort();
      await writers.get(runId)?.done;
    },
    remove,
    async removeAll() {
      const there = await ports.mirror.revisions();
      for (const id of new Set([...there.keys(), ...writers.keys(), ...waiting.keys(), ...retries.keys()]))
        await remove(id);
    },
    async rebuild(runs) {
      const there = await ports.mirror.revisions();
      const ids = new Set(runs.map(({ id }) => id));
      for (const id of there.keys()) if (!ids.has(id)) await remove(id);
      for (const run of runs) {
        const isInSight = isLive(run) || !run.isSeen || there.has(run.id);
        // The number of a live run may include calls that ended with their worker.
        if (isInSight && (isLive(run) || there.get(run.id) !== run.revision))
          put({ run, session: undefined, failures: 0 });
      }
    },
  };
}

/** Changes that a page must show at once. */
function stateOf({ state, why, until, work }: Run): string {
  return [state, why, until, work.stopping !== null].join(' ');
}

function timeLeft({ state, counts }: Run, { pace, lanes }: Session): number | null {
  if (state !== 'running' || pace.calls < CALLS_BEFORE_ESTIMATE) return null;
  return Math.round((counts.pending * (pace.ms / pace.records)) / lanes.limit);
}
