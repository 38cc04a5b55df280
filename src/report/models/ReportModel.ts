import { computed, createModel, effect, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { FailuresModel } from '../../ui/models/FailuresModel.ts';
import { createLatest } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import { connectionForTab } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { crmPlaceOf } from '../../shared/data-centres.ts';
import { pageContextOf } from '../../shared/page-context.ts';
import { connectionsItem, lostRunsItem } from '../../shared/stored-items.ts';
import { RunsModel } from '../../ui/models/RunsModel.ts';
import type { Run } from '../../runs/model/types.ts';
import type { ReportPorts } from '../ports.ts';
import { isLive } from '../../shared/run-facts.ts';
import { summaryOfRun } from '../../ui/run-view.ts';
import { CleanupsModel } from '../../ui/models/CleanupsModel.ts';
import { historyEntries } from '../history/entries.ts';
import { addressOf, type Place } from '../place.ts';
import { HistorySearchModel } from './HistorySearchModel.ts';
import { type ShownRun, ShownCleanupModel } from './ShownCleanupModel.ts';
import { HistoryModel } from './HistoryModel.ts';
import { RowsModel } from './RowsModel.ts';
import { inBackground } from '../../shared/notes.ts';

/** The report: the list of runs, the shown run, and its records. */
export const ReportModel = createModel((ports: ReportPorts) => {
  const runs = new RunsModel(ports);
  const historyDays = signal(30);
  const reserve = signal(0);
  const place = signal<Place>(ports.address.read());
  const runId = computed(() => (place.value.kind === 'run' ? place.value.id : null));
  const cleanups = new CleanupsModel(ports, runs.byId);
  /** The run from the journal; null when it does not exist; undefined before it was read. */
  const run = signal<Run | null | undefined>(undefined);
  const error = signal<ErrorData | null>(null);
  const asking = signal<'undo' | 'delete' | 'delete-all' | null>(ports.address.asksUndo() ? 'undo' : null);
  const isLoaded = signal(false);
  /** The CRM tab to return to when nothing is shown, and the keys that open the popup there. */
  const crm = signal<{ readonly tabId: number; readonly url: string; readonly shortcut: string } | null>(null);
  const connections = storedSignal(connectionsItem, []);
  /** The connection of the CRM tab that was used last; where no tab is open, the newest. */
  const lastOrg = computed(() => {
    const all = connections.value;
    const last = crm.value;
    if (last !== null) return connectionOf(last.url, all);
    return all.toSorted((a, b) => b.connectedAt - a.connectedAt)[0] ?? null;
  });
  /** Runs that the browser has lost, until the user has seen the notice. */
  const lost = storedSignal(lostRunsItem, null);

  const history = new HistoryModel(ports, runs.byId, historyDays);
  const summary = computed(() => {
    const stored = run.value;
    const days = historyDays.value;
    const mirror = runs.byId.value.get(runId.value ?? '') ?? null;
    return stored ? summaryOfRun(stored, mirror, days) : null;
  });
  const ended = computed(() => (summary.value === null || isLive(summary.value) ? null : summary.value));
  const failures = new FailuresModel(ports, ended);
  const shownCleanup = computed(() => {
    const now = place.value;
    const all = cleanups.all.value;
    return now.kind === 'cleanup' ? (all.find((one) => one.cleanup.id === now.id) ?? null) : null;
  });
  const cleanup = new ShownCleanupModel(ports, shownCleanup, { mirrors: runs.byId, historyDays });
  /** The runs whose records are listed. */
  const listed = computed<readonly ShownRun[]>(() => {
    const ofCleanup = cleanup.runs.value;
    const stored = run.value;
    const now = summary.value;
    if (place.value.kind === 'cleanup') return ofCleanup;
    return stored && now !== null ? [{ run: stored, now, pair: null }] : [];
  });
  const rows = new RowsModel(
    ports,
    computed(() => listed.value.map(({ now: { id, revision }, pair }) => ({ id, revision, pair }))),
  );
  const search = new HistorySearchModel(ports);
  const entries = computed(() =>
    historyEntries(history.rows.value, cleanups.all.value, { hasOlder: history.next.value !== null }),
  );

  const latest = createLatest();
  const read = async (id: string): Promise<void> => {
    const isLatest = latest();
    try {
      const found = await ports.runs.read(id);
      if (!isLatest() || runId.peek() !== id) return;
      run.value = found;
      // A step is part of its clean-up and has no page of its own.
      if (found?.cleanupId !== undefined) showStep(found.cleanupId, found.module.apiName);
    } catch (thrown) {
      error.value = toErrorData(thrown);
    }
  };

  /** The journal is read again after each change of state. In between, the mirror has the news. */
  const stage = computed(() => {
    const mirror = runs.byId.value.get(runId.value ?? '');
    return JSON.stringify([runId.value, mirror?.state, mirror?.undoneBy, mirror?.chosenCount, mirror === undefined]);
  });
  effect(() => {
    if (stage.value === '') return;
    const id = runId.peek();
    if (id !== null) inBackground(read(id), 'ReportModel.read');
  });
  effect(() => ports.address.watch((next) => go(next, false)));
  effect(() => {
    const now = ended.value;
    if (now !== null && !now.isSeen && now.startedAt !== null) inBackground(runs.seen(now.id), 'ReportModel.seen');
  });

  effect(() => {
    const now = shownCleanup.value;
    if (now?.phase === 'ended' && !now.cleanup.isSeen) inBackground(cleanups.seen(now.cleanup.id), 'ReportModel.seen');
  });

  const go = (next: Place, isNew = true): void => {
    if (addressOf(next) === addressOf(place.peek())) return;
    run.value = undefined;
    cleanup.forget();
    place.value = next;
    asking.value = null;
    rows.outcome.value = null;
    rows.search.value = '';
    runs.forget();
    cleanups.forget();
    if (next.kind !== 'find') search.leave();
    if (isNew) ports.address.write(next);
  };
  const show = (id: string | null): void => go({ kind: 'run', id });
  const showStep = (id: string, module: string): void => {
    go({ kind: 'cleanup', id }, false);
    cleanup.module.value = module;
  };

  const ask = async (action: () => Promise<void>): Promise<boolean> => {
    const isDone = await runs.ask(action);
    asking.value = null;
    return isDone;
  };

  /** Without a run in the address, the newest is shown. */
  const showNewest = (): void => {
    const [newest] = entries.peek();
    if (newest !== undefined) go(newest.place);
  };

  /** A convenience. The page works without it. */
  const findCrm = async (): Promise<void> => {
    const [tabs, shortcut] = await Promise.all([ports.crm.tabs(), ports.crm.shortcut()]).catch(() => [[], ''] as const);
    const [last] = tabs;
    crm.value = last === undefined ? null : { ...last, shortcut };
  };

  return {
    runs,
    history,
    failures,
    rows,
    historyDays,
    reserve,
    place,
    runId,
    run,
    cleanups,
    cleanup,
    listed,
    entries,
    search,
    summary,
    error,
    asking,
    isLoaded,
    lost,
    crm,
    lastOrg,
    /** Brings the last used CRM tab to the front, or the next one if that is closed. */
    async goToCrm(): Promise<void> {
      for (const { tabId } of await ports.crm.tabs()) if (await ports.crm.show(tabId)) return;
      crm.value = null;
    },
    seeLost: () => ask(() => lostRunsItem.clear()),

    async load(): Promise<void> {
      const settings = await ports.settings();
      historyDays.value = settings.historyDays;
      reserve.value = settings.creditReserve;
      await Promise.all([runs.load(), history.load(), cleanups.load(), lost.load(), connections.load()]);
      const asked = place.peek();
      if (asked.kind === 'run' && asked.id === null) showNewest();
      if (asked.kind === 'find') {
        search.record.value = asked.question.record;
        search.tag.value = asked.question.tag;
        search.ask();
      }
      await findCrm();
      isLoaded.value = true;
    },
    show,
    go,
    /** Opens the search over the whole history with empty fields. */
    openSearch(): void {
      search.record.value = search.tag.value = '';
      go({ kind: 'find', question: { record: '', tag: '' } });
    },
    /** Searches for the text in the fields, and puts it into the address. */
    find(): void {
      const question = search.ask();
      if (question === null) return;
      place.value = { kind: 'find', question };
      ports.address.write(place.peek());
    },
    async undoCleanup(): Promise<void> {
      const now = place.peek();
      if (now.kind !== 'cleanup') return;
      await cleanups.undo(now.id);
      asking.value = null;
      cleanup.asked.value = null;
    },
    async undo(): Promise<void> {
      const id = runId.peek();
      const undoId = id === null ? null : await runs.undo(id);
      asking.value = null;
      if (undoId === null) return;
      await history.load();
      show(undoId);
    },
    async delete(): Promise<void> {
      const now = place.peek();
      if (now.kind === 'find' || now.id === null) return;
      const { id } = now;
      const isDone = await ask(() =>
        now.kind === 'run' ? ports.request('run.delete', { runId: id }) : ports.request('cleanup.delete', { id }),
      );
      if (!isDone) return;
      history.drop(id);
      await cleanups.load();
      show(null);
      showNewest();
    },
    async deleteAll(): Promise<void> {
      const isDone = await ask(() => ports.request('run.deleteAll'));
      history.clear();
      if (isDone) show(null);
      // Some runs may be deleted even when others are not.
      await history.load();
      if (isDone) showNewest();
    },
    /** All records of the run, or of all modules of the clean-up, whatever the filters. */
    async saveCsv(): Promise<void> {
      const isCleanup = place.peek().kind === 'cleanup';
      const whole = isCleanup ? cleanup.all.peek() : listed.peek();
      await ask(() => ports.saveCsv(whole, isCleanup ? 'clean-up' : 'run'));
    },
  };
});

function connectionOf(url: string, connections: readonly Connection[]): Connection | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  const place = crmPlaceOf(address.host);
  if (place === null) return null;
  const found = connectionForTab(connections, place, pageContextOf(address).orgSegment);
  return found.fit === 'fits' ? found.connection : null;
}

export type Report = InstanceType<typeof ReportModel>;
