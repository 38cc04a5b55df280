/**
 * The org and user that a token was seen to act for, verified once for each access token. Null where Zoho refuses to
 * say.
 */
export interface Identity {
  readonly zgid: string | null;
  readonly userId: string | null;
}

/** The org and the user that a token has to act for. An empty text accepts any. */
export interface Wanted {
  readonly zgid: string;
  readonly userId: string;
}

/** A client's right to act for one connection. `auth/` makes it and `zoho/` uses it; neither knows the other. */
export interface Access {
  /** Origin of the API, checked against the table of data centres. */
  readonly origin: string;
  /**
   * The access token to use now. Throws `signed-out`, `sign-in-throttled`; `other-org`, `other-user` where it acts for
   * another org or user than wanted.
   */
  token(): Promise<string>;
  /** A token newer than the given one, after a 401. Throws as above. */
  renew(stale: string): Promise<string>;
  /** Receives the scope for which Zoho refused a call. */
  lacks?(scope: string): void;
}
