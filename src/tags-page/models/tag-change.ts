import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorData } from '../../shared/errors.ts';
import type { CleanupKind } from '../../shared/run-summary.ts';
import { type ExtraScope, holdsScope, TAGS_SCOPE } from '../../shared/scopes.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { createAsk } from '../../ui/models/ask.ts';
import type { DraftAround, DraftPorts } from './DraftModel.ts';
import { moduleForWorker } from './module-for-worker.ts';
import { goneNames, tagKey } from './PickedModel.ts';

/** Everything that such a sheet needs from the page. */
export type TagChangeAround = Omit<DraftAround, 'confirmAbove'>;

/** The change in one module. `name`: the new one, in a rename. */
export interface TagChangeStep {
  readonly module: TagModule;
  readonly tags: readonly TagRow[];
  readonly name?: string;
}

/** The state of a sheet before tags themselves are changed: their modules, the right for it, and the start. */
export interface TagChange {
  readonly isOpen: ReadonlySignal<boolean>;
  readonly tags: ReadonlySignal<readonly TagRow[]>;
  /** The names of the tags that it was opened for, once none of them is in the list any more; empty before. */
  readonly gone: ReadonlySignal<readonly string[]>;
  /** API names. */
  readonly skipped: ReadonlySignal<ReadonlySet<string>>;
  readonly stage: ReadonlySignal<'offer' | 'rights'>;
  /** The right that the stage `rights` asks for. */
  readonly right: ReadonlySignal<ExtraScope>;
  /** Whether Zoho has to be asked for the right to change tags first. */
  readonly mustAsk: ReadonlySignal<boolean>;
  readonly isStarting: ReadonlySignal<boolean>;
  /** Why the last start was refused. */
  readonly error: ReadonlySignal<ErrorData | null>;
  open(chosen: readonly TagRow[]): void;
  close(): void;
  /** Drops a start under way, because what it would do has changed. */
  leave(): void;
  skip(module: string): void;
  include(module: string): void;
  toRights(scope: ExtraScope): void;
  back(): void;
  /**
   * Zoho has granted rights: the sheet comes back as it was. Nothing starts by itself. A start under way goes on, where
   * another sheet had asked for them.
   */
  granted(scopes: readonly ExtraScope[]): void;
  /** Starts it, unless it was left before the request went out. The sheet closes once the worker has it. */
  start(steps: readonly TagChangeStep[]): Promise<void>;
}

export function createTagChange(
  ports: DraftPorts,
  around: TagChangeAround,
  kind: Extract<CleanupKind, 'rename' | 'delete'>,
): TagChange {
  const connectionId = computed(() => around.connection.value?.id ?? null);
  const keys = signal<ReadonlySet<string> | null>(null);
  const opened = signal<readonly TagRow[]>([]);
  const skipped = signal<ReadonlySet<string>>(new Set());
  const stage = signal<'offer' | 'rights'>('offer');
  const right = signal<ExtraScope>(TAGS_SCOPE);
  const { asked, ask, error, forget } = createAsk();
  /** A press that is repeated starts the same clean-up. */
  let id = '';

  const tags = computed<readonly TagRow[]>(() => {
    const wanted = keys.value;
    const rows = around.rows.value;
    const modules = around.modules.value;
    if (wanted === null) return [];
    return modules.flatMap(({ apiName }) => (rows.get(apiName) ?? []).filter((tag) => wanted.has(tagKey(tag))));
  });
  const mustAsk = computed(() => {
    const now = around.connection.value;
    return now !== null && !holdsScope(now, TAGS_SCOPE);
  });
  const leave = (): void => {
    id = ports.newId();
    forget();
  };
  const close = (): void => {
    id = '';
    keys.value = null;
    forget();
  };
  const back = (): void => {
    stage.value = 'offer';
    leave();
  };
  // Another org has other tags.
  effect(() => {
    if (connectionId.value !== '') close();
  });

  return {
    isOpen: computed(() => keys.value !== null),
    tags,
    gone: computed(() => (keys.value === null ? [] : goneNames(opened.value, tags.value))),
    skipped,
    stage,
    right,
    mustAsk,
    isStarting: computed(() => asked.value.state === 'asked'),
    error: computed(error),
    open(chosen) {
      if (chosen.length === 0) return;
      around.opening();
      id = ports.newId();
      skipped.value = new Set();
      stage.value = 'offer';
      opened.value = chosen;
      keys.value = new Set(chosen.map(tagKey));
    },
    close,
    leave,
    skip(module) {
      skipped.value = new Set(skipped.peek()).add(module);
      leave();
    },
    include(module) {
      skipped.value = new Set([...skipped.peek()].filter((one) => one !== module));
      leave();
    },
    toRights(scope) {
      right.value = scope;
      stage.value = 'rights';
      leave();
    },
    back,
    granted(scopes) {
      if (stage.peek() === 'rights' && scopes.includes(right.peek())) back();
    },
    async start(steps) {
      const asker = connectionId.peek();
      if (asker === null || steps.length === 0 || mustAsk.peek()) return;
      const mine = id;
      const its = keys.peek();
      let isLeft = false;
      const isStarted = await ask(async () => {
        const made = await Promise.all(
          steps.map(async ({ module, tags, name }) => ({
            module: await moduleForWorker(ports, asker, module),
            holders: {
              tags: tags.map((tag) => ({ id: tag.id, name: tag.name, colour: tag.colour })),
              way: 'scan' as const,
              counted: tags.map(({ records }) => records?.n ?? null),
            },
            ...(name !== undefined && { name }),
          })),
        );
        isLeft = id !== mine;
        if (isLeft) return;
        await ports.request('cleanup.start', { id: mine, connectionId: asker, kind, steps: made });
      });
      // Another sheet may be open by now, which stays as it is.
      if (!isStarted || isLeft || keys.peek() !== its) return;
      close();
      around.started();
    },
  };
}
