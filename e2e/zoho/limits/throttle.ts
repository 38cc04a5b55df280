import { json } from '../http.ts';
import type { Context, SimReply } from '../http.ts';

/**
 * 429, with the retry information that the switches ask for. Zoho's docs show no body. Sources: Zoho docs v8,
 * status-codes; Zoho's OpenAPI examples, __apis.
 */
export function tooManyRequests(context: Context): SimReply {
  const { retryHint, retryAfterSeconds, throttleCode } = context.switches;
  const headers: Record<string, string> = {};
  if (retryHint === 'seconds') headers['retry-after'] = String(retryAfterSeconds);
  if (retryHint === 'date') {
    const now = context.clock.now();
    // A client compares the date with the answer's own, so both must use the same clock.
    headers['date'] = new Date(now).toUTCString();
    headers['retry-after'] = new Date(now + retryAfterSeconds * 1000).toUTCString();
  }
  const details = retryHint === 'details' ? { retry_after: retryAfterSeconds, limit: 100, window: 60 } : {};
  const message = 'Rate limit exceeded. Please retry after the specified time.';
  return json(429, { code: throttleCode, details, message, status: 'error' }, headers);
}
