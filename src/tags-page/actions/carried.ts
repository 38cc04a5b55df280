import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { type Counted, countedOf } from '../draft/offer.ts';

/** The records that have some of these tags by the numbers of the list, and their modules. */
export function carriedBy(
  tags: readonly TagRow[],
  all: readonly TagModule[],
): { readonly sum: Counted; readonly modules: readonly TagModule[] } {
  const modules = all.filter(({ apiName }) => tags.some(({ module }) => module === apiName));
  const counts = modules.map(({ apiName }) =>
    countedOf(tags.filter(({ module }) => module === apiName).map(({ records }) => records?.n ?? null)),
  );
  const sum = {
    n: counts.reduce((total, { n }) => total + n, 0),
    isWhole: counts.every(({ isWhole }) => isWhole),
    isAtMost: counts.some(({ isAtMost }) => isAtMost),
  };
  return { sum, modules };
}
