import { concerned, settled, undoUntil } from '../../shared/run-facts.ts';
import { type Counts, type RunSummary, sumOfCounts } from '../../shared/run-summary.ts';
import type { Cleanup } from '../model/types.ts';

/* Facts derived from a clean-up and the runs of its steps. A run comes from the journal or from its mirror. */

/** The fields of a run that are used here. */
export type StepRun = Pick<RunSummary, 'kind' | 'state' | 'total' | 'counts' | 'changed' | 'startedAt' | 'endedAt'>;

export interface StepRuns {
  readonly run: StepRun | null;
  readonly undo: StepRun | null;
}

/** `finding` and `asking`: nothing was removed yet. */
export type Phase = 'finding' | 'asking' | 'removing' | 'undoing' | 'ended';

type Working = Pick<Cleanup, 'state' | 'tasks' | 'isUndo'>;

/** The phase of a clean-up, from its first remaining task. */
export function phaseOf({ state, tasks, isUndo }: Working): Phase {
  if (state !== 'working') return state === 'asking' ? 'asking' : 'ended';
  if (isUndo) return 'undoing';
  const doing = tasks[0]?.do;
  return doing === 'find' || doing === 'ask' ? 'finding' : 'removing';
}

/** The position of the step at work; null between steps and while it does not work. */
export function stepNow({ state, tasks }: Working): number | null {
  const [task] = tasks;
  return state !== 'working' || task === undefined || task.do === 'ask' ? null : task.step;
}

/** The newer run of a step: the undo once there is one. */
export function countedRun({ isUndo }: Pick<Cleanup, 'isUndo'>, { run, undo }: StepRuns): StepRun | null {
  return isUndo ? undo : run;
}

/** The records of all modules by outcome. A module's records are included once they are found. */
export function countsOf(cleanup: Pick<Cleanup, 'isUndo'>, steps: readonly StepRuns[]): Counts {
  return sumOfCounts(steps.flatMap((step) => countedRun(cleanup, step) ?? []));
}

/**
 * The progress over all modules, in records with a chosen tag; in an undo, in records that lost one. `done`: the
 * records whose outcome is known.
 */
export function progressOf(
  cleanup: Pick<Cleanup, 'isUndo'>,
  steps: readonly StepRuns[],
): { readonly done: number; readonly all: number } {
  let done = 0;
  let all = 0;
  for (const step of steps) {
    const run = countedRun(cleanup, step);
    done += run === null ? 0 : settled(run);
    // An undo copies its records from the removal at its start.
    all += cleanup.isUndo ? Math.max(step.run?.changed ?? 0, run?.total ?? 0) : run === null ? 0 : concerned(run);
  }
  return { done, all };
}

/**
 * The records that an undo would restore tags on, and its latest time, in milliseconds since the epoch: the earliest of
 * all modules. Null if there is nothing to undo, or an undo has begun. The engine checks whether the time is over.
 */
export function undoOffer(
  { state, isUndo }: Pick<Cleanup, 'state' | 'isUndo'>,
  steps: readonly StepRuns[],
  historyDays: number,
): { readonly records: number; readonly modules: number; readonly until: number } | null {
  if (state !== 'ended' || isUndo) return null;
  const ends = steps.flatMap(({ run }) => {
    const until = run === null ? null : undoUntil(run, historyDays);
    return run === null || until === null ? [] : [{ until, records: run.changed }];
  });
  if (ends.length === 0) return null;
  return {
    records: ends.reduce((sum, { records }) => sum + records, 0),
    modules: ends.length,
    until: Math.min(...ends.map(({ until }) => until)),
  };
}

/** Whether anything remains to continue with. */
export function canContinue({ state, left }: Pick<Cleanup, 'state' | 'left'>): boolean {
  return state === 'ended' && left.length > 0;
}
