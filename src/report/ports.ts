import type { PagePorts } from '../ui/models/ports.ts';
import type { positions, recordsAt } from '../runs/queries/positions.ts';
import type { listRuns, readRun } from '../runs/queries/runs.ts';

/** Everything that the models of the report need from outside. */
export interface ReportPorts extends PagePorts {
  readonly runs: {
    readonly list: typeof listRuns;
    readonly read: typeof readRun;
    readonly positions: typeof positions;
    readonly recordsAt: typeof recordsAt;
  };
  readonly settings: () => Promise<{ readonly historyDays: number; readonly creditReserve: number }>;
  /** The run in the page's address. */
  readonly address: {
    read(): string | null;
    /** Whether the address asks for the undo of that run, as a notification's button does. */
    asksUndo(): boolean;
    write(runId: string | null): void;
    /** Calls back when the user goes back or forward. Returns a function that ends this. */
    watch(callback: (runId: string | null) => void): () => void;
  };
  /** The tabs of Zoho CRM, the last used one first. */
  readonly crm: {
    tabs(): Promise<readonly { readonly tabId: number; readonly url: string }[]>;
    /** Resolves with false when it is gone. */
    show(tabId: number): Promise<boolean>;
    /** The shortcut that opens the popup; empty when there is none. */
    shortcut(): Promise<string>;
  };
  /** Saves the records of a run as a CSV file for the user. */
  readonly saveCsv: (runId: string) => Promise<void>;
  readonly version: string;
}
