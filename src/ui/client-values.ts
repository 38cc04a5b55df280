import { SCOPES } from '../shared/scopes.ts';

/** A value that Zoho's console asks for when a client or a code is made. */
export type ClientValue = 'name' | 'home' | 'redirect' | 'domain' | 'scope';

/** The client's name in the console. Zoho allows letters, digits, "_" and "&". */
const CLIENT_NAME = 'Untag';

/**
 * The exact values for Zoho's form. Zoho compares the addresses character by character. `scopes`: those of a connection
 * that is made again.
 */
export function valuesFor(
  redirectUri: string,
  scopes: readonly string[] = SCOPES,
): Readonly<Record<ClientValue, string>> {
  const { origin } = new URL(redirectUri);
  return { name: CLIENT_NAME, home: origin, redirect: redirectUri, domain: origin, scope: scopes.join(',') };
}
