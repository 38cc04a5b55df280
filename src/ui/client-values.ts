import { SCOPES } from '../shared/scopes.ts';

/** A value that Zoho's console asks for when a client is made, or a code for one. */
export type ClientValue = 'name' | 'home' | 'redirect' | 'domain' | 'scope';

/** The client's name in the console. Zoho allows letters, digits, "_" and "&". */
const CLIENT_NAME = 'Untag';

/** The values for Zoho's form, to the letter: it compares the addresses as they stand. */
export function valuesFor(redirectUri: string): Readonly<Record<ClientValue, string>> {
  const { origin } = new URL(redirectUri);
  return { name: CLIENT_NAME, home: origin, redirect: redirectUri, domain: origin, scope: SCOPES.join(',') };
}
