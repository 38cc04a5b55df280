import { act, render } from '@testing-library/preact';
import type { RequestName } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { failuresByReason } from '../../runs/queries/failures.ts';
import { positions, recordsAt } from '../../runs/queries/positions.ts';
import { readPreview } from '../../runs/queries/preview.ts';
import { listRecords } from '../../runs/queries/records.ts';
import { listRuns, readRun } from '../../runs/queries/runs.ts';
import { listCleanups } from '../../cleanups/queries/cleanups.ts';
import { foundPlaces, rowsOfPlaces } from '../../cleanups/queries/joined.ts';
import { findInHistory } from '../../runs/queries/find-in-history.ts';
import { addressOf, type Place } from '../place.ts';
import { type Report, ReportModel } from '../models/ReportModel.ts';
import type { ReportPorts } from '../ports.ts';
import { ReportContext } from '../report-context.ts';
import { ReportPage } from '../ReportPage.tsx';
import '../../ui/testing/patience.ts';

export interface OpenedReport {
  readonly report: Report;
  /** Requests to the worker. */
  readonly asked: readonly { readonly name: RequestName; readonly data: unknown }[];
  /** The run in the page's address. */
  readonly address: () => string | null;
  /** Changes the mirror of a run. */
  readonly mirror: (summary: RunSummary) => Promise<void>;
}

/** The report over the journal's content, with a worker that accepts every request. */
export async function openReport(
  at: string | null | Place,
  {
    asksUndo = false,
    runs = {},
    tabs = [],
    show = () => Promise.resolve(true),
  }: {
    asksUndo?: boolean;
    runs?: Partial<ReportPorts['runs']>;
    tabs?: readonly { readonly tabId: number; readonly url: string }[];
    show?: ReportPorts['crm']['show'];
  } = {},
): Promise<OpenedReport> {
  const asked: { name: RequestName; data: unknown }[] = [];
  let place: Place = typeof at === 'string' || at === null ? { kind: 'run', id: at } : at;
  let tell: (runId: string, summary: RunSummary | null) => void = () => undefined;
  const ports: ReportPorts = {
    request: ((name: RequestName, data: unknown) => {
      asked.push({ name, data });
      return Promise.resolve();
    }) as ReportPorts['request'],
    mirrors: {
      read: () => Promise.resolve([]),
      watch: (callback) => {
        tell = callback;
        return () => undefined;
      },
    },
    now: () => Date.now(),
    newId: () => 'new-run',
    journal: {
      check: () => Promise.resolve(),
      preview: readPreview,
      records: listRecords,
      failures: failuresByReason,
    },
    runs: {
      list: listRuns,
      read: readRun,
      positions,
      recordsAt,
      joined: foundPlaces,
      joinedRows: rowsOfPlaces,
      ...runs,
    },
    cleanups: { list: listCleanups },
    findInHistory,
    settings: () => Promise.resolve({ historyDays: 30, creditReserve: 500 }),
    address: {
      read: () => place,
      asksUndo: () => asksUndo,
      write: (next) => {
        place = next;
      },
      watch: () => () => undefined,
    },
    crm: {
      tabs: () => Promise.resolve(tabs),
      show,
      shortcut: () => Promise.resolve('Alt+Shift+U'),
    },
    saveCsv: () => Promise.resolve(),
    version: '1.0.0',
  };
  const report = new ReportModel(ports);
  render(
    <ReportContext.Provider value={report}>
      <ReportPage />
    </ReportContext.Provider>,
  );
  await act(() => report.load());
  return {
    report,
    asked,
    address: () => (place.kind === 'run' ? place.id : addressOf(place)),
    mirror: (summary) => act(() => tell(summary.id, summary)),
  };
}
