import { progressOf } from '../../cleanups/queries/facts.ts';
import { concerned, settled } from '../../shared/run-facts.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';

/**
 * The time that a clean-up needs, in milliseconds: the estimate of the run at work, extended to all records that are left.
 * Null while it is not known, and before all records are found.
 */
export function timeLeft({ cleanup, steps, phase, live }: CleanupNow): number | null {
  if (live === null || live.timeLeftMs === null || phase === 'finding') return null;
  const { done, all } = progressOf(cleanup, steps);
  const ofRun = concerned(live) - settled(live);
  return ofRun <= 0 ? null : live.timeLeftMs * Math.max(1, (all - done) / ofRun);
}
