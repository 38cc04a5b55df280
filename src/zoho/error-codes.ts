import * as v from 'valibot';
import { AppError, type ErrorCode, type ErrorDetails } from '../shared/errors.ts';
import { type ZohoError, type ZohoErrorDetails, zohoErrorSchema } from './schemas.ts';

/** Facts about an answer besides its body. */
export interface ResponseFacts {
  readonly status: number;
  readonly host: string;
  /** The scope that the call needs. */
  readonly scope: string;
  readonly creditsRemaining: number | null;
  readonly retryAfterMs: number | undefined;
}

/** Codes whose meaning does not depend on the rest of the answer. Source: Zoho docs v8, status-codes and the pages of the calls. */
const CODES: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['INVALID_URL_PATTERN', 'url-unknown'],
  ['OAUTH_SCOPE_MISMATCH', 'scope-missing'],
  ['INTERNAL_ERROR', 'zoho-down'],
  ['INTERNAL_SERVER_ERROR', 'zoho-down'],
  ['INVALID_REQUEST_METHOD', 'method-refused'],
  ['NOT_SUPPORTED', 'module-unsupported'],
  ['API_NOT_SUPPORTED', 'module-unsupported'],
  ['RECORD_LOCKED', 'record-locked'],
  ['NOT_APPROVED', 'record-not-approved'],
  ['INVALID_TOKEN', 'signed-out'],
  ['INVALID_OAUTHTOKEN', 'signed-out'],
  ['AUTHENTICATION_FAILURE', 'signed-out'],
  ['UNAUTHORIZED', 'signed-out'],
  ['TOO_MANY_REQUESTS', 'rate-limited'],
  ['LIMIT_EXCEEDED', 'limit-exceeded'],
  ['TAG_ID_NOT_FOUND', 'tag-gone'],
  ['LICENSE_LIMIT_EXCEEDED', 'tag-limit-module'],
  ['MANDATORY_NOT_FOUND', 'request-refused'],
  ['EXPECTED_FIELD_MISSING', 'request-refused'],
  ['REQUIRED_PARAM_MISSING', 'request-refused'],
  ['PATTERN_NOT_MATCHED', 'request-refused'],
  ['MAPPING_MISMATCH', 'request-refused'],
  ['AMBIGUITY_DURING_PROCESSING', 'request-refused'],
  ['BAD_REQUEST', 'request-refused'],
  ['INVALID_REQUEST', 'request-refused'],
  ['PAGINATION_LIMIT_EXCEEDED', 'view-too-big'],
  ['DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'view-too-big'],
  ['TOKEN_BOUND_DATA_MISMATCH', 'view-changed'],
  ['EXPIRED_VALUE', 'view-changed'],
  ['INVALID_HOST', 'wrong-host'],
]);

/** Longest message of Zoho that is kept. */
const MESSAGE_LENGTH = 300;

/**
 * Zoho's error of a whole call: bare, or the only item of `data`, `tags` and the like. Null where there is none. One of
 * several items is the error of its own record alone.
 */
export function zohoErrorIn(body: unknown): ZohoError | null {
  const bare = v.safeParse(zohoErrorSchema, body);
  if (bare.success) return bare.output.status === 'success' ? null : bare.output;
  // A record may have a field called `code` as well. An item is an error only if its status says so.
  const item = v.safeParse(zohoErrorSchema, onlyItem(body));
  return item.success && item.output.status === 'error' ? item.output : null;
}

/**
 * Zoho's error as Untag's. Codes thrown: all of "Zoho's answers to a call". An unknown one becomes `zoho-other`, with
 * code and message kept. Sources: Zoho docs v8, remove-tags, get-records, status-codes; Zoho's OpenAPI files.
 */
export function errorOf(error: ZohoError, facts: ResponseFacts): AppError {
  const code = codeOf(error, facts);
  return new AppError(code, {
    status: facts.status,
    zohoCode: error.code,
    zohoMessage: error.message.slice(0, MESSAGE_LENGTH),
    ...namedIn(error.details),
    ...(facts.retryAfterMs === undefined ? {} : { retryAfterMs: facts.retryAfterMs }),
    ...(code === 'wrong-host' ? { host: facts.host } : {}),
    ...(code === 'scope-missing' ? { name: facts.scope } : {}),
  });
}

/** The code of a 429 with any body. Source: Zoho docs v8, api-limits. */
export function throttleCode(creditsRemaining: number | null): ErrorCode {
  return creditsRemaining === 0 ? 'out-of-credits' : 'rate-limited';
}

function onlyItem(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const list = Object.values(body).find(Array.isArray);
  return list?.length === 1 ? list[0] : undefined;
}

function codeOf(error: ZohoError, { status, creditsRemaining }: ResponseFacts): ErrorCode {
  if (status === 429) return throttleCode(creditsRemaining);
  const { code, message, details } = error;
  switch (code) {
    case 'INVALID_MODULE':
      return /not supported/i.test(message) ? 'module-unsupported' : 'module-unknown';
    case 'NO_PERMISSION':
      return strings(details.permissions).includes('Crm_Implied_Api_Access') ? 'no-api-access' : 'no-permission';
    case 'AUTHORIZATION_FAILED':
      if (/read tag/i.test(message)) return 'no-tag-reading';
      return /tags?\b/i.test(message) ? 'no-tag-removal' : 'no-permission';
    case 'FAILURE':
      return /permission denied/i.test(message) ? 'permission-denied' : 'zoho-other';
    case 'TOO_MANY_REQUESTS':
      return throttleCode(creditsRemaining);
    case 'LIMIT_REACHED':
      return /\bmodule\b/i.test(message) ? 'tag-limit-module' : 'limit-exceeded';
    case 'INVALID_DATA':
      return codeOfData(message, details);
    default:
      return CODES.get(code) ?? 'zoho-other';
  }
}

/** Parts of a request that Zoho may find too big. */
const SIZES: ReadonlySet<string> = new Set(['tags', 'ids', 'per_page']);

function codeOfData(message: string, details: ZohoErrorDetails): ErrorCode {
  const { field, limit, recordId } = namedIn(details);
  if (recordId !== undefined) return 'data-refused';
  if (field === 'cvid') return 'view-gone';
  if (field === 'page_token') return 'view-changed';
  if (SIZES.has(field ?? '') && limit !== undefined) return 'limit-exceeded';
  if (details.expected_data_type !== undefined) return 'request-refused';
  const namesTag = details.json_path.startsWith('$.tags[');
  return namesTag || /invalid tag id|tags? not found/i.test(message) ? 'tag-gone' : 'data-refused';
}

/** The parts of the request, the record and the rights that Zoho names. */
function namedIn(details: ZohoErrorDetails): ErrorDetails {
  const field = firstString(details.api_name, details.param_name, details.param);
  const limit = firstNumber(details.maximum_length, details.limit);
  const index = /\[(\d+)\]/.exec(details.json_path)?.[1];
  const permissions = strings(details.permissions);
  return {
    ...(permissions.length === 0 ? {} : { permissions }),
    ...(field === undefined ? {} : { field }),
    ...(limit === undefined ? {} : { limit }),
    ...(index === undefined ? {} : { index: Number(index) }),
    ...(typeof details.id === 'string' ? { recordId: details.id } : {}),
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function firstString(...values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string');
}

function firstNumber(...values: readonly unknown[]): number | undefined {
  const numbers = values.filter((value) => value !== undefined && value !== '').map(Number);
  return numbers.find(Number.isFinite);
}
