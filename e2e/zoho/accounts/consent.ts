import { accountsHost } from '../hosts.ts';
import { html, redirect } from '../http.ts';
import type { Context, SimAnswer, SimReply, SimRequest } from '../http.ts';
import type { Org } from '../world/org.ts';
import type { Grant } from '../world/tokens.ts';
import { codeAnswer, errorAnswer, tokenAnswer } from './answers.ts';
import { askOf } from './ask.ts';
import type { Ask } from './ask.ts';
import { makeCode } from './codes.ts';
import { CHOSEN_ACCOUNT, consentPage, signInPage } from './consent-page.ts';
import { noticePage } from './notice-page.ts';
import { mayGoOn } from './pace.ts';
import { everybody, personOf, userIn } from './people.ts';
import type { Person } from './people.ts';
import { sessionOf, signIn, signedInPerson } from './sessions.ts';

/** A person's decision at the consent page. */
interface Decision {
  person: Person;
  org: Org;
  forSession: boolean;
}

/**
 * `GET /oauth/v2/auth`: shows the consent page, or the page that the switches ask for. Showing a page changes nothing,
 * because browsers may ask twice.
 */
export function authorise(request: SimRequest, context: Context): SimAnswer {
  const { switches, world } = context;
  const ask = askOf(request, context);
  if ('title' in ask) return html(200, noticePage(ask.title, ask.text));
  const people = everybody(world).toSorted((a, b) => Number(b.dc === request.dc) - Number(a.dc === request.dc));
  const chosen = personOf(world, request.query.get(CHOSEN_ACCOUNT) ?? '') ?? signedInPerson(request, context);
  if (chosen === undefined && switches.signedIn === 'nobody') return html(200, signInPage(people, request.url));
  const person = chosen ?? people[0];
  if (person === undefined) return html(200, noticePage('Sign in', 'Nobody has an account here.'));
  if (person.dc !== request.dc) return moveOn(request, ask, person);
  const org = person.orgs[0];
  if (org === undefined) return html(200, noticePage('No CRM', 'This account has no CRM organisation.'));
  const decision: Decision = { person, org, forSession: switches.grantedForSession === 'ticked' };
  if (switches.consent === 'accept') return accept(request, context, ask, decision);
  if (switches.consent === 'refuse') return errorAnswer(ask, 'access_denied', context);
  const hasAgreed = ask.way === 'code' && sessionOf(request, context)?.agreed.has(ask.client.clientId) === true;
  if (hasAgreed && !ask.promptsConsent) return accept(request, context, ask, decision);
  const others = people.filter((other) => other.zuid !== person.zuid);
  return html(200, consentPage(ask, person, others, request.url, switches));
}

/** Sends the browser to the accounts server of the person's own data centre. Source: Zoho docs v8, multi-dc. */
function moveOn(request: SimRequest, ask: Ask, person: Person): SimReply {
  if (!ask.client.dcs.includes(person.dc)) {
    return html(200, noticePage('Invalid Client', `This client is not enabled for ${accountsHost(person.dc)}.`));
  }
  const query = new URLSearchParams(request.url.search);
  query.set(CHOSEN_ACCOUNT, person.zuid);
  return redirect(`https://${accountsHost(person.dc)}${request.path}?${query}`);
}

/** `POST /oauth/v2/auth/decide`: the target of the consent page's buttons. */
export function decide(request: SimRequest, context: Context): SimAnswer {
  const ask = askOf(request, context);
  if ('title' in ask) return html(200, noticePage(ask.title, ask.text));
  const form = new URLSearchParams(request.text);
  const person = personOf(context.world, form.get('zuid') ?? '');
  if (person === undefined) return html(200, noticePage('Sign in', 'There is no such account.'));
  if (form.get('decision') !== 'accept') {
    return errorAnswer(ask, 'access_denied', context, signIn(request, context, person.zuid).cookie);
  }
  const org = person.orgs.find((one) => one.zgid === form.get('org'));
  if (org === undefined)
    return html(200, noticePage('No access', 'This account does not belong to that organisation.'));
  return accept(request, context, ask, { person, org, forSession: form.get('session') === 'true' });
}

/** User and rights for a token. Undefined when the person is no user of that org. */
export function grantOf(ask: Pick<Ask, 'client' | 'scopes'>, org: Org, zuid: string): Grant | undefined {
  const user = userIn(org, zuid);
  if (user === undefined) return undefined;
  const { client, scopes } = ask;
  return {
    orgId: org.key,
    userId: user.id,
    scopes,
    clientId: client.clientId,
    dc: org.dc,
    environment: org.environment,
  };
}

function accept(request: SimRequest, context: Context, ask: Ask, { person, org, forSession }: Decision): SimReply {
  const grant = grantOf(ask, org, person.zuid);
  if (grant === undefined) return errorAnswer(ask, 'access_denied', context);
  const { session, cookie } = signIn(request, context, person.zuid);
  const { clientId } = ask.client;
  if (ask.way === 'token') {
    const isGranted = forSession && context.switches.grantedForSession !== 'missing';
    if (isGranted) session.granted.set(clientId, { orgKey: org.key, scopes: ask.scopes });
    else session.granted.delete(clientId);
    return tokenAnswer(ask, grant, forSession, context, cookie);
  }
  if (!mayGoOn(context, `codes of ${clientId}`, context.switches.codesPerTenMinutes)) {
    return errorAnswer(ask, 'access_denied', context, cookie);
  }
  const isFirst = !session.agreed.has(clientId);
  session.agreed.add(clientId);
  const bringsRefresh = ask.isOffline && (isFirst || ask.promptsConsent);
  const { redirectUri, challenge } = ask;
  const code = makeCode(context, { grant, redirectUri, challenge, bringsRefresh });
  return codeAnswer(ask, code, grant, context, cookie);
}
