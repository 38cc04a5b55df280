import { accountsOrigin, type DataCentre } from '../shared/data-centres.ts';

interface AuthorizeRequest {
  /** The data centre whose accounts server is asked. */
  readonly dataCentre: DataCentre;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
}

/** Requests a token in the fragment of the redirect. Source: Zoho accounts docs, javascript-applications. */
export function implicitUrl(request: AuthorizeRequest): string {
  return authorizeUrl('auth', request, { response_type: 'token' });
}

/** Requests another such token without the user. Source: Zoho accounts docs, js-apps/access-expiry. */
export function silentRenewalUrl(request: AuthorizeRequest): string {
  return authorizeUrl('auth/refresh', request, { response_type: 'token' });
}

/**
 * Requests a code. `offline` and `consent` yield a refresh token each time. PKCE is required for mobile applications
 * and harmless for others. Sources: Zoho accounts docs, web-apps and mobile-and-desktop-apps.
 */
export function codeUrl(request: AuthorizeRequest, challenge: string): string {
  return authorizeUrl('auth', request, {
    response_type: 'code',
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
}

function authorizeUrl(path: string, request: AuthorizeRequest, extra: Readonly<Record<string, string>>): string {
  const url = new URL(`/oauth/v2/${path}`, accountsOrigin(request.dataCentre));
  const parameters = {
    client_id: request.clientId,
    scope: request.scopes.join(','),
    redirect_uri: request.redirectUri,
    state: request.state,
    ...extra,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
