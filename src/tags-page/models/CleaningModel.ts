import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Cleanup } from '../../cleanups/model/types.ts';
import { findingRunOf } from '../../cleanups/queries/facts.ts';
import { inBackground } from '../../shared/notes.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { type ExtraScope, TAGS_SCOPE } from '../../shared/scopes.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import { type CleanupNow, CleanupsModel, type StepNow } from '../../ui/models/CleanupsModel.ts';
import { mirrorsSignal } from '../../ui/models/stored-signal.ts';
import { openSteps } from '../bands/found-rows.ts';
import { touchedBy } from '../lines/touched.ts';
import type { TagsPagePorts } from '../ports.ts';

const DAY_MS = 86_400_000;
/** How long the result of a clean-up stands on the page, and that tags are back. */
const RESULT_MS = DAY_MS;
const BACK_MS = 7 * DAY_MS;
/** Records named for each reason. */
const FIRST = 0;

/** Failures of one run of a module. */
export interface StepFailures {
  readonly step: StepNow;
  /** `second`: the removal of a replace, whose records have the tag that stays. */
  readonly of: 'first' | 'second';
  readonly runId: string;
  readonly groups: readonly FailureGroup[];
}

interface Around {
  readonly connectionId: ReadonlySignal<string | null>;
  /** The worker refused a request because this right is missing. */
  readonly lacks: (scope: ExtraScope) => void;
}

/** The clean-ups shown on the page: those of this org, and one under way in another. */
export const CleaningModel = createModel((ports: TagsPagePorts, around: Around) => {
  const mirrors = mirrorsSignal(ports.mirrors);
  const cleanups = new CleanupsModel(ports, mirrors);
  const reserve = signal(0);
  const confirmAbove = signal(500);
  /** The clean-up whose undo is asked for. */
  const undoing = signal<string | null>(null);
  /** The band of a clean-up that was started here is to get the focus. */
  const wantsFocus = signal(false);
  /** The clean-up that was shown last. Its band stays until it is closed here, also when its report has been read. */
  const watched = signal<string | null>(null);
  /** The one that was closed last, which the worker may not have stored yet. */
  const closed = signal<string | null>(null);
  const failures = signal<{ readonly key: string; readonly steps: readonly StepFailures[] } | null>(null);
  const found = signal<{ readonly key: string; readonly steps: readonly (readonly number[] | null)[] } | null>(null);

  const mine = computed(() => {
    const id = around.connectionId.value;
    return cleanups.all.value.filter(({ cleanup }) => cleanup.connectionId === id);
  });
  /** The one that has not ended. */
  const active = computed(() => mine.value.find(({ cleanup }) => cleanup.state !== 'ended') ?? null);
  /** The newest that has ended and that nobody has put away. */
  const ended = computed(() => {
    const newest = mine.value.find(({ cleanup }) => cleanup.state === 'ended') ?? null;
    const kept = watched.value;
    if (newest === null || (newest.cleanup.isSeen && newest.cleanup.id !== kept)) return null;
    return ports.now() - (newest.cleanup.endedAt ?? 0) < RESULT_MS ? newest : null;
  });
  const shown = computed(() => active.value ?? ended.value);
  effect(() => {
    const now = shown.value;
    if (now !== null && now.cleanup.id !== closed.peek()) watched.value = now.cleanup.id;
  });
  /** Modules in which a tag that was taken off is on records again, of the newest clean-up. */
  const back = computed<readonly StepNow[]>(() => {
    const newest = mine.value[0];
    if (newest === undefined || newest.cleanup.state !== 'ended' || newest.cleanup.isUndo) return [];
    if (ports.now() - (newest.cleanup.endedAt ?? 0) >= BACK_MS) return [];
    return newest.steps.filter(({ run }) => run !== null && !run.isSeen && (run.cameBack?.records ?? 0) > 0);
  });
  const elsewhere = computed(() => {
    const id = around.connectionId.value;
    const all = cleanups.all.value;
    return all.find(({ cleanup }) => cleanup.connectionId !== id && cleanup.state !== 'ended') ?? null;
  });
  /** A removal or an undo of this org that is no part of a clean-up. */
  const otherRun = computed<RunSummary | null>(() => {
    const id = around.connectionId.value;
    const all = cleanups.all.value;
    const own = new Set(all.map(({ cleanup }) => cleanup.id));
    const runs = [...mirrors.value.values()];
    return (
      runs.find(
        (run) =>
          run.connectionId === id &&
          !own.has(run.cleanupId ?? '') &&
          isLive(run) &&
          (run.startedAt !== null || run.kind === 'undo'),
      ) ?? null
    );
  });

  const failuresKey = computed(() => {
    const now = ended.value;
    if (now === null) return '';
    const runs = now.steps.flatMap((step) => failedRuns(now.cleanup, step));
    return runs.map(({ run }) => `${run.id} ${run.revision}`).join();
  });
  const readFailures = async (key: string, { cleanup, steps }: CleanupNow): Promise<void> => {
    const read = steps.flatMap((step) =>
      failedRuns(cleanup, step).map(async ({ run, of }): Promise<StepFailures> => {
        const how = { first: FIRST, skipsLacking: of === 'second' };
        return { step, of, runId: run.id, groups: await ports.journal.failures(run.id, how).catch(() => []) };
      }),
    );
    const all = await Promise.all(read);
    if (failuresKey.peek() === key) failures.value = { key, steps: all };
  };
  effect(() => {
    const key = failuresKey.value;
    const now = ended.peek();
    if (key !== '' && now !== null) inBackground(readFailures(key, now), 'CleaningModel.failures');
  });

  const foundKey = computed(() => {
    const now = active.value;
    return now?.phase === 'asking' ? `${now.cleanup.id} ${now.cleanup.revision}` : '';
  });
  const readFound = async (key: string, { cleanup }: CleanupNow): Promise<void> => {
    const steps = await ports.found(cleanup).catch(() => []);
    if (foundKey.peek() === key) found.value = { key, steps };
  };
  effect(() => {
    const key = foundKey.value;
    const now = active.peek();
    if (key !== '' && now !== null) inBackground(readFound(key, now), 'CleaningModel.found');
  });

  // The worker is not told when the network comes back; an open page is.
  effect(() =>
    ports.network.watch(() => {
      const live = active.peek()?.live ?? null;
      if (live?.why !== 'offline' || !ports.network.isOnline()) return;
      inBackground(ports.request('run.goOn', { runId: live.id }), 'CleaningModel.online');
    }),
  );

  /** A request under way keeps its answer. */
  const dropRefusal = (): void => {
    if (cleanups.refusal.peek() !== null) cleanups.forget();
  };

  // A clean-up that cannot go on without a right leads to the consent, like a start.
  effect(() => {
    const error = cleanups.refusal.value;
    if (error?.code !== 'scope-missing' || error.details.name !== TAGS_SCOPE) return;
    dropRefusal();
    around.lacks(TAGS_SCOPE);
  });

  /** Why records of the ended clean-up failed, module by module. */
  const failed = computed<readonly StepFailures[]>(() => {
    const read = failures.value;
    const key = failuresKey.value;
    return read !== null && read.key === key ? read.steps : [];
  });

  return {
    cleanups,
    reserve,
    confirmAbove,
    undoing,
    wantsFocus,
    active,
    shown,
    back,
    elsewhere,
    otherRun,
    /** Tags whose counts a clean-up changes, or has changed. */
    touched: computed(() => touchedBy(mine.value)),
    failed,
    /** The failed records that a retry takes up. */
    retried: computed(() => {
      const groups = failed.value.flatMap((step) => step.groups);
      return groups.reduce((sum, { retried }) => sum + retried, 0);
    }),
    /** How many records have each tag, for each step of the clean-up that asks; null before that is read. */
    found: computed(() => {
      const read = found.value;
      const key = foundKey.value;
      return read !== null && read.key === key ? read.steps : null;
    }),
    async load(): Promise<void> {
      const settings = await ports.settings();
      reserve.value = settings.creditReserve;
      confirmAbove.value = settings.confirmAbove;
      await Promise.all([mirrors.load(), cleanups.load()]);
    },
    /** Puts the result of an ended clean-up away. Tags that come back later have a band of their own. */
    close(id: string): void {
      undoing.value = null;
      watched.value = null;
      closed.value = id;
      inBackground(cleanups.seen(id), 'CleaningModel.close');
    },
    /** Puts away the band of tags that are back. */
    closeBack(runId: string): void {
      dropRefusal();
      inBackground(ports.request('run.seen', { runId }), 'CleaningModel.closeBack');
    },
    /** Hands the user the list of the records that were found. */
    saveFound: (now: CleanupNow) =>
      cleanups.ask(() =>
        ports.saveHolders(openSteps(now).flatMap((step) => findingRunOf(now.cleanup, step)?.id ?? [])),
      ),
    /** Leaves the question before an undo, with the reason why the last one was refused. */
    leaveUndo(): void {
      undoing.value = null;
      dropRefusal();
    },
    async undo(id: string): Promise<void> {
      if (await cleanups.undo(id)) undoing.value = null;
    },
  };
});

/** The runs of a step with records that failed. In a replace, the second run leaves those alone that failed in the first. */
function failedRuns(
  { isUndo }: Pick<Cleanup, 'isUndo'>,
  { run, undo, put, takeBack }: StepNow,
): readonly { readonly run: RunSummary; readonly of: StepFailures['of'] }[] {
  const [first, second] = isUndo ? [undo, takeBack] : put === null ? [run, null] : [put, run];
  const hasFailed = (one: RunSummary | null): one is RunSummary =>
    one !== null && one.counts.failed + one.counts.partly > 0;
  return [
    ...(hasFailed(first) ? [{ run: first, of: 'first' as const }] : []),
    ...(hasFailed(second) ? [{ run: second, of: 'second' as const }] : []),
  ];
}
