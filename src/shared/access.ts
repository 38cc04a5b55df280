/** Whom a token was seen to speak for, verified once for each access token. Null where Zoho refuses to say. */
export interface Identity {
  readonly zgid: string | null;
  readonly userId: string | null;
}

/** The org and the user that a token has to speak for. An empty text stands for nobody in particular. */
export interface Wanted {
  readonly zgid: string;
  readonly userId: string;
}

/** A client's right to speak for one connection. Made by `auth/`, used by `zoho/`, which know nothing of each other. */
export interface Access {
  /** Origin of the API, checked against the table of data centres. */
  readonly origin: string;
  /** The access token to use now. Throws `signed-out`, `sign-in-throttled`; `other-org`, `other-user` where it speaks for others than wanted. */
  token(): Promise<string>;
  /** A token newer than the given one, after a 401. Throws as above. */
  renew(stale: string): Promise<string>;
}
