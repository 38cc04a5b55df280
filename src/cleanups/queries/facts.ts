import type { Work } from '../../shared/cleanup-mirrors.ts';
import { concerned, settled, undoUntil } from '../../shared/run-facts.ts';
import {
  type CleanupKind,
  type Counts,
  NO_COUNTS,
  type RunSummary,
  sumOfCounts,
  type Tag,
} from '../../shared/run-summary.ts';
import { deletesTags, hasKept, hasUnmade, isLeftToMake, mayBeRenamed, runOfTask } from '../model/tasks.ts';
import type { Cleanup, CleanupStep, StepTags, Task } from '../model/types.ts';

/* Facts derived from a clean-up and the runs of its steps. A run comes from the journal or from its mirror. */

/** The fields of a run that are used here. */
export type StepRun = Pick<RunSummary, 'kind' | 'state' | 'total' | 'counts' | 'changed' | 'startedAt' | 'endedAt'>;

export interface StepRuns extends Pick<CleanupStep, 'holders' | 'tags'> {
  readonly run: StepRun | null;
  readonly undo: StepRun | null;
  /** Of a replace. */
  readonly put: StepRun | null;
  readonly takeBack: StepRun | null;
  /** Of a replace: its records, each once, and how many of them both runs have changed. Null while it works. */
  readonly joined: Joined | null;
  /** The same of its undo. Null before its end. */
  readonly joinedUndo: Counts | null;
}

export interface Joined {
  readonly counts: Counts;
  readonly changed: number;
}

/** `finding` and `asking`: nothing was changed yet. */
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

/** The work of a clean-up now; null between steps and while it does not work. */
export function workNow({ state, tasks }: Working): Work | null {
  const [task] = tasks;
  return state !== 'working' || task === undefined || task.do === 'ask' ? null : workOf(task);
}

function workOf(task: Exclude<Task, { readonly do: 'ask' }>): Work {
  switch (task.do) {
    case 'goOn':
    case 'retry':
    case 'check':
      return task.of === 'put' ? 'put' : 'remove';
    case 'goOnUndo':
    case 'retryUndo':
    case 'renewUndo':
    case 'checkUndo':
      return task.of === 'take-back' ? 'takeBack' : 'undo';
    case 'find':
    case 'make':
    case 'put':
    case 'remove':
    case 'delete':
    case 'rename':
    case 'remake':
    case 'undo':
    case 'takeBack':
    case 'nameBack':
      return task.do;
  }
}

/** The id of the run at work; null where there is none. */
export function runNow({ state, tasks, steps }: Pick<Cleanup, 'state' | 'tasks' | 'steps'>): string | null {
  return state === 'working' ? runOfTask(steps, tasks[0]) : null;
}

/** The run that finds the records of a step. */
export function findingRunOf<Found>(
  { kind }: Pick<Cleanup, 'kind'>,
  { run, put }: { readonly run: Found | null; readonly put: Found | null },
): Found | null {
  return kind === 'replace' ? put : run;
}

/** Whether several tags become one: the tag that stays may be one of them. */
export function isMerge(
  { isMerge: isOneOfThem }: Pick<Cleanup, 'isMerge'>,
  steps: readonly Pick<CleanupStep, 'holders'>[],
): boolean {
  const names = new Set(steps.flatMap(({ holders }) => holders.tags.map(({ name }) => name)));
  return isOneOfThem === true || names.size > 1;
}

/** Whether the steps of a kind have records, and with them runs. */
export function hasRecords({ kind }: Pick<Cleanup, 'kind'>): boolean {
  return kind === 'retire' || kind === 'replace';
}

/**
 * Whether the outcomes of its records are known. How the two runs of an undone replace share their records is known at its
 * end only.
 */
export function hasOutcomes({ kind, isUndo, state }: Pick<Cleanup, 'kind' | 'isUndo' | 'state'>): boolean {
  return hasRecords({ kind }) && (kind !== 'replace' || !isUndo || state === 'ended');
}

type Kind = Pick<Cleanup, 'isUndo' | 'kind'>;

/** The records of a step, each once. Null while they are not known. */
export interface StepSum {
  /** In a replace `removed` got the tag that stays, and `had-none` had it already. */
  readonly counts: Counts;
  /** The records that the step is about: those with a chosen tag; in an undo those that were changed. */
  readonly all: number;
  /** Those of them that are as they should be. */
  readonly finished: number;
}

export function sumOfStep({ isUndo, kind }: Kind, step: StepRuns): StepSum | null {
  const { run, undo } = step;
  if (kind === 'replace') return isUndo ? sumOfReplaceUndo(step) : sumOfReplace(step);
  if (!isUndo) return run === null ? null : { counts: run.counts, all: concerned(run), finished: run.counts.removed };
  const all = Math.max(run?.changed ?? 0, undo?.total ?? 0);
  // An undo copies its records from the removal at its start.
  const counts = undo ?? { counts: { ...NO_COUNTS, pending: all } };
  return all === 0 && undo === null ? null : { counts: counts.counts, all, finished: counts.counts.removed };
}

function sumOfReplace({ put, run, joined }: StepRuns): StepSum | null {
  if (put === null) return null;
  const counts = joined?.counts ?? (run === null ? untilRemoval(put.counts) : sinceRemoval(put, run));
  return { counts, all: total(counts), finished: counts.removed + counts['had-none'] };
}

/** No record is done before its old tags are off. */
function untilRemoval(put: Counts): Counts {
  return { ...put, removed: 0, 'had-none': 0, pending: put.pending + put.removed + put['had-none'] };
}

/** The removal has all records of the `put`, once they are copied. */
function sinceRemoval(put: StepRun, { counts }: StepRun): Counts {
  const done = counts.removed + counts['had-none'];
  const uncopied = Math.max(0, put.total - total(counts));
  return { ...counts, removed: done, 'had-none': 0, pending: counts.pending + uncopied };
}

function sumOfReplaceUndo({ joined, joinedUndo, undo, takeBack }: StepRuns): StepSum | null {
  const all = Math.max(joined?.changed ?? 0, undo?.total ?? 0, takeBack?.total ?? 0);
  if (all === 0) return null;
  // How the two runs share the records is known at the end.
  const counts = joinedUndo ?? { ...NO_COUNTS, pending: all };
  return { counts, all: Math.max(all, total(counts)), finished: counts.removed };
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** The records of all modules, each once. */
export function sumOf(cleanup: Kind, steps: readonly StepRuns[]): StepSum {
  const sums = steps.flatMap((step) => sumOfStep(cleanup, step) ?? []);
  return {
    counts: sumOfCounts(sums),
    all: sums.reduce((sum, { all }) => sum + all, 0),
    finished: sums.reduce((sum, { finished }) => sum + finished, 0),
  };
}

/** The records of all modules by outcome. A module's records are included once they are found. */
export function countsOf(cleanup: Kind, steps: readonly StepRuns[]): Counts {
  return sumOf(cleanup, steps).counts;
}

/** How far a clean-up is, in equal pieces of work. In a replace each record is two: a tag comes on, others come off. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

export function progressOf(cleanup: Kind, steps: readonly StepRuns[]): Progress {
  const each = steps.map((step) => progressOfStep(cleanup, step));
  return { done: each.reduce((sum, { done }) => sum + done, 0), all: each.reduce((sum, { all }) => sum + all, 0) };
}

function progressOfStep(cleanup: Kind, step: StepRuns): Progress {
  const { run, undo, put, takeBack } = step;
  if (!hasRecords(cleanup)) return tagProgress(cleanup, step);
  if (cleanup.isUndo) {
    const ofUndo = undoProgress(run, undo);
    return cleanup.kind === 'replace' ? sum(ofUndo, undoProgress(put, takeBack)) : ofUndo;
  }
  const ofRun = { done: run === null ? 0 : settled(run), all: run === null ? 0 : concerned(run) };
  if (cleanup.kind !== 'replace') return ofRun;
  if (put === null) return { done: 0, all: 0 };
  const done = put.total - put.counts.pending;
  const removed = run === null ? 0 : run.total - run.counts.pending;
  return { done: done + removed, all: 2 * put.total };
}

function undoProgress(run: StepRun | null, undo: StepRun | null): Progress {
  return { done: undo === null ? 0 : settled(undo), all: Math.max(run?.changed ?? 0, undo?.total ?? 0) };
}

function sum(one: Progress, other: Progress): Progress {
  return { done: one.done + other.done, all: one.all + other.all };
}

/** In tags: those that are dealt with, of all. */
function tagProgress({ isUndo, kind }: Kind, { holders, tags = {} }: Pick<StepRuns, 'holders' | 'tags'>): Progress {
  if (kind === 'rename') {
    const isDone = isUndo ? tags.back !== undefined : tags.renaming !== undefined;
    return { done: isDone ? 1 : 0, all: isUndo && !mayBeRenamed(tags) ? 0 : 1 };
  }
  const deleted = tags.deleted?.length ?? 0;
  if (isUndo) return { done: (tags.renewed ?? []).length + (tags.unmade ?? []).length, all: deleted };
  return { done: deleted + (tags.kept?.length ?? 0), all: holders.tags.length };
}

/** Tags of a step that were deleted, renamed or made again, and those that were not. */
export function tagSum(
  { isUndo }: Pick<Cleanup, 'isUndo'>,
  { tags = {} }: Pick<CleanupStep, 'tags'>,
): { readonly changed: number; readonly kept: number } {
  const named = isUndo ? tags.back : tags.renaming;
  const isNamed = named?.kind === 'done';
  const isKept = named !== undefined && !isNamed;
  const changed = isUndo ? (tags.renewed ?? []).filter(({ tag }) => tag !== null) : (tags.deleted ?? []);
  const kept = isUndo
    ? [...(tags.renewed ?? []).filter(({ tag }) => tag === null), ...(tags.unmade ?? [])]
    : (tags.kept ?? []);
  return { changed: changed.length + Number(isNamed), kept: kept.length + Number(isKept) };
}

/** What an undo would change, and until when: the earliest of all modules, in milliseconds since the epoch. */
export interface UndoOffer {
  readonly records: number;
  readonly modules: number;
  /** Deleted tags that it makes again, and tags that get their old names back. */
  readonly remade: readonly Tag[];
  readonly renamed: number;
  readonly until: number;
}

/** Null if there is nothing to undo, or an undo has begun. The engine checks whether the time is over. */
export function undoOffer(
  { state, isUndo, kind, endedAt }: Pick<Cleanup, 'state' | 'isUndo' | 'kind' | 'endedAt'>,
  steps: readonly StepRuns[],
  historyDays: number,
): UndoOffer | null {
  if (state !== 'ended' || isUndo) return null;
  const remade = steps.flatMap(({ tags }) => [...(tags?.deleted ?? []), ...openIn(tags)]);
  const renamed = steps.filter(({ tags }) => mayBeRenamed(tags)).length;
  const runs = steps.flatMap(({ run, put }) => [run, put].flatMap((one) => one ?? []));
  const ends = runs.flatMap((run) => undoUntil(run, historyDays) ?? []);
  const ofTags = remade.length + renamed > 0 && endedAt !== null ? [endedAt + historyDays * DAY_MS] : [];
  if (ends.length + ofTags.length === 0) return null;
  const changed = steps.map((step) => changedOf(kind, step));
  return {
    records: changed.reduce((total, n) => total + n, 0),
    modules: steps.filter((step, n) => (changed[n] ?? 0) > 0 || hasChangedTags(step)).length,
    remade,
    renamed,
    until: Math.min(...ends, ...ofTags),
  };
}

const DAY_MS = 24 * 3_600_000;

/** The number of a step's records that an undo acts on. */
export function changedOf(kind: CleanupKind, { run, put, joined }: StepRuns): number {
  if (kind !== 'replace') return run?.changed ?? 0;
  return joined?.changed ?? Math.max(run?.changed ?? 0, put?.changed ?? 0);
}

/** Tags that may have been deleted: Zoho was asked to, and nothing is known of it yet. */
function openIn({ asked = [], kept = [] }: StepTags = {}): readonly Tag[] {
  return asked.filter(({ id }) => !kept.some(({ tag }) => tag.id === id));
}

function hasChangedTags({ tags }: StepRuns): boolean {
  return (tags?.deleted ?? []).length + openIn(tags).length > 0 || mayBeRenamed(tags);
}

/**
 * The steps of an ended clean-up whose records could not be found, so that their number is not known. What remains to be
 * done is no part of it, and in an undo there are none.
 */
export function unreadOf<Step extends Pick<StepRuns, 'run' | 'put'>>(
  { state, isUndo, kind, left }: Pick<Cleanup, 'state' | 'isUndo' | 'kind' | 'left'>,
  steps: readonly Step[],
): readonly Step[] {
  if (state !== 'ended' || isUndo) return [];
  const isLeft = (place: number) => left.some((task) => task.do !== 'ask' && task.step === place);
  return steps.filter((step, place) => {
    const run = findingRunOf({ kind }, step);
    return run !== null && run.state === 'stopped' && run.startedAt === null && !isLeft(place);
  });
}

/** Whether tags stayed that it was to delete. A retry counts them again. */
export function canDeleteAgain(
  cleanup: Pick<Cleanup, 'kind' | 'isUndo' | 'isDeleting'>,
  steps: readonly Pick<CleanupStep, 'tags'>[],
): boolean {
  return !cleanup.isUndo && deletesTags(cleanup) && steps.some(({ tags }) => hasKept(tags));
}

/**
 * Whether its undo could not make all deleted tags again, and a retry asks Zoho for the others once more. Where that was
 * not tried to its end, Continue does it.
 */
export function canMakeAgain(
  { isUndo, left }: Pick<Cleanup, 'isUndo' | 'left'>,
  steps: readonly Pick<CleanupStep, 'tags'>[],
): boolean {
  return isUndo && steps.some(({ tags }, step) => hasUnmade(tags) && !isLeftToMake({ left }, step));
}

/** Whether anything remains to continue with. */
export function canContinue({ state, left }: Pick<Cleanup, 'state' | 'left'>): boolean {
  return state === 'ended' && left.length > 0;
}
