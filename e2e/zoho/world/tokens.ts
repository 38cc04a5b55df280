import { randomBytes } from 'node:crypto';
import type { Dc, Environment } from '../hosts.ts';

/**
 * The org and user that a token acts for. A CRM token is bound to one user in one org and one environment. Source: Zoho
 * community, "Org-specific OAuth2.0 Tokens in Zoho CRM".
 */
export interface Grant {
  /** Key of the org in the world, e.g. `brightside`. */
  orgId: string;
  /** Id of the user in that org. */
  userId: string;
  scopes: string[];
  clientId: string;
  dc: Dc;
  environment: Environment;
}

export interface AccessToken extends Grant {
  token: string;
  issuedAt: number;
  /** Milliseconds since the epoch, on the simulator's clock. */
  expiresAt: number;
  /** The refresh token it came from; none in the implicit flow. */
  refreshToken?: string;
}

export interface RefreshToken extends Grant {
  token: string;
  issuedAt: number;
}

interface NewAccessToken extends Grant {
  expiresAt: number;
  issuedAt: number;
  refreshToken?: string;
  /** Only for ready-made tokens, which must survive a reset. */
  token?: string;
}

interface NewRefreshToken extends Grant {
  issuedAt: number;
  /** Only for ready-made tokens, which must survive a reset. */
  token?: string;
}

/**
 * All valid tokens of the simulated Zoho. Holds no policy: the accounts server decides how many there are and how long
 * they live.
 */
export interface TokenStore {
  issueAccessToken(grant: NewAccessToken): AccessToken;
  issueRefreshToken(grant: NewRefreshToken): RefreshToken;
  /** The access token, expired or not; undefined when unknown or revoked. */
  access(token: string): AccessToken | undefined;
  refresh(token: string): RefreshToken | undefined;
  lookup(token: string): AccessToken | RefreshToken | undefined;
  /** Removes a token. A refresh token ends its access tokens too. False when it was unknown. */
  revoke(token: string): boolean;
  /** Removes every access token at once, as an admin's "revoke all" does. */
  revokeAllAccess(): void;
  /** Valid access tokens of a refresh token, oldest first. */
  accessTokensOf(refreshToken: string): AccessToken[];
  /** Refresh tokens of one user for one client, oldest first. */
  refreshTokensOf(clientId: string, userId: string): RefreshToken[];
  /** All access tokens, for tests that change an expiry. */
  allAccess(): AccessToken[];
}

function newToken(): string {
  return `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
}

export function createTokenStore(): TokenStore {
  const access = new Map<string, AccessToken>();
  const refresh = new Map<string, RefreshToken>();

  function accessTokensOf(refreshToken: string) {
    return [...access.values()].filter((token) => token.refreshToken === refreshToken);
  }

  return {
    issueAccessToken(grant) {
      const token: AccessToken = { ...grant, token: grant.token ?? newToken() };
      access.set(token.token, token);
      return token;
    },
    issueRefreshToken(grant) {
      const token: RefreshToken = { ...grant, token: grant.token ?? newToken() };
      refresh.set(token.token, token);
      return token;
    },
    access: (token) => access.get(token),
    refresh: (token) => refresh.get(token),
    lookup: (token) => access.get(token) ?? refresh.get(token),
    revoke(token) {
      for (const child of accessTokensOf(token)) access.delete(child.token);
      const hadAccess = access.delete(token);
      return refresh.delete(token) || hadAccess;
    },
    revokeAllAccess: () => access.clear(),
    accessTokensOf,
    refreshTokensOf: (clientId, userId) =>
      [...refresh.values()].filter((token) => token.clientId === clientId && token.userId === userId),
    allAccess: () => [...access.values()],
  };
}
