import type { CleanupView, StepView } from '../../cleanups/queries/cleanups.ts';
import { tasksOf } from '../../cleanups/model/tasks.ts';
import type { Cleanup, Task } from '../../cleanups/model/types.ts';
import { newRun } from '../../runs/model/machine.ts';
import type { Run } from '../../runs/model/types.ts';
import type { CleanupOffer, OfferRequest } from '../../shared/messages.ts';
import { type Counts, type Holders, type Module, NO_COUNTS } from '../../shared/run-summary.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { CONNECTION, moduleOf, NOW } from './made-tags.ts';

const MINUTE_MS = 60_000;
const ORG: Run['org'] = {
  ...CONNECTION.org,
  dataCentre: CONNECTION.dataCentre,
  environment: CONNECTION.environment,
};
const USER = { id: CONNECTION.user.id, name: CONNECTION.user.name };

export function labelsOf({ apiName, moduleSlug, singular, plural, isCustom }: TagModule): Omit<Module, 'nameField'> {
  return { apiName, moduleSlug, singular, plural, isCustom };
}

/** A module of a clean-up as a test tells it: Zoho's count, what is found of it, and where its run stands. */
export interface ToldStep {
  readonly module: string;
  readonly counted: number | null;
  /** Zoho's id of the tag there, where it matters. */
  readonly tagId?: string;
  /** The records of its run by outcome; left out where there is no run yet. */
  readonly counts?: Partial<Counts>;
  readonly run?: Partial<Run>;
  /** The same of its undo. */
  readonly undone?: Partial<Counts>;
  readonly undo?: Partial<Run>;
}

interface ToldCleanup {
  readonly tag?: string;
  readonly steps: readonly ToldStep[];
  readonly tasks?: readonly Task[];
  readonly change?: Partial<Cleanup>;
}

/** A clean-up and its runs as the stores have them. Without tasks it is over. */
export function cleanupOf({ tag = 'Trade show 2025', steps, tasks = [], change = {} }: ToldCleanup): CleanupView {
  const startedAt = NOW - 5 * MINUTE_MS;
  const id = change.id ?? 'clean';
  const isWorking = tasks.length > 0;
  const views = steps.map(({ module, counted, tagId, ...told }, place): StepView => {
    const labels = { ...labelsOf(moduleOf(module, place)), nameField: 'Last_Name' };
    const holders: Holders = {
      tags: [{ id: tagId ?? `58120000000009000${place}`, name: tag, colour: '#F48435' }],
      way: 'scan',
      counted: [counted],
    };
    const runId = `${id}-${place}`;
    const undoId = `${runId}u`;
    const given = { module: labels, holders, startedAt };
    return {
      module: labels,
      holders,
      runId,
      undoId,
      run: told.counts === undefined ? null : runOf(runId, null, told.counts, { ...given, change: told.run ?? {} }),
      undo: told.undone === undefined ? null : runOf(undoId, runId, told.undone, { ...given, change: told.undo ?? {} }),
      put: null,
      takeBack: null,
    };
  });
  const cleanup: Cleanup = {
    v: 1,
    org: ORG,
    user: USER,
    id,
    connectionId: CONNECTION.id,
    kind: 'retire',
    steps: views.map(({ module, holders, runId, undoId }) => ({ module, holders, runId, undoId })),
    tasks,
    state: isWorking ? 'working' : 'ended',
    isStopping: false,
    left: [],
    isUndo: false,
    error: null,
    startedAt,
    endedAt: isWorking ? null : NOW - MINUTE_MS,
    undoneAt: null,
    isSeen: false,
    revision: 1,
    ...change,
  };
  return { cleanup, steps: views };
}

interface GivenRun {
  readonly module: Module;
  readonly holders: Holders;
  readonly startedAt: number;
  readonly change: Partial<Run>;
}

function runOf(id: string, undoes: string | null, counts: Partial<Counts>, given: GivenRun): Run {
  const { module, holders, startedAt, change } = given;
  const all = { ...NO_COUNTS, ...counts };
  const source =
    undoes === null
      ? ({ kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const)
      : ({ kind: 'undo', viewId: null, viewName: null, pages: null } as const);
  const made = newRun({
    id,
    kind: undoes === null ? 'removal' : 'undo',
    undoes,
    connectionId: CONNECTION.id,
    org: ORG,
    user: USER,
    module,
    source,
    at: startedAt,
    cleanupId: 'clean',
  });
  return {
    ...made,
    tags: holders.tags,
    chosen: [0],
    state: 'done',
    counts: all,
    total: Object.values(all).reduce((sum, n) => sum + n, 0),
    changed: all.removed + all.partly,
    startedAt,
    endedAt: NOW - MINUTE_MS,
    ...change,
  };
}

/** Tasks of a clean-up of which the first are done. */
export function tasksFrom(steps: number, first: Task): readonly Task[] {
  const all = tasksOf({ kind: 'retire', steps: Array.from({ length: steps }, () => ({})) });
  const place = all.findIndex(
    (task) => task.do === first.do && ('step' in task ? task.step : -1) === ('step' in first ? first.step : -1),
  );
  return [first, ...all.slice(place + 1)];
}

/** An offer as the worker makes it, over what the page's rows say. */
export function offerFrom(rows: readonly TagRow[], change: Partial<CleanupOffer['steps'][number]> = {}) {
  return ({ steps }: OfferRequest): CleanupOffer => ({
    canSearch: false,
    reach: 100_000,
    asked: [],
    spent: 0,
    creditsLeft: 41_200,
    steps: steps.map(({ module, tagIds, stays }) => {
      const countOf = (of: string, tagId: string): number | null =>
        rows.find((row) => row.module === of && row.id === tagId)?.records?.n ?? null;
      const counted = tagIds.map((id) => countOf(module, id));
      const n = counted.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      const isCounted = counted.every((count) => count !== null);
      const remove = Math.ceil(n / 50);
      return {
        module,
        way: 'scan',
        isWindowed: false,
        why: 'no-right',
        counted,
        countedAt: counted.some((count) => count !== null) ? NOW - 2 * MINUTE_MS : null,
        records: 12_000,
        isWhole: true,
        credits: {
          find: { least: 60, most: 60 },
          read: isCounted ? { least: 0, most: remove } : null,
          remove: isCounted ? { least: remove, most: remove } : null,
        },
        seconds: isCounted ? { least: 12, most: 20 } : null,
        deleting: { least: 1 + tagIds.length, most: 1 + 2 * tagIds.length },
        ...(stays !== undefined && {
          replace: {
            counted: stays === null ? 0 : countOf(module, stays),
            make: stays === null ? { least: 1, most: 2 } : { least: 0, most: 0 },
            put: isCounted ? { least: stays === null ? remove : 0, most: remove } : null,
          },
        }),
        searchSaves: null,
        ...change,
      };
    }),
  });
}

/** An offer where nobody has counted. */
export function offerOf(request: OfferRequest): CleanupOffer {
  return offerFrom([])(request);
}
