import type { CleanupView, StepView } from '../../cleanups/queries/cleanups.ts';
import { tasksOf } from '../../cleanups/model/tasks.ts';
import type { Cleanup, StepTags, Task } from '../../cleanups/model/types.ts';
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
  /** Of a replace: the same of the run that puts the tag on, and of its undo. */
  readonly put?: Partial<Counts>;
  readonly putRun?: Partial<Run>;
  readonly takenBack?: Partial<Counts>;
  readonly takeBack?: Partial<Run>;
  /** Its records by what both runs did, each once; of the undo likewise. */
  readonly joined?: Partial<Counts>;
  readonly joinedUndo?: Partial<Counts>;
  readonly tags?: StepTags;
}

interface ToldCleanup {
  readonly tag?: string;
  /** More tags of each step. */
  readonly others?: readonly string[];
  /** The tag that stays, or the new name. */
  readonly newName?: string;
  readonly steps: readonly ToldStep[];
  readonly tasks?: readonly Task[];
  readonly change?: Partial<Cleanup>;
}

/** A clean-up and its runs as the stores have them. Without tasks it is over. */
export function cleanupOf({
  tag = 'Trade show 2025',
  others = [],
  newName = 'VIP',
  steps,
  tasks = [],
  change = {},
}: ToldCleanup): CleanupView {
  const startedAt = NOW - 5 * MINUTE_MS;
  const id = change.id ?? 'clean';
  const isWorking = tasks.length > 0;
  const views = steps.map(({ module, counted, tagId, ...told }, place): StepView => {
    const labels = { ...labelsOf(moduleOf(module, place)), nameField: 'Last_Name' };
    const holders: Holders = {
      tags: [tag, ...others].map((name, n) => ({
        id: n === 0 && tagId !== undefined ? tagId : `5812000000000900${n}${place}`,
        name,
        colour: '#F48435',
      })),
      way: 'scan',
      counted: [counted, ...others.map(() => counted)],
    };
    const runId = `${id}-${place}`;
    const ids = { run: runId, undo: `${runId}u`, put: `${runId}p`, takeBack: `${runId}t` };
    const given = { module: labels, holders, startedAt };
    const made = (kind: Run['kind'], own: string, counts: Partial<Counts> | undefined, change: Partial<Run> = {}) =>
      counts === undefined ? null : runOf(own, counts, { ...given, change: { kind, ...change } });
    const counts = (of: Partial<Counts> | undefined) => (of === undefined ? null : { ...NO_COUNTS, ...of });
    const joined = counts(told.joined);
    const replace = {
      stays: { id: '581200000000099001', name: newName, colour: '#57B1FD' },
      putId: ids.put,
      takeBackId: ids.takeBack,
    };
    return {
      module: labels,
      holders,
      runId,
      undoId: ids.undo,
      ...(change.kind === 'replace' && { replace }),
      ...(change.kind === 'rename' && { name: newName }),
      ...(told.tags !== undefined && { tags: told.tags }),
      run: made('removal', ids.run, told.counts, told.run),
      undo: made('undo', ids.undo, told.undone, { undoes: ids.run, ...told.undo }),
      put: made('put', ids.put, told.put, told.putRun),
      takeBack: made('take-back', ids.takeBack, told.takenBack, { undoes: ids.put, ...told.takeBack }),
      joined: joined === null ? null : { counts: joined, changed: joined.removed + joined['had-none'] + joined.partly },
      joinedUndo: counts(told.joinedUndo),
    };
  });
  const cleanup: Cleanup = {
    v: 1,
    org: ORG,
    user: USER,
    id,
    connectionId: CONNECTION.id,
    kind: 'retire',
    steps: views.map(({ module, holders, runId, undoId, replace, name, tags }) => ({
      module,
      holders,
      runId,
      undoId,
      ...(replace !== undefined && { replace }),
      ...(name !== undefined && { name }),
      ...(tags !== undefined && { tags }),
    })),
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

function runOf(id: string, counts: Partial<Counts>, given: GivenRun): Run {
  const { module, holders, startedAt, change } = given;
  const all = { ...NO_COUNTS, ...counts };
  const undoes = change.undoes ?? null;
  const source =
    undoes === null
      ? ({ kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const)
      : ({ kind: 'undo', viewId: null, viewName: null, pages: null } as const);
  const made = newRun({
    id,
    kind: change.kind ?? 'removal',
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
    chosen: holders.tags.map((_, n) => n),
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
        deleting: { least: 2 + tagIds.length, most: 2 + 2 * tagIds.length },
        ...(stays !== undefined && {
          replace: {
            counted: stays === null ? 0 : countOf(module, stays),
            make: stays === null ? { least: 2, most: 3 } : { least: 0, most: 0 },
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
