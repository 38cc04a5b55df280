import { accountsHost, apiHost } from '../hosts.ts';
import { html as htmlReply, redirect } from '../http.ts';
import type { Context, SimReply } from '../http.ts';
import type { Grant } from '../world/tokens.ts';
import type { Ask } from './ask.ts';
import { noticePage } from './notice-page.ts';

/** API base of a grant, as answers give it; undefined where they leave it out. */
export function apiDomainOf(grant: Grant, { switches }: Context): string | undefined {
  if (switches.foreignApiDomain !== null) return switches.foreignApiDomain;
  return switches.apiDomainMissing ? undefined : `https://${apiHost(grant.dc, grant.environment)}`;
}

function accountsServerOf(grant: Grant, { switches }: Context): string {
  return switches.foreignAccountsServer ?? `https://${accountsHost(grant.dc)}`;
}

function stateOf(ask: Ask, { switches }: Context): string | undefined {
  if (ask.state === undefined || switches.stateAnswer === 'missing') return undefined;
  return switches.stateAnswer === 'wrong' ? `${ask.state}-of-another` : ask.state;
}

/** Sends the browser back to the client; `where` is what the client expects for this way of signing in. */
function back(ask: Ask, params: Record<string, string | undefined>, context: Context, cookie?: string): SimReply {
  const { switches } = context;
  const cookies: Record<string, string> = cookie === undefined ? {} : { 'set-cookie': cookie };
  if (switches.htmlForRedirect) {
    return htmlReply(200, noticePage('Something went wrong', 'Please try again after some time.'), cookies);
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.append(name, value);
  if (ask.way === 'code' || switches.answerIn === 'query') {
    const sign = ask.redirectUri.includes('?') ? '&' : '?';
    return redirect(`${ask.redirectUri}${sign}${query}`, cookies);
  }
  return redirect(`${ask.redirectUri}#${switches.leadingAmpersand ? '&' : ''}${query}`, cookies);
}

/** The answer of the implicit flow: the token itself. Source: Zoho accounts docs, javascript-applications; Zoho's JS SDK. */
export function tokenAnswer(ask: Ask, grant: Grant, forSession: boolean, context: Context, cookie?: string): SimReply {
  const { switches, clock, world } = context;
  const issuedAt = clock.now();
  const expiresAt = issuedAt + switches.accessTokenSeconds * 1000;
  const { token } = world.tokens.issueAccessToken({ ...grant, issuedAt, expiresAt });
  return back(
    ask,
    {
      access_token: token,
      [switches.expiresKey]: String(switches.accessTokenSeconds),
      location: grant.dc,
      api_domain: apiDomainOf(grant, context),
      'accounts-server':
        switches.accountsServerInImplicit || switches.foreignAccountsServer !== null
          ? accountsServerOf(grant, context)
          : undefined,
      state: stateOf(ask, context),
      [switches.sessionKey]: forSession && switches.grantedForSession !== 'missing' ? 'true' : undefined,
    },
    context,
    cookie,
  );
}

/** The answer of the code flows. Source: Zoho accounts docs, multi-dc. */
export function codeAnswer(ask: Ask, code: string, grant: Grant, context: Context, cookie?: string): SimReply {
  const params = {
    state: stateOf(ask, context),
    code,
    location: grant.dc,
    'accounts-server': accountsServerOf(grant, context),
  };
  return back(ask, params, context, cookie);
}

/** The answer that carries an error: `access_denied`, `client_not_granted`, `prompt_required`. */
export function errorAnswer(ask: Ask, error: string, context: Context, cookie?: string): SimReply {
  return back(ask, { error, state: stateOf(ask, context) }, context, cookie);
}
