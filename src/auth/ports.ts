import type { EndpointPorts } from './token-endpoint.ts';

/** The org and user of a token, by Zoho's API. */
export interface TokenOwner {
  /** Null if Zoho refuses `/org`. */
  readonly org: {
    readonly zgid: string;
    readonly domainName: string;
    readonly name: string;
    /** In lower case: `production`, `sandbox`, `developer`, `bigin`. */
    readonly type: string;
    readonly edition: string | null;
  } | null;
  /** Null if Zoho refuses `/users`. */
  readonly user: { readonly id: string; readonly name: string; readonly profile: string | null } | null;
  /** Scopes whose absence caused a refusal. */
  readonly missingScopes: readonly string[];
}

/** The part of `browser.identity` that is used. */
export interface IdentityApi {
  getRedirectURL(): string;
  launchWebAuthFlow(details: { readonly url: string; readonly interactive: boolean }): Promise<string | undefined>;
}

/** Controls the window in which the browser shows Zoho's pages. A window that shows anything else stays untouched. */
export interface WindowsApi {
  /**
   * Calls back with the id of the window that the browser opens for that address. Returns a function that ends this.
   */
  onWindowOf(url: string, callback: (windowId: number) => void): () => void;
  focus(windowId: number): Promise<void>;
  close(windowId: number): Promise<void>;
}

/** Runs the task while no other caller in any context holds the lock of that name. The lock ends with its holder. */
export type Exclusive = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

/** Everything that sign-in needs from outside. */
export interface AuthPorts extends EndpointPorts {
  readonly identity: IdentityApi;
  readonly windows: WindowsApi;
  readonly exclusive: Exclusive;
  readonly now: () => number;
  /**
   * Asks Zoho's API for the org and user of a token. Throws `signed-out` when the token is not valid at that origin,
   * `no-org` when its user has no CRM, and the codes of the network.
   */
  identify(token: string, apiOrigin: string): Promise<TokenOwner>;
}
