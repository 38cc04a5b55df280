import type { Run } from '../runs/model/types.ts';
import { needsStricter } from '../shared/confirmation.ts';
import { AppError, type ErrorCode, toAppError, toErrorData } from '../shared/errors.ts';
import { isLive } from '../shared/run-facts.ts';
import type { StopReason, Tag } from '../shared/run-summary.ts';
import { asking, failedFor, isFailingTooLong } from './model/idle.ts';
import type { Pass, Progress } from './model/progress.ts';
import { fewerFound, findingRun, goingOn, othersFirst, runOfTask } from './model/tasks.ts';
import type { Cleanup, CleanupStep, Task } from './model/types.ts';
import type { CleanupPorts } from './ports.ts';
import { isOpenStep } from './queries/confirming.ts';
import { changeTags } from './tag-tasks.ts';

/** Reasons that end the whole clean-up: the next module's run would stop too, or a person wanted the stop. */
const ENDS_ALL: ReadonlySet<StopReason> = new Set<StopReason>([
  'user',
  'storage-full',
  'no-progress',
  'no-credits',
  'no-person',
  'signed-out',
  'deleted-connection',
]);

/** Errors of a request for something that is already over, or that finds nothing to do. */
const PAST: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['undo-done', 'undo-over', 'run-gone', 'tags-changed']);

/** A run can be requested while its visit ends, and then gets another visit. This is the limit in a row. */
const MOST_VISITS = 3;

/**
 * Does the remaining tasks of a clean-up in order. Resolves when the clean-up ends, asks a person, or waits for longer
 * than a worker lives. Safe to interrupt at any line, because a repeated task continues the same run.
 */
export async function workOn(ports: CleanupPorts, id: string): Promise<Pass> {
  for (;;) {
    // A store that cannot be written fails here, before a request is made that could not be noted.
    const cleanup = await ports.store.change(id, (now) => (now.state === 'working' ? { ...now } : now));
    if (cleanup === null || cleanup.state !== 'working') return 'nothing';
    const [task] = cleanup.tasks;
    const progress = task === undefined ? 'done' : await attempt(ports, cleanup, task);
    if (progress === 'changed') continue;
    if (typeof progress === 'object' && 'waitsFor' in progress) return progress.waitsFor;
    const now = await ports.store.change(id, (present) => after(present, task, progress, ports.clock.wall()));
    if (now !== null) ports.changed(now.connectionId);
    if (typeof progress === 'object' && 'broken' in progress) return 'store';
  }
}

/** The clean-up after this progress of its first task. Unchanged if its first task has changed in the meantime. */
function after(
  cleanup: Cleanup,
  task: Task | undefined,
  progress: Exclude<Progress, 'changed' | { readonly waitsFor: unknown }>,
  at: number,
): Cleanup {
  const { state, tasks, isStopping, idle } = cleanup;
  if (state !== 'working' || JSON.stringify(tasks[0]) !== JSON.stringify(task)) return cleanup;
  if (task === undefined) return ended(cleanup, [], at, null);
  if (typeof progress === 'object' && 'broken' in progress) {
    const failed = failedFor(idle, at);
    return isFailingTooLong(failed) ? ended(cleanup, tasks, at, progress.broken) : { ...cleanup, idle: failed };
  }
  const leaves = typeof progress === 'object' && 'leaves' in progress ? progress.leaves : null;
  const moved: Cleanup = {
    ...cleanup,
    idle: null,
    wait: null,
    ...(!isStopping && leaves !== null && { left: withTask(cleanup, leaves) }),
  };
  const later = isRefusalAlone(cleanup, progress) ? othersFirst(tasks) : null;
  if (later !== null) return { ...moved, tasks: later };
  if (typeof progress === 'object' && 'error' in progress)
    return ended(moved, progress.isFinal === true ? tasks.slice(1) : tasks, at, progress.error);
  if (progress === 'begun') return { ...moved, tasks: [{ ...task, isBegun: true } as Task, ...tasks.slice(1)] };
  // The stopped task stays in the list: continuing starts with its run.
  if (isStopping) return ended(moved, tasks, at, null);
  return tasks.length === 1 ? ended(moved, [], at, null) : { ...moved, tasks: tasks.slice(1) };
}

/** Errors that every further task meets, too. */
const OF_ALL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['storage-full', 'signed-out']);

/** Whether a refusal of one module's tags leaves the other modules alone. What waited too long is no refusal. */
function isRefusalAlone({ isStopping, wait = null }: Cleanup, progress: Progress): boolean {
  if (isStopping || wait !== null || typeof progress !== 'object' || !('error' in progress)) return false;
  return progress.error !== null && !OF_ALL.has(progress.error.code);
}

/** The ended clean-up. The user can continue with `rest`, and then with the tasks that remained before a retry. */
export function ended(cleanup: Cleanup, rest: readonly Task[], at: number, error: Run['error']): Cleanup {
  const left = [...rest, ...cleanup.left];
  const over = { state: 'ended', tasks: [], left, isStopping: false, error, endedAt: at, isSeen: false } as const;
  return { ...cleanup, ...over, idle: null, wait: null, useReserve: false, zohoAt: null };
}

function withTask({ left }: Cleanup, task: Task): readonly Task[] {
  const isThere = left.some((other) => JSON.stringify(other) === JSON.stringify(task));
  return isThere ? left : [...left, task];
}

async function attempt(ports: CleanupPorts, cleanup: Cleanup, task: Task): Promise<Progress> {
  try {
    return await take(ports, cleanup, task);
  } catch (thrown) {
    const error = toAppError(thrown);
    // Another run started while this clean-up waited for a person.
    if (error.code === 'busy') return { waitsFor: 'other-run' };
    // A run that cannot be reopened or undone any more does not affect the other modules.
    if (PAST.has(error.code)) return 'done';
    // In a dying worker the browser's stores fail first. The clean-up must not end for that.
    return error.code === 'storage-broken' ? { broken: toErrorData(error) } : { error: toErrorData(error) };
  }
}

async function take(ports: CleanupPorts, cleanup: Cleanup, task: Task): Promise<Progress> {
  if (task.do === 'ask') return ask(ports, cleanup);
  const step = cleanup.steps[task.step];
  if (step === undefined) return 'done';
  const { engine } = ports;
  const runId = runOfTask(cleanup.steps, task) ?? '';
  switch (task.do) {
    case 'make':
    case 'rename':
    case 'delete':
    case 'remake':
    case 'nameBack':
      return changeTags(ports, cleanup, task);
    case 'find':
      return task.isBegun || cleanup.isStopping ? untilOver(ports, cleanup, task) : find(ports, cleanup, step);
    case 'put':
      return put(ports, cleanup, task, step);
    case 'remove':
      return step.replace === undefined ? remove(ports, cleanup, task, step) : removeOld(ports, cleanup, task, step);
    case 'undo':
    case 'takeBack':
      if (!cleanup.isStopping) await undo(ports, step, task.do);
      return untilOver(ports, cleanup, task);
    case 'goOn':
    case 'goOnUndo':
      if (task.isBegun || cleanup.isStopping) return untilOver(ports, cleanup, task);
      await engine.goOn({ runId });
      return 'begun';
    case 'retry':
    case 'retryUndo':
      return again(ports, cleanup, task, 'retry');
    case 'renewUndo':
      return again(ports, cleanup, task, 'renew');
    case 'check':
    case 'checkUndo':
      return again(ports, cleanup, task, 'check');
  }
}

/** A task over records, which has a run. */
type RunTask = Exclude<Task, { readonly do: 'ask' }>;

/** Reopens an ended run. The clean-up does not end for records that the run had left unsent at an earlier stop. */
async function again(
  ports: CleanupPorts,
  cleanup: Cleanup,
  task: RunTask & { readonly isBegun: boolean },
  what: 'retry' | 'check' | 'renew',
): Promise<Progress> {
  const runId = runOfTask(cleanup.steps, task) ?? '';
  if (!task.isBegun && !cleanup.isStopping) {
    await ports.engine[what]({ runId, renewed: renewedIn(cleanup.steps[task.step]?.tags) });
    return 'begun';
  }
  const progress = await untilOver(ports, cleanup, task);
  const run = await ports.engine.run(runId);
  return run?.stopReason === 'user' && !isLive(run) ? 'done' : progress;
}

/** Starts to find a module's records. An ended reading is deleted and starts again. */
async function find({ engine }: CleanupPorts, { id, connectionId }: Cleanup, step: CleanupStep): Promise<Progress> {
  const { module, holders, replace } = step;
  const runId = findingRun(step);
  const before = await engine.run(runId);
  if (before !== null && before.cleanupId !== id) throw new AppError('unexpected', { name: 'run of another clean-up' });
  if (before !== null && !isLive(before) && before.startedAt === null) await engine.delete({ runId });
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const;
  const kind = replace === undefined ? {} : ({ kind: 'put' } as const);
  await engine.read({ runId, connectionId, module, source, ids: null, cleanupId: id, ...kind });
  return 'begun';
}

/** A module whose records could not be found does not affect the others. */
async function remove(
  ports: CleanupPorts,
  cleanup: Cleanup,
  task: RunTask,
  { runId, holders }: CleanupStep,
): Promise<Progress> {
  const run = await ports.engine.run(runId);
  if (run === null || run.total === 0) return 'done';
  if (run.state === 'planned') {
    if (cleanup.isStopping) return 'done';
    const tagIds = holders.tags.map(({ id }) => id).filter((id) => run.tags.some((tag) => tag.id === id));
    await ports.engine.start({ runId, tagIds });
  }
  return run.startedAt === null && run.state === 'stopped' ? 'done' : untilOver(ports, cleanup, task);
}

/** Puts the tag that stays on the records that were found. */
async function put(
  ports: CleanupPorts,
  cleanup: Cleanup,
  task: RunTask,
  { replace, tags }: CleanupStep,
): Promise<Progress> {
  if (replace === undefined) return 'done';
  const { putId, stays } = replace;
  const run = await ports.engine.run(putId);
  if (run === null || run.total === 0) return 'done';
  if (run.state === 'planned') {
    const tag = tags?.stays ?? (stays.id === null ? null : { ...stays, id: stays.id });
    if (cleanup.isStopping || tag === null) return 'done';
    await ports.engine.put({ runId: putId, tags: [tag] });
  }
  return run.startedAt === null && run.state === 'stopped' ? 'done' : untilOver(ports, cleanup, task);
}

/** Takes the old tags off the records that carry the tag that stays. */
async function removeOld(ports: CleanupPorts, cleanup: Cleanup, task: RunTask, step: CleanupStep): Promise<Progress> {
  const { runId, holders, replace, tags } = step;
  const putId = replace?.putId ?? '';
  const stays = tags?.stays?.id ?? replace?.stays.id ?? '';
  const before = await ports.engine.run(putId);
  if (before === null || before.startedAt === null) return 'done';
  if ((await ports.engine.run(runId)) === null) {
    if (cleanup.isStopping) return 'done';
    // A name that is that of an old tag by Zoho's word makes this tag the one that stays.
    const tagIds = holders.tags.map(({ id }) => id).filter((id) => id !== stays);
    await ports.engine.follow({ runId, putId, tagIds, stays });
  }
  return untilOver(ports, cleanup, task);
}

/** Tags in the places of deleted ones, by the ids of these. */
function renewedIn(tags: CleanupStep['tags']): ReadonlyMap<string, Tag> {
  return new Map((tags?.renewed ?? []).flatMap(({ old, tag }) => (tag === null ? [] : [[old, tag] as const])));
}

/** Starts the undo of a step's removal, or of what it put on. */
async function undo(
  { engine }: CleanupPorts,
  { runId, undoId, replace, tags }: CleanupStep,
  what: 'undo' | 'takeBack',
): Promise<void> {
  const renewed = renewedIn(tags);
  const stays = tags?.stays?.id ?? replace?.stays.id ?? null;
  if (what === 'undo') await engine.undo({ runId, undoId, renewed, ...(stays !== null && { stays }) });
  else if (replace !== undefined)
    await engine.undo({ runId: replace.putId, undoId: replace.takeBackId, renewed, removal: runId });
}

/**
 * Asks the user if fewer records were found than Zoho counts, if so many were found that Zoho's count needed a lighter
 * confirmation, or if the clean-up asks first and found any. Modules that are already being worked on are left out.
 */
async function ask(ports: CleanupPorts, cleanup: Cleanup): Promise<Progress> {
  if (cleanup.isStopping) return 'done';
  const found = new Map<string, readonly number[] | null>();
  const open: CleanupStep[] = [];
  let total = 0;
  for (const step of cleanup.steps) {
    const runId = findingRun(step);
    const run = await ports.engine.run(runId);
    if (!isOpenStep(step, run)) continue;
    open.push(step);
    if (run === null) continue;
    const tagIds = step.holders.tags.map(({ id }) => id);
    const counts = await ports.found(runId, tagIds);
    found.set(runId, counts);
    if (counts !== null) total += run.total;
  }
  const isShort = fewerFound(cleanup, (runId) => found.get(runId) ?? null).length > 0;
  const isAsked = cleanup.asksFirst === true && [...found.values()].some((counts) => counts?.some((n) => n > 0));
  if (!isShort && !isAsked && !(await isFarMore(ports, open, total))) return 'done';
  await ports.store.change(cleanup.id, (now) =>
    now.state === 'working' && now.tasks[0]?.do === 'ask' && !now.isStopping ? asking(now, ports.clock.wall()) : now,
  );
  ports.changed(cleanup.connectionId);
  return 'changed';
}

/** Whether so many records were found that Zoho's count needed a lighter confirmation. */
async function isFarMore(ports: CleanupPorts, steps: readonly CleanupStep[], found: number): Promise<boolean> {
  const counts = steps.flatMap(({ holders }) => holders.counted);
  // A number that Zoho has not told was confirmed like the largest.
  if (counts.includes(null)) return false;
  const counted = counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  return needsStricter(found, counted, (await ports.settings()).confirmAbove);
}

/** Waits for the end of a task's run. Stops that run if the clean-up is stopping. */
async function untilOver(ports: CleanupPorts, cleanup: Cleanup, task: RunTask): Promise<Progress> {
  const { engine } = ports;
  const runId = runOfTask(cleanup.steps, task) ?? '';
  for (let visits = 0; visits < MOST_VISITS; visits += 1) {
    const run = await engine.run(runId);
    if (run === null) return 'done';
    if (!isLive(run)) return progressOf(run, cleanup, task);
    if (run.why !== null && visits > 0) return { waitsFor: 'run' };
    // A stop may have been requested after this task began and before it had a run to stop.
    if ((await ports.store.one(cleanup.id))?.isStopping !== false) await engine.stop({ runId });
    await engine.over(runId);
  }
  return { waitsFor: 'run' };
}

function progressOf(run: Run, { steps, isStopping, isUndo }: Cleanup, task: RunTask): Progress {
  const { stopReason, error, startedAt, counts } = run;
  if (isStopping || stopReason === null) return 'done';
  if (ENDS_ALL.has(stopReason)) return { error };
  const isLeft = startedAt !== null && counts['not-sent'] > 0;
  return isLeft ? { leaves: goingOn(steps, task, isUndo) } : 'done';
}
