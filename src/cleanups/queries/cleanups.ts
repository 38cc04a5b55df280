import { readPreview } from '../../runs/queries/preview.ts';
import { matching } from '../../runs/queries/records.ts';
import { readRun } from '../../runs/queries/runs.ts';
import type { Run } from '../../runs/model/types.ts';
import type { Counts } from '../../shared/run-summary.ts';
import { findingRun } from '../model/tasks.ts';
import type { Cleanup, CleanupStep } from '../model/types.ts';
import { storedCleanup, storedCleanups } from '../store/database.ts';
import type { Joined } from './facts.ts';
import { joinedChanges, joinedCounts, type RunPair } from './joined.ts';

/** A clean-up with the runs of its steps, which hold the counts and outcomes of the records. */
export interface CleanupView {
  readonly cleanup: Cleanup;
  /** In the order of the clean-up's steps. */
  readonly steps: readonly StepView[];
}

/** The runs of a clean-up in one module. */
export interface StepView extends CleanupStep {
  /** The run that finds the records and removes the tags; null before it has begun. */
  readonly run: Run | null;
  /** The run that restores the tags; null as long as there is none. */
  readonly undo: Run | null;
  /** In a replace: the run that finds the records and puts the new tag on, and its undo. */
  readonly put: Run | null;
  readonly takeBack: Run | null;
  readonly joined: Joined | null;
  readonly joinedUndo: Counts | null;
}

/** The clean-ups of a connection, or of all, the newest first. Throws `storage-broken`, `storage-full`. */
export async function listCleanups(connectionId: string | null): Promise<readonly CleanupView[]> {
  const all = await storedCleanups();
  const wanted = all.filter((cleanup) => connectionId === null || cleanup.connectionId === connectionId);
  return Promise.all(wanted.toReversed().map(withRuns));
}

/** A clean-up, or null if none has that id. Throws as above. */
export async function readCleanup(id: string): Promise<CleanupView | null> {
  const cleanup = await storedCleanup(id);
  return cleanup === null ? null : withRuns(cleanup);
}

async function withRuns(cleanup: Cleanup): Promise<CleanupView> {
  const steps = cleanup.steps.map(async (step): Promise<StepView> => {
    const { runId, undoId, replace } = step;
    const [run, undo, put, takeBack] = await Promise.all([
      readRun(runId),
      cleanup.isUndo ? readRun(undoId) : null,
      replace === undefined ? null : readRun(replace.putId),
      replace === undefined || !cleanup.isUndo ? null : readRun(replace.takeBackId),
    ]);
    return { ...step, run, undo, put, takeBack, ...(await joinedOf(cleanup, { run, undo, put, takeBack })) };
  });
  return { cleanup, steps: await Promise.all(steps) };
}

/** The records of a replace, each once: of the replace after its end, of its undo after that. */
async function joinedOf(
  { state, isUndo }: Cleanup,
  { run, undo, put, takeBack }: Pick<StepView, 'run' | 'undo' | 'put' | 'takeBack'>,
): Promise<Pick<StepView, 'joined' | 'joinedUndo'>> {
  const isEnded = state === 'ended';
  if (put === null || !(isEnded || isUndo)) return { joined: null, joinedUndo: null };
  const pair: RunPair = { first: put, second: run, isUndo: false, isEnded: true };
  const back: RunPair = { first: undo, second: takeBack, isUndo: true, isEnded };
  return {
    joined: await kept(pair, async () => {
      const counts = await joinedCounts(pair);
      return counts === null ? null : { counts, changed: await joinedChanges(pair) };
    }),
    joinedUndo: isUndo && isEnded ? await kept(back, () => joinedCounts(back)) : null,
  };
}

/** Results by the runs and revisions that they are made of. Pages read all clean-ups again with each change. */
const results = new Map<string, unknown>();
const MOST_RESULTS = 200;

async function kept<Value>({ first, second }: RunPair, make: () => Promise<Value>): Promise<Value> {
  const key = JSON.stringify([first, second].map((run) => run && [run.id, run.revision, run.endedAt, run.counts]));
  if (results.has(key)) return results.get(key) as Value;
  const value = await make();
  if (results.size >= MOST_RESULTS) results.clear();
  results.set(key, value);
  return value;
}

/**
 * The number of a run's found records with each of these tags, in the order of the tags; null until all records are
 * found. Throws `storage-broken`.
 */
export async function foundOf(runId: string, tagIds: readonly string[]): Promise<readonly number[] | null> {
  const preview = await readPreview(runId);
  const counts = new Map(preview?.tags.map(({ tag, records }) => [tag.id, records]));
  return preview === null ? null : tagIds.map((id) => counts.get(id) ?? 0);
}

/**
 * The number of records that a removal left with this tag, or may have left with it. Records that are gone do not count.
 * Throws `storage-broken`.
 */
export async function carryingAfter(runId: string, tagId: string): Promise<number> {
  const run = await readRun(runId);
  const place = run?.tags.findIndex(({ id }) => id === tagId) ?? -1;
  if (place < 0) return 0;
  let records = 0;
  for (const outcome of ['failed', 'partly', 'not-sent', 'unknown'] as const)
    for await (const { left, reason } of matching(runId, { outcome, search: '', after: null }))
      if (left.includes(place) && reason !== 'gone') records += 1;
  return records;
}

/** The same numbers for each step of a clean-up. */
export function foundByStep({ steps }: Pick<Cleanup, 'steps'>): Promise<readonly (readonly number[] | null)[]> {
  return Promise.all(
    steps.map((step) =>
      foundOf(
        findingRun(step),
        step.holders.tags.map(({ id }) => id),
      ),
    ),
  );
}
