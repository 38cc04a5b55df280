import type { RunSummary } from '../../shared/run-summary.ts';
import { undoUntil } from '../../shared/run-facts.ts';
import type { RecordRow, Run } from '../model/types.ts';

/** Most that a mirror takes. */
const MOST_BYTES = 8_000;
/** Of these a summary holds so many, and so much of each, that there is room for them in most languages. */
export const MOST_FAILURES = 5;
const MOST_TAGS = 20;
const LONGEST_TEXT = 120;

/** What a summary says beyond the run itself. */
export interface Beside {
  readonly failures: readonly RecordRow[];
  readonly inFlight: number;
  readonly timeLeftMs: number | null;
  readonly historyDays: number;
}

/** The mirror of a run. */
export function summaryOf(run: Run, { failures, inFlight, timeLeftMs, historyDays }: Beside): RunSummary {
  const chosen = run.chosen.flatMap((place) => run.tags[place] ?? []);
  const summary: RunSummary = {
    id: run.id,
    revision: run.revision,
    kind: run.kind,
    undoes: run.undoes,
    connectionId: run.connectionId,
    orgName: cut(run.org.name),
    userName: cut(run.user.name),
    module: run.module,
    source: { ...run.source, viewName: cutOrNone(run.source.viewName) },
    chosen: chosen.slice(0, MOST_TAGS),
    chosenCount: chosen.length,
    state: run.state,
    isStopping: run.work.stopping !== null,
    until: run.until,
    why: run.why,
    stopReason: run.stopReason,
    error: run.error === null ? null : { code: run.error.code, details: { ...run.error.details } },
    total: run.total,
    read: run.read,
    counts: run.counts,
    changed: run.changed,
    inFlight,
    credits: run.credits,
    creditsLeft: run.creditsLeft,
    tries: run.tries,
    timeLeftMs,
    failures: failures.slice(0, MOST_FAILURES).map(({ id, name, reason, zohoCode, zohoMessage }) => ({
      id,
      name: cut(name),
      reason: reason ?? 'other',
      zohoCode: cutOrNone(zohoCode),
      zohoMessage: cutOrNone(zohoMessage),
    })),
    cameBack: run.cameBack,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    undoUntil: undoUntil(run, historyDays),
    undoneBy: run.undoneBy,
    isSeen: run.isSeen,
  };
  while (summary.failures.length > 0 && bytesOf(summary) > MOST_BYTES) summary.failures.pop();
  return summary;
}

function bytesOf(summary: RunSummary): number {
  return new TextEncoder().encode(JSON.stringify(summary)).length;
}

function cutOrNone(text: string | null): string | null {
  return text === null ? null : cut(text);
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}
