import type { Access, Wanted } from '../shared/access.ts';
import type { Connection } from '../shared/connection.ts';
import { placeOfApi } from '../shared/data-centres.ts';
import { AppError, type ErrorCode, toAppError } from '../shared/errors.ts';
import { inBackground } from '../shared/notes.ts';
import { EXTRA_SCOPES, scopesToAsk } from '../shared/scopes.ts';
import { tokenOf } from './adoption.ts';
import { apiOriginOf } from './connections.ts';
import { extraScopesIn, missingScopes, names } from './granted-scopes.ts';
import { checkSameOwner, checkWanted } from './owner.ts';
import type { TokenOwner } from './ports.ts';
import { renewedToken } from './renewal.ts';
import { revoke } from './token-endpoint.ts';
import { type FreshToken, readSession, type TokenSession, writeSession, LONGEST_LIFE_MS } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/** Milliseconds before a failed renewal is tried again: after a refusal by Zoho, and after no answer. */
const AFTER_REFUSAL_MS = 60_000;
const AFTER_NO_ANSWER_MS = 10_000;
/** Zoho never asks for a longer wait. A longer one comes from a clock that was set back. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** Milliseconds to wait while the user signs in elsewhere, because the browser allows one window for that. */
const WHILE_BUSY_MS = 15_000;

/**
 * Gives calls the token of a connection. The token's org and user are stored with it. If they differ from `wanted`,
 * `token` and `renew` throw `other-org` or `other-user`. They also throw the codes of {@link renewedToken} and
 * `owner-unknown`. Throws `signed-out` for an invalid id.
 */
export function accessFor(vault: Vault, connectionId: string, wanted: Wanted | null = null): Access {
  const origin = apiOriginOf(connectionId);
  if (origin === null) throw new AppError('signed-out');
  const checked = ({ accessToken, identity }: Token): string => {
    if (wanted !== null) checkWanted(identity, wanted);
    return accessToken;
  };
  return {
    origin,
    token: async () => checked(await currentToken(vault, connectionId, origin)),
    renew: async (stale) => checked(await renewed(vault, connectionId, origin, stale, false)),
    lacks: (scope) => {
      if (EXTRA_SCOPES.some((extra) => extra === scope))
        inBackground(withdraw(vault, connectionId, scope), 'access.lacks');
    },
  };
}

/**
 * Notes that Zoho refused calls for want of an extra scope that counted as granted, so that the scope is requested
 * again.
 */
function withdraw({ connections }: Vault, connectionId: string, scope: string): Promise<void> {
  return connections.change(connectionId, (connection) =>
    connection.extraScopes?.includes(scope) === true
      ? { ...connection, extraScopes: connection.extraScopes.filter((extra) => extra !== scope) }
      : connection,
  );
}

type Token = NonNullable<TokenSession['token']>;

async function currentToken(vault: Vault, connectionId: string, origin: string): Promise<Token> {
  const session = await readSession(connectionId);
  const now = vault.ports.now();
  const { token } = session;
  if (token === null || !isUsable(token, now))
    return renewed(vault, connectionId, origin, token?.accessToken ?? null, false);
  if (now < token.renewFrom || refusalOf(session, now) !== null) return token;
  return renewed(vault, connectionId, origin, token.accessToken, true).catch(() => token);
}

/** A token other than the stale one. `isEarly`: the stale token remains usable if the renewal fails. */
async function renewed(
  vault: Vault,
  connectionId: string,
  origin: string,
  stale: string | null,
  isEarly: boolean,
): Promise<Token> {
  return vault.ports.exclusive(TOKENS_LOCK, async () => {
    const session = await readSession(connectionId);
    const now = vault.ports.now();
    if (session.token !== null && session.token.accessToken !== stale && isUsable(session.token, now))
      return session.token;
    const refusal = refusalOf(session, now);
    if (refusal !== null) throw refusal;
    const { candidate } = session;
    const trial: Trial = {
      candidate: candidate !== null && isUsable(candidate, now) ? candidate : null,
      isRefused: false,
    };
    try {
      return await renewNow(vault, connectionId, origin, trial);
    } catch (error) {
      const known = toAppError(error);
      await throwAway(vault, connectionId, trial, known);
      throw await remember(vault, connectionId, isEarly ? session.token : null, trial, known);
    }
  });
}

interface Trial {
  /** A new token whose org and user are not confirmed yet. */
  candidate: FreshToken | null;
  /** Whether Zoho's API refuses the token. */
  isRefused: boolean;
}

/**
 * Renews the token. Nothing of the new token is stored before its org and user are confirmed. A token that cannot be
 * confirmed stays in `trial`.
 */
async function renewNow(vault: Vault, connectionId: string, origin: string, trial: Trial): Promise<Token> {
  const { ports, consent, connections, grants } = vault;
  const [grant, connection] = await Promise.all([grants.read(connectionId), connections.find(connectionId)]);
  if (grant === null || connection === null) throw new AppError('signed-out');
  const fresh =
    trial.candidate ?? (await renewedToken(ports, consent, { ...grant, scopes: scopesToAsk(connection, []) }));
  trial.candidate = fresh;
  checkPlace(fresh, origin);
  const identity = await identified(vault, trial, fresh, origin);
  checkSameOwner(identity, connection);
  const token = tokenOf(fresh, identity);
  await writeSession(connectionId, { token, candidate: null, refusal: null });
  await connections.change(connectionId, (known) => withToken(known, fresh, identity));
  return token;
}

/** The connection with a new token. The token may have fewer rights than the last one, or more. */
function withToken(connection: Connection, { scopes }: FreshToken, { missingScopes: refused }: TokenOwner): Connection {
  const rights = scopes === null ? {} : rightsIn(connection, scopes, refused);
  const now = { ...connection, ...rights, isSignedOut: false };
  const isSame = (['extraScopes', 'lostScopes', 'missingScopes', 'isSignedOut'] as const).every(
    (key) => String(now[key] ?? '') === String(connection[key] ?? ''),
  );
  return isSame ? connection : now;
}

function rightsIn(
  { extraScopes = [], lostScopes = [] }: Connection,
  scopes: readonly string[],
  refused: readonly string[],
): Pick<Connection, 'extraScopes' | 'lostScopes' | 'missingScopes'> {
  const extra = extraScopesIn(scopes);
  const lost = [...new Set([...lostScopes, ...extraScopes])].filter((scope) => !names(extra, scope));
  return {
    extraScopes: extra,
    missingScopes: missingScopes(scopes, refused),
    ...(lost.length + lostScopes.length > 0 && { lostScopes: lost }),
  };
}

/**
 * The API of a new token must belong to the connection's data centre. For a sandbox, Zoho may name the production API;
 * calls go to the connection's own API in both cases. Throws `other-org`.
 */
function checkPlace({ apiOrigin: named }: FreshToken, origin: string): void {
  if (named === null || named === origin) return;
  const [place, own] = [placeOfApi(named), placeOfApi(origin)];
  if (place?.dataCentre === own?.dataCentre && place?.environment === 'production') return;
  throw new AppError('other-org', { host: new URL(named).host });
}

/** A 401 for a brand-new token is a fault of Zoho and says nothing about the grant. It becomes `zoho-down`. */
async function identified({ ports }: Vault, trial: Trial, fresh: FreshToken, origin: string): Promise<TokenOwner> {
  try {
    return await ports.identify(fresh.accessToken, origin);
  } catch (error) {
    const { code, details } = toAppError(error);
    if (code !== 'signed-out') throw error;
    trial.isRefused = true;
    throw new AppError('zoho-down', details, { cause: error });
  }
}

/** Revokes a new token that will not be used, if Zoho can be reached. */
async function throwAway(vault: Vault, connectionId: string, trial: Trial, { code }: AppError): Promise<void> {
  const { candidate } = trial;
  if (candidate === null || (code !== 'other-org' && code !== 'other-user' && !trial.isRefused)) return;
  trial.candidate = null;
  const home = (await vault.grants.read(connectionId).catch(() => null))?.dataCentre;
  const place = candidate.apiOrigin === null ? null : placeOfApi(candidate.apiOrigin);
  const dataCentre = place?.dataCentre ?? home;
  if (dataCentre !== undefined) await revoke(vault.ports, dataCentre, candidate.accessToken).catch(() => undefined);
}

/** Temporary failures in which no token was lost. */
const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set(['offline', 'unreachable', 'timeout', 'unreadable', 'zoho-down']);

/** Stores a failed renewal, so that callers wait and do not ask Zoho again at once. Returns the error to throw. */
async function remember(
  vault: Vault,
  connectionId: string,
  token: Token | null,
  { candidate, isRefused }: Trial,
  error: AppError,
): Promise<AppError> {
  if (error.code === 'consent-busy') return new AppError('sign-in-throttled', { retryAfterMs: WHILE_BUSY_MS });
  // Nothing more is stored for a connection that was removed.
  if ((await vault.connections.find(connectionId)) === null) return error;
  const needsUser = ['signed-out', 'other-org', 'other-user'].includes(error.code);
  const waitMs =
    error.code === 'sign-in-throttled'
      ? Math.min(error.details.retryAfterMs ?? AFTER_REFUSAL_MS, LONGEST_WAIT_MS)
      : NO_ANSWERS.has(error.code) && !isRefused
        ? AFTER_NO_ANSWER_MS
        : AFTER_REFUSAL_MS;
  const until = vault.ports.now() + waitMs;
  await writeSession(connectionId, {
    token,
    candidate,
    refusal: { code: error.code, name: error.details.name ?? null, until },
  });
  if (needsUser && token === null) await vault.connections.setSignedOut(connectionId, true);
  return error;
}

function refusalOf({ refusal }: TokenSession, now: number): AppError | null {
  if (refusal === null || refusal.until <= now || refusal.until - now > LONGEST_WAIT_MS) return null;
  return new AppError(refusal.code, {
    ...(refusal.code === 'sign-in-throttled' && { retryAfterMs: refusal.until - now }),
    ...(refusal.name !== null && { name: refusal.name }),
  });
}

/** A token with too long a life was dated by another clock and may have expired long ago. */
function isUsable({ staleFrom }: { readonly staleFrom: number }, now: number): boolean {
  return now < staleFrom && staleFrom - now <= LONGEST_LIFE_MS;
}
