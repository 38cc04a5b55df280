/** More right clicks than a person makes: 20 within ten seconds in one tab. */
const MOST = 20;
const WITHIN_MS = 10_000;

const times = new Map<number, readonly number[]>();

/** Notes a report of a tab. True where it comes too soon after many others. `now` in milliseconds since the epoch. */
export function isTooOften(tabId: number, now: number): boolean {
  // A clock that was set back makes no report old.
  const recent = (times.get(tabId) ?? []).filter((at) => Math.abs(now - at) < WITHIN_MS);
  if (recent.length >= MOST) return true;
  times.set(tabId, [...recent, now]);
  return false;
}

/** Forgets the reports of a tab that is closed. */
export function forgetReports(tabId: number): void {
  times.delete(tabId);
}
