import { type CleanupMirror, runAtWork, type RunOf } from './cleanup-mirrors.ts';
import { concerned, settled } from './run-facts.ts';

/**
 * The progress of a clean-up over all modules. The mirror is written when a step ends, so the run at work is counted by
 * its own mirror. During the search, `done` is the number of found records and `all` has no meaning.
 */
export function cleanupProgress(cleanup: CleanupMirror, runOf: RunOf): { readonly done: number; readonly all: number } {
  const atWork = runAtWork(cleanup, runOf);
  let done = 0;
  let all = 0;
  for (const step of cleanup.steps) {
    const run = step.runId === atWork?.id ? atWork : undefined;
    if (cleanup.phase === 'finding') done += Math.max(step.all, run?.total ?? 0);
    else done += run === undefined ? step.done : settled(run);
    all += run === undefined ? step.all : run.kind === 'undo' ? Math.max(step.all, run.total) : concerned(run);
  }
  return { done, all };
}
