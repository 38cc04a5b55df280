import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CleanupView, listCleanups } from '../../cleanups/queries/cleanups.ts';
import { type Phase, phaseOf, stepNow } from '../../cleanups/queries/facts.ts';
import type { Cleanup, CleanupStep } from '../../cleanups/model/types.ts';
import type { Run } from '../../runs/model/types.ts';
import { cleanupsChangedItem } from '../../shared/cleanups-changed.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
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
  /** The run at work. */
  readonly live: RunSummary | null;
  /** Whether a stop was requested and it has not ended yet. */
  readonly isStopping: boolean;
}

export interface StepNow extends CleanupStep {
  readonly run: RunSummary | null;
  readonly undo: RunSummary | null;
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
      answer: (id: string, isEnough: boolean) => ask(() => ports.request('cleanup.answer', { id, isEnough })),
      goOn: (id: string) => ask(() => ports.request('cleanup.goOn', { id })),
      retry: (id: string) => ask(() => ports.request('cleanup.retry', { id })),
      check: (id: string) => ask(() => ports.request('cleanup.check', { id })),
      undo: (id: string) => ask(() => ports.request('cleanup.undo', { id })),
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
  const of = (run: Run | null, id: string): RunSummary | null => {
    const mirror = mirrors.get(id) ?? null;
    return run === null ? mirror : summaryOfRun(run, mirror, historyDays);
  };
  const now = steps.map((step): StepNow => ({
    ...step,
    run: of(step.run, step.runId),
    undo: cleanup.isUndo ? of(step.undo, step.undoId) : null,
  }));
  const at = stepNow(cleanup);
  const working = at === null ? null : (now[at] ?? null);
  return {
    cleanup,
    steps: now,
    phase: phaseOf(cleanup),
    at,
    live: (cleanup.isUndo ? working?.undo : working?.run) ?? null,
    isStopping: cleanup.isStopping || (cleanup.state === 'working' && stopping.has(cleanup.id)),
  };
}
