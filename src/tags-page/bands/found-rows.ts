import type { Tag } from '../../shared/run-summary.ts';
import type { StepNow } from '../../ui/models/CleanupsModel.ts';

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
  steps: readonly StepNow[],
  found: readonly (readonly number[] | null)[] | null,
): readonly FoundRow[] {
  return steps.flatMap((step, place) =>
    step.holders.tags.map((tag, n): FoundRow => {
      const counted = step.holders.counted[n] ?? null;
      const soFar = step.holders.tags.length === 1 ? (step.run?.total ?? 0) : null;
      const have = found === null ? soFar : (found[place]?.[n] ?? null);
      const missing = counted === null || have === null ? null : Math.max(0, counted - have);
      return { step, place, tag, counted, found: have, missing };
    }),
  );
}
