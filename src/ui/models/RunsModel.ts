import { computed, createModel, effect, signal } from '@preact/signals';
import { toErrorData } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { type Asked, IDLE, type PagePorts } from './ports.ts';

/** All runs in sight, followed by their mirrors, and what can be asked of one. */
export const RunsModel = createModel((ports: Pick<PagePorts, 'request' | 'mirrors' | 'newId'>) => {
  const byId = signal<ReadonlyMap<string, RunSummary>>(new Map());
  const isRead = signal(false);
  const asked = signal<Asked>(IDLE);
  /** Runs that were asked to stop and have not said so yet. */
  const stopping = signal<ReadonlySet<string>>(new Set());

  const put = (runId: string, summary: RunSummary | null): void => {
    const next = new Map(byId.peek());
    const known = next.get(runId);
    if (summary === null) next.delete(runId);
    else if (known === undefined || known.revision <= summary.revision) next.set(runId, summary);
    byId.value = next;
  };

  effect(() => ports.mirrors.watch(put));

  /** The worker is not told when the network comes back; an open page is. */
  effect(() => {
    const wake = (): void => {
      for (const run of byId.peek().values())
        if (run.why === 'offline') void ports.request('run.goOn', { runId: run.id }).catch(() => undefined);
    };
    globalThis.addEventListener('online', wake);
    return () => globalThis.removeEventListener('online', wake);
  });

  const ask = async (action: () => Promise<void>): Promise<boolean> => {
    asked.value = { state: 'asked' };
    try {
      await action();
      asked.value = IDLE;
      return true;
    } catch (thrown) {
      asked.value = { state: 'refused', error: toErrorData(thrown) };
      return false;
    }
  };

  return {
    byId,
    isRead,
    asked,
    stopping,
    all: computed(() => [...byId.value.values()].toSorted((a, b) => b.createdAt - a.createdAt)),

    async load(): Promise<void> {
      const summaries = await ports.mirrors.read().catch(() => []);
      for (const summary of summaries) put(summary.id, summary);
      isRead.value = true;
    },

    async stop(runId: string): Promise<void> {
      stopping.value = new Set(stopping.peek()).add(runId);
      if (await ask(() => ports.request('run.stop', { runId }))) return;
      stopping.value = new Set([...stopping.peek()].filter((id) => id !== runId));
    },
    async goOn(runId: string, useReserve = false): Promise<void> {
      stopping.value = new Set([...stopping.peek()].filter((id) => id !== runId));
      await ask(() => ports.request('run.goOn', { runId, useReserve }));
    },
    async retry(runId: string): Promise<void> {
      await ask(() => ports.request('run.retry', { runId }));
    },
    async check(runId: string): Promise<void> {
      await ask(() => ports.request('run.check', { runId }));
    },
    async seen(runId: string): Promise<void> {
      await ports.request('run.seen', { runId }).catch(() => undefined);
    },
    /** Starts the undo of a run; answers the id of the undo, or null when it was refused. */
    async undo(runId: string): Promise<string | null> {
      const undoId = ports.newId();
      return (await ask(() => ports.request('run.undo', { runId, undoId }))) ? undoId : null;
    },
    forget(): void {
      asked.value = IDLE;
    },
  };
});
