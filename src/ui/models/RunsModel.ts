import { computed, createModel, effect, signal } from '@preact/signals';
import { inBackground } from '../../shared/notes.ts';
import { createAsk } from './ask.ts';
import type { PagePorts } from './ports.ts';
import { mirrorsSignal } from './stored-signal.ts';

/** The mirrors of all runs, and the requests about a run. */
export const RunsModel = createModel((ports: Pick<PagePorts, 'request' | 'mirrors' | 'newId'>) => {
  const byId = mirrorsSignal(ports.mirrors);
  const isRead = signal(false);
  const { asked, ask, forget } = createAsk();
  /** Runs that were asked to stop and have not confirmed it yet. */
  const stopping = signal<ReadonlySet<string>>(new Set());

  /** A run that has ended, or works again, is no longer stopping. */
  const forgetStop = (runId: string): void => {
    if (stopping.peek().has(runId)) stopping.value = new Set([...stopping.peek()].filter((id) => id !== runId));
  };
  effect(() => {
    for (const { id, state } of byId.value.values()) if (state === 'done' || state === 'stopped') forgetStop(id);
  });

  /** The worker gets no event when the network returns, but an open page does. */
  effect(() => {
    const wake = (): void => {
      for (const run of byId.peek().values())
        if (run.why === 'offline') inBackground(ports.request('run.goOn', { runId: run.id }), 'RunsModel.wake');
    };
    globalThis.addEventListener('online', wake);
    return () => globalThis.removeEventListener('online', wake);
  });

  /** Asks an ended run to continue. */
  const askAgain = async (runId: string, action: () => Promise<unknown>): Promise<void> => {
    forgetStop(runId);
    await ask(action);
  };

  return {
    byId,
    isRead,
    asked,
    ask,
    stopping,
    all: computed(() => [...byId.value.values()].toSorted((a, b) => b.createdAt - a.createdAt)),

    async load(): Promise<void> {
      await byId.load().catch(() => undefined);
      isRead.value = true;
    },

    async stop(runId: string): Promise<void> {
      stopping.value = new Set(stopping.peek()).add(runId);
      if (await ask(() => ports.request('run.stop', { runId }))) return;
      forgetStop(runId);
    },
    goOn: (runId: string, useReserve = false) =>
      askAgain(runId, () => ports.request('run.goOn', { runId, useReserve })),
    retry: (runId: string) => askAgain(runId, () => ports.request('run.retry', { runId })),
    check: (runId: string) => askAgain(runId, () => ports.request('run.check', { runId })),
    useNamesakes: (runId: string) => askAgain(runId, () => ports.request('run.useNamesakes', { runId })),
    async seen(runId: string): Promise<void> {
      await ports.request('run.seen', { runId }).catch(() => undefined);
    },
    /** Starts the undo of a run. Resolves with the id of the undo, or null when it was refused. */
    async undo(runId: string): Promise<string | null> {
      const undoId = ports.newId();
      return (await ask(() => ports.request('run.undo', { runId, undoId }))) ? undoId : null;
    },
    forget,
  };
});
