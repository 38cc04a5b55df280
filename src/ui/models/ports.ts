import type { request } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { failuresByReason } from '../../runs/queries/failures.ts';
import type { readPreview } from '../../runs/queries/preview.ts';
import type { listRecords } from '../../runs/queries/records.ts';

/**
 * The journal of runs, read-only: `runs/queries`. Each function rejects with `storage-broken` when it cannot be opened.
 */
export interface JournalPort {
  /** Opens it once, to test whether it can be opened. */
  readonly check: () => Promise<void>;
  readonly preview: typeof readPreview;
  readonly records: typeof listRecords;
  readonly failures: typeof failuresByReason;
}

/** Everything that models of pages need from outside. */
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
