import { computed, createModel, signal } from '@preact/signals';
import type { Leftover } from '../../shared/erasure.ts';
import { basketItem, connectionsItem } from '../../shared/stored-items.ts';
import { createAsk, createLatest } from '../../ui/models/ask.ts';
import type { OptionsPorts } from '../ports.ts';
import { savedPieces } from '../saved-file.ts';

/** How much Untag has stored. Times are milliseconds since the epoch. */
export interface Inventory {
  readonly runs: number;
  readonly records: number;
  /** When each run was made, newest first. */
  readonly madeAt: readonly number[];
  readonly connections: number;
  readonly basket: number;
  readonly bytes: number | null;
}

const DAY_MS = 24 * 60 * 60_000;

/** All data that Untag has stored: counted, saved as a file, deleted. */
export const StoredDataModel = createModel((ports: OptionsPorts) => {
  const inventory = signal<Inventory | null>(null);
  const state = signal<'idle' | 'asking' | 'saving' | 'deleting' | 'deleted'>('idle');
  const { ask, error } = createAsk();
  const latest = createLatest();
  /** The parts that the deletion could not erase. */
  const left = signal<readonly Leftover[]>([]);

  const count = async (): Promise<void> => {
    const isLatest = latest();
    const madeAt: number[] = [];
    let records = 0;
    for await (const run of ports.journal.runs()) {
      madeAt.push(run.createdAt);
      records += run.total;
    }
    const [connections, basket, bytes] = await Promise.all([
      connectionsItem.get(),
      basketItem.get(),
      ports.bytesUsed(),
    ]);
    if (!isLatest()) return;
    inventory.value = {
      runs: madeAt.length,
      records,
      madeAt,
      connections: connections.length,
      basket: basket?.ids.length ?? 0,
      bytes,
    };
  };

  const attempt = async (doing: 'saving' | 'deleting', action: () => Promise<void>): Promise<boolean> => {
    state.value = doing;
    const isDone = await ask(action);
    if (!isDone) state.value = 'idle';
    return isDone;
  };

  return {
    inventory,
    state,
    error: computed(error),
    left,
    async load(): Promise<void> {
      await ask(count);
    },
    /** Runs that were made more than that many days ago. */
    olderThan(days: number): number {
      const since = ports.now() - days * DAY_MS;
      return inventory.value?.madeAt.filter((at) => at < since).length ?? 0;
    },
    async save(name: string): Promise<void> {
      const isSaved = await attempt('saving', async () => {
        const pieces: string[] = [];
        for await (const piece of savedPieces(ports)) pieces.push(piece);
        ports.saveFile(name, new Blob(pieces, { type: 'application/json' }));
      });
      if (isSaved) state.value = 'idle';
    },
    async deleteAll(): Promise<void> {
      const isDeleted = await attempt('deleting', async () => {
        left.value = await ports.request('data.deleteAll');
      });
      if (!isDeleted) return;
      state.value = 'deleted';
      await count().catch(() => undefined);
    },
  };
});
