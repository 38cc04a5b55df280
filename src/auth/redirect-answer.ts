import type { DataCentre } from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';
import { oauthError } from './oauth-error.ts';
import { isToken } from './token-store.ts';
import { tokenLifeMs } from './token-endpoint.ts';
import { type NamedPlace, placeNamed } from './zoho-address.ts';

/** Its data centre is the user's, which may differ from the client's. */
export interface ImplicitAnswer extends NamedPlace {
  readonly accessToken: string;
  /** Milliseconds from the receipt. */
  readonly lifeMs: number;
  /** Whether the user lets Zoho renew it without asking again. */
  readonly isForSession: boolean;
}

export interface CodeAnswer {
  readonly code: string;
  /** The data centre whose accounts server exchanges the code; null when Zoho names none. */
  readonly dataCentre: DataCentre | null;
}

interface Expected {
  readonly redirectUri: string;
  readonly state: string;
}

/**
 * The token in a redirect. Throws `state-mismatch`, `foreign-host`, `places-differ`, `unreadable`, and the codes of
 * {@link oauthError}. Sources: Zoho accounts docs, javascript-applications and access-expiry; Zoho's JS SDK.
 */
export function implicitAnswer(address: string, expected: Expected): ImplicitAnswer {
  const parameters = checkedParameters(address, expected);
  const accessToken = parameters.get('access_token');
  if (!isToken(accessToken)) throw new AppError('unreadable', { name: 'access_token' });
  return {
    ...placeNamed(parameters),
    accessToken,
    lifeMs: tokenLifeMs(parameters.get('expires_in'), parameters.get('expires_in_sec')),
    isForSession: parameters.get('granted_for_session') === 'true' || parameters.get('full_grant') === 'true',
  };
}

/**
 * The code in a redirect. Throws as {@link implicitAnswer}. Sources: Zoho accounts docs, web-apps; Zoho docs v8,
 * multi-dc.
 */
export function codeAnswer(address: string, expected: Expected): CodeAnswer {
  const parameters = checkedParameters(address, expected);
  const code = parameters.get('code');
  if (!isToken(code)) throw new AppError('unreadable', { name: 'code' });
  return { code, dataCentre: placeNamed(parameters).dataCentre };
}

/**
 * `state` is checked before anything else is read. Only an error without any `state` is still reported as that error.
 */
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

/** Zoho's own redirect page reads `#…`, else `?…`. Extra separators make empty pairs, which have no meaning. */
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
