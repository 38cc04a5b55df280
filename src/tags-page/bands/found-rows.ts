import type { Tag } from '../../shared/run-summary.ts';
import { isOpenStep } from '../../cleanups/queries/confirming.ts';
import { findingRunOf } from '../../cleanups/queries/facts.ts';
import type { CleanupNow, StepNow } from '../../ui/models/CleanupsModel.ts';

/** Found against counted, for one tag of one module. What is not known is null. */
export interface FoundRow {
  readonly step: StepNow;
  readonly place: number;
  readonly tag: Tag;
  readonly counted: number | null;
  readonly found: number | null;
  readonly missing: number | null;
}

/**
 * One row for each tag of each module. `found`: how many records have each tag, for each step; null while they are still being found,
 * when only a module with one tag can say it.
 */
export function foundRows(
  { cleanup, steps }: Pick<CleanupNow, 'cleanup' | 'steps'>,
  found: readonly (readonly number[] | null)[] | null,
): readonly FoundRow[] {
  return steps.flatMap((step, place) =>
    step.holders.tags.map((tag, n): FoundRow => {
      const counted = step.holders.counted[n] ?? null;
      const soFar = step.holders.tags.length === 1 ? (findingRunOf(cleanup, step)?.total ?? 0) : null;
      const have = found === null ? soFar : (found[place]?.[n] ?? null);
      const missing = counted === null || have === null ? null : Math.max(0, counted - have);
      return { step, place, tag, counted, found: have, missing };
    }),
  );
}

/**
 * The steps whose records are to be worked on once they are found. In a retry these are not all, and where Zoho counts
 * no record there are none.
 */
export function openSteps({ cleanup, steps }: Pick<CleanupNow, 'cleanup' | 'steps'>): readonly StepNow[] {
  return steps.filter((step) => isOpenStep(step, findingRunOf(cleanup, step)));
}

/**
 * How many records were found and how many Zoho counts, where it counts fewer. Null otherwise, and where the counts are not
 * known or count a record twice.
 */
export function moreFound(
  cleanup: CleanupNow['cleanup'],
  steps: readonly StepNow[],
): { readonly found: number; readonly counted: number } | null {
  const found = steps.reduce((sum, step) => sum + (findingRunOf(cleanup, step)?.total ?? 0), 0);
  const counts = steps.flatMap(({ holders }) => holders.counted);
  const isSure = counts.every((n) => n !== null) && steps.every(({ holders }) => holders.tags.length === 1);
  const counted = counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  return isSure && found > counted ? { found, counted } : null;
}
