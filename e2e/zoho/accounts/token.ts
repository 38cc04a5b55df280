import { json } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import type { Client } from '../world/clients.ts';
import type { Grant, RefreshToken } from '../world/tokens.ts';
import { apiDomainOf } from './answers.ts';
import { provesChallenge, takeCode } from './codes.ts';
import { mayGoOn } from './pace.ts';
import { tokenForm } from './token-form.ts';
import type { TokenForm } from './token-form.ts';

/** An error of the token endpoint, in the body and often with HTTP 200. Source: Zoho help, Kaizen 4 and 43. */
function refused(error: string, { switches }: Context): SimAnswer {
  return json(switches.tokenErrorStatus, { error });
}

function throttled({ switches }: Context): SimAnswer {
  return json(switches.tokenErrorStatus, {
    error_description: 'You have made too many requests continuously. Please try again after some time.',
    error: 'Access Denied',
    status: 'failure',
  });
}

/** `POST /oauth/v2/token`. */
export function token(request: SimRequest, context: Context): SimAnswer {
  if (request.method !== 'POST') return refused('invalid_request', context);
  const form = tokenForm(request);
  const client = context.world.clients.get(form['client_id'] ?? '');
  if (client === undefined || client.type === 'client-based' || !client.dcs.includes(request.dc)) {
    return refused('invalid_client', context);
  }
  if (!provesClient(client, form, request, context)) return refused('invalid_client_secret', context);
  if (form['grant_type'] === 'authorization_code') return exchange(client, form, request, context);
  if (form['grant_type'] === 'refresh_token') return refresh(client, form, request, context);
  return refused('general_error', context);
}

function provesClient(client: Client, form: TokenForm, request: SimRequest, { switches }: Context): boolean {
  const isPublic = client.type === 'mobile' && !switches.pkceNeedsSecret && form['grant_type'] === 'authorization_code';
  if (isPublic && form['client_secret'] === undefined) return true;
  const secret = client.secrets[request.dc];
  return secret !== undefined && form['client_secret'] === secret;
}

function exchange(client: Client, form: TokenForm, request: SimRequest, context: Context): SimAnswer {
  const { world, switches, clock } = context;
  const code = takeCode(context, form['code'] ?? '');
  const isOurs = code?.grant.clientId === client.clientId && code.grant.dc === request.dc;
  if (code === undefined || !isOurs) return refused('invalid_code', context);
  if (code.redirectUri !== undefined && code.redirectUri !== form['redirect_uri']) {
    return refused('invalid_redirect_uri', context);
  }
  if (!provesChallenge(code.challenge, form['code_verifier'] ?? '')) return refused('invalid_code', context);
  const { clientId, userId } = code.grant;
  if (!code.bringsRefresh) return answer(code.grant, undefined, undefined, context);
  if (!mayGoOn(context, `refresh tokens of ${clientId} ${userId}`, switches.refreshTokensPerTenMinutes)) {
    return throttled(context);
  }
  const refreshToken = world.tokens.issueRefreshToken({ ...code.grant, issuedAt: clock.now() });
  const all = world.tokens.refreshTokensOf(clientId, userId);
  for (const old of all.slice(0, Math.max(0, all.length - switches.refreshTokensPerUser)))
    world.tokens.revoke(old.token);
  mayGoOn(context, `access tokens of ${refreshToken.token}`, switches.accessTokensPerTenMinutes);
  return answer(code.grant, refreshToken, refreshToken.token, context);
}

function refresh(client: Client, form: TokenForm, request: SimRequest, context: Context): SimAnswer {
  const { world, switches } = context;
  const known = world.tokens.refresh(form['refresh_token'] ?? '');
  if (known === undefined || known.clientId !== client.clientId || known.dc !== request.dc) {
    return refused('invalid_code', context);
  }
  if (!mayGoOn(context, `access tokens of ${known.token}`, switches.accessTokensPerTenMinutes))
    return throttled(context);
  const scopes = known.scopes.filter((scope) => !switches.withdrawnScopes.includes(scope));
  return answer({ ...known, scopes }, known, undefined, context);
}

/** Makes an access token. One too many invalidates the oldest of the same refresh token. */
function answer(
  grant: Grant,
  from: RefreshToken | undefined,
  refreshToken: string | undefined,
  context: Context,
): SimAnswer {
  const { world, switches, clock } = context;
  const { orgId, userId, scopes, clientId, dc, environment } = grant;
  const issuedAt = clock.now();
  const access = world.tokens.issueAccessToken({
    orgId,
    userId,
    scopes,
    clientId,
    dc,
    environment,
    issuedAt,
    expiresAt: issuedAt + switches.accessTokenSeconds * 1000,
    ...(from !== undefined && { refreshToken: from.token }),
  });
  const living = from === undefined ? [] : world.tokens.accessTokensOf(from.token);
  for (const old of living.slice(0, Math.max(0, living.length - switches.activeAccessTokens)))
    world.tokens.revoke(old.token);
  const apiDomain = apiDomainOf(grant, context);
  return json(200, {
    access_token: access.token,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(switches.tokenScopes === 'named' && { scope: scopes.join(' ') }),
    ...(apiDomain !== undefined && { api_domain: apiDomain }),
    token_type: 'Bearer',
    expires_in: switches.accessTokenSeconds,
  });
}
