import type { Access, Wanted } from '../shared/access.ts';
import { placeOfApi } from '../shared/data-centres.ts';
import { AppError, type ErrorCode, toAppError } from '../shared/errors.ts';
import { apiOriginOf } from './connections.ts';
import { checkSameOwner, checkWanted } from './owner.ts';
import type { TokenOwner } from './ports.ts';
import { renewedToken } from './renewal.ts';
import { revoke } from './token-endpoint.ts';
import { type FreshToken, readSession, type TokenSession, writeSession, LONGEST_LIFE_MS } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/** How long a failed renewal is not tried again, by what can change meanwhile: Zoho's mind, or the network. */
const AFTER_REFUSAL_MS = 60_000;
const AFTER_NO_ANSWER_MS = 10_000;
/** A longer wait than Zoho ever asks for is a clock that was set back. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long to wait while the user signs in elsewhere, for the browser has one window for it. */
const WHILE_BUSY_MS = 15_000;

/**
 * The right to speak for a connection. Whom a token speaks for is known together with it, so that a caller who wants a certain
 * org and user is given no other's token. Throws `signed-out` for an id that is none.
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
  };
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

/** A token other than the stale one. `isEarly`: the stale one is still good if this fails. */
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
  /** A token that was not seen to speak for the connection yet. */
  candidate: FreshToken | null;
  /** Zoho's API does not take it. */
  isRefused: boolean;
}

/**
 * Nothing of the new token is stored before it was seen to speak for this connection; what could not be verified is left
 * in the trial.
 */
async function renewNow(vault: Vault, connectionId: string, origin: string, trial: Trial): Promise<Token> {
  const { ports, consent, connections, grants } = vault;
  const [grant, connection] = await Promise.all([grants.read(connectionId), connections.find(connectionId)]);
  if (grant === null || connection === null) throw new AppError('signed-out');
  const fresh = trial.candidate ?? (await renewedToken(ports, consent, grant));
  trial.candidate = fresh;
  checkPlace(fresh, origin);
  const identity = await identified(vault, trial, fresh, origin);
  checkSameOwner(identity, connection);
  const token: Token = {
    accessToken: fresh.accessToken,
    renewFrom: fresh.renewFrom,
    staleFrom: fresh.staleFrom,
    identity: { zgid: identity.org?.zgid ?? null, userId: identity.user?.id ?? null },
  };
  await writeSession(connectionId, { token, candidate: null, refusal: null });
  await connections.setSignedOut(connectionId, false);
  return token;
}

/**
 * The API that a new token names must be of the connection's data centre. Zoho may name the production API for a sandbox;
 * the connection's own API is asked either way. Throws `other-org`, `other-user`.
 */
function checkPlace({ apiOrigin: named }: FreshToken, origin: string): void {
  if (named === null || named === origin) return;
  const [place, own] = [placeOfApi(named), placeOfApi(origin)];
  if (place?.dataCentre === own?.dataCentre && place?.environment === 'production') return;
  throw new AppError('other-org', { host: new URL(named).host });
}

/** A 401 for a token that Zoho has just given is a fault of Zoho's, and no verdict on the grant: it is `zoho-down`. */
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

/** Ends a new token that will never be used, as far as Zoho can be reached. */
async function throwAway(vault: Vault, connectionId: string, trial: Trial, { code }: AppError): Promise<void> {
  const { candidate } = trial;
  if (candidate === null || (code !== 'other-org' && code !== 'other-user' && !trial.isRefused)) return;
  trial.candidate = null;
  const home = (await vault.grants.read(connectionId).catch(() => null))?.dataCentre;
  const place = candidate.apiOrigin === null ? null : placeOfApi(candidate.apiOrigin);
  const dataCentre = place?.dataCentre ?? home;
  if (dataCentre !== undefined) await revoke(vault.ports, dataCentre, candidate.accessToken).catch(() => undefined);
}

/** Failures that pass by themselves, and that cost no token. */
const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set(['offline', 'unreachable', 'timeout', 'unreadable', 'zoho-down']);

/** Writes down that a renewal failed, so that callers wait instead of asking Zoho again at once. */
async function remember(
  vault: Vault,
  connectionId: string,
  token: Token | null,
  { candidate, isRefused }: Trial,
  error: AppError,
): Promise<AppError> {
  if (error.code === 'consent-busy') return new AppError('sign-in-throttled', { retryAfterMs: WHILE_BUSY_MS });
  // Of a connection that was removed nothing may be written again.
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

/** A token that seems to live for longer than any was dated by another clock: it may have lapsed long ago. */
function isUsable({ staleFrom }: { readonly staleFrom: number }, now: number): boolean {
  return now < staleFrom && staleFrom - now <= LONGEST_LIFE_MS;
}
