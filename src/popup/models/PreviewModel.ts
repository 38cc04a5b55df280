import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { estimate } from '../../runs/queries/estimate.ts';
import type { ReadPreview } from '../../runs/queries/preview.ts';
import { tagChoices } from './tag-choices.ts';
import { createAsk, createLatest } from '../../ui/models/ask.ts';
import type { PagePorts } from '../../ui/models/ports.ts';
import { inBackground } from '../../shared/notes.ts';
import type { Selection } from './SelectionModel.ts';

/** Reading a view or a module costs many calls, so a popup that opens again within this time uses its preview, in milliseconds. */
const VIEW_FRESH_MS = 5 * 60_000;

/** A preview as it was read. It is not confirmed while it is read again. */
export interface Shown {
  readonly runId: string;
  readonly preview: ReadPreview;
  /** The name of the only record; empty for several. */
  readonly name: string;
  readonly isConfirmed: boolean;
}

interface Around {
  readonly selection: ReadonlySignal<Selection | null>;
  readonly runs: ReadonlySignal<ReadonlyMap<string, RunSummary>>;
  readonly isReady: ReadonlySignal<boolean>;
}

/** Whether it is a preview that a popup requested and nobody started. */
function isPreview({ state, startedAt, selection }: RunSummary): boolean {
  return selection !== null && startedAt === null && (state === 'reading' || state === 'planned');
}

/** The tags on the selected records: read as a preview run, picked, and removed by starting that run. */
export const PreviewModel = createModel((ports: PagePorts, around: Around) => {
  const runId = signal<string | null>(null);
  const shown = signal<Shown | null>(null);
  const error = signal<ErrorData | null>(null);
  const starting = createAsk();
  const picked = signal<ReadonlySet<string>>(new Set());
  /** Whether the user chose the tags to keep. */
  const isByRest = signal(false);
  /** The tag of a menu click, picked as soon as it appears. */
  const wanted = signal<string | null>(null);

  const key = computed(() => (around.isReady.value ? (around.selection.value?.key ?? '') : ''));
  const summary = computed(() => around.runs.value.get(runId.value ?? '') ?? null);

  const drop = (id: string): void => inBackground(ports.request('run.delete', { runId: id }), 'PreviewModel.drop');

  const latest = createLatest();
  const show = async (id: string, isConfirmed: boolean): Promise<void> => {
    const about = key.peek();
    const isLatest = latest();
    try {
      const preview = await ports.journal.preview(id);
      if (preview === null) return;
      const name = preview.total === 1 ? await nameOfOnly(id) : '';
      const before = shown.peek();
      if (!isLatest() || key.peek() !== about || (runId.peek() !== id && isConfirmed)) return;
      shown.value = { runId: id, preview, name, isConfirmed };
      keepPicks();
      if (isConfirmed && before !== null && before.runId !== id) drop(before.runId);
    } catch (thrown) {
      error.value = toErrorData(thrown);
    }
  };

  const nameOfOnly = async (id: string): Promise<string> => {
    const { rows } = await ports.journal.records(id, { outcome: null, search: '', after: null, limit: 1 });
    return rows[0]?.name ?? '';
  };

  const choices = computed(() => tagChoices(shown.value?.preview.tags ?? []));

  /** Picks of missing tags are dropped. */
  const keepPicks = (): void => {
    const ids = new Set(choices.peek().map(({ tag }) => tag.id));
    const wish = wanted.peek();
    const next = [...picked.peek(), ...(wish === null ? [] : [wish])].filter((id) => ids.has(id));
    picked.value = new Set(next);
    if (shown.peek()?.isConfirmed === true) wanted.value = null;
  };

  const readAnew = async (selection: Selection): Promise<void> => {
    const id = ports.newId();
    runId.value = id;
    error.value = null;
    const { connection, module, source, ids, undoId, key: name } = selection;
    try {
      await (undoId === null
        ? ports.request('run.read', { runId: id, connectionId: connection.id, module, source, ids, selection: name })
        : ports.request('run.again', { undoId, runId: id, selection: name }));
    } catch (thrown) {
      if (runId.peek() === id) error.value = toErrorData(thrown);
    }
  };

  /** Shows an earlier preview of the same records, and reads it again unless it is still fresh. */
  const begin = async (selection: Selection): Promise<void> => {
    const open = [...around.runs.peek().values()].filter(isPreview);
    const same = open.find((run) => run.selection === selection.key) ?? null;
    for (const run of open) if (run !== same) drop(run.id);
    if (same?.state === 'reading') {
      runId.value = same.id;
      return;
    }
    if (same !== null) {
      await show(same.id, false);
      if (around.selection.peek()?.key !== selection.key) return;
      const age = ports.now() - (shown.peek()?.preview.readAt ?? 0);
      // After a clock was set back, nothing counts as fresh.
      if (selection.ids === null && age >= 0 && age < VIEW_FRESH_MS) {
        runId.value = same.id;
        return;
      }
    }
    await readAnew(selection);
  };

  const clear = (): void => {
    runId.value = null;
    shown.value = null;
    error.value = null;
    starting.forget();
    picked.value = new Set();
    isByRest.value = false;
  };

  /** Reads the same records again and shows the earlier preview in the meantime. */
  const again = async (): Promise<void> => {
    const selection = around.selection.peek();
    const before = shown.peek();
    if (before !== null) shown.value = { ...before, isConfirmed: false };
    if (selection !== null) await readAnew(selection);
  };

  effect(() => {
    const isNew = key.value !== '';
    clear();
    const selection = around.selection.peek();
    if (!isNew || selection === null) return;
    inBackground(
      begin(selection).catch((thrown: unknown) => {
        error.value = toErrorData(thrown);
      }),
      'PreviewModel.begin',
    );
  });

  effect(() => {
    const now = summary.value;
    if (now?.state === 'planned') inBackground(show(now.id, true), 'PreviewModel.show');
    if (now?.state === 'stopped' && now.startedAt === null)
      error.value = now.error ?? { code: 'unexpected', details: {} };
  });

  return {
    runId,
    shown,
    error,
    starting: starting.asked,
    picked,
    isByRest,
    wanted,
    summary,
    choices,
    /** The effect of pressing Remove; null while nothing is picked. */
    plan: computed(() => {
      const now = shown.value;
      const chosen = [...picked.value];
      return now === null || chosen.length === 0 ? null : estimate(now.preview, chosen);
    }),

    toggle(tagId: string): void {
      const next = new Set(picked.peek());
      if (!next.delete(tagId)) next.add(tagId);
      picked.value = next;
      starting.forget();
    },
    pick(tagIds: readonly string[], byRest: boolean): void {
      picked.value = new Set(tagIds);
      isByRest.value = byRest;
      starting.forget();
    },
    again,
    async start(): Promise<void> {
      const now = shown.peek();
      if (now === null || !now.isConfirmed || picked.peek().size === 0) return;
      const tagIds = [...picked.peek()];
      const isStarted = await starting.ask(() => ports.request('run.start', { runId: now.runId, tagIds }));
      const asked = starting.asked.peek();
      // No button is active until the run appears.
      if (isStarted) starting.asked.value = { state: 'asked' };
      else if (asked.state === 'refused' && asked.error.code === 'tags-changed') await again();
    },
  };
});
