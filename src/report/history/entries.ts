import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { HistoryRow } from '../models/HistoryModel.ts';
import type { Place } from '../place.ts';

/** One entry of the history: a run of its own, or a clean-up with all its runs. */
export type HistoryEntry = { readonly place: Place; readonly at: number } & (
  | { readonly kind: 'run'; readonly row: HistoryRow }
  | { readonly kind: 'cleanup'; readonly now: CleanupNow }
);

/**
 * Runs and clean-ups in one list, the newest first. Runs are read a page at a time, so while there are older ones a
 * clean-up that is older than all runs in the list is left out.
 */
export function historyEntries(
  rows: readonly HistoryRow[],
  cleanups: readonly CleanupNow[],
  { hasOlder }: { readonly hasOlder: boolean },
): readonly HistoryEntry[] {
  const runs = rows.map((row): HistoryEntry => {
    const { id, startedAt, createdAt } = row.run;
    return { kind: 'run', row, place: { kind: 'run', id }, at: startedAt ?? createdAt };
  });
  const oldest = Math.min(...runs.map(({ at }) => at));
  const whole = cleanups
    .map((now): HistoryEntry => {
      const { id, startedAt } = now.cleanup;
      return { kind: 'cleanup', now, place: { kind: 'cleanup', id }, at: startedAt };
    })
    .filter(({ at }) => !hasOlder || at >= oldest);
  return [...runs, ...whole].toSorted((one, other) => other.at - one.at);
}
