import type { Run } from '../../runs/model/types.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { Cleanup, Task } from './types.ts';

/** The run with this id; null when it does not exist yet. */
export type RunOf = (runId: string) => Run | null;

/** Tasks of a retire. It finds the records of all modules before it removes tags from the first. */
export function retireTasks(steps: number): readonly Task[] {
  const places = Array.from({ length: steps }, (_, step) => step);
  return [
    ...places.map((step) => ({ do: 'find', step, isBegun: false }) as const),
    { do: 'ask' },
    ...places.map((step) => ({ do: 'remove', step }) as const),
  ];
}

/** Tasks of an undo: the last module first, and only runs that changed a record. */
export function undoTasks({ steps }: Pick<Cleanup, 'steps'>, runOf: RunOf): readonly Task[] {
  return steps
    .flatMap(({ runId }, step) => ((runOf(runId)?.changed ?? 0) > 0 ? [{ do: 'undo', step } as const] : []))
    .toReversed();
}

/**
 * Runs with records to retry or to check, as tasks. In an undo, these are the undo's runs. A retry also reads modules
 * again that could not be read.
 */
export function againTasks(
  cleanup: Pick<Cleanup, 'steps' | 'isUndo' | 'left'>,
  what: 'retry' | 'check',
  runOf: RunOf,
): readonly Task[] {
  const { steps, isUndo } = cleanup;
  const unread = what === 'retry' && !isUndo ? unreadSteps(cleanup, runOf) : [];
  const found: readonly Task[] = [
    ...unread.map((step) => ({ do: 'find', step, isBegun: false }) as const),
    ...(unread.length === 0 ? [] : [{ do: 'ask' } as const]),
    ...unread.map((step) => ({ do: 'remove', step }) as const),
  ];
  const again = steps.flatMap(({ runId, undoId }, step): readonly Task[] => {
    const run = runOf(isUndo ? undoId : runId);
    if (run === null || isLive(run) || run.startedAt === null) return [];
    const { failed, partly, unknown } = run.counts;
    // A retry also puts back tags that were removed by mistake.
    const lacking = (run.mistake?.missing ?? 0) + (run.mistake?.unconfirmed ?? 0);
    if ((what === 'retry' ? failed + partly + lacking : unknown) === 0) return [];
    return [{ do: isUndo ? (`${what}Undo` as const) : what, step, isBegun: false }];
  });
  return [...found, ...again];
}

/** Positions of the steps whose records could not be found and that are not among the remaining tasks. */
function unreadSteps({ steps, left }: Pick<Cleanup, 'steps' | 'left'>, runOf: RunOf): readonly number[] {
  const isLeft = (step: number) => left.some((task) => task.do !== 'ask' && task.step === step);
  return steps.flatMap(({ runId }, step) => {
    const run = runOf(runId);
    const isUnread = run === null || (run.state === 'stopped' && run.startedAt === null);
    return isUnread && !isLeft(step) ? [step] : [];
  });
}

/** Tasks of continuing: the remaining ones. A stopped run continues, and an unfinished search starts again. */
export function continued(
  { left, steps, isUndo }: Pick<Cleanup, 'left' | 'steps' | 'isUndo'>,
  runOf: RunOf,
): readonly Task[] {
  const [first, ...rest] = left;
  if (first === undefined) return left;
  const others = rest.map(unbegun);
  if (first.do === 'ask' || first.do === 'find') return [unbegun(first), ...others];
  const { runId, undoId } = steps[first.step] ?? { runId: '', undoId: '' };
  if (runOf(isUndo ? undoId : runId)?.state !== 'stopped') return [first, ...others];
  return [{ do: isUndo ? 'goOnUndo' : 'goOn', step: first.step, isBegun: false }, ...others];
}

function unbegun(task: Task): Task {
  return 'isBegun' in task ? { ...task, isBegun: false } : task;
}

/**
 * Steps in which fewer records were found than Zoho counts, with both numbers. `step` and `tag` are positions in
 * `steps` and in `holders.tags`. Tags without a count from Zoho are left out.
 */
export function fewerFound(
  { steps }: Pick<Cleanup, 'steps'>,
  foundOf: (runId: string) => readonly number[] | null,
): readonly { readonly step: number; readonly tag: number; readonly found: number; readonly counted: number }[] {
  return steps.flatMap(({ runId, holders }, step) => {
    const found = foundOf(runId);
    if (found === null) return [];
    return holders.counted.flatMap((counted, tag) => {
      const have = found[tag] ?? 0;
      return counted !== null && have < counted ? [{ step, tag, found: have, counted }] : [];
    });
  });
}
