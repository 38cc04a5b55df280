import type { Cleanup, Idle } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Time between two passes while a clean-up asks the user, in milliseconds. A worker that starts for another reason
 * makes a pass too.
 */
const BETWEEN_ASKED_MS = 6 * HOUR;
/** The first and the longest wait for a broken store, in milliseconds. */
const FIRST_PASS_MS = 30_000;
const LONGEST_PASS_MS = 5 * MINUTE;
/** A clean-up ends after it made no progress for this long, in milliseconds in which it could have continued. */
const MOST_ASKED_MS = 30 * DAY;
const MOST_FAILED_MS = DAY;

/** The clean-up, asking the user from `now` on, by the wall clock. */
export function asking(cleanup: Cleanup, now: number): Cleanup {
  return { ...cleanup, state: 'asking', idle: { ms: 0, lookedAt: now, askedMs: BETWEEN_ASKED_MS } };
}

/** How long a clean-up has asked so far, in milliseconds. */
export function askedFor(idle: Idle | null | undefined, now: number): Idle {
  return { ms: stoodStill(idle, now), lookedAt: now, askedMs: BETWEEN_ASKED_MS };
}

/** How long the browser's stores have failed so far, in milliseconds. The wait for the next pass doubles. */
export function failedFor(idle: Idle | null | undefined, now: number): Idle {
  const doubled = idle?.askedMs === undefined ? FIRST_PASS_MS : idle.askedMs * 2;
  return { ms: stoodStill(idle, now), lookedAt: now, askedMs: Math.min(LONGEST_PASS_MS, doubled) };
}

export function isAskedTooLong({ ms }: Idle): boolean {
  return ms > MOST_ASKED_MS;
}

export function isFailingTooLong({ ms }: Idle): boolean {
  return ms > MOST_FAILED_MS;
}

/**
 * One pass adds at most the delay of its alarm, so that sleep, a closed browser or a changed clock adds almost nothing.
 */
function stoodStill(idle: Idle | null | undefined, now: number): number {
  if (idle === null || idle === undefined) return 0;
  return idle.ms + Math.min(idle.askedMs, Math.max(0, now - idle.lookedAt));
}
