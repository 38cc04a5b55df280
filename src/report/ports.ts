import type { PagePorts } from '../ui/models/ports.ts';
import type { positions, recordsAt } from '../runs/queries/positions.ts';
import type { listRuns, readRun } from '../runs/queries/runs.ts';

/** What the models of the report need of the outside. */
export interface ReportPorts extends PagePorts {
  readonly runs: {
    readonly list: typeof listRuns;
    readonly read: typeof readRun;
    readonly positions: typeof positions;
    readonly recordsAt: typeof recordsAt;
  };
  readonly settings: () => Promise<{ readonly historyDays: number; readonly creditReserve: number }>;
  /** Where the page stands: the run that its address names. */
  readonly address: {
    read(): string | null;
    /** Whether the address asks for the undo of that run, as a notification's button does. */
    asksUndo(): boolean;
    write(runId: string | null): void;
    /** Calls back when the user goes back or forward; returns the function that ends it. */
    watch(callback: (runId: string | null) => void): () => void;
  };
  /** The tabs of Zoho CRM, the one that was used last first. */
  readonly crm: {
    tabs(): Promise<readonly { readonly tabId: number; readonly url: string }[]>;
    /** False when it is gone. */
    show(tabId: number): Promise<boolean>;
    /** The keys that open the popup; empty when there are none. */
    shortcut(): Promise<string>;
  };
  /** Hands the records of a run to the user as a CSV file. */
  readonly saveCsv: (runId: string) => Promise<void>;
  readonly version: string;
}
