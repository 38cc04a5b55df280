import { effect, type Signal, signal } from '@preact/signals';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { StoredItem } from '../../shared/stored-value.ts';
import type { PagePorts } from './ports.ts';

interface Loaded {
  /** Reads the stored value. A change that arrived in the meantime is newer, and stays. */
  load(): Promise<void>;
}

/**
 * A stored value as a signal: `before` until it is read, then each change. Make it within a model, whose disposal ends
 * it.
 */
export function storedSignal<Value>(
  item: Pick<StoredItem<Value>, 'get' | 'watch'>,
  before: Value,
): Signal<Value> & Loaded {
  const value = signal(before);
  let changes = 0;
  effect(() =>
    item.watch((next) => {
      changes += 1;
      value.value = next;
    }),
  );
  return Object.assign(value, {
    async load() {
      const known = changes;
      const read = await item.get();
      if (changes === known) value.value = read;
    },
  });
}

/** The mirrors of all runs, by run id. An older revision never replaces a newer one. */
export function mirrorsSignal(mirrors: PagePorts['mirrors']): Signal<ReadonlyMap<string, RunSummary>> & Loaded {
  const byId = signal<ReadonlyMap<string, RunSummary>>(new Map());
  const heard = new Set<string>();

  const put = (runId: string, summary: RunSummary | null): void => {
    const next = new Map(byId.peek());
    const known = next.get(runId);
    if (summary === null) next.delete(runId);
    else if (known === undefined || known.revision <= summary.revision) next.set(runId, summary);
    byId.value = next;
  };
  effect(() =>
    mirrors.watch((runId, summary) => {
      heard.add(runId);
      put(runId, summary);
    }),
  );
  return Object.assign(byId, {
    async load() {
      heard.clear();
      const read = await mirrors.read();
      for (const summary of read) if (!heard.has(summary.id)) put(summary.id, summary);
    },
  });
}
