import { computed, createModel, effect, signal } from '@preact/signals';
import { cleanupsItem, waitsForPerson } from '../../shared/cleanup-mirrors.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { OfferRequest } from '../../shared/messages.ts';
import { intentItem, lastTabItem, lostRunsItem, vouchedOrgsItem } from '../../shared/stored-items.ts';
import type { Module, Tag } from '../../shared/run-summary.ts';
import { BasketModel } from './BasketModel.ts';
import { FailuresModel } from '../../ui/models/FailuresModel.ts';
import { FilterModel } from './FilterModel.ts';
import { PageModel } from './PageModel.ts';
import type { PopupPorts } from './ports.ts';
import { PreviewModel } from './PreviewModel.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import { RunsModel } from '../../ui/models/RunsModel.ts';
import { type Choice, SelectionModel } from './SelectionModel.ts';
import { SessionModel } from './SessionModel.ts';
import { TagUseModel } from './TagUseModel.ts';
import { isFresh, isMeant } from './page-selection.ts';
import { cleanupsAside, type PopupFacts, popupState, runsAside, withheldHost } from './popup-state.ts';
import { inBackground } from '../../shared/notes.ts';

/** The most missing records that the popup lists. The report has all of them. */
const NOT_FOUND = { outcome: 'failed', search: '', after: null, limit: 200 } as const;

/** The whole popup: the models of its parts, and the state that wins. */
export const PopupModel = createModel((ports: PopupPorts) => {
  const session = new SessionModel(ports);
  const page = new PageModel(ports);
  const basket = new BasketModel(ports.now);
  const runs = new RunsModel(ports);
  const { connections } = session;
  const { place, answer } = page;
  const selection = new SelectionModel(ports, { connections, place, answer, basket: basket.basket });

  const isLoaded = signal(false);
  /** Why the store cannot be opened. */
  const storeFault = signal<ErrorData | null>(null);
  const trouble = signal<ErrorData | null>(null);
  const isPasting = signal(false);
  /** The tag of which all records are to be found, until they are chosen. */
  const finding = signal<{ readonly module: Module; readonly tag: Tag } | null>(null);
  const isConfirming = signal(false);
  const isUndoing = signal(false);
  /** An undo that was started here, until its run appears. */
  const startedUndo = signal<string | null>(null);
  const watchedRunId = signal<string | null>(null);
  /** The run after which the page in front was reloaded. */
  const reloaded = signal<string | null>(null);
  const putAway = signal<ReadonlySet<string>>(new Set());
  /** Runs that the browser has lost, until the user has seen the notice. */
  const lost = storedSignal(lostRunsItem, null);
  const vouched = signal<readonly string[]>([]);
  const cleanups = storedSignal(cleanupsItem, []);
  const runOf = (id: string) => runs.byId.value.get(id);

  const vouchKey = computed(() => `${selection.connection.value?.id ?? ''} ${place.value?.orgSegment ?? ''}`);
  const facts = computed<PopupFacts>(() => ({
    isRead: isLoaded.value && session.isRead.value && runs.isRead.value,
    isStorageBroken: storeFault.value !== null,
    trouble: trouble.value,
    page: page.page.value,
    place: place.value,
    withheldHost: withheldHost(page.withheld.value, place.value?.host ?? null),
    hasClient: session.clientId.value !== '',
    signIn: session.signIn.value,
    connections: connections.value,
    fit: selection.fit.value,
    isVouched: vouched.value.includes(vouchKey.value),
    runs: runs.all.value.filter(({ cleanupId }) => cleanupId === undefined),
    cleanups: cleanups.value,
    holding: cleanups.value.filter((one) => one.phase !== 'ended' && !waitsForPerson(one, runOf)),
    watchedRunId: watchedRunId.value,
    putAway: putAway.value,
    selection: selection.selection.value,
    module: selection.module.value,
    pointed: selection.pointed.value.kind === 'none' ? 0 : selection.pointed.value.ids.length,
    isPasting: isPasting.value,
    isFinding: finding.value !== null,
  }));
  const state = computed(() => popupState(facts.value));

  const preview = new PreviewModel(ports, {
    selection: selection.selection,
    runs: runs.byId,
    // Somebody who comes back from finding others finds the rows and picks as they were.
    isReady: computed(() => state.value.state === 'choose' || state.value.state === 'find'),
  });
  const filter = new FilterModel({ choices: preview.choices });
  const failures = new FailuresModel(
    ports,
    computed(() => (state.value.state === 'ended' ? state.value.run : null)),
  );
  const picked = computed(() => {
    const chosen = selection.selection.value;
    const ids = preview.picked.value;
    const tags = preview.choices.value.flatMap(({ tag }) => (ids.has(tag.id) ? [tag] : []));
    if (chosen === null || tags.length === 0) return null;
    return { connectionId: chosen.connection.id, module: chosen.module.apiName, tags };
  });
  const tagUse = new TagUseModel(ports, { picked });

  /** Makes the worker read the names of tags before the start, unless it has fresh ones. */
  const readNames = (): void => {
    const now = picked.peek();
    if (now === null) return;
    const { connectionId, module } = now;
    inBackground(ports.request('tag.names', { connectionId, module }), 'PopupModel.readNames');
  };
  effect(() => {
    if (picked.value !== null) readNames();
  });

  /** For tasks that nobody waits for. Their failure gets a screen of its own. */
  const attempt = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (error.code === 'storage-broken') storeFault.value = error;
      else trouble.value = error;
    }
  };

  /** The popup shows a run to its end once it has shown it live. */
  effect(() => {
    const now = state.value;
    if (now.state !== 'run' && now.state !== 'ended') return;
    watchedRunId.value = now.run.id;
    isConfirming.value = false;
    if (now.state === 'ended' && !now.run.isSeen) inBackground(runs.seen(now.run.id), 'PopupModel.seen');
  });

  effect(() => {
    const undoId = startedUndo.value;
    const known = runs.byId.value;
    if (undoId === null || !known.has(undoId)) return;
    startedUndo.value = null;
    isUndoing.value = false;
    watchedRunId.value = undoId;
  });

  const choose = (choice: Choice): void => {
    isPasting.value = false;
    finding.value = null;
    isConfirming.value = false;
    selection.choice.value = choice;
  };

  const putRunAway = (runId: string): void => {
    putAway.value = new Set(putAway.peek()).add(runId);
    watchedRunId.value = null;
    isUndoing.value = false;
    runs.forget();
    inBackground(runs.seen(runId), 'PopupModel.seen');
  };

  return {
    session,
    page,
    basket,
    runs,
    selection,
    preview,
    filter,
    failures,
    tagUse,
    state,
    storeFault,
    lost,
    isPasting,
    finding,
    isConfirming,
    isUndoing,
    reloaded,
    aside: computed(() => runsAside(facts.value, state.value)),
    cleanupsAside: computed(() => cleanupsAside(facts.value, state.value)),
    runOf,

    async load(): Promise<void> {
      const note = intentItem.get();
      const read = Promise.all([
        vouchedOrgsItem.get(),
        note,
        lost.load(),
        cleanups.load(),
        session.load(),
        runs.load(),
        basket.basket.load(),
        note.then((intent) => attempt(() => page.ask(isFresh(intent, ports.now()) ? intent : null))),
        attempt(() => ports.journal.check()),
      ]);
      // Reads stored values. Failing to read them must not leave the popup waiting for ever.
      const stored = await read.catch(() => null);
      if (stored === null) {
        storeFault.value ??= { code: 'storage-broken', details: {} };
        return;
      }
      const [orgs, intent] = stored;
      // An old note becomes void within seconds, and the last tab is only a convenience. No failure here loses
      // anything.
      if (intent !== null) inBackground(intentItem.clear(), 'PopupModel.clear');
      const isForThis = isMeant(intent, page.tab.peek() ?? null, page.frameId.peek(), ports.now());
      selection.intent.value = isForThis ? intent : null;
      preview.wanted.value = isForThis ? intent.tagId : null;
      vouched.value = orgs;
      isLoaded.value = true;
      const tab = page.tab.peek();
      const url = answer.peek()?.url ?? tab?.url ?? null;
      if (!tab || url === null || place.peek() === null) return;
      await lastTabItem.set({ tabId: tab.id, url }).catch(() => undefined);
    },
    choose,
    offer: (request: OfferRequest) => ports.request('cleanup.offer', request),
    attempt,
    readNames,
    redirectUri: ports.redirectUri,
    async vouch(): Promise<void> {
      const org = vouchKey.peek();
      vouched.value = [...vouched.peek(), org];
      await attempt(() => vouchedOrgsItem.change((orgs) => [...new Set([...orgs, org])]));
    },
    /** The connection's module behind a name in the URL. Rejects with the worker's codes. */
    async moduleOf(connectionId: string, moduleSlug: string): Promise<Module> {
      return ports.request('module.resolve', { connectionId, moduleSlug });
    },
    /** Ids of the first records of a preview that Zoho did not find. */
    async notFound(runId: string): Promise<readonly string[]> {
      let rows: readonly { readonly id: string }[] = [];
      await attempt(async () => ({ rows } = await ports.journal.records(runId, NOT_FOUND)));
      return rows.map(({ id }) => id);
    },
    /** Adds records of the page in front to the basket. */
    async keepPage(connectionId: string, module: Module, ids: readonly string[]): Promise<void> {
      await attempt(() => basket.keep(connectionId, module, ids, answer.peek()?.url ?? ''));
    },
    async emptyBasket(): Promise<void> {
      await attempt(async () => {
        await basket.empty();
        choose({ from: 'page' });
      });
    },
    async undoBasket(): Promise<void> {
      await attempt(() => basket.undo());
    },
    /** Handles a press of Remove. Above the threshold of the settings, the second step comes first. */
    async remove(): Promise<void> {
      const plan = preview.plan.peek();
      if (plan === null || preview.starting.peek().state === 'asked') return;
      if (plan.affected > session.settings.peek().confirmAbove && !isConfirming.peek()) isConfirming.value = true;
      else await preview.start();
    },
    /** Brings a tab to the front and closes the popup. Resolves with false when the tab is gone. */
    async showTab(tabId: number): Promise<boolean> {
      const isShown = await ports.tabs.show(tabId);
      if (isShown) globalThis.close();
      return isShown;
    },
    /** Reloads Zoho's page, so that it shows the run's changes. */
    async reloadPage(runId: string): Promise<void> {
      await attempt(async () => {
        await page.reload();
        reloaded.value = runId;
      });
    },
    async saveCsv(runId: string): Promise<void> {
      await attempt(() => ports.saveCsv(runId));
    },
    showRun(runId: string): void {
      trouble.value = null;
      watchedRunId.value = runId;
      runs.forget();
    },
    putRunAway,
    stopCleanup: (id: string) => runs.ask(() => ports.request('cleanup.stop', { id })),
    /** Ends the wait of its run, or of its change of tags. */
    tryCleanup: (id: string) => runs.ask(() => ports.request('cleanup.goOn', { id })),
    /** Marks its end as seen, so that no line names it again. */
    putCleanupAway(id: string): void {
      putAway.value = new Set(putAway.peek()).add(id);
      inBackground(ports.request('cleanup.seen', { id }), 'PopupModel.cleanupSeen');
    },
    async undo(runId: string): Promise<void> {
      if (startedUndo.peek() !== null) return;
      startedUndo.value = await runs.undo(runId);
      // The reason of a refusal is shown below the run.
      if (startedUndo.peek() === null) isUndoing.value = false;
    },
    /** Asks the page and the worker again after a failure. */
    async again(): Promise<void> {
      trouble.value = null;
      await attempt(() => page.ask());
      selection.again();
    },
    /** Returns to the list of tags for the page's current selection. */
    async more(runId: string): Promise<void> {
      putRunAway(runId);
      selection.intent.value = null;
      choose({ from: 'page' });
      await attempt(() => page.ask());
      await preview.again();
    },
  };
});

export type Popup = InstanceType<typeof PopupModel>;
