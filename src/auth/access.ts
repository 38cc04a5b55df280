import type { Access } from '../shared/access.ts';
import type { Connection } from '../shared/connection.ts';
import { AppError, toAppError } from '../shared/errors.ts';
import { apiOriginOf } from './connections.ts';
import type { TokenOwner } from './ports.ts';
import { renewedToken } from './renewal.ts';
import { type FreshToken, readSession, type TokenSession, writeSession } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/** How long a failed renewal is not tried again, by what can change meanwhile: the user, or the network. */
const AFTER_REFUSAL_MS = 60_000;
const AFTER_NO_ANSWER_MS = 10_000;
/** A longer wait than Zoho ever asks for is a clock that was set back. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long to wait while the user signs in elsewhere, for the browser has one window for it. */
const WHILE_BUSY_MS = 15_000;

/** The right to speak for a connection. Throws `signed-out` for an id that is none. */
export function accessFor(vault: Vault, connectionId: string): Access {
  const origin = apiOriginOf(connectionId);
  if (origin === null) throw new AppError('signed-out');
  return {
    origin,
    token: () => currentToken(vault, connectionId, origin),
    renew: (stale) => renewed(vault, connectionId, origin, stale, false),
  };
}

async function currentToken(vault: Vault, connectionId: string, origin: string): Promise<string> {
  const session = await readSession(connectionId);
  const now = vault.ports.now();
  const { token } = session;
  if (token === null || !isUsable(token, now))
    return renewed(vault, connectionId, origin, token?.accessToken ?? null, false);
  if (now < token.renewFrom || refusalOf(session, now) !== null) return token.accessToken;
  return renewed(vault, connectionId, origin, token.accessToken, true).catch(() => token.accessToken);
}

/** A token other than the stale one. `isEarly`: the stale one is still good if this fails. */
async function renewed(
  vault: Vault,
  connectionId: string,
  origin: string,
  stale: string | null,
  isEarly: boolean,
): Promise<string> {
  return vault.ports.exclusive(TOKENS_LOCK, async () => {
    const session = await readSession(connectionId);
    const now = vault.ports.now();
    if (session.token !== null && session.token.accessToken !== stale && isUsable(session.token, now))
      return session.token.accessToken;
    const refusal = refusalOf(session, now);
    if (refusal !== null) throw refusal;
    const { candidate } = session;
    const trial = { candidate: candidate !== null && isUsable(candidate, now) ? candidate : null };
    try {
      return await renewNow(vault, connectionId, origin, trial);
    } catch (error) {
      const token = isEarly ? session.token : null;
      throw await remember(vault, connectionId, token, trial.candidate, toAppError(error));
    }
  });
}

/**
 * Nothing of the new token is stored before it was seen to speak for this connection; what could not be verified is left
 * in the trial.
 */
async function renewNow(
  vault: Vault,
  connectionId: string,
  origin: string,
  trial: { candidate: FreshToken | null },
): Promise<string> {
  const { ports, consent, connections, grants } = vault;
  const [grant, connection] = await Promise.all([grants.read(connectionId), connections.find(connectionId)]);
  if (grant === null || connection === null) throw new AppError('signed-out');
  const fresh = trial.candidate ?? (await renewedToken(ports, consent, grant));
  trial.candidate = fresh;
  if (fresh.apiOrigin !== null && fresh.apiOrigin !== origin)
    throw new AppError('other-org', { host: new URL(fresh.apiOrigin).host });
  const identity = await ports.identify(fresh.accessToken, origin);
  checkIdentity(identity, connection);
  await writeSession(connectionId, {
    token: {
      accessToken: fresh.accessToken,
      renewFrom: fresh.renewFrom,
      staleFrom: fresh.staleFrom,
      identity: { zgid: identity.org?.zgid ?? null, userId: identity.user?.id ?? null },
    },
    candidate: null,
    refusal: null,
  });
  await connections.setSignedOut(connectionId, false);
  return fresh.accessToken;
}

/** What both sides know must be equal, and something must be known. Throws `other-org`, `signed-out`. */
function checkIdentity(identity: TokenOwner, connection: Connection): void {
  const pairs = [
    [identity.org?.zgid, connection.org.zgid],
    [identity.user?.id, connection.user.id],
  ] as const;
  const known = pairs.filter(([now, before]) => now && before);
  if (known.some(([now, before]) => now !== before))
    throw new AppError('other-org', identity.org === null ? {} : { name: identity.org.name });
  const wasKnown = connection.org.zgid !== '' || connection.user.id !== '';
  if (known.length === 0 && wasKnown) throw new AppError('signed-out');
}

/** Writes down that a renewal failed, so that callers wait instead of asking Zoho again at once. */
async function remember(
  vault: Vault,
  connectionId: string,
  token: TokenSession['token'],
  candidate: FreshToken | null,
  error: AppError,
): Promise<AppError> {
  if (error.code === 'consent-busy') return new AppError('sign-in-throttled', { retryAfterMs: WHILE_BUSY_MS });
  // Of a connection that was removed nothing may be written again.
  if ((await vault.connections.find(connectionId)) === null) return error;
  const needsUser = error.code === 'signed-out' || error.code === 'other-org';
  const waitMs =
    error.code === 'sign-in-throttled'
      ? Math.min(error.details.retryAfterMs ?? AFTER_REFUSAL_MS, LONGEST_WAIT_MS)
      : needsUser
        ? AFTER_REFUSAL_MS
        : AFTER_NO_ANSWER_MS;
  const until = vault.ports.now() + waitMs;
  await writeSession(connectionId, {
    token,
    candidate: needsUser ? null : candidate,
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

function isUsable(token: { readonly staleFrom: number }, now: number): boolean {
  return now < token.staleFrom;
}
