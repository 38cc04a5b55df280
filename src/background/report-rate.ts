/** More right clicks than a person makes: 20 within ten seconds in one tab. */
const MOST = 20;
const WITHIN_MS = 10_000;

const times = new Map<number, readonly number[]>();

/** Notes a report of a tab. True where it comes too soon after too many others. `now` in milliseconds since the epoch. */
export function isTooOften(tabId: number, now: number): boolean {
  // After a clock was set back no report counts as old.
  const recent = (times.get(tabId) ?? []).filter((at) => Math.abs(now - at) < WITHIN_MS);
  if (recent.length >= MOST) return true;
  times.set(tabId, [...recent, now]);
  return false;
}

/** Forgets the reports of a closed tab. */
export function forgetReports(tabId: number): void {
  times.delete(tabId);
}
