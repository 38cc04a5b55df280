import { json } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import { makeCode } from './codes.ts';
import { unknownScopes } from './scope-names.ts';

/**
 * `POST /sim/self-client-code` replaces the API console, where a person makes a code for a self client. Form fields:
 * `client_id`, `scope`, and optionally `user` (key or id, else the admin) and `seconds` of life. Answers `{"code"}`.
 */
export function selfClientCode(request: SimRequest, context: Context): SimAnswer {
  const { world, switches } = context;
  const form = new URLSearchParams(request.text);
  const clientId = form.get('client_id') ?? '';
  const org = world.orgs.find(({ key, dc }) => dc === request.dc && world.credentials[key]?.selfClientId === clientId);
  const wanted = form.get('user');
  const user = org?.users.find((one) => wanted === null || one.key === wanted || one.id === wanted);
  if (org === undefined || user === undefined) return json(400, { error: 'invalid_client' });
  const scopes = (form.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  if (scopes.length === 0 || unknownScopes(scopes).length > 0) return json(400, { error: 'invalid_scope' });
  const { dc, environment } = org;
  const grant = { orgId: org.key, userId: user.id, scopes, clientId, dc, environment };
  const seconds = Number(form.get('seconds') ?? switches.codeSeconds);
  const code = makeCode(context, { grant, redirectUri: undefined, challenge: undefined, bringsRefresh: true }, seconds);
  return json(200, { code });
}
