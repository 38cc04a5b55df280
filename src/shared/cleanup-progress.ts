import { type CleanupMirror, runAtWork, type RunOf } from './cleanup-mirrors.ts';
import { concerned, settled } from './run-facts.ts';

/**
 * How far a clean-up is over all modules, in records, in a replace in two halves of a record, in others in tags. The
 * mirror is written when a step ends, so the run at work is counted by its own mirror. During the search, `done` is the
 * number of found records and `all` has no meaning.
 */
export function cleanupProgress(cleanup: CleanupMirror, runOf: RunOf): { readonly done: number; readonly all: number } {
  const atWork = runAtWork(cleanup, runOf);
  const isTwofold = cleanup.kind === 'replace' && cleanup.phase !== 'finding';
  let done = 0;
  let all = 0;
  for (const step of cleanup.steps) {
    const run = step.runId !== null && step.runId === atWork?.id ? atWork : undefined;
    if (cleanup.phase === 'finding') done += Math.max(step.all, run?.total ?? 0);
    else done += run === undefined ? step.done : isTwofold ? step.done + settled(run) : settled(run);
    all +=
      run === undefined || isTwofold ? step.all : run.kind === 'undo' ? Math.max(step.all, run.total) : concerned(run);
  }
  return { done, all };
}
