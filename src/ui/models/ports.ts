import type { PageAddress } from '../../shared/ask-frames.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { request } from '../../shared/messages.ts';
import type { PageAnswer } from '../../shared/page.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { failuresByReason } from '../../runs/queries/failures.ts';
import type { readPreview } from '../../runs/queries/preview.ts';
import type { listRecords } from '../../runs/queries/records.ts';

/** The tab that Untag was opened over. The browser withholds the URL of tabs that Untag may not see. */
export interface CurrentTab {
  readonly id: number;
  readonly url: string | null;
}

/** The journal of runs, read-only: `runs/queries`. Each function rejects with `storage-broken` when it cannot be opened. */
export interface JournalPort {
  /** Opens it once, to learn whether it can be. */
  readonly check: () => Promise<void>;
  readonly preview: typeof readPreview;
  readonly records: typeof listRecords;
  readonly failures: typeof failuresByReason;
}

/** What models of pages need of the outside. */
export interface PagePorts {
  readonly request: typeof request;
  readonly journal: JournalPort;
  readonly mirrors: {
    read(): Promise<readonly RunSummary[]>;
    watch(callback: (runId: string, summary: RunSummary | null) => void): () => void;
  };
  readonly now: () => number;
  readonly newId: () => string;
}

/** What the popup needs besides. */
export interface PopupPorts extends PagePorts {
  readonly askTab: (address: PageAddress) => Promise<PageAnswer | null>;
  /** The client id to connect with, from the build, the company or the user; empty when there is none. */
  readonly clientId: () => Promise<string>;
  /** Hands the records of a run to the user as a CSV file. */
  readonly saveCsv: (runId: string) => Promise<void>;
  readonly tabs: {
    /** `meant` is the tab of a menu click: it counts where the popup had to be opened in a window of its own. */
    current(meant: number | null): Promise<CurrentTab | null>;
    reload(tabId: number): Promise<void>;
    /** Brings a tab to the front; false when it is gone. */
    show(tabId: number): Promise<boolean>;
  };
  readonly hosts: {
    /** Those of the given origins that the browser withholds. */
    withheld(origins: readonly string[]): Promise<readonly string[]>;
    /** Asks the user for them; must be called in the tick of a click. */
    ask(origins: readonly string[]): Promise<boolean>;
  };
}

/** An action that was asked for: nothing yet, on its way, or refused. */
export type Asked =
  | { readonly state: 'idle' }
  | { readonly state: 'asked' }
  | { readonly state: 'refused'; readonly error: ErrorData };

export const IDLE: Asked = { state: 'idle' };
