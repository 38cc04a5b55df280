import type { RunSummary } from '../shared/run-summary.ts';

/** Records that the run is about: those that carried a chosen tag (undo: that lack one). */
export function concerned({ total, counts }: Pick<RunSummary, 'total' | 'counts'>): number {
  return total - counts['had-none'];
}

/** Records whose fate is known, one way or another. */
export function settled(run: Pick<RunSummary, 'total' | 'counts'>): number {
  return concerned(run) - run.counts.pending;
}
