import type { TagModule, TagRow } from '../model/types.ts';

/* Statements about a tag. Each is null where Zoho has not said enough, which is neither yes nor no. */

/** No record carries it, and no use is known to Zoho. */
export function isUnused({ records, uses }: Pick<TagRow, 'records' | 'uses'>): boolean | null {
  if ((records !== null && records.n > 0) || uses?.isUsed === true) return false;
  return records === null || uses === null || uses.isUsed === null ? null : true;
}

/**
 * Zoho last put it on a record more than a year ago. A tag that was made since then is younger than that, whether it
 * was used or not. `now`: see {@link idleDate}.
 */
export function isIdleForYear(
  { lastUsed, createdAt }: Pick<TagRow, 'lastUsed' | 'createdAt'>,
  now: number,
): boolean | null {
  if (lastUsed !== null) return lastUsed.on < yearBefore(now);
  return createdAt !== null && createdAt >= yearBefore(now) ? false : null;
}

/**
 * The date by which a tag counts as idle: that of the computer, or the newest one that Zoho has told where that is
 * earlier. A clock that is ahead makes no used tag idle. `zoho`: the newest date of Zoho's answers. Without one, the
 * newest use stands in for it. All are milliseconds since the epoch.
 */
export function idleDate(wall: number, zoho: number | null, tags: readonly Pick<TagRow, 'lastUsed'>[]): number {
  if (zoho !== null) return Math.min(wall, zoho);
  const newest = tags.reduce((last, { lastUsed }) => Math.max(last, lastUsed?.on ?? 0), 0);
  return newest === 0 ? wall : Math.min(wall, newest);
}

/** Rules, blueprints or orchestrations put it on or take it off; views do not count. */
export function isAutomated({ uses }: Pick<TagRow, 'uses'>): boolean | null {
  if (uses === null) return null;
  if (uses.areas?.some(({ kind }) => kind !== 'view') === true) return true;
  // A use without a name may be a view.
  return uses.isWhole || uses.isUsed === false ? false : null;
}

/** Share of a module's room from which it counts as nearly full. */
const NEAR_LIMIT = 0.9;

/** The module has used 90 % of the tags that the edition allows. */
export function isNearLimit({ room: { used, allowed } }: Pick<TagModule, 'room'>): boolean | null {
  return used === null || allowed === null ? null : used >= allowed * NEAR_LIMIT;
}

/** How long ago something was read, in milliseconds; infinite where a clock has gone back since. `at`, `now`: wall clock. */
export function ageOf(at: number, now: number): number {
  return at > now ? Infinity : now - at;
}

function yearBefore(now: number): number {
  const date = new Date(now);
  return date.setFullYear(date.getFullYear() - 1);
}
