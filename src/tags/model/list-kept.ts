import type { OrgTags } from './types.ts';

/** Modules are rarely added or renamed, so their list is kept for an hour, as for the popup. */
const KEPT_MS = 60 * 60_000;

/**
 * Whether the stored list of modules is recent enough to read all modules. `known`: how many are stored. `now`: wall
 * clock.
 */
export function isListKept(org: OrgTags | null, known: number, now: number): boolean {
  const at = org?.modulesAt ?? null;
  return known > 0 && at !== null && at <= now && now - at < KEPT_MS;
}
