import type { Auth } from '../auth/auth.ts';
import type { Access, Wanted } from '../shared/access.ts';
import { zohoDateItem } from '../shared/stored-items.ts';
import { inBackground } from '../shared/notes.ts';
import { createZohoApi } from '../zoho/api.ts';
import type { CallMeta, ClientOptions, ZohoApi } from '../zoho/types.ts';

/** A call that takes longer counts as unanswered, because the browser ends a worker whose fetch has no answer after 30 s. */
const TIMEOUT_MS = 25_000;
const NOTE_EVERY_MS = 3_600_000;

/** The parts that make an API client for an `Access`, over the one `fetch` that reaches Zoho. */
export function createZohoMaker(send: ClientOptions['fetch']) {
  const noteDate = createDateNote();
  return (access: Access, observe: (meta: CallMeta) => void = () => undefined): ZohoApi =>
    createZohoApi({
      access,
      fetch: send,
      timeoutMs: TIMEOUT_MS,
      isOnline: () => navigator.onLine,
      now: () => Date.now(),
      observe: (meta) => {
        noteDate(meta.date);
        observe(meta);
      },
    });
}

/** Days of history are counted by Zoho's dates. The newest date is kept, and written again once in an hour of Zoho's time. */
function createDateNote(): (date: number | null) => void {
  let noted = 0;
  return (date) => {
    if (date === null || date - noted < NOTE_EVERY_MS) return;
    noted = date;
    const kept = zohoDateItem.change((known) => Math.max(known ?? 0, date));
    kept.catch(() => (noted = 0));
    inBackground(kept, 'zoho-of.date');
  };
}

export type ZohoMaker = ReturnType<typeof createZohoMaker>;

/** The API of each connection. With a wanted org and user, no call is made in the name of others. */
export function createZohoOf(auth: () => Auth, make: ZohoMaker) {
  return (connectionId: string, observe?: (meta: CallMeta) => void, wanted?: Wanted): ZohoApi =>
    make(auth().accessFor(connectionId, wanted), observe);
}

export type ZohoOf = ReturnType<typeof createZohoOf>;
