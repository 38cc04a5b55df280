import { createHmac } from 'node:crypto';
import { refuse } from './errors.ts';
import type { ApiCall } from './call.ts';
import type { SimReply } from '../http.ts';

const DAY = 24 * 3_600_000;
/** Names of the parameters that a token is not bound to. Source: Zoho docs v8, get-records. */
const UNBOUND = new Set(['page', 'page_token']);

interface Place {
  offset: number;
  /** Digest of all other parameters. */
  bound: string;
  userId: string;
  expiresAt: number;
}

function boundOf({ request }: ApiCall): string {
  const entries = [...request.query].filter(([name]) => !UNBOUND.has(name)).toSorted(([a], [b]) => a.localeCompare(b));
  return digest(JSON.stringify([request.path, entries]));
}

function digest(text: string): string {
  return createHmac('sha256', 'page token of the simulated Zoho').update(text).digest('hex').slice(0, 32);
}

/** A token for the rows from `offset` on: for this user, these parameters and a day. */
export function pageToken(call: ApiCall, offset: number): { token: string; expiresAt: number } {
  const expiresAt = call.context.clock.now() + DAY;
  const place: Place = { offset, bound: boundOf(call), userId: call.user.id, expiresAt };
  const text = Buffer.from(JSON.stringify(place)).toString('base64url');
  return { token: `${digest(text)}${text}`, expiresAt };
}

/** The offset a token stands for, or its refusal: INVALID_DATA, EXPIRED_VALUE, TOKEN_BOUND_DATA_MISMATCH. Source: Zoho docs v8, get-records. */
export function offsetOf(call: ApiCall, token: string): number | SimReply {
  const text = token.slice(32);
  if (digest(text) !== token.slice(0, 32)) {
    return refuse(400, 'INVALID_DATA', 'the given page token is not a valid one', { param_name: 'page_token' });
  }
  const place = JSON.parse(Buffer.from(text, 'base64url').toString()) as Place;
  if (place.expiresAt < call.context.clock.now()) {
    return refuse(400, 'EXPIRED_VALUE', 'the given page token has expired', { param_name: 'page_token' });
  }
  if (place.userId !== call.user.id || place.bound !== boundOf(call)) {
    const message = 'the parameters differ from those of the call that gave the page token';
    return refuse(400, 'TOKEN_BOUND_DATA_MISMATCH', message, { param_name: 'page_token' });
  }
  return place.offset;
}
