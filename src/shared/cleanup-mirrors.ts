import * as v from 'valibot';
import { CLEANUP_KINDS, moduleSchema, type RunSummary, runSummarySchema, WAIT_REASONS } from './run-summary.ts';
import { stored } from './stored-value.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What is done to the records or the tags of a step. */
export const WORKS = [
  'find',
  'make',
  'put',
  'remove',
  'delete',
  'rename',
  'remake',
  'undo',
  'takeBack',
  'nameBack',
] as const;
export type Work = (typeof WORKS)[number];

/** What pages, the toolbar button and notifications know of a clean-up without opening a store. Times as in a run's. */
const cleanupMirrorSchema = v.object({
  id: v.string(),
  connectionId: v.string(),
  orgName: v.string(),
  /** The user whose token it needs. */
  userName: v.string(),
  kind: v.picklist(CLEANUP_KINDS),
  /** The name of the tag that stays, or the new name; null where there is none. */
  newName: v.nullable(v.string()),
  /** Names of its tags, each once, at most the first three; `tagCount` is the number of all. */
  tags: v.array(v.string()),
  tagCount: count,
  /** In a replace: several tags become one. */
  isMerge: v.exactOptional(v.boolean()),
  /** `finding`, `asking`: nothing was changed yet. */
  phase: v.picklist(['finding', 'asking', 'removing', 'undoing', 'ended']),
  /** What is done now; null between steps and while it does not work. */
  work: v.nullable(v.picklist(WORKS)),
  /** The wait of a change of tags. The waits of runs are in their own mirrors. */
  wait: v.nullable(v.object({ why: v.picklist(WAIT_REASONS), until: v.nullable(v.number()) })),
  isStopping: v.boolean(),
  isUndo: v.boolean(),
  isSeen: v.boolean(),
  /** It ended with something left to do. `isCut`: the user did not stop it; or it could not read a module. */
  isStopped: v.boolean(),
  isCut: v.boolean(),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** The position of the step at work; null between steps. */
  step: v.nullable(count),
  steps: v.array(
    v.object({
      module: moduleSchema,
      /** The run of the step that is at work or was last; null while there is none. */
      runId: v.nullable(v.string()),
      /**
       * The records that it is about, by `progressOf`, and how many of them are settled, when this was written. A replace
       * counts each record for both its runs. Where a clean-up has no records, these are tags.
       */
      all: count,
      done: count,
    }),
  ),
  /** The records of all modules by outcome, at the time of writing. */
  counts: runSummarySchema.entries.counts,
  /** Tags that were deleted or renamed, and those that were not. In an undo: those that are back, and those that are not. */
  tagsChanged: count,
  tagsKept: count,
  /** Records and tags that an undo would change; 0 where there is nothing to undo, or it is undone. */
  undoable: count,
});
export type CleanupMirror = v.InferOutput<typeof cleanupMirrorSchema>;

export const CLEANUPS_KEY = 'cleanups';
export const cleanupsSchema = v.array(cleanupMirrorSchema);

/** Live clean-ups, and ended ones that nobody has seen, newest first. Only the worker writes them. */
export const cleanupsItem = stored('session', CLEANUPS_KEY, cleanupsSchema, []);

export type RunOf = (runId: string) => RunSummary | undefined;

/** The mirror of the run at work. Null while tags are changed, for which there is no run. */
export function runAtWork({ step, steps, work }: CleanupMirror, runOf: RunOf): RunSummary | undefined {
  return step === null || (work !== null && TAG_WORKS.has(work)) ? undefined : runOf(steps[step]?.runId ?? '');
}

/** Work on tags instead of records. */
const TAG_WORKS: ReadonlySet<Work> = new Set<Work>(['make', 'delete', 'rename', 'remake', 'nameBack']);

/** Why it waits: its run, or its change of tags. Null while it works. */
export function whyWaiting(cleanup: CleanupMirror, runOf: RunOf): RunSummary['why'] {
  return cleanup.wait?.why ?? runAtWork(cleanup, runOf)?.why ?? null;
}

/**
 * Whether it waits for the user: for an answer, a sign-in, the right org or the right user. Removals may then start
 * beside it.
 */
export function waitsForPerson(cleanup: CleanupMirror, runOf: RunOf): boolean {
  const why = whyWaiting(cleanup, runOf);
  return cleanup.phase === 'asking' || why === 'sign-in' || why === 'org' || why === 'user';
}
