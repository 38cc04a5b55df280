import type { AppError } from '../../shared/errors.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { RecordReason, Run } from './types.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Waits up to this length stay in the worker, in milliseconds. Longer waits need an alarm. */
export const SHORT_WAIT_MS = 20_000;

/** Milliseconds between two looks at a record in doubt, and between the end of its call and the first look. */
export const LOOK_APART_MS = 30_000;

/** The shortest wait, in milliseconds. A call that is refused at once must not be repeated in a loop. */
export const SHORTEST_MS = SECOND;

/**
 * The longest wait before a run looks again, in milliseconds, by reason. A date further away was written under another
 * clock and is due.
 */
export const LONGEST_WAIT_MS: Readonly<Record<WaitReason, number>> = {
  zoho: 5 * MINUTE,
  'rate-limit': 10 * MINUTE,
  credits: HOUR,
  offline: MINUTE,
  org: 10 * MINUTE,
  user: 10 * MINUTE,
  // Without a date: a person must act, or a token arrives silently.
  'sign-in': 6 * HOUR,
  checking: LOOK_APART_MS,
};

/** Zoho throttles sign-ins for this long. Source: Zoho docs, OAuth limits. */
const SIGN_IN_THROTTLE_MS = 10 * MINUTE;
/** The number of attempts shown while Zoho does not answer. */
const TRIES = 5;
const FIRST_WAIT_MS = 2 * SECOND;
/** The longest wait of a throttled run without a date from Zoho. */
const LONGEST_GUESS_MS = MINUTE;

/** The circumstances of a failed call. */
export interface Conditions {
  /** Wall clock, milliseconds since the epoch. */
  readonly now: number;
  readonly isOnline: boolean;
  /** Rounds in a row without an answer, this one included. */
  readonly misses: number;
  /** Rounds in a row that Zoho throttled, this one included. */
  readonly throttles: number;
}

/** Milliseconds until Zoho is asked again after no answer. A `Retry-After` only lengthens the wait. */
export function silenceMs({ details }: AppError, { misses }: Conditions): number {
  return within(Math.max(details.retryAfterMs ?? 0, doubling(misses)), FIRST_WAIT_MS, LONGEST_WAIT_MS.zoho);
}

/** Milliseconds of waiting after this many passes in a row that failed because of one of the browser's stores. */
export function passMs(passes: number): number {
  return within(doubling(passes), FIRST_WAIT_MS, LONGEST_WAIT_MS.zoho);
}

/** Milliseconds of waiting after a 429. */
export function throttleMs({ details }: AppError, { throttles }: Conditions): number {
  const guess = Math.min(LONGEST_GUESS_MS, doubling(throttles));
  return within(Math.max(details.retryAfterMs ?? 0, guess), SHORTEST_MS, LONGEST_WAIT_MS['rate-limit']);
}

/** Milliseconds of waiting before a throttled sign-in is repeated. */
export function signInMs({ details }: AppError): number {
  return within(details.retryAfterMs ?? SIGN_IN_THROTTLE_MS, SHORTEST_MS, SIGN_IN_THROTTLE_MS);
}

/** The attempts shown after this many misses. */
export function triesAfter(misses: number): NonNullable<Run['tries']> {
  return { n: Math.min(misses, TRIES), of: TRIES };
}

/** The cause of a wait, which decides the most hours without progress. */
export type Patience = keyof Run['work']['idle']['ms'];

/** The cause behind the reason for a wait. */
export function patienceFor(why: WaitReason): Patience {
  if (why === 'credits') return 'credits';
  return why === 'sign-in' || why === 'org' || why === 'user' ? 'person' : 'zoho';
}

/** A run without progress for this long is stopped. Only milliseconds count in which it could have worked. */
export const MOST_IDLE_MS: Readonly<Record<Patience, number>> = { zoho: DAY, credits: 3 * DAY, person: 30 * DAY };

/** Milliseconds until a waiting run is examined again, at the latest. `wall`: milliseconds since the epoch. */
export function lookIn({ why, until }: Pick<Run, 'why' | 'until'>, wall: number): number {
  if (why === null) return 0;
  return until === null ? LONGEST_WAIT_MS[why] : within(until - wall, 0, longestDatedMs(why));
}

/** The longest wait with a date. A sign-in has one only where Zoho throttles it. */
export function longestDatedMs(why: WaitReason): number {
  return why === 'sign-in' ? SIGN_IN_THROTTLE_MS : LONGEST_WAIT_MS[why];
}

/** Whether a dated wait is over: its date has passed, or is further away than its reason allows. */
export function isPast({ why, until }: Pick<Run, 'why' | 'until'>, wall: number): boolean {
  return why !== null && until !== null && (until <= wall || until - wall > longestDatedMs(why));
}

const UNSENT: Partial<Record<WaitReason, RecordReason>> = {
  'sign-in': 'not-sent-sign-in',
  credits: 'not-sent-credits',
  org: 'not-sent-org',
  user: 'not-sent-org',
};

/** The reason on unsent records of a run that was stopped because it had waited too long. */
export function unsentAfterWait(why: WaitReason | null): RecordReason {
  return (why === null ? undefined : UNSENT[why]) ?? 'not-sent-error';
}

/** 2, 4, 8 seconds and so on. */
function doubling(times: number): number {
  return FIRST_WAIT_MS * 2 ** Math.min(20, Math.max(0, times - 1));
}

function within(ms: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, ms));
}
