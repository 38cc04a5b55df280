import type { Journal } from './journal/journal.ts';
import type { Session } from './session.ts';
import { MOST_FAILURES, summaryOf } from './summary.ts';
import type { Run, RunnerPorts } from './types.ts';

/** Batches that must be answered before a time is estimated. */
const CALLS_BEFORE_ESTIMATE = 2;

/** Keeps the mirror of each run in step with the journal. Changes that come while one is being written are written as one. */
export interface Mirrors {
  show(run: Run, session?: Session): void;
  /** Resolves when everything shown is written. */
  written(runId: string): Promise<void>;
  remove(runId: string): Promise<void>;
}

export function createMirrors(ports: RunnerPorts, journal: Journal): Mirrors {
  const waiting = new Map<string, { run: Run; session: Session | undefined }>();
  const writing = new Map<string, Promise<void>>();

  async function writeAll(runId: string): Promise<void> {
    for (let next = waiting.get(runId); next !== undefined; next = waiting.get(runId)) {
      waiting.delete(runId);
      await write(next.run, next.session).catch(() => undefined);
    }
    writing.delete(runId);
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

  return {
    show(run, session) {
      waiting.set(run.id, { run, session });
      if (!writing.has(run.id)) writing.set(run.id, writeAll(run.id));
    },
    written: async (runId) => writing.get(runId),
    async remove(runId) {
      waiting.delete(runId);
      await writing.get(runId);
      await ports.mirror.remove(runId);
    },
  };
}

function timeLeft({ state, counts }: Run, { pace, lanes }: Session): number | null {
  if (state !== 'running' || pace.calls < CALLS_BEFORE_ESTIMATE) return null;
  return Math.round((counts.pending * (pace.ms / pace.records)) / lanes.limit);
}
