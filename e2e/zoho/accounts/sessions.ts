import { randomBytes } from 'node:crypto';
import type { Context, SimRequest } from '../http.ts';
import { personOf } from './people.ts';
import type { Person } from './people.ts';

/** A person's grant to a client "for the entire session". */
interface SessionGrant {
  orgKey: string;
  scopes: string[];
}

/** A browser that is signed in to one accounts server. */
export interface Session {
  zuid: string;
  /** By client id. */
  granted: Map<string, SessionGrant>;
  /** Clients whose code flow the person has accepted before. */
  agreed: Set<string>;
}

const COOKIE = 'sim_iam';

function sessions(context: Context): Map<string, Session> {
  return context.memory('accounts.sessions', () => new Map<string, Session>());
}

/** The session that the browser's cookie names, if it belongs to the signed-in person. */
export function sessionOf(request: SimRequest, context: Context): Session | undefined {
  const { signedIn } = context.switches;
  const session = sessions(context).get(`${request.dc}/${request.cookies[COOKIE] ?? ''}`);
  if (session === undefined || signedIn === 'nobody') return undefined;
  return signedIn === 'cookie' || signedIn === session.zuid ? session : undefined;
}

/** The person signed in to Zoho in this browser; undefined when there is none. */
export function signedInPerson(request: SimRequest, context: Context): Person | undefined {
  const { signedIn } = context.switches;
  if (signedIn === 'nobody') return undefined;
  const zuid = signedIn === 'cookie' ? sessionOf(request, context)?.zuid : signedIn;
  return zuid === undefined ? undefined : personOf(context.world, zuid);
}

/** Signs a person in: the session to write to, and the cookie that the answer must set. */
export function signIn(request: SimRequest, context: Context, zuid: string): { session: Session; cookie: string } {
  const known = sessionOf(request, context);
  const isSame = known?.zuid === zuid;
  const value = isSame ? (request.cookies[COOKIE] ?? '') : randomBytes(12).toString('hex');
  const session = isSame ? known : { zuid, granted: new Map<string, SessionGrant>(), agreed: new Set<string>() };
  sessions(context).set(`${request.dc}/${value}`, session);
  return { session, cookie: `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax` };
}
