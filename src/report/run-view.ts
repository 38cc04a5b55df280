import type { RunSummary } from '../shared/run-summary.ts';
import type { Run } from '../runs/types.ts';
import { undoable } from '../ui/run-words.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A run as the report shows it: the journal's row, and what its mirror says since. */
export function summaryOfRun(run: Run, mirror: RunSummary | null, historyDays: number): RunSummary {
  const chosen = chosenTags(run);
  if (mirror !== null && mirror.revision >= run.revision) return { ...mirror, chosen };
  const { org, tags: _tags, user: _user, work: _work, useReserve: _use, progressAt: _at, v: _v, ...rest } = run;
  return {
    ...rest,
    orgName: org.name,
    chosen,
    chosenCount: chosen.length,
    error: run.error === null ? null : { code: run.error.code, details: { ...run.error.details } },
    inFlight: 0,
    timeLeftMs: null,
    failures: [],
    undoUntil: undoUntil(run, historyDays),
  };
}

/** The tags to remove or to put back. */
function chosenTags(run: Run): Run['tags'][number][] {
  return run.chosen.flatMap((place) => run.tags[place] ?? []);
}

/** A run in which something goes on, or waits to go on. */
export function isLive({ state }: Pick<RunSummary, 'state'>): boolean {
  return state === 'reading' || state === 'running' || state === 'waiting';
}

function undoUntil({ kind, endedAt, counts }: Run, historyDays: number): number | null {
  const hasLost = counts.removed + counts.partly > 0;
  return kind === 'removal' && endedAt !== null && hasLost ? endedAt + historyDays * DAY_MS : null;
}

/** Whether the run's tags can still be put back. `time` in milliseconds since the epoch. */
export function canUndo(run: RunSummary, time: number): boolean {
  const isOver = run.undoUntil === null || run.undoUntil < time;
  return run.kind === 'removal' && run.undoneBy === null && undoable(run) > 0 && !isOver;
}
