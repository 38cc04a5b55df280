import type { Context } from '../http.ts';
import type { Org } from '../world/org.ts';

interface Lanes {
  all: number;
  sub: number;
  /** Most calls at once since start or reset, for tests. */
  peak: number;
}

function lanesOf(context: Context, org: Org, clientId: string): Lanes {
  return context.memory<Lanes>(`lanes/${org.key}/${clientId}`, () => ({ all: 0, sub: 0, peak: 0 }));
}

/**
 * Takes a place for a call, by org and app; undefined when all are taken. `sub` calls (cvid, sort_by) also count against the
 * sub-concurrency. The returned function gives the place back. Source: Zoho docs v8, api-limits.
 */
export function enter(context: Context, org: Org, clientId: string, sub: boolean): (() => void) | undefined {
  const lanes = lanesOf(context, org, clientId);
  const limit = context.switches.concurrency ?? org.limits.concurrency;
  if (lanes.all >= limit || (sub && lanes.sub >= context.switches.subConcurrency)) return undefined;
  lanes.all += 1;
  lanes.peak = Math.max(lanes.peak, lanes.all);
  if (sub) lanes.sub += 1;
  return () => {
    lanes.all -= 1;
    if (sub) lanes.sub -= 1;
  };
}

/** The most calls that were under way at once. */
export function peakConcurrency(context: Context, org: Org, clientId: string): number {
  return lanesOf(context, org, clientId).peak;
}
