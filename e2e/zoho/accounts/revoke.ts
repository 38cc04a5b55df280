import { json } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import { tokenForm } from './token-form.ts';

/** `POST /oauth/v2/token/revoke`: refresh or access token, no secret. Source: Zoho docs v8, revoke-tokens. */
export function revoke(request: SimRequest, { world, switches }: Context): SimAnswer {
  const name = tokenForm(request)['token'] ?? '';
  const known = world.tokens.lookup(name);
  if (request.method !== 'POST' || known?.dc !== request.dc) {
    return json(switches.tokenErrorStatus, { status: 'failure', error: 'invalid_token' });
  }
  const isAccess = world.tokens.access(name) !== undefined;
  if (!isAccess || switches.accessTokenRevocation === 'works') world.tokens.revoke(name);
  return json(200, { status: 'success' });
}
