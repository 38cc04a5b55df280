import { AppError, type ErrorCode, type ErrorDetails } from '../shared/errors.ts';

/** The request that Zoho refused: for authorization, with a code, or with a refresh token. */
export type OAuthStep = 'authorize' | 'exchange' | 'refresh';

/** Zoho limits tokens and codes per ten minutes and sends no time to wait. Source: Zoho docs v8, token-validity. */
const THROTTLE_MS = 10 * 60_000;

const CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_client: 'client-unknown',
  invalid_client_secret: 'client-secret',
  invalid_redirect_uri: 'redirect-refused',
  redirect_uri_mismatch: 'redirect-refused',
  client_not_granted: 'signed-out',
  prompt_required: 'signed-out',
  login_required: 'signed-out',
  consent_required: 'signed-out',
  interaction_required: 'signed-out',
};

/** The error for too many requests to the accounts server, in any of Zoho's wordings. */
export function throttled(details: ErrorDetails): AppError {
  return new AppError('sign-in-throttled', { ...details, retryAfterMs: THROTTLE_MS });
}

/**
 * Turns Zoho's `error` into an AppError: `consent-refused`, `sign-in-throttled`, `client-unknown`, `client-secret`,
 * `redirect-refused`, `code-spent`, `signed-out`, `zoho-down` (a renewal only), else `sign-in-other`. Sources: Zoho
 * accounts docs, access-expiry and web-apps; Zoho docs v8, token-validity.
 */
export function oauthError(step: OAuthStep, zohoCode: string, zohoMessage: string, status?: number): AppError {
  const details: ErrorDetails = {
    zohoCode: zohoCode.slice(0, 100),
    ...(zohoMessage !== '' && { zohoMessage: zohoMessage.slice(0, 300) }),
    ...(status !== undefined && { status }),
  };
  const name = zohoCode.trim().toLowerCase().replaceAll(/\s+/g, '_');
  if (/too many/i.test(zohoMessage)) return throttled(details);
  if (name === 'access_denied')
    return step === 'authorize' ? new AppError('consent-refused', details) : throttled(details);
  // `invalid_grant` is the standard's code for it. Source: RFC 6749, 5.2.
  if (name === 'invalid_code' || name === 'invalid_grant')
    return new AppError(step === 'refresh' ? 'signed-out' : 'code-spent', details);
  if (name === 'general_error' && step === 'refresh') return new AppError('zoho-down', details);
  const known = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
  if (known !== undefined) return new AppError(known, details);
  if (/javascript|js_?domain|origin/.test(name)) return new AppError('domain-refused', details);
  return new AppError('sign-in-other', details);
}
