import { type AppError, type ErrorCode, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { StopReason, WaitReason } from '../../shared/run-summary.ts';
import type { RecordReason, Run } from './types.ts';

/** Why nothing more may be sent for now, or at all. */
export type Halt =
  | {
      readonly kind: 'wait';
      readonly why: WaitReason;
      /** Null when something outside must happen first. */
      readonly until: number | null;
      readonly error: ErrorData | null;
      readonly tries: Run['tries'];
    }
  | {
      readonly kind: 'stop';
      readonly reason: StopReason;
      readonly records: RecordReason;
      readonly error: ErrorData | null;
    };

/** What the outside looked like when a call failed. */
export interface Weather {
  readonly now: number;
  readonly isOnline: boolean;
  /** Calls in a row without an answer, this one included. */
  readonly misses: number;
  /** 429s in a row, this one included. */
  readonly throttles: number;
}

/** Zoho's credits are looked at again this often once they are used up. */
export const CREDITS_LOOK_MS = 3_600_000;
/** Waits up to this long are sat out; longer ones are left to an alarm. */
export const SHORT_WAIT_MS = 20_000;
/** Tries that are counted aloud while Zoho does not answer; after them the waits stay as long as they are. */
const TRIES = 5;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
const LONGEST_THROTTLE_MS = 60_000;
const SIGN_IN_THROTTLE_MS = 600_000;

/** What a failed call means for the whole run; null when it is about its records only, or ends the visit: {@link endsVisit}. */
export function haltFor(error: AppError, weather: Weather): Halt | null {
  const { now, isOnline, misses, throttles } = weather;
  const { retryAfterMs } = error.details;
  const data = toErrorData(error);
  const wait = (why: WaitReason, ms: number | null, tries: Run['tries'] = null): Halt => ({
    kind: 'wait',
    why,
    until: ms === null ? null : now + ms,
    error: data,
    tries,
  });

  if (NO_ANSWERS.has(error.code)) {
    if (!isOnline || error.code === 'offline') return wait('offline', null);
    const tries = { n: Math.min(misses, TRIES), of: TRIES };
    return wait('zoho', retryAfterMs ?? doubling(misses, LONGEST_WAIT_MS), tries);
  }
  if (error.code === 'rate-limited')
    return wait('rate-limit', retryAfterMs ?? doubling(throttles, LONGEST_THROTTLE_MS));
  if (error.code === 'out-of-credits') return wait('credits', Math.max(retryAfterMs ?? 0, CREDITS_LOOK_MS));
  if (error.code === 'signed-out') return wait('sign-in', null);
  if (error.code === 'sign-in-throttled') return wait('sign-in', retryAfterMs ?? SIGN_IN_THROTTLE_MS);
  if (error.code === 'other-org') return wait('org', null);
  if (isOfRecords(error) || endsVisit(error)) return null;
  const reason = error.code === 'storage-full' ? 'storage-full' : 'error';
  return { kind: 'stop', reason, records: 'not-sent-error', error: data };
}

const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set(['offline', 'unreachable', 'timeout', 'unreadable', 'zoho-down']);

const OF_RECORDS: ReadonlySet<ErrorCode> = new Set([
  'data-refused',
  'limit-exceeded',
  'record-locked',
  'record-not-approved',
  'permission-denied',
  'tag-gone',
  'zoho-other',
]);

const UNSENT: Partial<Record<WaitReason, RecordReason>> = {
  'sign-in': 'not-sent-sign-in',
  credits: 'not-sent-credits',
  org: 'not-sent-org',
};

/**
 * Whether nothing can be kept now, so that the run is left as it stands until the alarm: in a worker that is dying the
 * browser fails first, and what it says then must not become the end of the run.
 */
export function endsVisit({ code }: AppError): boolean {
  return code === 'storage-broken';
}

/** Whether a refusal is about the records, the tags or the size of the call, not about the run. */
export function isOfRecords({ code }: AppError): boolean {
  return OF_RECORDS.has(code);
}

/** What records are told when a run was stopped because it had waited for a day. */
export function unsentAfterWait(why: WaitReason | null): RecordReason {
  return (why === null ? undefined : UNSENT[why]) ?? 'not-sent-error';
}

/** 2, 4, 8 seconds and so on. */
function doubling(times: number, longest: number): number {
  return Math.min(longest, FIRST_WAIT_MS * 2 ** Math.max(0, times - 1));
}
