import type { request } from '../shared/messages.ts';
import type { readOrgTags, readTagModules, readTagRows } from '../tags/queries/lists.ts';
import type { Address } from './address.ts';

/** What the models of the page of tags need of the outside. */
export interface TagsPagePorts {
  readonly request: typeof request;
  /** The store of tags. Each function rejects with `storage-broken` when it cannot be opened. */
  readonly tags: {
    readonly org: typeof readOrgTags;
    readonly modules: typeof readTagModules;
    readonly rows: typeof readTagRows;
  };
  readonly address: {
    read(): Address;
    /** `isStep`: the browser's back button leads to what was before. */
    write(address: Address, isStep: boolean): void;
    /** Calls back when the user goes back or forward; returns the function that ends it. */
    watch(callback: (address: Address) => void): () => void;
  };
  /** The client id that is set; empty where there is none. */
  readonly clientId: () => Promise<string>;
  readonly hosts: {
    /** Those of these origins that the browser keeps Untag from. */
    readonly withheld: (origins: readonly string[]) => Promise<readonly string[]>;
    readonly ask: (origins: readonly string[]) => Promise<boolean>;
  };
  readonly network: {
    isOnline(): boolean;
    watch(callback: () => void): () => void;
  };
  readonly now: () => number;
  /** Hands the user a file. */
  readonly save: (file: File) => void;
  readonly version: string;
}
