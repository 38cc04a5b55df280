import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { summaryOfRun } from '../../ui/run-view.ts';
import type { ReportPorts } from '../ports.ts';
import { inBackground } from '../../shared/notes.ts';

const PAGE = 50;

/** A past or present run in the list. */
export interface HistoryRow {
  readonly run: Run;
  readonly now: RunSummary;
}

/** All started runs, newest first, a page at a time. Live ones follow their mirrors. */
export const HistoryModel = createModel(
  (
    ports: Pick<ReportPorts, 'runs'>,
    mirrors: ReadonlySignal<ReadonlyMap<string, RunSummary>>,
    historyDays: ReadonlySignal<number>,
  ) => {
    const runs = signal<readonly Run[]>([]);
    const next = signal<number | null>(null);
    const isRead = signal(false);
    const error = signal<ErrorData | null>(null);
    let newest: Promise<void> = Promise.resolve();

    /**
     * Reads as many runs again as are shown, and at least a page. Resolves with the newest reading, even if another
     * call started it.
     */
    const load = (): Promise<void> => {
      const mine: Promise<void> = readPage(() => mine === newest).then(() => (mine === newest ? undefined : newest));
      newest = mine;
      return mine;
    };

    const readPage = async (isNewest: () => boolean): Promise<void> => {
      try {
        const page = await ports.runs.list({ before: null, limit: Math.max(PAGE, runs.peek().length) });
        if (!isNewest()) return;
        runs.value = page.rows;
        next.value = page.next;
      } catch (thrown) {
        error.value = toErrorData(thrown);
      }
      isRead.value = true;
    };

    /** Runs with a mirror that the list lacks, and listed runs whose mirror is gone. */
    const started = computed(() =>
      [...mirrors.value.values()]
        .filter(({ startedAt }) => startedAt !== null)
        .map(({ id }) => id)
        .toSorted()
        .join(' '),
    );
    effect(() => {
      if (started.value !== '' || isRead.peek()) inBackground(load(), 'HistoryModel.load');
    });

    return {
      isRead,
      next,
      error,
      rows: computed<readonly HistoryRow[]>(() => {
        const byId = mirrors.value;
        const days = historyDays.value;
        return runs.value.map((run) => ({ run, now: summaryOfRun(run, byId.get(run.id) ?? null, days) }));
      }),
      load,
      async more(): Promise<void> {
        const before = next.peek();
        if (before === null) return;
        try {
          const page = await ports.runs.list({ before, limit: PAGE });
          // The list was read again in the meantime, or the same page twice.
          if (next.peek() !== before) return;
          runs.value = [...runs.peek(), ...page.rows];
          next.value = page.next;
        } catch (thrown) {
          error.value = toErrorData(thrown);
        }
      },
      drop(runId: string): void {
        runs.value = runs.peek().filter(({ id }) => id !== runId);
      },
      clear(): void {
        runs.value = [];
        next.value = null;
      },
    };
  },
);
