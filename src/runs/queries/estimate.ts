import { CREDITS_PER_READ, tagActionCredits } from '../../zoho/limits.ts';
import { planGroups } from '../plan/plan-groups.ts';
import type { ReadPreview } from './preview.ts';

export interface Estimate {
  /** Records with at least one of the chosen tags. */
  readonly affected: number;
  /** Found records with none of them. */
  readonly untouched: number;
  /** Credits of the remaining calls: the list of tags once, and the removals. */
  readonly credits: number;
}

/** The effect and cost of removing these tags. Source of the costs: Zoho docs v8, api-limits. */
export function estimate(
  { sets, total, missing }: Pick<ReadPreview, 'sets' | 'total' | 'missing'>,
  chosen: readonly string[],
): Estimate {
  const subsets = sets.map((set) => ({ tags: set.tagIds.filter((id) => chosen.includes(id)), records: set.records }));
  const affected = subsets.reduce((sum, set) => sum + (set.tags.length > 0 ? set.records : 0), 0);
  const credits = planGroups(subsets).groups.reduce((sum, group) => sum + tagActionCredits(group.records), 0);
  return { affected, untouched: total - missing - affected, credits: affected > 0 ? credits + CREDITS_PER_READ : 0 };
}
