import type { Journal } from './journal/journal.ts';
import type { Session } from './session.ts';
import { MOST_FAILURES, summaryOf } from './summary.ts';
import type { Run, RunnerPorts } from './types.ts';

/** Batches that must be answered before a time is estimated. */
const CALLS_BEFORE_ESTIMATE = 2;
/** Between two mirrors of a run that only counts on. Each costs every page, the badge and the worker some work. */
const PAUSE_MS = 100;

/** Keeps the mirror of each run in step with the journal. Changes that come while one is being written are written as one. */
export interface Mirrors {
  show(run: Run, session?: Session): void;
  /** Resolves when everything shown is written. */
  written(runId: string): Promise<void>;
  remove(runId: string): Promise<void>;
}

interface Writer {
  done: Promise<void>;
  /** State of the run as last written. */
  state: string;
  /** Rings when the next mirror must not wait. */
  bell: AbortController;
}

export function createMirrors(ports: RunnerPorts, journal: Journal): Mirrors {
  const waiting = new Map<string, { run: Run; session: Session | undefined }>();
  const writers = new Map<string, Writer>();

  async function writeAll(runId: string, writer: Writer): Promise<void> {
    for (let next = waiting.get(runId); next !== undefined; next = waiting.get(runId)) {
      waiting.delete(runId);
      writer.state = stateOf(next.run);
      writer.bell = new AbortController();
      const { signal } = writer.bell;
      await write(next.run, next.session).catch(() => undefined);
      if (next.session !== undefined && !signal.aborted)
        await ports.clock.wait(PAUSE_MS, signal).catch(() => undefined);
    }
    writers.delete(runId);
  }

  async function write(run: Run, session: Session | undefined): Promise<void> {
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

  function begin(runId: string): void {
    const writer: Writer = { done: Promise.resolve(), state: '', bell: new AbortController() };
    writers.set(runId, writer);
    writer.done = writeAll(runId, writer);
  }

  return {
    show(run, session) {
      waiting.set(run.id, { run, session });
      const writer = writers.get(run.id);
      if (writer === undefined) begin(run.id);
      else if (session === undefined || writer.state !== stateOf(run)) writer.bell.abort();
    },
    async written(runId) {
      writers.get(runId)?.bell.abort();
      await writers.get(runId)?.done;
    },
    async remove(runId) {
      waiting.delete(runId);
      writers.get(runId)?.bell.abort();
      await writers.get(runId)?.done;
      await ports.mirror.remove(runId);
    },
  };
}

/** What a page must be told of at once. */
function stateOf({ state, why, until, work }: Run): string {
  return [state, why, until, work.stopping !== null].join(' ');
}

function timeLeft({ state, counts }: Run, { pace, lanes }: Session): number | null {
  if (state !== 'running' || pace.calls < CALLS_BEFORE_ESTIMATE) return null;
  return Math.round((counts.pending * (pace.ms / pace.records)) / lanes.limit);
}
