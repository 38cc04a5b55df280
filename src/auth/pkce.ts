/** Proof key for a code flow. Source: RFC 7636. */
export interface Pkce {
  readonly verifier: string;
  /** S256 of the verifier. */
  readonly challenge: string;
}

/** A new proof key with a random verifier. */
export async function makePkce(): Promise<Pkce> {
  const verifier = randomText();
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64Url(new Uint8Array(hash)) };
}

/** 256 random bits in 43 characters that need no escaping. Used for a verifier or a `state`. */
export function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
