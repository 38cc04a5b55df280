import type { Environment } from './data-centres.ts';

/**
 * Every way in which a call, a sign-in or Untag itself can fail. Each code has one text for people in `ui/error-text.ts`.
 * Refusals of single records are values (see `RecordReason` in `runs/model/types.ts`), not errors.
 */
export const ERROR_CODES = [
  // the network and unreadable answers
  'offline',
  'unreachable',
  'timeout',
  'unreadable',
  // Zoho's answers to a call
  'zoho-down',
  'rate-limited',
  'out-of-credits',
  'signed-out',
  'scope-missing',
  'no-permission',
  'no-api-access',
  'no-tag-removal',
  'no-tag-reading',
  'module-unknown',
  'module-unsupported',
  'url-unknown',
  'method-refused',
  'request-refused',
  'data-refused',
  'limit-exceeded',
  'record-locked',
  'record-not-approved',
  'permission-denied',
  'tag-gone',
  'tag-limit-module',
  'view-gone',
  'view-changed',
  'view-too-big',
  'wrong-host',
  'zoho-other',
  // signing in
  'client-missing',
  'client-form',
  'client-unknown',
  'client-secret',
  'redirect-refused',
  'domain-refused',
  'consent-refused',
  'consent-closed',
  'consent-unloadable',
  'consent-busy',
  'sign-in-throttled',
  'code-spent',
  'state-mismatch',
  'foreign-host',
  'places-differ',
  'owner-unknown',
  'no-org',
  'other-org',
  'other-user',
  'sign-in-other',
  // Untag's own
  'storage-full',
  'storage-broken',
  'busy',
  'run-gone',
  'undo-done',
  'undo-over',
  'tab-silent',
  'tab-changed',
  'tags-changed',
  'policy-refused',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Facts besides the code. Never a token, a secret or the content of a record: {@link AppError} masks text that looks
 * like one.
 */
export interface ErrorDetails {
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Zoho's own code and message, as sent. */
  readonly zohoCode?: string;
  readonly zohoMessage?: string;
  /** Zoho's `details.permissions`, e.g. `Crm_Implied_Tags_Leads`. */
  readonly permissions?: readonly string[];
  /** Which part of the request Zoho names, e.g. `tags` or `ids`, and its limit. */
  readonly field?: string;
  readonly limit?: number;
  /** The record that Zoho names. */
  readonly recordId?: string;
  /** The position that Zoho names, from `$.ids[3]` or `$.tags[0].name`. */
  readonly index?: number;
  /** How long Zoho asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What made an answer unreadable: HTML, nothing at all, cut or broken JSON, or JSON of another shape. */
  readonly body?: 'html' | 'empty' | 'cut' | 'shape';
  /** Whether the client id starts like one but is too short. */
  readonly isCut?: true;
  /** A host that was not on the list, or did not answer. */
  readonly host?: string;
  /** The missing scope, the module's name in the address, the refused setting, or the org that was chosen instead. */
  readonly name?: string;
  /** The data centre and environment of the org that was chosen instead of the wanted one. */
  readonly environment?: Environment;
  /** The connection to that org. */
  readonly connectionId?: string;
  /** A store could not be opened at an earlier start of the browser either. */
  readonly isLasting?: boolean;
}

/** The only error that leaves a module. Crosses messages as data: test it with {@link isAppError}, never `instanceof`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    const safe = withoutTokens(details);
    super(safe.zohoCode ? `${code} (${safe.zohoCode})` : code, options);
    this.code = code;
    this.details = safe;
  }
}

/** Zoho's tokens, codes and secrets are long hexadecimal numbers. An answer or a browser may quote one. */
const TOKENS = /(?:1000\.)?[0-9a-f]{32,}(?:\.[0-9a-f]{32,})*/gi;

function withoutTokens(details: ErrorDetails): ErrorDetails {
  const blotted = Object.entries(details).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' ? value.replaceAll(TOKENS, '…') : value,
  ]);
  return Object.fromEntries(blotted) as ErrorDetails;
}

/** An error as it is sent in a message or stored. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Whether a value is an error with one of {@link ERROR_CODES}, also if another copy of the class made it. */
export function isAppError(value: unknown): value is AppError {
  return (
    value instanceof Error &&
    'code' in value &&
    typeof value.code === 'string' &&
    (ERROR_CODES as readonly string[]).includes(value.code)
  );
}

/** Any thrown value as an AppError. Any other error becomes `unexpected`, with the original as its cause. */
export function toAppError(value: unknown): AppError {
  if (isAppError(value)) return value;
  if (value instanceof Error && value.name === 'QuotaExceededError')
    return new AppError('storage-full', {}, { cause: value });
  return new AppError('unexpected', {}, { cause: value });
}

/** Code and details of any thrown value, for messages and storage. See {@link toAppError}. */
export function toErrorData(value: unknown): ErrorData {
  const { code, details } = toAppError(value);
  return { code, details };
}
