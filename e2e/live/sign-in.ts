import { placeOfApi } from '../../src/shared/data-centres.ts';
import type { Grant, Question } from '../zoho/questions/question.ts';
import type { Calls } from './calls.ts';
import type { Place } from './wire.ts';

/** Scopes that the code or token of a session needs: records and tags are made and removed, the rest is read. */
const SESSION_SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoCRM.modules.lockinginformation.ALL',
  'ZohoCRM.settings.tags.ALL',
  'ZohoCRM.settings.modules.READ',
  'ZohoCRM.settings.fields.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.users.READ',
  'ZohoCRM.bulk.READ',
  'ZohoCRM.coql.READ',
  'ZohoSearch.securesearch.READ',
];

/** The scopes of a session that asks these questions, with commas between them. */
export function scopesFor(questions: readonly Question[]): string {
  return [...new Set([...SESSION_SCOPES, ...questions.flatMap(({ scopes }) => scopes ?? [])])].join(',');
}

/** The credentials that a person gave. */
export type Credential = { code: string; clientId: string; clientSecret: string } | { token: string };

export interface SignedIn {
  token: string;
  grant: Grant | undefined;
  /** A further access token; undefined where Zoho gives none. */
  renew: () => Promise<string | undefined>;
  /** Revokes what the code brought. A token that was given directly stays valid. */
  signOut: () => Promise<void>;
}

/** Zoho refuses the code, or it leads elsewhere. The message holds neither code nor token. */
export class SignInRefused extends Error {}

const MEANINGS: Record<string, string> = {
  invalid_code: 'the code is used, too old, or of another data centre. A code lives for some minutes and works once',
  invalid_client: 'the client id is not known in this data centre',
  invalid_client_secret: 'the client secret is not that of the client id',
};

/** Exchanges a self client's code. Throws `SignInRefused`. Source: Zoho accounts docs, self client. */
export async function signIn(calls: Calls, place: Place, credential: Credential): Promise<SignedIn> {
  if ('token' in credential) {
    const nothing = async () => undefined;
    return { token: credential.token, grant: undefined, renew: nothing, signOut: nothing };
  }
  const { code, clientId, clientSecret } = credential;
  const { body } = await calls.accounts('POST', '/oauth/v2/token', {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
  });
  const { access_token: token, refresh_token: refresh, api_domain: domain, expires_in: seconds, error } = body;
  if (typeof token !== 'string') {
    const meaning = typeof error === 'string' ? MEANINGS[error] : undefined;
    throw new SignInRefused(`Zoho does not take the code: ${meaning ?? 'it does not say why'}.`);
  }
  const signOut = async () => {
    await calls.accounts('POST', '/oauth/v2/token/revoke', { token: typeof refresh === 'string' ? refresh : token });
  };
  const renew = async () => {
    if (typeof refresh !== 'string') return undefined;
    const secrets = { client_id: clientId, client_secret: clientSecret, refresh_token: refresh };
    const answer = await calls.accounts('POST', '/oauth/v2/token', { grant_type: 'refresh_token', ...secrets });
    const { access_token: next } = answer.body;
    return typeof next === 'string' ? next : undefined;
  };
  const named = typeof domain === 'string' ? placeOfApi(domain) : undefined;
  if (named === null || (named && named.dataCentre !== place.dataCentre)) {
    await signOut();
    const where = named ? `the data centre "${named.dataCentre}"` : "an address that is not Zoho's";
    throw new SignInRefused(`The code is for ${where}, and not for "${place.dataCentre}".`);
  }
  // Another environment is no reason to stop. It is unknown whether the answer names it, and the host itself refuses a
  // token of another one.
  const apiDomain =
    named === undefined ? 'missing' : named.environment === place.environment ? 'ofEnvironment' : 'ofAnother';
  const grant = { apiDomain, seconds: typeof seconds === 'number' ? seconds : undefined } as const;
  return { token, grant, renew, signOut };
}
