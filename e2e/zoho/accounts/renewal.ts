import { html } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import type { Org } from '../world/org.ts';
import { errorAnswer, tokenAnswer } from './answers.ts';
import { askOf } from './ask.ts';
import type { Ask } from './ask.ts';
import { grantOf } from './consent.ts';
import { signInPage } from './consent-page.ts';
import { noticePage } from './notice-page.ts';
import { everybody } from './people.ts';
import { sessionOf } from './sessions.ts';
import type { Session } from './sessions.ts';

/** `GET /oauth/v2/auth/refresh`: a new token without a question, while the session lives. Source: Zoho accounts docs, access-expiry. */
export function renew(request: SimRequest, context: Context): SimAnswer {
  const ask = askOf(request, context);
  if ('title' in ask) return html(200, noticePage(ask.title, ask.text));
  switch (context.switches.silentRenewal) {
    case 'never':
      return 'never';
    case 'html':
      return html(200, noticePage('Something went wrong', 'Please try again after some time.'));
    case 'loginPage':
      return html(200, signInPage(everybody(context.world), request.url));
    case 'clientNotGranted':
      return errorAnswer(ask, 'client_not_granted', context);
    case 'promptRequired':
      return errorAnswer(ask, 'prompt_required', context);
    case 'otherOrg':
    case 'otherUser':
    case 'works':
      return bySession(request, context, ask);
  }
}

function bySession(request: SimRequest, context: Context, ask: Ask): SimAnswer {
  const session = sessionOf(request, context);
  if (session === undefined) return html(200, signInPage(everybody(context.world), request.url));
  const granted = session.granted.get(ask.client.clientId);
  if (granted === undefined) return errorAnswer(ask, 'client_not_granted', context);
  const { withdrawnScopes } = context.switches;
  const isGranted = (scope: string): boolean => granted.scopes.includes(scope) && !withdrawnScopes.includes(scope);
  if (!ask.scopes.every(isGranted)) return errorAnswer(ask, 'prompt_required', context);
  const { org, zuid } = whom(session, context.world.org(granted.orgKey), context);
  const grant = grantOf(ask, org, zuid);
  return grant === undefined ? errorAnswer(ask, 'client_not_granted', context) : tokenAnswer(ask, grant, true, context);
}

/** The org and user that the new token acts for: as granted, unless a switch changes them. */
function whom(session: Session, org: Org, { world, switches }: Context): { org: Org; zuid: string } {
  const { zuid } = session;
  if (switches.silentRenewal === 'otherOrg') {
    return { org: world.orgsOf(zuid, org.dc).find((one) => one !== org) ?? org, zuid };
  }
  if (switches.silentRenewal === 'otherUser') {
    return { org, zuid: org.users.find((user) => user.zuid !== zuid)?.zuid ?? zuid };
  }
  return { org, zuid };
}
