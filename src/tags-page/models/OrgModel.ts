import { batch, computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import type { OrgTags, TagModule, TagRow } from '../../tags/model/types.ts';
import { type Price, readingPrice } from '../../tags/queries/price.ts';
import type { TagsPagePorts } from '../ports.ts';

interface Around {
  readonly connectionId: ReadonlySignal<string | null>;
  readonly progress: ReadonlySignal<TagsProgress | null>;
}

/** The stored tags of one connection, updated during a reading. */
export const OrgModel = createModel((ports: Pick<TagsPagePorts, 'tags'>, around: Around) => {
  const modules = signal<readonly TagModule[]>([]);
  const rows = signal<ReadonlyMap<string, readonly TagRow[]>>(new Map());
  const org = signal<OrgTags | null>(null);
  /** The connection of the data; null until it was read. */
  const readOf = signal<string | null>(null);
  const error = signal<ErrorData | null>(null);

  /** The part of the store that this page has read, by the progress' numbers. */
  let seen: TagsProgress['stored'] = {};
  let following: Promise<void> | null = null;

  const isStill = (id: string): boolean => around.connectionId.peek() === id;

  const readAll = async (id: string): Promise<void> => {
    const stored = around.progress.peek()?.stored ?? {};
    const [nextModules, all, nextOrg] = await Promise.all([
      ports.tags.modules(id),
      ports.tags.rows(id),
      ports.tags.org(id),
    ]);
    if (!isStill(id)) return;
    seen = stored;
    batch(() => {
      modules.value = nextModules;
      rows.value = byModule(all);
      org.value = nextOrg;
      readOf.value = id;
      error.value = null;
    });
  };

  const readChanged = async (id: string): Promise<void> => {
    const stored = around.progress.peek()?.stored ?? {};
    const changed = Object.keys(stored).filter((module) => stored[module] !== seen[module]);
    const [nextModules, nextOrg, ...lists] = await Promise.all([
      ports.tags.modules(id),
      ports.tags.org(id),
      ...changed.map((module) => ports.tags.rows(id, module)),
    ]);
    if (!isStill(id)) return;
    seen = stored;
    const known = new Set(nextModules.map(({ apiName }) => apiName));
    const kept = [...rows.peek()].filter(([module]) => known.has(module));
    batch(() => {
      modules.value = nextModules;
      org.value = nextOrg;
      rows.value = new Map([...kept, ...changed.map((module, place) => [module, lists[place] ?? []] as const)]);
    });
  };

  /** Reads changes one after the other. No second reading of the store runs at the same time. */
  const follow = async (id: string): Promise<void> => {
    try {
      let done = '';
      if (readOf.peek() !== id) {
        done = step.peek();
        await readAll(id);
      }
      while (isStill(id) && done !== step.peek()) {
        done = step.peek();
        await readChanged(id);
      }
    } catch (thrown) {
      if (isStill(id)) error.value = toErrorData(thrown);
    }
  };

  /** Changes with every possible change of the store. */
  const step = computed(() => {
    const now = around.progress.value;
    return now === null ? '' : JSON.stringify([now.id, now.state, now.modules, now.stored]);
  });

  const begin = (id: string): void => {
    const mine: Promise<void> = (following ?? Promise.resolve())
      .then(() => (isStill(id) ? follow(id) : undefined))
      .finally(() => {
        if (following === mine) following = null;
      });
    following = mine;
    inBackground(mine, 'OrgModel.follow');
  };

  effect(() => {
    const id = around.connectionId.value;
    if (id === null) return;
    batch(() => {
      readOf.value = null;
      modules.value = [];
      rows.value = new Map();
      error.value = null;
    });
    begin(id);
  });
  effect(() => {
    const now = step.value;
    const id = around.connectionId.peek();
    if (now !== '' && id !== null && following === null) begin(id);
  });

  return {
    modules,
    rows,
    readOf,
    error,
    /** The cost of reading all modules again at a time by the wall clock; null until the store was read. */
    priceAt(now: number): Price | null {
      return readOf.value === null ? null : readingPrice(org.value, modules.value.length, now);
    },
    /** Resolves when the current content of the store was read. */
    async settled(): Promise<void> {
      while (following !== null) await following;
    },
    /** Opens the store again. */
    again(): void {
      const id = around.connectionId.peek();
      if (id !== null) begin(id);
    },
  };
});

function byModule(all: readonly TagRow[]): ReadonlyMap<string, readonly TagRow[]> {
  const rows = new Map<string, TagRow[]>();
  for (const row of all) {
    const list = rows.get(row.module);
    if (list === undefined) rows.set(row.module, [row]);
    else list.push(row);
  }
  return rows;
}
