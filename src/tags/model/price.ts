import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { STANDARD_MODULES } from '../../zoho/standard-modules.ts';
import { MOST_EXTRA_CALLS } from './ladder.ts';
import type { OrgTags } from './types.ts';

/** The cost in API credits. `least` and `most` are equal where the cost is known. */
export interface Price {
  readonly least: number;
  readonly most: number;
}

/**
 * The cost of reading. Each module is one call. Reading all modules needs one more for their list, and finding out
 * which extras Zoho gives needs up to three more where that is unknown. `known`: how many modules are stored.
 */
export function priceOfReading(org: OrgTags | null, known: number, modules: readonly string[] | null): Price {
  const lists = modules?.length ?? (known === 0 ? STANDARD_MODULES.length : known);
  const least = (lists + (modules === null ? 1 : 0)) * CREDITS_PER_READ;
  const hasToLearn = (org?.include ?? null) === null && lists > 0;
  return { least, most: least + (hasToLearn ? MOST_EXTRA_CALLS * CREDITS_PER_READ : 0) };
}
