import { batch, computed, createModel, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Connection } from '../../shared/connection.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { CleanupOffer, CleanupRequest, OfferRequest } from '../../shared/messages.ts';
import { inBackground } from '../../shared/notes.ts';
import type { CleanupKind } from '../../shared/run-summary.ts';
import { type ExtraScope, holdsScope, TAGS_SCOPE } from '../../shared/scopes.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { isAutomated } from '../../tags/queries/judgements.ts';
import { countingPrice, MOST_COUNTED } from '../../tags/queries/price.ts';
import { createAsk, createLatest } from '../../ui/models/ask.ts';
import type { TagsPagePorts } from '../ports.ts';
import {
  confirmationOf,
  type DraftStep,
  isBeyond,
  isEmpty,
  isFull,
  savedOf,
  type Stays,
  stepsOf,
  sumOf,
} from '../draft/offer.ts';
import { isTyped, type ToType } from '../../shared/typed.ts';
import { moduleForWorker } from './module-for-worker.ts';
import { goneNames, tagKey } from './PickedModel.ts';
import { tagsByModule } from './tags-by-module.ts';

/** What the sheets before a clean-up share with the page. */
export interface DraftAround {
  readonly connection: ReadonlySignal<Connection | null>;
  readonly modules: ReadonlySignal<readonly TagModule[]>;
  readonly rows: ReadonlySignal<ReadonlyMap<string, readonly TagRow[]>>;
  readonly confirmAbove: ReadonlySignal<number>;
  /** A sheet is about to open, so that another one closes. */
  readonly opening: () => void;
  /** A clean-up has begun. */
  readonly started: () => void;
}

/** The difference between the kinds of clean-ups over records. */
export interface DraftKind {
  readonly kind: Extract<CleanupKind, 'retire' | 'replace'>;
  /** Whether a chosen tag comes off its records. */
  readonly comesOff: (tag: TagRow) => boolean;
  /** The tag that stays in a module; null in a retire, and before one is chosen. */
  readonly staysIn: (module: string) => Stays | null;
  /** Whether the sheet was opened for several tags that become one. */
  readonly isMerge?: () => boolean;
}

export type DraftPorts = Pick<TagsPagePorts, 'request' | 'newId'>;

/** The state of a sheet before a clean-up over records: its tags and modules, the offer, and the confirmation. */
export const DraftModel = createModel((ports: DraftPorts, around: DraftAround, kind: DraftKind) => {
  const connectionId = computed(() => around.connection.value?.id ?? null);
  const keys = signal<ReadonlySet<string> | null>(null);
  const opened = signal<readonly TagRow[]>([]);
  const skipped = signal<ReadonlySet<string>>(new Set());
  const stage = signal<'offer' | 'confirm' | 'rights'>('offer');
  /** The right that the stage `rights` asks for. */
  const right = signal<ExtraScope>(TAGS_SCOPE);
  const typed = signal('');
  const wantsDelete = signal(false);
  /** It asks once more when all records are found, so that their list can be saved first. */
  const asksFirst = signal(false);
  const offer = signal<CleanupOffer | null>(null);
  /** The tags that the offer is for. */
  const offered = signal<OfferRequest['steps']>([]);
  const offerError = signal<ErrorData | null>(null);
  const { asked, ask, error, forget } = createAsk();
  const latest = createLatest();
  /** A press that is repeated starts the same clean-up. Leaving the stage gives a new one, so that a start under way is dropped. */
  let id = '';

  const isOpen = computed(() => keys.value !== null);
  /** The tags that the sheet was opened for. */
  const chosen = computed<readonly TagRow[]>(() => {
    const wanted = keys.value;
    const rows = around.rows.value;
    const modules = around.modules.value;
    if (wanted === null) return [];
    return modules.flatMap(({ apiName }) => (rows.get(apiName) ?? []).filter((tag) => wanted.has(tagKey(tag))));
  });
  const gone = computed(() => (isOpen.value ? goneNames(opened.value, chosen.value) : []));
  /** Those of them that come off. */
  const tags = computed(() => chosen.value.filter((tag) => kind.comesOff(tag)));
  const steps = computed(() =>
    stepsOf({
      staysIn: kind.staysIn,
      tags: tags.value,
      modules: around.modules.value,
      offer: offer.value,
      asked: offered.value,
      skipped: skipped.value,
    }),
  );
  /** Those that are asked for, also where the finder does not reach all records. */
  const wanted = computed(() => steps.value.filter((step) => !step.isSkipped && !isEmpty(step)));
  /** Those of them whose finder stops before the end, so that nothing is removed there. */
  const beyond = computed(() => wanted.value.filter(isBeyond));
  /** Those of them that have no room for the tag that stays, so that their records keep the old ones. */
  const full = computed(() => wanted.value.filter(isFull));
  /** Those that would be done. */
  const included = computed(() => wanted.value.filter((step) => !isBeyond(step) && !isFull(step)));
  const sum = computed(() => sumOf(included.value));
  /** Credits that the right to search would save. */
  const saved = computed(() => savedOf(wanted.value));
  const confirmation = computed(() => confirmationOf(sum.value, around.confirmAbove.value));
  /** Modules in which no record has the tags, so that there is nothing to do but to delete them. */
  const empty = computed(() =>
    steps.value.filter((step) => kind.kind === 'retire' && !step.isSkipped && isEmpty(step)),
  );
  /** Tags that a deletion at the end is about. */
  const concerned = computed(() => [...included.value, ...empty.value].flatMap((step) => step.tags));
  /** Those of them that may be deleted. Zoho keeps one that a rule uses. */
  const deletable = computed(() => concerned.value.filter((tag) => isAutomated(tag) !== true));
  const isDeleting = computed(() => wantsDelete.value && deletable.value.length > 0);
  /** All modules that the clean-up is about. */
  const priced = computed(() => (isDeleting.value ? [...included.value, ...empty.value] : included.value));
  /** The right that the clean-up needs and the connection lacks. */
  const lacks = computed<ExtraScope | null>(() => {
    const now = around.connection.value;
    const changesTags = isDeleting.value || included.value.some(({ stays }) => stays?.id === null);
    return now !== null && changesTags && !holdsScope(now, TAGS_SCOPE) ? TAGS_SCOPE : null;
  });
  /** The names of the tags that would be removed, each once. */
  const names = computed(() => [...new Set(tags.value.map(({ name }) => name))]);
  /** The text to type. An unknown number of records cannot be asked for. */
  const toType = computed<ToType | null>(() => {
    const all = names.value;
    const { n, isWhole } = sum.value;
    if (confirmation.value !== 'type') return null;
    if (all.length === 1) return { what: 'name', name: all[0] ?? '' };
    return isWhole ? { what: 'records', n } : { what: 'tags', n: all.length };
  });
  const isConfirmed = computed(() => {
    const wanted = toType.value;
    const text = typed.value;
    return wanted === null || isTyped(text, wanted);
  });

  const asksNow = computed<OfferRequest['steps']>(() =>
    steps.value.map(({ module, tags: its, stays }) => ({
      module: module.apiName,
      tagIds: its.map((tag) => tag.id),
      ...(stays !== null && { stays: stays.id }),
    })),
  );
  /** What the offer is for. A new name is typed letter by letter, without a question for each. */
  const subject = computed(() => (isOpen.value ? JSON.stringify(asksNow.value) : ''));
  const price = async (): Promise<void> => {
    const isLatest = latest();
    const asked = connectionId.peek();
    const asks = asksNow.peek();
    offer.value = null;
    offerError.value = null;
    if (asked === null || asks.length === 0) return;
    try {
      const made = await ports.request('cleanup.offer', { connectionId: asked, steps: asks });
      for (const tag of made.asked) usesAsked.add(tagKey(tag));
      if (!isLatest()) return;
      batch(() => {
        offered.value = asks;
        offer.value = made;
      });
      await askUses(asked, made);
    } catch (thrown) {
      if (isLatest()) offerError.value = toErrorData(thrown);
    }
  };

  /** Tags whose rules Zoho was asked for. An answer that does not name all would not name more the next time. */
  const usesAsked = new Set<string>();

  /**
   * Asks for the rules of tags where Zoho was not asked for them yet, for a credit each, which the offer then says.
   * Without an answer they stay unknown. An offer never spends more than its limit.
   */
  const askUses = async (asked: string, made: CleanupOffer): Promise<void> => {
    const unnamed = chosen
      .peek()
      .filter((tag) => !usesAsked.has(tagKey(tag)))
      .filter(({ uses }) => uses === null || (!uses.isWhole && uses.isUsed !== false))
      .slice(0, Math.max(0, MOST_COUNTED - made.spent));
    if (unnamed.length === 0) return;
    for (const tag of unnamed) usesAsked.add(tagKey(tag));
    try {
      await ports.request('tags.count', { connectionId: asked, tags: tagsByModule(unnamed) });
      if (offer.peek() === made) offer.value = { ...made, spent: made.spent + countingPrice(unnamed.length).most };
    } catch {
      for (const tag of unnamed) usesAsked.delete(tagKey(tag));
    }
  };

  const close = (): void => {
    latest();
    id = '';
    keys.value = null;
    forget();
  };
  /** A start under way is dropped, and the next press is another clean-up. */
  const leave = (): void => {
    id = ports.newId();
    forget();
  };
  effect(() => {
    if (subject.value === '') return;
    untracked(() => {
      // A confirmation of other numbers is none.
      if (stage.peek() === 'confirm') stage.value = 'offer';
      inBackground(price(), 'DraftModel.price');
    });
  });
  // Another org has other tags.
  effect(() => {
    if (connectionId.value !== '') close();
  });

  const back = (): void => {
    stage.value = 'offer';
    leave();
  };

  return {
    kind: computed(() => kind.kind),
    isOpen,
    chosen,
    /** The names of the tags that it was opened for, once none of them is in the list any more; empty before. */
    gone,
    tags,
    names,
    steps,
    included,
    beyond,
    full,
    sum,
    stage,
    right,
    lacks,
    typed,
    concerned,
    deletable,
    /** Modules whose tags would be deleted without a removal that reads their records. */
    unread: computed(() =>
      isDeleting.value ? empty.value.filter((step) => step.tags.some((tag) => isAutomated(tag) !== true)) : [],
    ),
    isDeleting,
    priced,
    asksFirst,
    saved,
    confirmation,
    toType,
    isConfirmed,
    offer,
    offerError,
    asked,
    error: computed(error),
    open(wanted: readonly TagRow[]): void {
      if (wanted.length === 0) return;
      around.opening();
      id = ports.newId();
      skipped.value = new Set();
      stage.value = 'offer';
      typed.value = '';
      wantsDelete.value = false;
      asksFirst.value = false;
      opened.value = wanted;
      keys.value = new Set(wanted.map(tagKey));
    },
    close,
    /** Asks Zoho again what it takes. */
    price,
    leave,
    skip(module: string): void {
      skipped.value = new Set(skipped.peek()).add(module);
      leave();
    },
    include(module: string): void {
      skipped.value = new Set([...skipped.peek()].filter((one) => one !== module));
      leave();
    },
    deletes(isWanted: boolean): void {
      wantsDelete.value = isWanted;
      leave();
    },
    asks(isWanted: boolean): void {
      asksFirst.value = isWanted;
      leave();
    },
    toConfirm(): void {
      typed.value = '';
      stage.value = 'confirm';
      forget();
    },
    toRights(scope: ExtraScope): void {
      right.value = scope;
      stage.value = 'rights';
      leave();
    },
    back,
    /**
     * Zoho has granted rights: the sheet comes back as it was, with the new price. Nothing starts by itself. A start under
     * way goes on, and a confirmation stays as it is, where another sheet had asked for them.
     */
    granted(scopes: readonly ExtraScope[]): void {
      if (stage.peek() === 'confirm' || asked.peek().state === 'asked') return;
      if (stage.peek() === 'rights' && scopes.includes(right.peek())) back();
      inBackground(price(), 'DraftModel.granted');
    },
    /** Starts it, unless it was left before the request went out. The sheet closes once the worker has it. */
    async start(): Promise<void> {
      const asker = connectionId.peek();
      const doing = included.peek();
      if (asker === null || doing.length === 0 || !isConfirmed.peek() || lacks.peek() !== null) return;
      const mine = id;
      const its = keys.peek();
      let isLeft = false;
      const more = {
        ...(kind.kind !== 'retire' && { kind: kind.kind }),
        ...(isDeleting.peek() && { isDeleting: true }),
        ...(kind.isMerge?.() === true && { isMerge: true }),
        ...(asksFirst.peek() && { asksFirst: true }),
      };
      const isStarted = await ask(async () => {
        const all = priced.peek();
        const made = await Promise.all(all.map((step) => requestStep(ports, asker, step)));
        isLeft = id !== mine;
        if (isLeft) return;
        await ports.request('cleanup.start', { id: mine, connectionId: asker, steps: made, ...more });
      });
      // Another sheet may be open by now, which stays as it is.
      if (!isStarted || isLeft || keys.peek() !== its) return;
      close();
      around.started();
    },
  };
});

export type Draft = InstanceType<typeof DraftModel>;

async function requestStep(
  ports: Pick<TagsPagePorts, 'request'>,
  connectionId: string,
  step: DraftStep,
): Promise<CleanupRequest['steps'][number]> {
  const { module, tags, counts, offer, stays } = step;
  return {
    module: await moduleForWorker(ports, connectionId, module),
    holders: {
      tags: tags.map(({ id, name, colour }) => ({ id, name, colour })),
      way: offer?.way ?? 'scan',
      counted: [...counts],
    },
    ...(stays !== null && { stays }),
    ...(isEmpty(step) && { isUnused: true }),
  };
}
