import * as v from 'valibot';
import { browser } from '../shared/browser.ts';
import { errorCodeSchema } from '../shared/error-data.ts';
import { type StoredItem, stored } from '../shared/stored-value.ts';

const time = v.number();
const datedToken = {
  accessToken: v.string(),
  /** From then on it is renewed while it still works. All times are by this computer's clock, in ms since the epoch. */
  renewFrom: time,
  /** From then on it is no longer used, because it could expire on the way. */
  staleFrom: time,
};
const freshTokenSchema = v.object({
  ...datedToken,
  /** Null if Zoho did not name it. */
  apiOrigin: v.nullable(v.string()),
  /** The token's scopes; null if Zoho named none. */
  scopes: v.optional(v.nullable(v.array(v.string())), null),
});
export type FreshToken = v.InferOutput<typeof freshTokenSchema>;

const sessionSchema = v.object({
  /** The current token, with its org and user. */
  token: v.nullable(
    v.object({
      ...datedToken,
      identity: v.object({ zgid: v.nullable(v.string()), userId: v.nullable(v.string()) }),
    }),
  ),
  /** A renewed token whose org and user could not be confirmed yet. It is kept so that no further one is requested. */
  candidate: v.nullable(freshTokenSchema),
  /** Why the last renewal failed. Until `until` no other is tried. */
  refusal: v.nullable(v.object({ code: errorCodeSchema, name: v.nullable(v.string()), until: time })),
});
/** The data of one connection in `storage.session`. */
export type TokenSession = v.InferOutput<typeof sessionSchema>;

export const NO_SESSION: TokenSession = { token: null, candidate: null, refusal: null };

/** Whether a value can be a token or a code of Zoho: text for a header, of limited length. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,2048}$/.test(value);
}

const PREFIX = 'auth:';

/**
 * A token counts as stale a minute before its end, and is renewed four minutes earlier. A short-lived token has shorter
 * margins.
 */
const MARGIN_MS = 60_000;
const EARLY_MS = 4 * 60_000;

/** Access tokens live for an hour. A longer life in an answer is cut to it. Source: Zoho docs, OAuth token validity. */
export const LONGEST_LIFE_MS = 3_600_000;

/** The token of an answer. `now`: when the answer came, milliseconds since the epoch. */
export function freshToken(
  answer: {
    readonly accessToken: string;
    readonly lifeMs: number;
    readonly apiOrigin: string | null;
    readonly scopes: readonly string[] | null;
  },
  receivedAt: number,
): FreshToken {
  const { accessToken, apiOrigin, scopes } = answer;
  const lifeMs = Math.min(answer.lifeMs, LONGEST_LIFE_MS);
  const staleFrom = receivedAt + lifeMs - Math.min(MARGIN_MS, lifeMs / 10);
  const renewFrom = staleFrom - Math.min(EARLY_MS, lifeMs / 10);
  return { accessToken, renewFrom, staleFrom, apiOrigin, scopes: scopes === null ? null : [...scopes] };
}

/**
 * Access tokens, in `storage.session`: in memory only, closed to content scripts, and gone with the browser. No other
 * folder reads these keys.
 */
export function readSession(connectionId: string): Promise<TokenSession> {
  return itemOf(connectionId).get();
}

export function writeSession(connectionId: string, session: TokenSession): Promise<void> {
  return itemOf(connectionId).set(session);
}

export function eraseSession(connectionId: string): Promise<void> {
  return itemOf(connectionId).clear();
}

/** Connections with tokens in this browser session. */
export async function sessionIds(): Promise<string[]> {
  const all: Record<string, unknown> = await browser.storage.session.get(null);
  return Object.keys(all).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
}

function itemOf(connectionId: string): StoredItem<TokenSession> {
  return stored('session', PREFIX + connectionId, sessionSchema, NO_SESSION);
}
