import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { undoOffer } from '../../cleanups/queries/facts.ts';
import type { Run } from '../../runs/model/types.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { createLatest } from '../../ui/models/ask.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { Unfinished } from '../../ui/next-steps.ts';
import { summaryOfRun } from '../../ui/run-view.ts';
import type { ReportPorts } from '../ports.ts';

/** A side of a clean-up: its removal, or its undo. */
export type Side = 'removal' | 'undo';

/** A run, brought up to date by its mirror. */
export interface ShownRun {
  readonly run: Run;
  readonly now: RunSummary;
}

/** The shown clean-up: the runs of the chosen side and modules, their records by outcome, and the actions. */
export const ShownCleanupModel = createModel(
  (
    ports: Pick<ReportPorts, 'runs' | 'journal'>,
    shown: ReadonlySignal<CleanupNow | null>,
    {
      mirrors,
      historyDays,
    }: {
      readonly mirrors: ReadonlySignal<ReadonlyMap<string, RunSummary>>;
      readonly historyDays: ReadonlySignal<number>;
    },
  ) => {
    /** API name of the only module that is shown; null for all. */
    const module = signal<string | null>(null);
    /** The side that the user has chosen; null for the newer one. */
    const asked = signal<Side | null>(null);
    const stored = signal<readonly Run[]>([]);
    const isRead = signal(false);
    const unfinished = signal<Unfinished>({ retried: 0, continued: 0 });
    const error = signal<ErrorData | null>(null);

    const side = computed<Side>(() => asked.value ?? (shown.value?.cleanup.isUndo === true ? 'undo' : 'removal'));
    /** The runs of the side, each with its state. A change of the state makes it read the journal again. */
    const wanted = computed(() =>
      JSON.stringify(
        (shown.value?.steps ?? []).flatMap(({ run, undo }) => {
          const one = side.value === 'undo' ? undo : run;
          return one === null ? [] : [[one.id, one.state, one.endedAt, one.undoneBy, one.chosenCount]];
        }),
      ),
    );
    const latest = createLatest();
    const read = async (ids: readonly string[]): Promise<void> => {
      const isLatest = latest();
      try {
        const found = await Promise.all(ids.map((id) => ports.runs.read(id)));
        if (!isLatest()) return;
        stored.value = found.flatMap((run) => run ?? []);
        isRead.value = true;
      } catch (thrown) {
        if (isLatest()) error.value = toErrorData(thrown);
      }
    };
    effect(() => {
      if (shown.value === null) return;
      const ids = (JSON.parse(wanted.value) as readonly (readonly string[])[]).map(([id = '']) => id);
      inBackground(read(ids), 'ShownCleanupModel.read');
    });

    /** All runs of the side. */
    const all = computed<readonly ShownRun[]>(() =>
      stored.value.map((run) => ({
        run,
        now: summaryOfRun(run, mirrors.value.get(run.id) ?? null, historyDays.value),
      })),
    );

    const latestCount = createLatest();
    const countUnfinished = async (ids: readonly string[]): Promise<void> => {
      const isLatest = latestCount();
      const groups = await Promise.all(ids.map((id) => ports.journal.failures(id, { first: 0 }))).catch(() => []);
      if (!isLatest()) return;
      const sum = (of: (group: { retried: number; continued: number }) => number) =>
        groups.flat().reduce((n, group) => n + of(group), 0);
      unfinished.value = { retried: sum((group) => group.retried), continued: sum((group) => group.continued) };
    };
    const withFailures = computed(() =>
      shown.value?.phase !== 'ended'
        ? ''
        : all.value
            .filter(({ now }) => now.counts.failed + now.counts.partly > 0)
            .map(({ now }) => `${now.id} ${now.revision}`)
            .join(),
    );
    effect(() => {
      const ids = withFailures.value === '' ? [] : withFailures.value.split(',').map((one) => one.split(' ')[0] ?? '');
      inBackground(countUnfinished(ids), 'ShownCleanupModel.countUnfinished');
    });

    return {
      now: shown,
      module,
      asked,
      side,
      all,
      /** The runs in the table. */
      runs: computed(() => all.value.filter(({ run }) => module.value === null || run.module.apiName === module.value)),
      unfinished,
      isRead,
      error,
      offer: computed(() =>
        shown.value === null ? null : undoOffer(shown.value.cleanup, shown.value.steps, historyDays.value),
      ),
      forget(): void {
        module.value = null;
        asked.value = null;
        stored.value = [];
        isRead.value = false;
      },
    };
  },
);
