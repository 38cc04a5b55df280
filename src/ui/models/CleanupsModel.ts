import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CleanupView, listCleanups } from '../../cleanups/queries/cleanups.ts';
import { type Joined, type Phase, phaseOf, runNow, stepNow, workNow } from '../../cleanups/queries/facts.ts';
import type { Cleanup, CleanupStep } from '../../cleanups/model/types.ts';
import type { Run } from '../../runs/model/types.ts';
import type { Work } from '../../shared/cleanup-mirrors.ts';
import { parseErrorData } from '../../shared/error-data.ts';
import { cleanupsChangedItem } from '../../shared/cleanups-changed.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import type { Counts, RunSummary } from '../../shared/run-summary.ts';
import { isHeldUp, type Waiting } from '../components/WaitNote.tsx';
import { summaryOfRun } from '../run-view.ts';
import { createAsk } from './ask.ts';
import type { PagePorts } from './ports.ts';
import { storedSignal } from './stored-signal.ts';

/** A clean-up as it is now: the stored one, brought up to date by the mirrors of its runs. */
export interface CleanupNow {
  readonly cleanup: Cleanup;
  readonly steps: readonly StepNow[];
  readonly phase: Phase;
  /** The position of the module at work; null between modules and while it does not work. */
  readonly at: number | null;
  /** What is done there. */
  readonly work: Work | null;
  /** The run at work. */
  readonly live: RunSummary | null;
  /** What it waits for: its run, or a change of tags. Null while it works. */
  readonly waiting: Waiting | null;
  /** Whether a stop was requested and it has not ended yet. */
  readonly isStopping: boolean;
}

export interface StepNow extends CleanupStep {
  readonly run: RunSummary | null;
  readonly undo: RunSummary | null;
  /** Of a replace: the run that puts the tag on, and its undo. */
  readonly put: RunSummary | null;
  readonly takeBack: RunSummary | null;
  readonly joined: Joined | null;
  readonly joinedUndo: Counts | null;
}

export interface CleanupsPorts extends Pick<PagePorts, 'request' | 'newId'> {
  readonly cleanups: { readonly list: typeof listCleanups };
  readonly settings: () => Promise<{ readonly historyDays: number }>;
}

/** All clean-ups, newest first, kept in step with the worker, and the actions on one. */
export const CleanupsModel = createModel(
  (ports: CleanupsPorts, mirrors: ReadonlySignal<ReadonlyMap<string, RunSummary>>) => {
    const views = signal<readonly CleanupView[]>([]);
    const historyDays = signal(30);
    const isRead = signal(false);
    const error = signal<ErrorData | null>(null);
    const changed = storedSignal(cleanupsChangedItem, {});
    const { asked, ask, error: refused, forget } = createAsk();
    /** Clean-ups with a requested stop that have not reported it yet. */
    const stopping = signal<ReadonlySet<string>>(new Set());
    let reading: Promise<void> | null = null;
    let isStale = false;

    const readAll = async (): Promise<void> => {
      do {
        isStale = false;
        try {
          views.value = await ports.cleanups.list(null);
          error.value = null;
        } catch (thrown) {
          error.value = toErrorData(thrown);
        }
      } while (isStale);
      isRead.value = true;
      reading = null;
    };
    const read = (): Promise<void> => {
      isStale = true;
      reading ??= readAll();
      return reading;
    };
    const changes = computed(() => JSON.stringify(changed.value));
    /** A run that ends, or is looked at after its end, is read again from the journal. */
    const ends = computed(() =>
      [...mirrors.value.values()]
        .map(({ id, state, endedAt, cameBack }) => `${id} ${state} ${endedAt} ${cameBack?.records}`)
        .join(),
    );
    effect(() => {
      if (changes.value !== '' && ends.value !== null && isRead.peek()) inBackground(read(), 'CleanupsModel.read');
    });

    const all = computed<readonly CleanupNow[]>(() => {
      const byId = mirrors.value;
      const days = historyDays.value;
      const asking = stopping.value;
      return views.value.map((view) => nowOf(view, byId, days, asking));
    });

    return {
      all,
      isRead,
      error,
      historyDays,
      asked,
      ask,
      refusal: computed(refused),
      forget,
      async load(): Promise<void> {
        historyDays.value = (await ports.settings()).historyDays;
        await changed.load();
        await read();
      },
      /** Resolves when the stores have been read. */
      async settled(): Promise<void> {
        while (reading !== null) await reading;
      },
      async stop(id: string): Promise<void> {
        stopping.value = new Set(stopping.peek()).add(id);
        await ask(() => ports.request('cleanup.stop', { id }));
        stopping.value = new Set([...stopping.peek()].filter((one) => one !== id));
      },
      /** Continues with the found records: `records` as they are shown, and what the user has typed. */
      agree: (id: string, confirmed: { readonly records: number; readonly typed: string }) =>
        ask(() => ports.request('cleanup.answer', { id, isEnough: true, ...confirmed })),
      findAgain: (id: string) => ask(() => ports.request('cleanup.answer', { id, isEnough: false })),
      /** Continues it, or ends the wait of its change of tags. `useReserve`: with the reserved credits. */
      goOn: (id: string, useReserve = false) =>
        ask(() => ports.request('cleanup.goOn', { id, ...(useReserve && { useReserve }) })),
      retry: (id: string) => ask(() => ports.request('cleanup.retry', { id })),
      check: (id: string) => ask(() => ports.request('cleanup.check', { id })),
      undo: (id: string) => ask(() => ports.request('cleanup.undo', { id })),
      useNamesakes: (id: string) => ask(() => ports.request('cleanup.useNamesakes', { id })),
      seen: (id: string) => ask(() => ports.request('cleanup.seen', { id })),
      /** Retries a waiting run at once, or lets it use the reserved credits. */
      goOnRun: (runId: string, useReserve = false) => ask(() => ports.request('run.goOn', { runId, useReserve })),
    };
  },
);

function nowOf(
  { cleanup, steps }: CleanupView,
  mirrors: ReadonlyMap<string, RunSummary>,
  historyDays: number,
  stopping: ReadonlySet<string>,
): CleanupNow {
  const of = (run: Run | null, id: string | undefined): RunSummary | null => {
    const mirror = mirrors.get(id ?? '') ?? null;
    return run === null ? mirror : summaryOfRun(run, mirror, historyDays);
  };
  const now = steps.map((step): StepNow => ({
    ...step,
    run: of(step.run, step.runId),
    undo: cleanup.isUndo ? of(step.undo, step.undoId) : null,
    put: of(step.put, step.replace?.putId),
    takeBack: cleanup.isUndo ? of(step.takeBack, step.replace?.takeBackId) : null,
  }));
  const id = runNow(cleanup);
  const runs = now.flatMap(({ run, undo, put, takeBack }) => [run, undo, put, takeBack].flatMap((one) => one ?? []));
  const live = id === null ? null : (runs.find((run) => run.id === id) ?? null);
  const isStopping = cleanup.isStopping || (cleanup.state === 'working' && stopping.has(cleanup.id));
  return {
    cleanup,
    steps: now,
    phase: phaseOf(cleanup),
    at: stepNow(cleanup),
    work: workNow(cleanup),
    live,
    waiting: isStopping ? null : live === null ? tagWait(cleanup) : live.why === null && !isHeldUp(live) ? null : live,
    isStopping,
  };
}

/** The wait of a change of tags, which has no run. */
function tagWait(cleanup: Cleanup): Waiting | null {
  const { wait = null, steps, org, user, startedAt } = cleanup;
  const module = steps[stepNow(cleanup) ?? -1]?.module;
  if (wait === null || module === undefined || cleanup.state !== 'working') return null;
  const { why, until, error } = wait;
  return {
    id: null,
    state: 'waiting',
    why,
    until,
    error: error === null ? null : parseErrorData(error),
    tries: null,
    inFlight: 0,
    creditsLeft: null,
    startedAt,
    module,
    orgName: org.name,
    userName: user.name,
  };
}
