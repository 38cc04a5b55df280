import type { Cleanup, Idle } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Between two looks at a clean-up that asks a person, in milliseconds. A worker that starts for another reason looks too. */
const BETWEEN_ASKED_MS = 6 * HOUR;
/** The first and the longest wait for a broken store, in milliseconds. */
const FIRST_PASS_MS = 30_000;
const LONGEST_PASS_MS = 5 * MINUTE;
/** A clean-up that has stood still for this long, in milliseconds in which it could have gone on, ends. */
const MOST_ASKED_MS = 30 * DAY;
const MOST_FAILED_MS = DAY;

/** The clean-up from now on a question to a person. `now`: the wall clock. */
export function asking(cleanup: Cleanup, now: number): Cleanup {
  return { ...cleanup, state: 'asking', idle: { ms: 0, lookedAt: now, askedMs: BETWEEN_ASKED_MS } };
}

/** How long a clean-up has asked by now. */
export function askedFor(idle: Idle | null | undefined, now: number): Idle {
  return { ms: stoodStill(idle, now), lookedAt: now, askedMs: BETWEEN_ASKED_MS };
}

/** How long the browser's stores have failed by now. The wait for the next pass doubles. */
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
 * One look adds at most the time that its alarm had asked for, so that sleep, a closed browser and a clock that was set
 * add next to nothing.
 */
function stoodStill(idle: Idle | null | undefined, now: number): number {
  if (idle === null || idle === undefined) return 0;
  return idle.ms + Math.min(idle.askedMs, Math.max(0, now - idle.lookedAt));
}
