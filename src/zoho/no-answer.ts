import type { AppError, ErrorCode } from '../shared/errors.ts';

const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline',
  'unreachable',
  'timeout',
  'unreadable',
  'zoho-down',
]);

/**
 * Whether a call ended without an answer of Zoho: it may not have arrived, may have been applied, or may be applied
 * later. Only a read tells. A 429 without Zoho's own words is one of them too.
 */
export function isNoAnswer({ code, details }: AppError): boolean {
  const isThrottled = code === 'rate-limited' || code === 'out-of-credits';
  return NO_ANSWERS.has(code) || (isThrottled && details.zohoCode === undefined);
}
