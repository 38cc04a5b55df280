import * as v from 'valibot';
import { moduleSchema, type RunSummary, runSummarySchema } from './run-summary.ts';
import { stored } from './stored-value.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What pages, the toolbar button and notifications know of a clean-up without opening a store. Times as in a run's. */
const cleanupMirrorSchema = v.object({
  id: v.string(),
  connectionId: v.string(),
  orgName: v.string(),
  /** Names of its tags, each once, at most the first three; `tagCount` is the number of all. */
  tags: v.array(v.string()),
  tagCount: count,
  /** `finding`, `asking`: nothing was removed yet. */
  phase: v.picklist(['finding', 'asking', 'removing', 'undoing', 'ended']),
  isStopping: v.boolean(),
  isUndo: v.boolean(),
  isSeen: v.boolean(),
  /** It ended with something left to do. `isCut`: the user did not stop it. */
  isStopped: v.boolean(),
  isCut: v.boolean(),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** The position of the step at work; null between steps. */
  step: v.nullable(count),
  steps: v.array(
    v.object({
      module: moduleSchema,
      /** The newer run of a step: the undo once there is one. */
      runId: v.string(),
      /** Records that have a chosen tag (in an undo: that lost one), and how many of them are settled, when this was written. */
      all: count,
      done: count,
    }),
  ),
  /** The records of all modules by outcome, at the time of writing. */
  counts: runSummarySchema.entries.counts,
  /** Records that an undo would restore tags on; 0 where there is nothing to undo, or it is undone. */
  undoable: count,
});
export type CleanupMirror = v.InferOutput<typeof cleanupMirrorSchema>;

export const CLEANUPS_KEY = 'cleanups';
export const cleanupsSchema = v.array(cleanupMirrorSchema);

/** Live clean-ups, and ended ones that nobody has seen, newest first. Only the worker writes them. */
export const cleanupsItem = stored('session', CLEANUPS_KEY, cleanupsSchema, []);

export type RunOf = (runId: string) => RunSummary | undefined;

/** The mirror of the run at work. */
export function runAtWork({ step, steps }: CleanupMirror, runOf: RunOf): RunSummary | undefined {
  return step === null ? undefined : runOf(steps[step]?.runId ?? '');
}

/**
 * Whether it waits for the user: for an answer, a sign-in, the right org or the right user. Removals may then start
 * beside it.
 */
export function waitsForPerson(cleanup: CleanupMirror, runOf: RunOf): boolean {
  const why = runAtWork(cleanup, runOf)?.why;
  return cleanup.phase === 'asking' || why === 'sign-in' || why === 'org' || why === 'user';
}
