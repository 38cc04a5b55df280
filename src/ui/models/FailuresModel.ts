import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import type { PagePorts } from './ports.ts';
import { inBackground } from '../../shared/notes.ts';

/** The most records listed for each reason. */
const FIRST = 3;

/** Reasons of the failed records in an ended run, read from the journal once for each of its revisions. */
export const FailuresModel = createModel(
  (ports: Pick<PagePorts, 'journal'>, run: ReadonlySignal<RunSummary | null>) => {
    const read = signal<{ readonly key: string; readonly groups: readonly FailureGroup[] } | null>(null);
    const key = computed(() => {
      const now = run.value;
      return now === null || now.counts.failed + now.counts.partly === 0 ? '' : `${now.id} ${now.revision}`;
    });

    const load = async (wanted: string, runId: string): Promise<void> => {
      const groups = await ports.journal.failures(runId, { first: FIRST }).catch(() => []);
      if (key.peek() === wanted) read.value = { key: wanted, groups };
    };

    effect(() => {
      const wanted = key.value;
      const runId = run.peek()?.id;
      if (wanted !== '' && runId !== undefined) inBackground(load(wanted, runId), 'FailuresModel.load');
    });

    const groups = computed(() => {
      const last = read.value;
      const wanted = key.value;
      return last !== null && last.key === wanted ? last.groups : [];
    });
    return {
      groups,
      /** The number of failed records that a retry reopens. */
      retried: computed(() => groups.value.reduce((sum, group) => sum + group.retried, 0)),
      /** The number of failed records that a stopped run reopens when it continues. */
      continued: computed(() => groups.value.reduce((sum, group) => sum + group.continued, 0)),
    };
  },
);
