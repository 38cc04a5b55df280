import * as v from 'valibot';
import { accountsOrigin, type DataCentre } from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';
import { oauthError, type OAuthStep, throttled } from './oauth-error.ts';
import { isToken } from './token-store.ts';
import { accountsHost, apiOriginIn } from './zoho-address.ts';

export interface EndpointPorts {
  /** Sends no `Origin` of the extension; see `origin-rule.ts`. */
  readonly fetch: typeof fetch;
  readonly isOnline: () => boolean;
}

/** A client with a secret, and the data centre whose accounts server is asked. */
export interface SecretClient {
  readonly dataCentre: DataCentre;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenAnswer {
  readonly accessToken: string;
  /** Milliseconds from the receipt. */
  readonly lifeMs: number;
  /** Null in the answer to a renewal: the old one stays valid. */
  readonly refreshToken: string | null;
  readonly apiOrigin: string | null;
  /** The granted scopes; null when Zoho does not name them. */
  readonly scopes: readonly string[] | null;
}

/** Below the 30 s after which the browser ends a worker with an unanswered fetch. */
const TIMEOUT_MS = 20_000;
/** The sign-out waits for it, and ends in both cases. */
const REVOKE_TIMEOUT_MS = 10_000;

const text = v.pipe(v.string(), v.nonEmpty());
const token = v.custom<string>(isToken);
const tokenSchema = v.object({
  access_token: token,
  refresh_token: v.optional(v.nullable(v.union([token, v.literal('')]))),
  expires_in: v.optional(v.unknown()),
  expires_in_sec: v.optional(v.unknown()),
  api_domain: v.optional(v.nullable(v.string())),
  scope: v.optional(v.nullable(v.string())),
});
const errorSchema = v.object({ error: text, error_description: v.optional(v.string(), '') });

/**
 * Exchanges the code of a redirect. Throws `offline`, `unreachable`, `timeout`, `unreadable`, `zoho-down`,
 * `foreign-host`, `places-differ`, and the codes of {@link oauthError}. A token in a rejected answer is revoked at
 * once. Source: Zoho accounts docs, web-apps.
 */
export function exchangeCode(
  ports: EndpointPorts,
  client: SecretClient,
  code: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
): Promise<TokenAnswer> {
  return askForToken(ports, client, 'exchange', {
    grant_type: 'authorization_code',
    code: code.code,
    redirect_uri: code.redirectUri,
    code_verifier: code.verifier,
  });
}

/** Exchanges a code from the API console, which needs no redirect and no proof key. Throws as {@link exchangeCode}. */
export function exchangeSelfCode(ports: EndpointPorts, client: SecretClient, code: string): Promise<TokenAnswer> {
  return askForToken(ports, client, 'exchange', { grant_type: 'authorization_code', code });
}

/**
 * Gets a new access token for a refresh token. Throws as {@link exchangeCode}, and `signed-out` when the refresh token
 * has ended.
 */
export function refresh(ports: EndpointPorts, client: SecretClient, refreshToken: string): Promise<TokenAnswer> {
  return askForToken(ports, client, 'refresh', { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/**
 * Revokes a token at Zoho. A refresh token ends its access tokens too. Throws as {@link exchangeCode}. Source: Zoho
 * docs v8, revoke-tokens, which puts the token into the query.
 */
export async function revoke(ports: EndpointPorts, dataCentre: DataCentre, token: string): Promise<void> {
  const path = `/oauth/v2/token/revoke?${new URLSearchParams({ token }).toString()}`;
  const { status, body } = await post(ports, dataCentre, path, new URLSearchParams(), REVOKE_TIMEOUT_MS);
  const error = v.safeParse(errorSchema, body);
  if (error.success) throw oauthError('exchange', error.output.error, error.output.error_description, status);
  if (status >= 400) throw new AppError('sign-in-other', { status });
}

async function askForToken(
  ports: EndpointPorts,
  client: SecretClient,
  step: OAuthStep,
  parameters: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const form = new URLSearchParams({
    client_id: client.clientId,
    client_secret: client.clientSecret,
    ...parameters,
  });
  const { status, body } = await post(ports, client.dataCentre, '/oauth/v2/token', form);
  try {
    return tokenAnswer(body, status, client.dataCentre, step);
  } catch (error) {
    const thrownAway = tokenIn(body, step);
    if (thrownAway !== null) await revoke(ports, client.dataCentre, thrownAway).catch(() => undefined);
    throw error;
  }
}

const lastingSchema = v.object({ refresh_token: token });
const accessSchema = v.object({ access_token: token });

/** The token to revoke in a rejected answer. A renewal may repeat the refresh token of its request. */
function tokenIn(body: unknown, step: OAuthStep): string | null {
  if (step === 'exchange' && v.is(lastingSchema, body)) return body.refresh_token;
  return v.is(accessSchema, body) ? body.access_token : null;
}

function tokenAnswer(body: unknown, status: number, dataCentre: DataCentre, step: OAuthStep): TokenAnswer {
  const error = v.safeParse(errorSchema, body);
  if (error.success) throw oauthError(step, error.output.error, error.output.error_description, status);
  const answer = v.safeParse(tokenSchema, body);
  if (!answer.success) throw new AppError('unreadable', { status });
  const { access_token, refresh_token, api_domain, scope, expires_in, expires_in_sec } = answer.output;
  return {
    accessToken: access_token,
    lifeMs: tokenLifeMs(expires_in, expires_in_sec),
    refreshToken: refresh_token || null,
    apiOrigin: api_domain ? apiOriginIn(dataCentre, api_domain) : null,
    scopes: scope ? scope.split(/[\s,]+/).filter((name) => name !== '') : null,
  };
}

async function post(
  ports: EndpointPorts,
  dataCentre: DataCentre,
  path: string,
  form: URLSearchParams,
  timeoutMs = TIMEOUT_MS,
): Promise<{ status: number; body: unknown }> {
  const request: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    // A redirect could carry the token to another host.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  };
  let status: number;
  let raw: string;
  try {
    const response = await ports.fetch(`${accountsOrigin(dataCentre)}${path}`, request);
    status = response.status;
    raw = await response.text();
  } catch (error) {
    throw noAnswer(error, ports, accountsHost(dataCentre));
  }
  if (status >= 500) throw new AppError('zoho-down', { status });
  if (status === 429) throw throttled({ status });
  return { status, body: parsedJson(raw, status) };
}

function noAnswer(error: unknown, ports: EndpointPorts, host: string): AppError {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new AppError('timeout', { host }, { cause: error });
  return new AppError(ports.isOnline() ? 'unreachable' : 'offline', { host }, { cause: error });
}

function parsedJson(raw: string, status: number): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new AppError('unreadable', { status });
  }
}

/** The documented life of an access token, for answers without one. Source: Zoho docs v8, token-validity. */
const USUAL_MS = 3_600_000;
const LONGEST_SECONDS = 86_400;

/**
 * Life of a token in milliseconds. `expires_in_sec` wins over `expires_in`, which older answers of Zoho give in
 * milliseconds. A life of zero is accepted as it is; without a readable value it is the documented hour.
 */
export function tokenLifeMs(expiresIn: unknown, expiresInSec: unknown): number {
  for (const value of [expiresInSec, expiresIn]) {
    const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
      return amount > LONGEST_SECONDS ? Math.min(amount, LONGEST_SECONDS * 1000) : amount * 1000;
  }
  return USUAL_MS;
}
