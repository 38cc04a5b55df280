import { AppError, type ErrorCode, isAppError, toAppError } from '../shared/errors.ts';
import { silentRenewalUrl } from './authorize-url.ts';
import type { ConsentWindow } from './consent-window.ts';
import type { Grant } from './grant-store.ts';
import { randomText } from './pkce.ts';
import type { AuthPorts } from './ports.ts';
import { implicitAnswer } from './redirect-answer.ts';
import { refresh } from './token-endpoint.ts';
import { type FreshToken, freshToken } from './token-store.ts';
import { accountsHost } from './zoho-address.ts';

/**
 * Gets another access token without the user. Throws `signed-out`, `sign-in-throttled`, `consent-busy`,
 * `state-mismatch`, `foreign-host`, and the codes of the network.
 */
export async function renewedToken(ports: AuthPorts, consent: ConsentWindow, grant: Grant): Promise<FreshToken> {
  return grant.way === 'client' ? renewedBySession(ports, consent, grant) : renewedByRefresh(ports, grant);
}

async function renewedByRefresh(ports: AuthPorts, grant: Grant): Promise<FreshToken> {
  const { dataCentre, clientId, clientSecret, refreshToken } = grant;
  if (refreshToken === null || clientSecret === null) throw new AppError('signed-out');
  const answer = await refresh(ports, { dataCentre, clientId, clientSecret }, refreshToken).catch((error: unknown) => {
    throw asSignedOut(error);
  });
  return freshToken(answer, ports.now());
}

/** The user's own accounts server first, for it holds the session; the docs name the client's. */
async function renewedBySession(ports: AuthPorts, consent: ConsentWindow, grant: Grant): Promise<FreshToken> {
  const { redirectUri } = consent;
  let refusal: AppError | null = null;
  for (const dataCentre of new Set([grant.dataCentre, grant.clientDataCentre])) {
    const state = randomText();
    const url = silentRenewalUrl({ dataCentre, clientId: grant.clientId, redirectUri, state });
    try {
      const answer = implicitAnswer(await consent.askSilently(url), { redirectUri, state });
      return freshToken(answer, ports.now());
    } catch (error) {
      const known = silentError(error, ports, accountsHost(dataCentre));
      if (known.code !== 'signed-out' && known.code !== 'unreachable') throw known;
      // What the user's own server says counts for more than the other's.
      refusal ??= known;
    }
  }
  throw refusal ?? new AppError('signed-out');
}

function silentError(error: unknown, ports: AuthPorts, host: string): AppError {
  if (isAppError(error) && error.code === 'consent-unloadable')
    return new AppError(ports.isOnline() ? 'unreachable' : 'offline', { host }, { cause: error });
  return asSignedOut(error);
}

const USER_MUST_MEND: readonly ErrorCode[] = [
  'client-unknown',
  'client-secret',
  'redirect-refused',
  'domain-refused',
  'consent-refused',
  'consent-closed',
  'sign-in-other',
];

/** What Zoho holds against the client or the user can only be mended by the user. */
function asSignedOut(error: unknown): AppError {
  const known = toAppError(error);
  if (!USER_MUST_MEND.includes(known.code)) return known;
  return new AppError('signed-out', known.details, { cause: error });
}
