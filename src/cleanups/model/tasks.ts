import type { Run } from '../../runs/model/types.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { Cleanup, CleanupStep, RenewedTag, TagTask, Task } from './types.ts';

/** The run with this id; null when it does not exist yet. */
export type RunOf = (runId: string) => Run | null;

type Asked = Pick<Cleanup, 'kind' | 'isDeleting'> & {
  readonly steps: readonly Pick<CleanupStep, 'replace' | 'isUnused'>[];
};

/** Tasks of a clean-up. It finds the records of all modules before it changes anything in the first. */
export function tasksOf({ kind, steps, isDeleting }: Asked): readonly Task[] {
  const each = (...tasks: readonly (Task & { readonly do: 'make' | 'put' | 'remove' | 'delete' | 'rename' })['do'][]) =>
    steps.flatMap((_, step) => tasks.map((name) => ({ do: name, step }) as const));
  if (kind === 'rename' || kind === 'delete') return each(kind);
  const finding = steps.flatMap(({ isUnused }, step) =>
    isUnused === true ? [] : [{ do: 'find', step, isBegun: false } as const],
  );
  const making = steps.flatMap(({ replace }, step) =>
    replace === undefined || replace.stays.id !== null ? [] : [{ do: 'make', step } as const],
  );
  return [...finding, { do: 'ask' }, ...making, ...each(...workIn({ kind, isDeleting }))];
}

/** Whether a task makes, renames or deletes tags. */
export function changesTags(task: Task): task is TagTask {
  return TAG_TASKS.has(task.do);
}

const TAG_TASKS: ReadonlySet<Task['do']> = new Set<TagTask['do']>(['make', 'rename', 'delete', 'remake', 'nameBack']);

/**
 * The tasks after a refused change of a module's tags: first those of the other modules, which do not depend on it. Null
 * where there are none, where it was refused before, and where a person is still to be asked.
 */
export function othersFirst(tasks: readonly Task[]): readonly Task[] | null {
  const [refused, ...rest] = tasks;
  if (refused === undefined || !changesTags(refused) || refused.isAgain === true) return null;
  const isOther = (task: Task) => task.do !== 'ask' && task.step !== refused.step;
  const others = rest.filter(isOther);
  if (others.length === 0 || rest.some((task) => task.do === 'ask')) return null;
  return [...others, { ...refused, isAgain: true }, ...rest.filter((task) => !isOther(task))];
}

/** What is done in each module once its records are found. */
function workIn({ kind, isDeleting }: Pick<Cleanup, 'kind' | 'isDeleting'>): readonly ('put' | 'remove' | 'delete')[] {
  return [
    ...(kind === 'replace' ? (['put'] as const) : []),
    'remove',
    ...(isDeleting === true ? (['delete'] as const) : []),
  ];
}

/** The run that finds a step's records. */
export function findingRun({ runId, replace }: Pick<CleanupStep, 'runId' | 'replace'>): string {
  return replace?.putId ?? runId;
}

/** Ids of a step's runs. A run comes after those that copy their records from it. */
export function runIdsOf({ runId, undoId, replace }: CleanupStep): readonly string[] {
  return replace === undefined ? [undoId, runId] : [replace.takeBackId, undoId, runId, replace.putId];
}

/** The run that a task works on; null for a task without one. */
export function runOfTask(steps: readonly CleanupStep[], task: Task | undefined): string | null {
  if (task === undefined || task.do === 'ask') return null;
  const step = steps[task.step];
  if (step === undefined) return null;
  const { runId, undoId, replace } = step;
  switch (task.do) {
    case 'find':
      return findingRun(step);
    case 'put':
      return replace?.putId ?? null;
    case 'remove':
      return runId;
    case 'undo':
      return undoId;
    case 'takeBack':
      return replace?.takeBackId ?? null;
    case 'goOn':
    case 'retry':
    case 'check':
      return task.of === 'put' ? (replace?.putId ?? null) : runId;
    case 'goOnUndo':
    case 'retryUndo':
    case 'renewUndo':
    case 'checkUndo':
      return task.of === 'take-back' ? (replace?.takeBackId ?? null) : undoId;
    case 'make':
    case 'rename':
    case 'delete':
    case 'remake':
    case 'nameBack':
      return null;
  }
}

/**
 * Tasks of an undo: the last module first, each step by step backwards, and only what has changed. `isPast`: tags are not
 * made again or renamed any more.
 */
export function undoTasks({ steps }: Pick<Cleanup, 'steps'>, runOf: RunOf, isPast: boolean): readonly Task[] {
  const hasChanged = (runId: string | undefined) => runId !== undefined && (runOf(runId)?.changed ?? 0) > 0;
  return steps
    .map(({ runId, replace, tags }, step): readonly Task[] => [
      ...(!isPast && mayBeDeleted(tags) ? [{ do: 'remake', step } as const] : []),
      ...(hasChanged(runId) ? [{ do: 'undo', step } as const] : []),
      ...(hasChanged(replace?.putId) ? [{ do: 'takeBack', step } as const] : []),
      ...(!isPast && mayBeRenamed(tags) ? [{ do: 'nameBack', step } as const] : []),
    ])
    .toReversed()
    .flat();
}

/** Whether it has deleted tags, or has asked Zoho to and got no answer. */
export function mayBeDeleted(tags: CleanupStep['tags']): boolean {
  return (tags?.deleted ?? []).length + (tags?.asked ?? []).length > 0;
}

/** Whether it has renamed its tag, or has asked Zoho to and got no answer. */
export function mayBeRenamed(tags: CleanupStep['tags']): boolean {
  return tags?.renaming === undefined ? tags?.from !== undefined : tags.renaming.kind === 'done';
}

/**
 * Runs with records to retry or to check, as tasks. In an undo, these are the undo's runs. A retry also reads modules
 * again that could not be read, and makes tags again that Zoho has refused.
 */
export function againTasks(
  cleanup: Pick<Cleanup, 'kind' | 'steps' | 'isUndo' | 'isDeleting' | 'left'>,
  what: 'retry' | 'check',
  runOf: RunOf,
): readonly Task[] {
  const { steps, isUndo } = cleanup;
  const unread = what === 'retry' && !isUndo ? unreadSteps(cleanup, runOf) : [];
  const found: readonly Task[] = [
    ...unread.map((step) => ({ do: 'find', step, isBegun: false }) as const),
    ...(unread.length === 0 ? [] : [{ do: 'ask' } as const]),
    ...unread.flatMap((step) => workIn(cleanup).map((name) => ({ do: name, step }) as const)),
  ];
  const hasSome = (runId: string | undefined, how: 'retry' | 'check'): boolean => {
    const run = runId === undefined ? null : runOf(runId);
    if (run === null || isLive(run) || run.startedAt === null) return false;
    const { failed, partly, unknown } = run.counts;
    // A retry also puts back tags that were removed by mistake.
    const lacking = (run.mistake?.missing ?? 0) + (run.mistake?.unconfirmed ?? 0);
    return (how === 'retry' ? failed + partly + lacking : unknown) > 0;
  };
  const again = steps.flatMap(({ runId, undoId, replace, tags }, step): readonly Task[] => {
    const [main, other] = isUndo ? [undoId, replace?.takeBackId] : [runId, replace?.putId];
    const anew = { step, isBegun: false } as const;
    const isOther = hasSome(other, what);
    const isMaking = isUndo && what === 'retry' && hasUnmade(tags) && !isLeftToMake(cleanup, step);
    const remaking = isMaking ? [{ do: 'remake', step } as const] : [];
    // Their records get them in the runs of the undo that are over.
    const renewing = isMaking && hasSome(main, 'retry') ? [{ do: 'renewUndo', ...anew } as const] : [];
    const alsoRenewing = isMaking && isOther ? [{ do: 'renewUndo', of: 'take-back', ...anew } as const] : [];
    const ofMain = hasSome(main, what)
      ? [{ do: isUndo ? (`${what}Undo` as const) : what, ...anew } as const]
      : // A record that has got the tag that stays may lose the others now.
        isOther && !isUndo && hasSome(main, 'retry')
        ? [{ do: 'retry', ...anew } as const]
        : [];
    const ofOther = isOther
      ? [
          isUndo
            ? ({ do: `${what}Undo`, of: 'take-back', ...anew } as const)
            : ({ do: what, of: 'put', ...anew } as const),
        ]
      : [];
    const deleting =
      !isUndo && deletesTags(cleanup) && hasKept(tags) && what === 'retry' ? [{ do: 'delete', step } as const] : [];
    return isUndo
      ? [...remaking, ...renewing, ...ofMain, ...alsoRenewing, ...ofOther]
      : [...ofOther, ...ofMain, ...deleting];
  });
  return [...found, ...again];
}

/** Whether it deletes its tags, at the end or as all that it does. */
export function deletesTags({ kind, isDeleting }: Pick<Cleanup, 'kind' | 'isDeleting'>): boolean {
  return kind === 'delete' || isDeleting === true;
}

/** Whether tags were not deleted that may be deleted later. */
export function hasKept(tags: CleanupStep['tags']): boolean {
  return (tags?.kept ?? []).some(({ why }) => why !== 'gone');
}

/** Whether Zoho has refused to make deleted tags again. */
export function hasUnmade(tags: CleanupStep['tags']): boolean {
  return (tags?.unmade ?? []).length > 0;
}

/** Whether making deleted tags again is among the remaining tasks, so that Continue does it. */
export function isLeftToMake({ left }: Pick<Cleanup, 'left'>, step: number): boolean {
  return left.some((task) => task.do === 'remake' && task.step === step);
}

/** Positions of the steps whose records could not be found and that are not among the remaining tasks. */
function unreadSteps({ kind, steps, left }: Pick<Cleanup, 'kind' | 'steps' | 'left'>, runOf: RunOf): readonly number[] {
  if (kind === 'rename' || kind === 'delete') return [];
  const isLeft = (step: number) => left.some((task) => task.do !== 'ask' && task.step === step);
  return steps.flatMap((given, step) => {
    const run = runOf(findingRun(given));
    const isUnread = run === null ? given.isUnused !== true : run.state === 'stopped' && run.startedAt === null;
    return isUnread && !isLeft(step) ? [step] : [];
  });
}

/**
 * Tasks of an ended undo that continues with the tags that now have the names of deleted ones. A record that kept the new
 * tag for one of these loses it once that is back.
 */
export function namesakeTasks({ steps, isUndo }: Pick<Cleanup, 'steps' | 'isUndo'>, runOf: RunOf): readonly Task[] {
  if (!isUndo) return [];
  const places = steps.flatMap((step, place) => (namesakesIn(step, runOf).length > 0 ? [place] : []));
  return places.toReversed().flatMap((step): readonly Task[] => {
    const { replace } = steps[step] ?? {};
    const isWaiting = replace !== undefined && (runOf(replace.takeBackId)?.counts.failed ?? 0) > 0;
    const anew = { do: 'renewUndo', step, isBegun: false } as const;
    return [anew, ...(isWaiting ? [{ ...anew, of: 'take-back' } as const] : [])];
  });
}

/** The steps with the tags that now have the names of deleted ones in their places. */
export function withNamesakes(steps: readonly CleanupStep[], runOf: RunOf): readonly CleanupStep[] {
  return steps.map((step) => {
    const found = namesakesIn(step, runOf);
    if (found.length === 0) return step;
    const isOther = (id: string) => found.every(({ old }) => old !== id);
    const { renewed = [], unmade, ...tags } = step.tags ?? {};
    const still = unmade?.filter(({ tag }) => isOther(tag.id));
    const others = renewed.filter(({ old }) => isOther(old));
    return { ...step, tags: { ...tags, ...(still && { unmade: still }), renewed: [...others, ...found] } };
  });
}

function namesakesIn({ undoId }: Pick<CleanupStep, 'undoId'>, runOf: RunOf): readonly RenewedTag[] {
  const undo = runOf(undoId);
  return (undo?.namesakes ?? []).map(({ tag, now }) => ({ old: undo?.tags[tag]?.id ?? '', tag: now }));
}

/** The tasks of an asking clean-up, with all records that are still to be worked on found once more. */
export function foundAgain({ tasks, steps }: Pick<Cleanup, 'tasks' | 'steps'>): readonly Task[] {
  return [...findingFor(tasks, steps), ...tasks];
}

/** A search for each step whose found records one of these tasks begins to work on. */
function findingFor(
  tasks: readonly Task[],
  steps: readonly CleanupStep[],
): readonly (Task & { readonly do: 'find' })[] {
  return steps.flatMap(({ replace, isUnused }, step) => {
    if (isUnused === true) return [];
    const begins = replace === undefined ? 'remove' : 'put';
    const isToDo = tasks.some((task) => task.do === begins && task.step === step);
    return isToDo ? [{ do: 'find', step, isBegun: false } as const] : [];
  });
}

/**
 * Tasks of continuing: the remaining ones. A stopped run continues, and an unfinished search starts again. So does a
 * finished one whose records are gone since the connection was removed.
 */
export function continued(
  cleanup: Pick<Cleanup, 'left' | 'steps' | 'isUndo' | 'isDeleting'>,
  runOf: RunOf,
): readonly Task[] {
  const { left, steps, isUndo } = cleanup;
  if (isUndo) return goingTasks(cleanup, runOf);
  const going = [...goingTasks(cleanup, runOf), ...deletingAfter(cleanup)];
  const isFinding = (step: number) => left.some((task) => task.do === 'find' && task.step === step);
  const lost = findingFor(left, steps).filter(({ step }) => {
    const given = steps[step];
    return given !== undefined && runOf(findingRun(given)) === null && !isFinding(step);
  });
  if (lost.length === 0) return going;
  const isAsked = going.find((task) => task.do !== 'find')?.do === 'ask';
  return [...lost, ...(isAsked ? [] : [{ do: 'ask' } as const]), ...going];
}

/** Tags that records still carried when they were to be deleted, in steps that continue. */
function deletingAfter({ left, steps, isDeleting }: Pick<Cleanup, 'left' | 'steps' | 'isDeleting'>): readonly Task[] {
  return steps.flatMap(({ tags }, step) => {
    const own = left.filter((task) => task.do !== 'ask' && task.step === step);
    const isOpen = own.length > 0 && own.every((task) => task.do !== 'delete');
    return isOpen && isDeleting === true && hasKept(tags) ? [{ do: 'delete', step } as const] : [];
  });
}

function goingTasks(
  { left, steps, isUndo }: Pick<Cleanup, 'left' | 'steps' | 'isUndo'>,
  runOf: RunOf,
): readonly Task[] {
  const [first, ...rest] = left;
  if (first === undefined) return left;
  const others = rest.map(unbegun);
  if (first.do === 'ask' || first.do === 'find') return withSeconds([unbegun(first), ...others], steps, runOf);
  const runId = runOfTask(steps, first);
  const isStopped = runId !== null && runOf(runId)?.state === 'stopped';
  const begin = changesTags(first) ? unbegun(first) : first;
  return withSeconds([isStopped ? goingOn(steps, first, isUndo) : begin, ...others], steps, runOf);
}

/**
 * The tasks, with a retry of the second run of a replace after its first one goes on. The second run may be over, and has
 * left alone the records that the first one had not changed.
 */
function withSeconds(tasks: readonly Task[], steps: readonly CleanupStep[], runOf: RunOf): readonly Task[] {
  return tasks.reduce<readonly Task[]>((all, task) => {
    const retry = secondAfter(task, steps);
    const runId = runOfTask(steps, retry ?? undefined);
    const run = runId === null ? null : runOf(runId);
    if (retry === null || run === null || run.startedAt === null || run.counts.failed + run.counts.partly === 0)
      return all;
    const isThere = all.some((other) => other.do === retry.do && runOfTask(steps, other) === runId);
    if (isThere) return all;
    const last = all.findLastIndex((other) => other === task || runOfTask(steps, other) === runId);
    return all.toSpliced(last + 1, 0, retry);
  }, tasks);
}

/** The retry of the run that waits for the records of a run that goes on; null where there is none. */
function secondAfter(task: Task, steps: readonly CleanupStep[]): Task | null {
  if (task.do === 'goOn' && task.of === 'put') return { do: 'retry', step: task.step, isBegun: false };
  const isUndone = task.do === 'goOnUndo' && task.of === undefined && steps[task.step]?.replace !== undefined;
  return isUndone ? { do: 'retryUndo', of: 'take-back', step: task.step, isBegun: false } : null;
}

/** The task that continues the run of another task. */
export function goingOn(
  steps: readonly CleanupStep[],
  task: Exclude<Task, { readonly do: 'ask' }>,
  isUndo: boolean,
): Task {
  const { step } = task;
  const runId = runOfTask(steps, task);
  const replace = steps[step]?.replace;
  const again = { step, isBegun: false } as const;
  return isUndo
    ? { do: 'goOnUndo', ...again, ...(runId === replace?.takeBackId && { of: 'take-back' as const }) }
    : { do: 'goOn', ...again, ...(runId === replace?.putId && { of: 'put' as const }) };
}

function unbegun(task: Task): Task {
  if (changesTags(task)) return { do: task.do, step: task.step };
  return 'isBegun' in task ? { ...task, isBegun: false } : task;
}

/**
 * Steps in which fewer records were found than Zoho counts, with both numbers. `step` and `tag` are positions in
 * `steps` and in `holders.tags`. Tags without a count from Zoho are left out.
 */
export function fewerFound(
  { steps }: Pick<Cleanup, 'steps'>,
  foundIn: (runId: string) => readonly number[] | null,
): readonly { readonly step: number; readonly tag: number; readonly found: number; readonly counted: number }[] {
  return steps.flatMap((given, step) => {
    const found = foundIn(findingRun(given));
    if (found === null) return [];
    return given.holders.counted.flatMap((counted, tag) => {
      const have = found[tag] ?? 0;
      return counted !== null && have < counted ? [{ step, tag, found: have, counted }] : [];
    });
  });
}
