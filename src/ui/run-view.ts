import { parseErrorData } from '../shared/error-data.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { mistakeOf, namesakesIn, undoUntil } from '../shared/run-facts.ts';
import type { Run } from '../runs/model/types.ts';

/** A run for the report: the journal's row with the newer values of its mirror. */
export function summaryOfRun(run: Run, mirror: RunSummary | null, historyDays: number): RunSummary {
  const chosen = chosenTags(run);
  if (mirror !== null && mirror.revision >= run.revision) return { ...mirror, chosen };
  const { org, tags: _tags, user, work, useReserve: _use, v: _v, namesakes: _namesakes, ...rest } = run;
  return {
    ...rest,
    selection: run.selection ?? null,
    orgName: org.name,
    userName: user.name,
    isStopping: work.stopping !== null,
    chosen,
    chosenCount: chosen.length,
    mistake: mistakeOf(run),
    ...namesakesIn(run),
    error: run.error === null ? null : parseErrorData(run.error),
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
