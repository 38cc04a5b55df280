import { type DataCentre, placeOfApi } from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';
import { oauthError } from './oauth-error.ts';
import { dataCentreOfLocation, foreign, knownAccounts, knownApiOrigin } from './zoho-address.ts';
import { tokenLifeMs } from './token-endpoint.ts';

export interface ImplicitAnswer {
  readonly accessToken: string;
  /** Milliseconds from the receipt. */
  readonly lifeMs: number;
  /** Null where Zoho left it out. */
  readonly apiOrigin: string | null;
  /** The user's data centre, which need not be the client's; null where Zoho names none. */
  readonly dataCentre: DataCentre | null;
  /** The user let Zoho renew it without asking again. */
  readonly isForSession: boolean;
}

export interface CodeAnswer {
  readonly code: string;
  /** Whose accounts server exchanges it; null where Zoho names none. */
  readonly dataCentre: DataCentre | null;
}

interface Expected {
  readonly redirectUri: string;
  readonly state: string;
}

/**
 * The token in a redirect. Throws `state-mismatch`, `foreign-host`, `unreadable`, and what {@link oauthError} makes of
 * Zoho's `error`. Sources: Zoho accounts docs, javascript-applications and access-expiry; Zoho's JS SDK.
 */
export function implicitAnswer(address: string, expected: Expected): ImplicitAnswer {
  const parameters = checkedParameters(address, expected);
  const accessToken = parameters.get('access_token');
  if (!accessToken) throw new AppError('unreadable', { name: 'access_token' });
  const apiDomain = parameters.get('api_domain');
  const apiOrigin = apiDomain ? knownApiOrigin(apiDomain) : null;
  return {
    accessToken,
    lifeMs: tokenLifeMs(parameters.get('expires_in'), parameters.get('expires_in_sec')),
    apiOrigin,
    dataCentre: dataCentreIn(parameters, apiOrigin),
    isForSession: parameters.get('granted_for_session') === 'true' || parameters.get('full_grant') === 'true',
  };
}

/** The code in a redirect. Throws as {@link implicitAnswer}. Source: Zoho accounts docs, web-apps; Zoho docs v8, multi-dc. */
export function codeAnswer(address: string, expected: Expected): CodeAnswer {
  const parameters = checkedParameters(address, expected);
  const code = parameters.get('code');
  if (!code) throw new AppError('unreadable', { name: 'code' });
  return { code, dataCentre: dataCentreIn(parameters, null) };
}

/** `state` is checked before anything is believed; only an error without any `state` is still told as what it is. */
function checkedParameters(address: string, expected: Expected): URLSearchParams {
  if (!isUnder(address, expected.redirectUri)) throw new AppError('state-mismatch');
  const parameters = parametersOf(new URL(address));
  const states = parameters.getAll('state');
  const error = parameters.get('error');
  const isOurs = states.length === 1 && states[0] === expected.state;
  if (!isOurs && !(error !== null && states.length === 0)) throw new AppError('state-mismatch');
  if (error !== null) throw oauthError('authorize', error, parameters.get('error_description') ?? '');
  return parameters;
}

/** Zoho's own redirect page reads `#…` or else `?…`; stray separators make empty pairs, which name nothing. */
function parametersOf(url: URL): URLSearchParams {
  const fragment = new URLSearchParams(url.hash.replace(/^#[?&]*/, ''));
  const isFragment = ['access_token', 'code', 'error', 'state'].some((name) => fragment.has(name));
  return isFragment ? fragment : url.searchParams;
}

function isUnder(address: string, redirectUri: string): boolean {
  if (!URL.canParse(address)) return false;
  const [url, wanted] = [new URL(address), new URL(redirectUri)];
  return url.origin === wanted.origin && url.pathname === wanted.pathname;
}

function dataCentreIn(parameters: URLSearchParams, apiOrigin: string | null): DataCentre | null {
  const server = parameters.get('accounts-server');
  if (server) return knownAccounts(server);
  const location = parameters.get('location');
  const ofLocation = location ? dataCentreOfLocation(location) : null;
  const ofApi = apiOrigin === null ? null : (placeOfApi(apiOrigin)?.dataCentre ?? null);
  if (location && ofLocation === null && ofApi === null) throw foreign(location);
  return ofLocation ?? ofApi;
}
