import { act, render } from '@testing-library/preact';
import type { RequestName } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { failuresByReason } from '../../runs/queries/failures.ts';
import { positions, recordsAt } from '../../runs/queries/positions.ts';
import { readPreview } from '../../runs/queries/preview.ts';
import { listRecords } from '../../runs/queries/records.ts';
import { listRuns, readRun } from '../../runs/queries/runs.ts';
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
  runId: string | null,
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
  let address = runId;
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
    runs: { list: listRuns, read: readRun, positions, recordsAt, ...runs },
    settings: () => Promise.resolve({ historyDays: 30, creditReserve: 500 }),
    address: {
      read: () => address,
      asksUndo: () => asksUndo,
      write: (id) => {
        address = id;
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
    address: () => address,
    mirror: (summary) => act(() => tell(summary.id, summary)),
  };
}
