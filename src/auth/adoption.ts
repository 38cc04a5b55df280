import type { Connection, SignInWay } from '../shared/connection.ts';
import { apiOrigin, crmHost, type DataCentre, type Environment, placeOfApi } from '../shared/data-centres.ts';
import { AppError, isAppError } from '../shared/errors.ts';
import { connectionIdOf } from './connections.ts';
import { extraScopesIn, missingScopes } from './granted-scopes.ts';
import { checkKnown } from './owner.ts';
import type { TokenOwner } from './ports.ts';
import { revoke } from './token-endpoint.ts';
import { type FreshToken, type TokenSession, writeSession } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/** The result of a sign-in. */
export interface SignInResult {
  readonly way: SignInWay;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly refreshToken: string | null;
  /** False if the token cannot be renewed and expires within the hour. */
  readonly isLasting: boolean;
  readonly token: FreshToken;
  /** The scopes that Zoho was asked for. */
  readonly asked: readonly string[];
  /** The granted scopes; null when Zoho does not name them. */
  readonly scopes: readonly string[] | null;
  /** The user's data centre, and the data centre that was asked. */
  readonly dataCentre: DataCentre;
  readonly clientDataCentre: DataCentre;
  /** Whether the sandbox API is tried first when Zoho names no API. */
  readonly isSandboxWanted: boolean;
}

interface Found {
  readonly origin: string;
  readonly identity: TokenOwner;
}

/**
 * Asks for the org and user of the new token. Throws `signed-out`, `no-org`, `owner-unknown` and the codes of the
 * network.
 */
export async function identifyResult(vault: Vault, result: SignInResult): Promise<Found> {
  const { accessToken, apiOrigin: named } = result.token;
  const found =
    named === null
      ? await firstThatKnows(vault, accessToken, originsToTry(result))
      : await atHome(vault, accessToken, named);
  checkKnown(found.identity);
  return found;
}

/**
 * Stores tokens and connection, and replaces an older connection of the same user to the same org. Calls `isWanted`
 * directly before. Resolves with null, without storing anything, if that returns false.
 */
export async function adopt(
  vault: Vault,
  result: SignInResult,
  { origin, identity }: Found,
  isWanted: () => boolean,
): Promise<Connection | null> {
  const connection = connectionFrom(vault, result, origin, identity);
  const connectionId = connection.id;
  const replaced = await vault.ports.exclusive(TOKENS_LOCK, async () => {
    if (!isWanted()) return undefined;
    const before = await vault.grants.read(connectionId);
    const { way, clientId, clientSecret, refreshToken, dataCentre, clientDataCentre, token } = result;
    await vault.grants.write({ connectionId, way, clientId, clientSecret, refreshToken, dataCentre, clientDataCentre });
    await writeSession(connectionId, { token: tokenOf(token, identity), candidate: null, refusal: null });
    await vault.connections.put(connection);
    return before;
  });
  if (replaced === undefined) return null;
  if (replaced?.refreshToken && replaced.refreshToken !== result.refreshToken)
    await revoke(vault.ports, replaced.dataCentre, replaced.refreshToken).catch(() => undefined);
  return connection;
}

/** Stores a token as the current one. */
export function tokenOf(
  { accessToken, renewFrom, staleFrom }: FreshToken,
  { org, user }: TokenOwner,
): NonNullable<TokenSession['token']> {
  return { accessToken, renewFrom, staleFrom, identity: { zgid: org?.zgid ?? null, userId: user?.id ?? null } };
}

function connectionFrom(vault: Vault, result: SignInResult, origin: string, identity: TokenOwner): Connection {
  const place = placeOfApi(origin);
  if (place === null) throw new AppError('foreign-host', { host: origin });
  const { org, user } = identity;
  return {
    id: connectionIdOf({ ...place, zgid: org?.zgid ?? '', userId: user?.id ?? '' }),
    ...place,
    org: {
      zgid: org?.zgid ?? '',
      domainName: org !== null && DOMAIN_NAME.test(org.domainName) ? org.domainName : '',
      // Each connection needs a name that people can tell apart, even where Zoho names no org.
      name: bounded(org?.name ?? crmHost(place.dataCentre, place.environment)),
      edition: org?.edition ?? null,
    },
    user: { id: user?.id ?? '', name: bounded(user?.name ?? ''), profile: user?.profile ?? null },
    way: result.way,
    clientId: result.clientId,
    extraScopes: extraScopesIn(result.scopes ?? result.asked),
    missingScopes: missingScopes(result.scopes, identity.missingScopes),
    isSignedOut: false,
    isLasting: result.isLasting,
    connectedAt: vault.ports.now(),
  };
}

/** The part of an org's URLs. Any other text would change the host or path of a link. */
const DOMAIN_NAME = /^[\w-]{1,100}$/;
const LONGEST_NAME = 200;

/** Names are bounded, because they are stored with every run. */
function bounded(name: string): string {
  return name.slice(0, LONGEST_NAME);
}

function originsToTry({ dataCentre, isSandboxWanted }: SignInResult): readonly string[] {
  const order: readonly Environment[] = isSandboxWanted
    ? ['sandbox', 'production', 'developer']
    : ['production', 'sandbox', 'developer'];
  return order.map((environment) => apiOrigin(dataCentre, environment));
}

/** The first API that accepts the token. A token is bound to one environment, and other APIs refuse it. */
async function firstThatKnows(vault: Vault, accessToken: string, origins: readonly string[]): Promise<Found> {
  let refusal: unknown;
  for (const origin of origins) {
    try {
      return { origin, identity: await vault.ports.identify(accessToken, origin) };
    } catch (error) {
      if (!isStranger(error)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

async function atHome(vault: Vault, accessToken: string, origin: string): Promise<Found> {
  const identity = await vault.ports.identify(accessToken, origin);
  return (await atHomeOfType(vault, accessToken, origin, identity)) ?? { origin, identity };
}

/**
 * Zoho may name the production API for an org of another type. Returns that type's API if it accepts the token, else
 * null.
 */
async function atHomeOfType(
  vault: Vault,
  accessToken: string,
  origin: string,
  { org }: TokenOwner,
): Promise<Found | null> {
  const place = placeOfApi(origin);
  if (place?.environment !== 'production' || (org?.type !== 'sandbox' && org?.type !== 'developer')) return null;
  const home = apiOrigin(place.dataCentre, org.type);
  try {
    return { origin: home, identity: await vault.ports.identify(accessToken, home) };
  } catch (error) {
    if (isStranger(error)) return null;
    throw error;
  }
}

function isStranger(error: unknown): boolean {
  return isAppError(error) && (error.code === 'signed-out' || error.code === 'wrong-host');
}
