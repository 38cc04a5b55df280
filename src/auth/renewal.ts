import { inBackground } from '../shared/notes.ts';
import type { DataCentre } from '../shared/data-centres.ts';
import { AppError, type ErrorCode, toAppError } from '../shared/errors.ts';
import { EXTRA_SCOPES, SCOPES } from '../shared/scopes.ts';
import { silentRenewalUrl } from './authorize-url.ts';
import { faultOfServer } from './consent-page.ts';
import type { ConsentWindow } from './consent-window.ts';
import type { Grant } from './grant-store.ts';
import { randomText } from './pkce.ts';
import type { AuthPorts } from './ports.ts';
import { type ImplicitAnswer, implicitAnswer } from './redirect-answer.ts';
import { refresh, revoke } from './token-endpoint.ts';
import { type FreshToken, freshToken } from './token-store.ts';
import { accountsHost } from './zoho-address.ts';

/**
 * Gets another access token without the user. Throws `signed-out` when the grant has ended, `other-org` when the new
 * token belongs to another data centre, `sign-in-throttled`, `consent-busy`, `state-mismatch`, `foreign-host`,
 * `places-differ`, the refusals of a client (`client-unknown`, `client-secret`, `redirect-refused`, `domain-refused`),
 * and the codes of the network. Any other failure is `zoho-down`.
 */
export async function renewedToken(ports: AuthPorts, consent: ConsentWindow, grant: Renewable): Promise<FreshToken> {
  return grant.way === 'client' ? renewedWidely(ports, consent, grant) : renewedByRefresh(ports, grant);
}

/** A grant, and the scopes that its tokens are to have. */
type Renewable = Grant & { readonly scopes: readonly string[] };

/** If Zoho would have to ask the user for an extra scope again, the new token comes without any extra scope. */
async function renewedWidely(ports: AuthPorts, consent: ConsentWindow, grant: Renewable): Promise<FreshToken> {
  const isWide = EXTRA_SCOPES.some((scope) => grant.scopes.includes(scope));
  try {
    return await renewedBySession(ports, consent, grant);
  } catch (error) {
    const { zohoCode } = toAppError(error).details;
    if (!isWide || zohoCode !== 'prompt_required') throw error;
    return renewedBySession(ports, consent, { ...grant, scopes: SCOPES });
  }
}

async function renewedByRefresh(ports: AuthPorts, grant: Grant): Promise<FreshToken> {
  const { dataCentre, clientId, clientSecret, refreshToken } = grant;
  if (refreshToken === null || clientSecret === null) throw new AppError('signed-out');
  const answer = await refresh(ports, { dataCentre, clientId, clientSecret }, refreshToken).catch((error: unknown) => {
    throw withoutUser(error);
  });
  return freshToken(answer, ports.now());
}

/** Asks the user's own accounts server first, because it holds the session, then the client's, which the docs name. */
async function renewedBySession(ports: AuthPorts, consent: ConsentWindow, grant: Renewable): Promise<FreshToken> {
  let refusal: AppError | null = null;
  for (const dataCentre of new Set([grant.dataCentre, grant.clientDataCentre])) {
    try {
      return await askedSilently(ports, consent, grant, dataCentre);
    } catch (error) {
      const known = toAppError(error);
      if (!MAY_ASK_THE_OTHER.has(known.code)) throw known;
      // The refusal of the user's own server counts more than the other server's.
      refusal ??= known;
    }
  }
  throw refusal ?? new AppError('signed-out');
}

async function askedSilently(
  ports: AuthPorts,
  consent: ConsentWindow,
  { clientId, dataCentre: home, scopes }: Renewable,
  dataCentre: DataCentre,
): Promise<FreshToken> {
  const { redirectUri } = consent;
  const state = randomText();
  const url = silentRenewalUrl({ dataCentre, clientId, scopes, redirectUri, state });
  const read = (address: string): ImplicitAnswer => implicitAnswer(address, { redirectUri, state });
  const end = ({ accessToken, dataCentre: named }: ImplicitAnswer): Promise<void> =>
    revoke(ports, named ?? home, accessToken);
  const endLate = async (address: string): Promise<void> => end(read(address)).catch(() => undefined);
  try {
    const answer = read(
      await consent.askSilently(url, (address) => inBackground(endLate(address), 'renewal.late-answer')),
    );
    if (answer.dataCentre === null || answer.dataCentre === home) return freshToken({ ...answer, scopes }, ports.now());
    await end(answer).catch(() => undefined);
    throw new AppError('other-org', { host: accountsHost(answer.dataCentre) });
  } catch (error) {
    throw await silentError(error, ports, dataCentre, url);
  }
}

/** Refusals after which the client's data centre is asked too. */
const MAY_ASK_THE_OTHER: ReadonlySet<ErrorCode> = new Set([
  'signed-out',
  'unreachable',
  'zoho-down',
  'client-unknown',
  'redirect-refused',
  'domain-refused',
]);

/** Endings of the browser's own window that say nothing about the grant, such as the end of the browser. */
const NO_PAGE: ReadonlySet<ErrorCode> = new Set(['consent-unloadable', 'consent-closed']);

async function silentError(error: unknown, ports: AuthPorts, dataCentre: DataCentre, url: string): Promise<AppError> {
  const known = toAppError(error);
  if (NO_PAGE.has(known.code)) {
    const host = accountsHost(dataCentre);
    return new AppError(ports.isOnline() ? 'unreachable' : 'offline', { host }, { cause: error });
  }
  // The browser reports only that Zoho showed a page. A server fault then looks like a question to the user.
  const isPage = known.code === 'signed-out' && known.details.zohoCode === undefined;
  const fault = isPage ? await faultOfServer(ports, dataCentre, url) : null;
  return fault ?? withoutUser(known);
}

/** The error for a failure in which no user was asked. */
function withoutUser(error: unknown): AppError {
  const known = toAppError(error);
  if (known.code === 'consent-refused') return new AppError('signed-out', known.details, { cause: error });
  if (known.code === 'sign-in-other') return new AppError('zoho-down', known.details, { cause: error });
  return known;
}
