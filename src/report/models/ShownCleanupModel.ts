import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { sumOfStep, undoOffer } from '../../cleanups/queries/facts.ts';
import { joinOf, type RunPair } from '../../cleanups/queries/joined.ts';
import type { Run } from '../../runs/model/types.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import { NO_COUNTS, type RunSummary } from '../../shared/run-summary.ts';
import { createLatest } from '../../ui/models/ask.ts';
import type { CleanupNow, StepNow } from '../../ui/models/CleanupsModel.ts';
import { unmadeIn } from '../../ui/cleanup-words.ts';
import type { Unfinished } from '../../ui/next-steps.ts';
import type { Unmade } from '../../ui/row-reason-text.ts';
import { summaryOfRun } from '../../ui/run-view.ts';
import type { ReportPorts } from '../ports.ts';

/** A side of a clean-up: what it removed or replaced, or its undo. */
export type Side = 'removal' | 'undo';

/** A run, brought up to date by its mirror. The two runs of a replace are one, with each record once. */
export interface ShownRun {
  readonly run: Run;
  readonly now: RunSummary;
  /** Null for a single run. */
  readonly pair: RunPair | null;
  /** In an undo: the deleted tags that were not made again. */
  readonly unmade?: Unmade;
}

/** The runs of a step on one side, in the order of their work. */
function runsOf(
  { run, undo, put, takeBack }: StepNow,
  side: Side,
): readonly [first: RunSummary | null, second: RunSummary | null] {
  if (side === 'undo') return [undo, takeBack];
  return put === null ? [run, null] : [put, run];
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
    /** The runs of the side as the journal has them, by id. */
    const stored = signal<ReadonlyMap<string, Run>>(new Map());
    const isRead = signal(false);
    const unfinished = signal<Unfinished>({ retried: 0, continued: 0 });
    const error = signal<ErrorData | null>(null);

    const side = computed<Side>(() => asked.value ?? (shown.value?.cleanup.isUndo === true ? 'undo' : 'removal'));
    /** The runs of the side, each with its state. A change of the state makes it read the journal again. */
    const wanted = computed(() =>
      JSON.stringify(
        (shown.value?.steps ?? [])
          .flatMap((step) => runsOf(step, side.value))
          .flatMap((run) => (run === null ? [] : [[run.id, run.state, run.endedAt, run.undoneBy, run.chosenCount]])),
      ),
    );
    const latest = createLatest();
    const read = async (ids: readonly string[]): Promise<void> => {
      const isLatest = latest();
      try {
        const found = await Promise.all(ids.map((id) => ports.runs.read(id)));
        if (!isLatest()) return;
        stored.value = new Map(found.flatMap((run) => (run === null ? [] : [[run.id, run] as const])));
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
    const all = computed<readonly ShownRun[]>(() => {
      const now = shown.value;
      const byId = stored.value;
      const days = historyDays.value;
      const newest = mirrors.value;
      const shownSide = side.value;
      if (now === null) return [];
      const isUndo = shownSide === 'undo';
      return now.steps.flatMap((step): readonly ShownRun[] => {
        const [first = null, second = null] = runsOf(step, shownSide).map((run) => byId.get(run?.id ?? '') ?? null);
        const base = second ?? first;
        if (base === null) return [];
        const unmade = isUndo ? unmadeIn(step) : new Map();
        const of = unmade.size === 0 ? {} : { unmade };
        const summary = summaryOfRun(base, newest.get(base.id) ?? null, days);
        if (now.cleanup.kind !== 'replace') return [{ run: base, now: summary, pair: null, ...of }];
        const isEnded = isUndo ? now.phase === 'ended' : now.phase === 'ended' || now.cleanup.isUndo;
        const pair: RunPair = { first, second, isUndo, isEnded };
        const { run } = joinOf(pair);
        const sum = sumOfStep({ kind: 'replace', isUndo }, step);
        const joined = { id: run.id, kind: run.kind, counts: sum?.counts ?? NO_COUNTS, total: sum?.all ?? 0 };
        // A change of either run is one of both.
        const revision = summary.revision + (second === null ? 0 : (newest.get(first?.id ?? '')?.revision ?? 0));
        return [{ run, now: { ...summary, ...joined, revision }, pair, ...of }];
      });
    });

    const latestCount = createLatest();
    const countUnfinished = async (ids: readonly string[]): Promise<void> => {
      const isLatest = latestCount();
      // The second run of a replace leaves those alone that failed in the first.
      const read = ids.map((id) => ports.journal.failures(id, { first: 0, skipsLacking: seconds.peek().has(id) }));
      const groups = await Promise.all(read).catch(() => []);
      if (!isLatest()) return;
      const sum = (of: (group: { retried: number; continued: number }) => number) =>
        groups.flat().reduce((n, group) => n + of(group), 0);
      unfinished.value = { retried: sum((group) => group.retried), continued: sum((group) => group.continued) };
    };
    const sideRuns = computed(() => (shown.value?.steps ?? []).flatMap((step) => runsOf(step, side.value)));
    const seconds = computed(
      () => new Set((shown.value?.steps ?? []).flatMap((step) => runsOf(step, side.value)[1]?.id ?? [])),
    );
    const withFailures = computed(() =>
      shown.value?.phase !== 'ended'
        ? ''
        : sideRuns.value
            .flatMap((run) => run ?? [])
            .filter(({ counts }) => counts.failed + counts.partly > 0)
            .map(({ id, revision }) => `${id} ${revision}`)
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
      /** The single runs of the side, each by itself. */
      parts: computed(() => sideRuns.value.flatMap((run) => run ?? [])),
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
        stored.value = new Map();
        isRead.value = false;
      },
    };
  },
);
