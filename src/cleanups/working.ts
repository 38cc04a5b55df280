import type { Run } from '../runs/model/types.ts';
import { isAppError } from '../shared/errors.ts';
import { isLive } from '../shared/run-facts.ts';
import type { StopReason } from '../shared/run-summary.ts';
import { fewerFound } from './model/tasks.ts';
import type { Cleanup, CleanupStep, Task } from './model/types.ts';
import type { CleanupPorts } from './ports.ts';

/**
 * The progress of a task. `begun`: the run that it waits for has started. `later`: an event from outside must come
 * first. An object ends the whole clean-up, with the run's error if it has one.
 */
type Progress = 'done' | 'begun' | 'later' | { readonly error: Run['error'] };

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

/** A run can be requested while its visit ends, and then gets another visit. This is the limit in a row. */
const MOST_VISITS = 3;

/**
 * Does the remaining tasks of a clean-up in order. Resolves when the clean-up ends, asks a person, or waits for longer
 * than a worker lives. Safe to interrupt at any line, because a repeated task continues the same run.
 */
export async function workOn(ports: CleanupPorts, id: string): Promise<void> {
  for (;;) {
    const cleanup = await ports.store.one(id);
    if (cleanup === null || cleanup.state !== 'working') return;
    const [task] = cleanup.tasks;
    const progress = task === undefined ? 'done' : await attempt(ports, cleanup, task);
    if (progress === 'later') return;
    const now = await ports.store.change(id, (present) => after(present, task, progress, ports.clock.wall()));
    if (now !== null) ports.changed(now.connectionId);
  }
}

/** The clean-up after this progress of its first task. Unchanged if its first task has changed in the meantime. */
function after(cleanup: Cleanup, task: Task | undefined, progress: Exclude<Progress, 'later'>, at: number): Cleanup {
  const { state, tasks, isStopping } = cleanup;
  if (state !== 'working' || JSON.stringify(tasks[0]) !== JSON.stringify(task)) return cleanup;
  if (task === undefined) return ended(cleanup, [], at, null);
  if (typeof progress === 'object') return ended(cleanup, tasks, at, progress.error);
  if (progress === 'begun') return { ...cleanup, tasks: [{ ...task, isBegun: true } as Task, ...tasks.slice(1)] };
  // The stopped task stays in the list: continuing starts with its run.
  if (isStopping) return ended(cleanup, tasks, at, null);
  return tasks.length === 1 ? ended(cleanup, [], at, null) : { ...cleanup, tasks: tasks.slice(1) };
}

/** The ended clean-up. `left`: the tasks that a person can continue with. */
export function ended(cleanup: Cleanup, left: readonly Task[], at: number, error: Run['error']): Cleanup {
  return { ...cleanup, state: 'ended', tasks: [], left, isStopping: false, error, endedAt: at, isSeen: false };
}

async function attempt(ports: CleanupPorts, cleanup: Cleanup, task: Task): Promise<Progress> {
  try {
    return await take(ports, cleanup, task);
  } catch (error) {
    if (!isAppError(error)) throw error;
    // Another run started while this clean-up waited for a person.
    if (error.code === 'busy') return 'later';
    // A run that cannot be reopened or undone any more does not affect the other modules.
    if (error.code === 'undo-done' || error.code === 'undo-over' || error.code === 'run-gone') return 'done';
    throw error;
  }
}

async function take(ports: CleanupPorts, cleanup: Cleanup, task: Task): Promise<Progress> {
  if (task.do === 'ask') return ask(ports, cleanup);
  const step = cleanup.steps[task.step];
  if (step === undefined) return 'done';
  const { engine } = ports;
  switch (task.do) {
    case 'find':
      return task.isBegun || cleanup.isStopping ? untilOver(ports, cleanup, step.runId) : find(ports, cleanup, step);
    case 'remove':
      return remove(ports, cleanup, step);
    case 'undo':
      if (!cleanup.isStopping) await engine.undo({ runId: step.runId, undoId: step.undoId });
      return untilOver(ports, cleanup, step.undoId);
    case 'goOn':
    case 'retry':
    case 'check':
      if (task.isBegun || cleanup.isStopping) return untilOver(ports, cleanup, step.runId);
      await engine[task.do]({ runId: step.runId });
      return 'begun';
    case 'goOnUndo':
    case 'retryUndo':
    case 'checkUndo':
      if (task.isBegun || cleanup.isStopping) return untilOver(ports, cleanup, step.undoId);
      await engine[OF_UNDO[task.do]]({ runId: step.undoId });
      return 'begun';
  }
}

const OF_UNDO = { goOnUndo: 'goOn', retryUndo: 'retry', checkUndo: 'check' } as const;

/** Starts to find a module's records. An ended reading is deleted and starts again. */
async function find(
  { engine }: CleanupPorts,
  { id, connectionId }: Cleanup,
  { module, holders, runId }: CleanupStep,
): Promise<Progress> {
  const before = await engine.run(runId);
  if (before !== null && !isLive(before) && before.startedAt === null) await engine.delete({ runId });
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const;
  await engine.read({ runId, connectionId, module, source, ids: null, cleanupId: id });
  return 'begun';
}

/** A module whose records could not be found does not affect the others. */
async function remove(ports: CleanupPorts, cleanup: Cleanup, { runId, holders }: CleanupStep): Promise<Progress> {
  const run = await ports.engine.run(runId);
  if (run === null || run.total === 0) return 'done';
  if (run.state === 'planned') {
    if (cleanup.isStopping) return 'done';
    const tagIds = holders.tags.map(({ id }) => id).filter((id) => run.tags.some((tag) => tag.id === id));
    await ports.engine.start({ runId, tagIds });
  }
  return run.startedAt === null && run.state === 'stopped' ? 'done' : untilOver(ports, cleanup, runId);
}

/** Asks a person when fewer records were found than Zoho counts, or when the clean-up asks first and found any. */
async function ask(ports: CleanupPorts, cleanup: Cleanup): Promise<Progress> {
  if (cleanup.isStopping) return 'done';
  const found = new Map<string, readonly number[] | null>();
  for (const { runId, holders } of cleanup.steps)
    found.set(
      runId,
      await ports.found(
        runId,
        holders.tags.map(({ id }) => id),
      ),
    );
  const isShort = fewerFound(cleanup, (runId) => found.get(runId) ?? null).length > 0;
  const isAsked = cleanup.asksFirst === true && [...found.values()].some((counts) => counts?.some((n) => n > 0));
  if (!isShort && !isAsked) return 'done';
  await ports.store.change(cleanup.id, (now) =>
    now.state === 'working' && now.tasks[0]?.do === 'ask' ? { ...now, state: 'asking' } : now,
  );
  ports.changed(cleanup.connectionId);
  return 'later';
}

/** Waits for the end of a run. Stops the run if the clean-up is stopping. */
async function untilOver(ports: CleanupPorts, { isStopping }: Cleanup, runId: string): Promise<Progress> {
  const { engine } = ports;
  for (let visits = 0; visits < MOST_VISITS; visits += 1) {
    const run = await engine.run(runId);
    if (run === null || !isLive(run)) return run === null ? 'done' : progressOf(run, isStopping);
    if (run.why !== null && visits > 0) return 'later';
    if (isStopping) await engine.stop({ runId });
    await engine.over(runId);
  }
  return 'later';
}

function progressOf({ stopReason, error }: Run, isStopping: boolean): Progress {
  if (isStopping || stopReason === null || !ENDS_ALL.has(stopReason)) return 'done';
  return { error };
}
