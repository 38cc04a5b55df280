import { concerned, settled, undoUntil } from '../../shared/run-facts.ts';
import { type Counts, OUTCOMES, type RunSummary } from '../../shared/run-summary.ts';
import type { Cleanup } from '../model/types.ts';

/* What follows from a clean-up and the runs of its steps, as they are in the journal or in their mirrors. */

/** What is read of a run. */
export type StepRun = Pick<RunSummary, 'kind' | 'state' | 'total' | 'counts' | 'changed' | 'startedAt' | 'endedAt'>;

export interface StepRuns {
  readonly run: StepRun | null;
  readonly undo: StepRun | null;
}

/** `finding` and `asking`: nothing was removed yet. */
export type Phase = 'finding' | 'asking' | 'removing' | 'undoing' | 'ended';

type Working = Pick<Cleanup, 'state' | 'tasks' | 'isUndo'>;

export function phaseOf({ state, tasks, isUndo }: Working): Phase {
  if (state !== 'working') return state === 'asking' ? 'asking' : 'ended';
  if (isUndo) return 'undoing';
  const doing = tasks[0]?.do;
  return doing === 'find' || doing === 'ask' ? 'finding' : 'removing';
}

/** The place of the step that is worked on; null between steps and when nothing is worked on. */
export function stepNow({ state, tasks }: Working): number | null {
  const [task] = tasks;
  return state !== 'working' || task === undefined || task.do === 'ask' ? null : task.step;
}

/** The run of a step that counts: that of the undo once it is being undone. */
export function countedRun({ isUndo }: Pick<Cleanup, 'isUndo'>, { run, undo }: StepRuns): StepRun | null {
  return isUndo ? undo : run;
}

/** The records of all modules by outcome. Records of a module that is still to come are not in it before they are found. */
export function countsOf(cleanup: Pick<Cleanup, 'isUndo'>, steps: readonly StepRuns[]): Counts {
  const sum = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Counts;
  for (const step of steps) {
    const counts = countedRun(cleanup, step)?.counts;
    if (counts !== undefined) for (const outcome of OUTCOMES) sum[outcome] += counts[outcome];
  }
  return sum;
}

/**
 * How far it has come over all modules, in records that have a chosen tag; in an undo, in those that lost one. `done`: their outcome is
 * known.
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
    // An undo copies its records from the removal before it begins with them.
    all += cleanup.isUndo ? Math.max(step.run?.changed ?? 0, run?.total ?? 0) : run === null ? 0 : concerned(run);
  }
  return { done, all };
}

/**
 * What an undo would put tags back on, and until when, in milliseconds since the epoch: the earliest end of all modules. Null where
 * there is nothing to undo, or an undo has begun. The engine decides whether the days are over.
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

/** Whether something is left that it can continue with. */
export function canContinue({ state, left }: Pick<Cleanup, 'state' | 'left'>): boolean {
  return state === 'ended' && left.length > 0;
}
