import type { foundByStep } from '../cleanups/queries/cleanups.ts';
import type { readOrgTags, readTagModules, readTagRows } from '../tags/queries/lists.ts';
import type { CleanupsPorts } from '../ui/models/CleanupsModel.ts';
import type { PagePorts } from '../ui/models/ports.ts';
import type { Address } from './address.ts';

/** Everything that the models of the page of tags need from outside. */
export interface TagsPagePorts
  extends Pick<PagePorts, 'request' | 'mirrors' | 'newId' | 'now'>, Pick<CleanupsPorts, 'cleanups'> {
  readonly journal: Pick<PagePorts['journal'], 'failures'>;
  readonly found: typeof foundByStep;
  readonly settings: () => Promise<{
    readonly historyDays: number;
    readonly creditReserve: number;
    readonly confirmAbove: number;
  }>;
  /** The store of tags. Each function rejects with `storage-broken` when it cannot be opened. */
  readonly tags: {
    readonly org: typeof readOrgTags;
    readonly modules: typeof readTagModules;
    readonly rows: typeof readTagRows;
  };
  readonly address: {
    read(): Address;
    /** `isStep`: whether the browser's back button returns to the state before. */
    write(address: Address, isStep: boolean): void;
    /** Calls back when the user goes back or forward. Returns a function that ends this. */
    watch(callback: (address: Address) => void): () => void;
  };
  /** The configured client id; empty without one. */
  readonly clientId: () => Promise<string>;
  readonly hosts: {
    /** Those of these origins without access. */
    readonly withheld: (origins: readonly string[]) => Promise<readonly string[]>;
    readonly ask: (origins: readonly string[]) => Promise<boolean>;
  };
  readonly network: {
    isOnline(): boolean;
    watch(callback: () => void): () => void;
  };
  /** Saves the records of these runs as a CSV file for the user. Rejects with `storage-broken`. */
  readonly saveHolders: (runIds: readonly string[]) => Promise<void>;
  /** Saves a file for the user. */
  readonly save: (file: File) => void;
  readonly version: string;
}
