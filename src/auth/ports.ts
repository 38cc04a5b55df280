import type { EndpointPorts } from './token-endpoint.ts';

/** What Zoho's API tells a token of its org and user. */
export interface TokenOwner {
  /** Null where Zoho refuses `/org`. */
  readonly org: {
    readonly zgid: string;
    readonly domainName: string;
    readonly name: string;
    /** In lower case: `production`, `sandbox`, `developer`, `bigin`. */
    readonly type: string;
    readonly edition: string | null;
  } | null;
  /** Null where Zoho refuses `/users`. */
  readonly user: { readonly id: string; readonly name: string; readonly profile: string | null } | null;
  /** Scopes whose lack was the reason of a refusal. */
  readonly missingScopes: readonly string[];
}

/** The part of `browser.identity` that is used. */
export interface IdentityApi {
  getRedirectURL(): string;
  launchWebAuthFlow(details: { readonly url: string; readonly interactive: boolean }): Promise<string | undefined>;
}

/** The window in which the browser shows Zoho's pages. One that shows anything else is left alone. */
export interface WindowsApi {
  /** Calls back with the id of the window that the browser opens for that address; returns the function that ends it. */
  onWindowOf(url: string, callback: (windowId: number) => void): () => void;
  focus(windowId: number): Promise<void>;
  close(windowId: number): Promise<void>;
}

/** Runs the task while no other caller of any context holds the lock of that name. The lock dies with its holder. */
export type Exclusive = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

/** All that signing in needs of the outside. */
export interface AuthPorts extends EndpointPorts {
  readonly identity: IdentityApi;
  readonly windows: WindowsApi;
  readonly exclusive: Exclusive;
  readonly now: () => number;
  /**
   * Asks Zoho's API who the token speaks for. Throws `signed-out` when the token is not valid at that origin, `no-org`
   * when its user has no CRM, and the codes of the network.
   */
  identify(token: string, apiOrigin: string): Promise<TokenOwner>;
}
