import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { STANDARD_MODULES } from '../../zoho/standard-modules.ts';
import { MOST_EXTRA_CALLS } from './ladder.ts';
import type { OrgTags } from './types.ts';

/** API credits that something costs; `least` and `most` are the same where that is known. */
export interface Price {
  readonly least: number;
  readonly most: number;
}

/**
 * What reading costs: each module is one call. The list of modules is one more where all are read, and finding out which extras
 * Zoho gives up to three more where that is not known yet. `known`: how many modules are stored.
 */
export function priceOfReading(org: OrgTags | null, known: number, modules: readonly string[] | null): Price {
  const lists = modules?.length ?? (known === 0 ? STANDARD_MODULES.length : known);
  const least = (lists + (modules === null ? 1 : 0)) * CREDITS_PER_READ;
  const hasToLearn = (org?.include ?? null) === null && lists > 0;
  return { least, most: least + (hasToLearn ? MOST_EXTRA_CALLS * CREDITS_PER_READ : 0) };
}
