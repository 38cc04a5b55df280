/** Lines joined into one part of a file, so that building the file takes no more memory than its size. */
export const LINES_PER_PIECE = 1_000;

/** `untag-brightside-solar-Leads-2026-11-23-1432.csv`, without what a file system refuses. `at` in epoch milliseconds. */
export function csvFileName(parts: readonly string[], at: number): string {
  const local = localTime(at);
  const name = ['untag', ...parts, local.slice(0, 10), local.slice(11, 16).replace(':', '')].join('-');
  return `${name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}.csv`;
}

/** The time by this computer's clock and calendar: `2026-11-23T14:32:05.000Z`. The Z has no meaning. */
export function localTime(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
}
