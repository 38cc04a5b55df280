import type { Auth } from '../auth/auth.ts';
import type { Access } from '../shared/access.ts';
import { createZohoApi } from '../zoho/api.ts';
import type { CallMeta, ClientOptions, ZohoApi } from '../zoho/types.ts';

/** A call that takes longer counts as unanswered: a worker whose fetch has no answer after 30 s is ended by the browser. */
const TIMEOUT_MS = 25_000;

/** What makes an API client for a right to speak, over the one `fetch` that goes to Zoho. */
export function createZohoMaker(send: ClientOptions['fetch']) {
  return (access: Access, observe: (meta: CallMeta) => void = () => undefined): ZohoApi =>
    createZohoApi({
      access,
      fetch: send,
      timeoutMs: TIMEOUT_MS,
      isOnline: () => navigator.onLine,
      now: () => Date.now(),
      observe,
    });
}

export type ZohoMaker = ReturnType<typeof createZohoMaker>;

/** The API of each connection, in the name of whoever is signed in there. */
export function createZohoOf(auth: () => Auth, make: ZohoMaker) {
  return (connectionId: string, observe?: (meta: CallMeta) => void): ZohoApi =>
    make(auth().accessFor(connectionId), observe);
}

export type ZohoOf = ReturnType<typeof createZohoOf>;
