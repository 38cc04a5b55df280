import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Connection } from '../../shared/connection.ts';
import { accountsOrigin, apiOrigin } from '../../shared/data-centres.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import type { ExtraScope } from '../../shared/scopes.ts';
import { connectionsItem, zohoDateItem } from '../../shared/stored-items.ts';
import { tagsProgressItem } from '../../shared/tags-progress.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { idleDate } from '../../tags/queries/judgements.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { Address } from '../address.ts';
import type { TagsPagePorts } from '../ports.ts';
import { withoutOldCounts } from '../lines/touched.ts';
import { CleaningModel } from './CleaningModel.ts';
import type { DraftAround } from './DraftModel.ts';
import { DeleteModel } from './DeleteModel.ts';
import { ListModel } from './ListModel.ts';
import { OrgModel } from './OrgModel.ts';
import { PickedModel } from './PickedModel.ts';
import { RenameModel } from './RenameModel.ts';
import { RightsModel } from './RightsModel.ts';
import { ReplaceModel } from './ReplaceModel.ts';
import { RetireModel } from './RetireModel.ts';
import { tagsByModule } from './tags-by-module.ts';
import { isLive, pageView, placeOf } from './page-view.ts';

/** A sheet before a clean-up. */
interface Sheet {
  readonly isOpen: ReadonlySignal<boolean>;
  close(): void;
  /** Zoho has granted these rights, which this sheet or an earlier one has asked for. */
  granted(scopes: readonly ExtraScope[]): void;
}

/** The page of tags: its org, the stored data, and the requests. */
export const TagsPageModel = createModel((ports: TagsPagePorts) => {
  const connections = storedSignal(connectionsItem, []);
  const allProgress = storedSignal(tagsProgressItem, {});
  const zohoDate = storedSignal(zohoDateItem, null);
  const address = signal<Address>(ports.address.read());
  const isLoaded = signal(false);
  const hasClient = signal(false);
  const withheld = signal<readonly string[]>([]);
  const isOnline = signal(ports.network.isOnline());
  const loadError = signal<ErrorData | null>(null);
  const { asked, ask, error: refused, forget } = createAsk();
  const refusal = computed(refused);
  /** Connections whose tags this page has requested without a press. */
  const begun = signal<ReadonlySet<string>>(new Set());

  const place = computed(() => placeOf(address.value, connections.value));
  const connection = computed<Connection | null>(() => {
    const now = place.value;
    return isLoaded.value && now.kind === 'connection' ? now.connection : null;
  });
  const connectionId = computed(() => connection.value?.id ?? null);
  const progress = computed(() => {
    const id = connectionId.value;
    const all = allProgress.value;
    return (id === null ? undefined : all[id]) ?? null;
  });
  const live = computed(() => isLive(progress.value));

  const org = new OrgModel(ports, { connectionId, progress });
  const wantedModule = computed(() => address.value.module);
  const module = computed(() => {
    const wanted = wantedModule.value;
    return org.modules.value.find(({ apiName }) => apiName === wanted) ?? null;
  });
  /** The first reading of all modules. Names arrive as modules are read. */
  const isArriving = computed(() => {
    const startedAt = progress.value?.startedAt ?? Infinity;
    const all = org.modules.value;
    const isFirst = all.every(({ readAt }) => readAt === null || readAt >= startedAt);
    return live.value && isFirst && (all.length === 0 || all.some(({ triedAt }) => triedAt === null));
  });
  const cleaning = new CleaningModel(ports, { connectionId, lacks: () => go({ asks: 'tags' }, false) });
  /** Counts that a clean-up has made untrue are not known. */
  const rows = computed(() => withoutOldCounts(org.rows.value, cleaning.touched.value));
  const picked = new PickedModel({ modules: org.modules, rows });
  const idleNow = (): number => idleDate(ports.now(), zohoDate.value, [...rows.value.values()].flat());
  const list = new ListModel(idleNow, {
    modules: org.modules,
    rows,
    module: computed(() => module.value?.apiName ?? null),
    isArriving,
  });

  /** The sheets before a clean-up. At most one is open. */
  const sheets: Sheet[] = [];
  const around: DraftAround = {
    connection,
    modules: org.modules,
    rows,
    confirmAbove: cleaning.confirmAbove,
    opening: () => {
      for (const sheet of sheets) sheet.close();
    },
    started: () => {
      picked.clear();
      cleaning.wantsFocus.value = true;
    },
  };
  const retire = new RetireModel(ports, around);
  const replace = new ReplaceModel(ports, around);
  const rename = new RenameModel(ports, around);
  const deletion = new DeleteModel(ports, around);
  sheets.push(retire, replace, rename, deletion);

  const rights = new RightsModel(ports, {
    connection,
    granted: (scopes) => {
      sheets.find(({ isOpen }) => isOpen.peek())?.granted(scopes);
      // The band is on this page. A search is begun elsewhere, so that its sheet says where.
      if (address.peek().asks === 'tags') go({ asks: null }, false);
    },
  });

  const isAsked = computed(() => {
    const id = connectionId.value;
    const isBegun = progress.value === null && begun.value.has(id ?? '');
    const { state } = asked.value;
    return state === 'asked' || (state === 'idle' && isBegun);
  });
  const view = computed(() =>
    pageView({
      isLoaded: isLoaded.value,
      place: place.value,
      hasClient: hasClient.value,
      storeError: loadError.value ?? org.error.value,
      withheld: withheld.value,
      isRead: org.readOf.value !== null && org.readOf.value === connectionId.value,
      modules: org.modules.value,
      progress: progress.value,
      isAsked: isAsked.value,
    }),
  );

  const go = (change: Partial<Address>, isStep: boolean): void => {
    address.value = { ...address.peek(), ...change };
    ports.address.write(address.peek(), isStep);
  };
  const take = (next: Address): void => {
    address.value = next;
    list.chip.value = next.chip;
    list.search.value = next.search;
  };
  take(address.peek());
  effect(() => ports.address.watch(take));
  effect(() => ports.network.watch(() => (isOnline.value = ports.network.isOnline())));
  // The filters are in the address, without a step of their own in the history.
  effect(() => {
    const change = { chip: list.chip.value, search: list.search.value };
    const now = address.peek();
    if (now.chip !== change.chip || now.search !== change.search) go(change, false);
  });

  const lookAtHosts = async (): Promise<void> => {
    const now = connection.peek();
    if (now === null) return;
    const { dataCentre, environment } = now;
    const origins = [`${apiOrigin(dataCentre, environment)}/*`, `${accountsOrigin(dataCentre)}/*`];
    const found = await ports.hosts.withheld(origins);
    if (connection.peek()?.id === now.id) withheld.value = found;
  };
  const read = (modules: readonly string[] | null): Promise<boolean> => {
    const id = connectionId.peek();
    if (id === null) return Promise.resolve(false);
    return ask(() => ports.request('tags.read', { connectionId: id, modules }));
  };

  effect(() => {
    const id = connectionId.value;
    forget();
    withheld.value = [];
    if (id !== null) inBackground(lookAtHosts(), 'TagsPageModel.lookAtHosts');
  });
  // If nothing was ever read, the page starts the reading at once.
  effect(() => {
    const id = connectionId.value;
    const readOf = org.readOf.value;
    const isOpen = id !== null && readOf === id;
    const isNever = org.modules.value.every(({ triedAt }) => triedAt === null);
    const isHeld = withheld.value.length > 0 || connection.value?.isSignedOut === true;
    const last = progress.value;
    if (!isOpen || !isNever || isHeld || last !== null || begun.peek().has(id)) return;
    begun.value = new Set(begun.peek()).add(id);
    inBackground(read(null), 'TagsPageModel.read');
  });

  return {
    connections,
    connection,
    progress,
    live,
    org,
    module,
    list,
    picked,
    cleaning,
    retire,
    replace,
    rename,
    deletion,
    rights,
    view,
    address,
    isArriving,
    isOnline,
    asked,
    refusal,
    version: () => ports.version,
    now: ports.now,
    /** The date by which tags count as idle. */
    idleNow,
    /** The name of the tag whose sheet is open. */
    open: computed(() => address.value.tag),

    async load(): Promise<void> {
      try {
        const [client] = await Promise.all([ports.clientId(), connections.load(), allProgress.load(), zohoDate.load()]);
        hasClient.value = client !== '';
        isLoaded.value = true;
        await Promise.all([org.settled(), cleaning.load(), rights.load()]);
        // Thousands of tags are summed and ordered in steps before the page is drawn, so that no task takes long.
        for (const part of [list.lines, list.items]) {
          await nextTask();
          part.peek();
        }
        await nextTask();
      } catch (thrown) {
        loadError.value = toErrorData(thrown);
      }
    },
    showConnection(id: string): void {
      go({ connectionId: id, module: null, chip: null, search: '', tag: null, asks: null, tab: null }, true);
      list.chip.value = null;
      list.search.value = '';
    },
    showModule(apiName: string | null): void {
      go({ connectionId: connectionId.peek(), module: apiName, tag: null }, true);
    },
    openTag(name: string): void {
      go({ connectionId: connectionId.peek(), tag: name }, true);
    },
    /** The right that the popup led here to ask for, or that a clean-up lacks. */
    asks: computed(() => address.value.asks),
    closeAsk(): void {
      rights.forget();
      go({ asks: null }, false);
    },
    closeTag(): void {
      go({ tag: null }, false);
    },
    read,
    /** Counts these tags one by one. */
    count(tags: readonly TagRow[]): Promise<boolean> {
      const id = connectionId.peek();
      if (id === null || tags.length === 0) return Promise.resolve(false);
      return ask(() => ports.request('tags.count', { connectionId: id, tags: tagsByModule(tags) }));
    },
    async cancel(): Promise<void> {
      const id = connectionId.peek();
      if (id !== null) await ask(() => ports.request('tags.cancel', { connectionId: id }));
    },
    /** Signs in to the connection again. A pasted code works once, so only the settings lead to a new one. */
    async signIn(): Promise<void> {
      const now = connection.peek();
      if (now === null || now.way === 'self') return;
      const { way, dataCentre, clientId, environment } = now;
      const orgSegment = now.org.domainName || (now.org.zgid ? `org${now.org.zgid}` : null);
      const wanted = { orgSegment, isSandbox: environment === 'sandbox' };
      await ask(() => ports.request('sign-in.start', { way, dataCentre, clientId, wanted }));
    },
    /** Asks the user for access to the withheld hosts. Call it in the tick of the click. */
    async allow(): Promise<void> {
      if (await ports.hosts.ask(withheld.peek())) await lookAtHosts();
    },
    save: ports.save,
  };
});

/** Lets the browser handle waiting events. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

export type TagsPageData = InstanceType<typeof TagsPageModel>;
