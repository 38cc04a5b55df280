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
import { HistoryModel } from './HistoryModel.ts';
import { RowsModel } from './RowsModel.ts';
import { inBackground } from '../../shared/notes.ts';

/** The report: the list of runs, the shown run, and its records. */
export const ReportModel = createModel((ports: ReportPorts) => {
  const runs = new RunsModel(ports);
  const historyDays = signal(30);
  const reserve = signal(0);
  const runId = signal<string | null>(ports.address.read());
  /** The run from the journal; null when it does not exist; undefined before it was read. */
  const run = signal<Run | null | undefined>(undefined);
  const error = signal<ErrorData | null>(null);
  const asking = signal<'undo' | 'delete' | 'delete-all' | null>(ports.address.asksUndo() ? 'undo' : null);
  const isLoaded = signal(false);
  /** The CRM tab to go back to where nothing is shown, and the keys that open the popup there. */
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
  const rows = new RowsModel(ports, summary);

  const latest = createLatest();
  const read = async (id: string): Promise<void> => {
    const isLatest = latest();
    try {
      const found = await ports.runs.read(id);
      if (isLatest() && runId.peek() === id) run.value = found;
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
  effect(() => ports.address.watch((id) => show(id, false)));
  effect(() => {
    const now = ended.value;
    if (now !== null && !now.isSeen && now.startedAt !== null) inBackground(runs.seen(now.id), 'ReportModel.seen');
  });

  const show = (id: string | null, isNew = true): void => {
    if (id === runId.peek()) return;
    run.value = undefined;
    runId.value = id;
    asking.value = null;
    rows.outcome.value = null;
    rows.search.value = '';
    runs.forget();
    if (isNew) ports.address.write(id);
  };

  const ask = async (action: () => Promise<void>): Promise<boolean> => {
    const isDone = await runs.ask(action);
    asking.value = null;
    return isDone;
  };

  /** Without a run in the address, the newest is shown. */
  const showNewest = (): void => {
    const [newest] = history.rows.peek();
    if (newest !== undefined) show(newest.run.id);
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
    runId,
    run,
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
      await Promise.all([runs.load(), history.load(), lost.load(), connections.load()]);
      if (runId.peek() === null) showNewest();
      await findCrm();
      isLoaded.value = true;
    },
    show,
    async undo(): Promise<void> {
      const id = runId.peek();
      const undoId = id === null ? null : await runs.undo(id);
      asking.value = null;
      if (undoId === null) return;
      await history.load();
      show(undoId);
    },
    async delete(): Promise<void> {
      const id = runId.peek();
      if (id === null || !(await ask(() => ports.request('run.delete', { runId: id })))) return;
      history.drop(id);
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
    async saveCsv(): Promise<void> {
      const id = runId.peek();
      if (id !== null) await ask(() => ports.saveCsv(id));
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
