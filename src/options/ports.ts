import type { ClientSetting } from '../shared/client-id.ts';
import type { request } from '../shared/messages.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import type { Policy } from '../shared/policy.ts';
import type { RecordRow, Run } from '../runs/model/types.ts';

/** The ports of the settings' models. */
export interface OptionsPorts {
  readonly request: typeof request;
  readonly now: () => number;
  readonly client: {
    read(): Promise<ClientSetting>;
    watch(callback: () => void): () => void;
  };
  readonly policy: () => Promise<Policy>;
  readonly mirrors: {
    read(): Promise<readonly RunSummary[]>;
    watch(callback: (runId: string, summary: RunSummary | null) => void): () => void;
  };
  readonly journal: {
    /** All started runs, newest first. Rejects with `storage-broken`. */
    runs(): AsyncIterable<Run>;
    records(runId: string): AsyncIterable<RecordRow>;
  };
  /** How the page in the last CRM tab is built, as text without anything of a record; null where no tab answers. */
  readonly pageDiagnosis: () => Promise<string | null>;
  readonly notifications: {
    /** Asks the user. It must be called in the tick of a click. */
    ask(): Promise<boolean>;
    giveUp(): Promise<void>;
  };
  readonly shortcut: {
    /** Such as `Alt+Shift+U`; empty when there is none. */
    read(): Promise<string>;
    openSettings(): Promise<void>;
  };
  /** Bytes that Untag uses, or null where the browser does not say. */
  readonly bytesUsed: () => Promise<number | null>;
  readonly saveFile: (name: string, content: Blob) => void;
  readonly version: string;
  /** The browser's name for itself. */
  readonly browserName: string;
}
