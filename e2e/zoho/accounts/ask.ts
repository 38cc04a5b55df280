import { accountsHost } from '../hosts.ts';
import type { Context, SimRequest } from '../http.ts';
import { acceptsOrigin, acceptsRedirect } from '../world/clients.ts';
import type { Client } from '../world/clients.ts';
import { unknownScopes } from './scope-names.ts';

/** A sign-in that a client requests, checked. Sources: Zoho accounts docs, javascript-applications and web-apps. */
export interface Ask {
  client: Client;
  way: 'token' | 'code';
  scopes: string[];
  redirectUri: string;
  /** As sent; undefined when none was. */
  state: string | undefined;
  isOffline: boolean;
  promptsConsent: boolean;
  challenge: { value: string; method: 'plain' | 'S256' } | undefined;
}

/** Why no redirect can happen: the accounts server shows a page instead. */
export interface Refusal {
  title: string;
  text: string;
}

/** Reads a request to `/oauth/v2/auth` or `/oauth/v2/auth/refresh`. */
export function askOf({ query, dc }: SimRequest, { world, switches }: Context): Ask | Refusal {
  const client = world.clients.get(query.get('client_id') ?? '');
  if (client === undefined || !client.dcs.includes(dc) || client.type === 'self') {
    return { title: 'Invalid Client', text: `There is no client with this id at ${accountsHost(dc)}.` };
  }
  const way = query.get('response_type');
  if (way !== 'token' && way !== 'code')
    return { title: 'Invalid Response Type', text: 'response_type must be token or code.' };
  if ((way === 'token') !== (client.type === 'client-based')) {
    return { title: 'Invalid Client', text: `This client cannot ask for a ${way}.` };
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!acceptsRedirect(client, redirectUri) || (isExtension(redirectUri) && !switches.extensionRedirects)) {
    return {
      title: 'Invalid Redirect Uri',
      text: 'The redirect URI is not the one that was registered for this client.',
    };
  }
  if (way === 'token' && !acceptsOrigin(client, new URL(redirectUri).origin)) {
    return { title: 'Invalid Redirect Uri', text: 'The redirect URI is not within a registered JavaScript domain.' };
  }
  const scopes = (query.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  const unknown = unknownScopes(scopes);
  if (scopes.length === 0 || unknown.length > 0) {
    return { title: 'Invalid OAuth Scope', text: `Scope does not exist: ${unknown.join(', ') || '(none given)'}` };
  }
  const challenge = challengeOf(query);
  if (client.type === 'mobile' && challenge === undefined) {
    return { title: 'Invalid Request', text: 'code_challenge is required for mobile and desktop applications.' };
  }
  return {
    client,
    way,
    scopes,
    redirectUri,
    state: query.get('state') ?? undefined,
    isOffline: query.get('access_type') === 'offline',
    promptsConsent: query.get('prompt') === 'consent',
    challenge,
  };
}

function challengeOf(query: URLSearchParams): Ask['challenge'] {
  const value = query.get('code_challenge');
  if (value === null || value === '') return undefined;
  return { value, method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' };
}

function isExtension(redirectUri: string): boolean {
  return /\.(?:chromiumapp|extensions\.allizom)\.org\//.test(redirectUri);
}
