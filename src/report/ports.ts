import type { PagePorts } from '../ui/models/ports.ts';
import type { positions, recordsAt } from '../runs/queries/positions.ts';
import type { listCleanups } from '../cleanups/queries/cleanups.ts';
import type { findInHistory } from '../runs/queries/find-in-history.ts';
import type { foundPlaces, rowsOfPlaces } from '../cleanups/queries/joined.ts';
import type { CsvRun } from '../ui/run-csv.ts';
import type { Place } from './place.ts';
import type { listRuns, readRun } from '../runs/queries/runs.ts';

/** Everything that the models of the report need from outside. */
export interface ReportPorts extends PagePorts {
  readonly runs: {
    readonly list: typeof listRuns;
    readonly read: typeof readRun;
    readonly positions: typeof positions;
    readonly recordsAt: typeof recordsAt;
    /** The records of the two runs of a replace, as one. */
    readonly joined: typeof foundPlaces;
    readonly joinedRows: typeof rowsOfPlaces;
  };
  readonly settings: () => Promise<{ readonly historyDays: number; readonly creditReserve: number }>;
  readonly cleanups: { readonly list: typeof listCleanups };
  readonly findInHistory: typeof findInHistory;
  /** The place in the page's address. */
  readonly address: {
    read(): Place;
    /** Whether the address asks to undo that run or clean-up, as the button of a notification does. */
    asksUndo(): boolean;
    write(place: Place): void;
    /** Calls back when the user goes back or forward. Returns a function that ends this. */
    watch(callback: (place: Place) => void): () => void;
  };
  /** The tabs of Zoho CRM, the last used one first. */
  readonly crm: {
    tabs(): Promise<readonly { readonly tabId: number; readonly url: string }[]>;
    /** Resolves with false when it is gone. */
    show(tabId: number): Promise<boolean>;
    /** The shortcut that opens the popup; empty when there is none. */
    shortcut(): Promise<string>;
  };
  /** Saves the records of a run, or of all runs of a clean-up, as a CSV file for the user. */
  readonly saveCsv: (runs: readonly CsvRun[], of: 'run' | 'clean-up') => Promise<void>;
  readonly version: string;
}
