import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { STANDARD_MODULES } from '../../zoho/standard-modules.ts';
import { MOST_EXTRA_CALLS } from '../model/ladder.ts';
import { isListKept } from '../model/list-kept.ts';
import type { OrgTags } from '../model/types.ts';

/** The cost in API credits. `least` and `most` are equal where the cost is known. */
export interface Price {
  readonly least: number;
  readonly most: number;
}

/** Time between showing the price and the start. A stored list of modules that expires in that time does not count. */
const SAID_BEFORE_MS = 5 * 60_000;

/**
 * The cost of reading all modules. Each is one call. One more is for the list of modules where none is kept, and
 * finding out which extras Zoho gives needs up to three more where that is unknown. `known`: how many modules are
 * stored. `now`: wall clock, milliseconds since the epoch.
 */
export function readingPrice(org: OrgTags | null, known: number, now: number): Price {
  const lists = known === 0 ? STANDARD_MODULES.length : known;
  const list = isListKept(org, known, now + SAID_BEFORE_MS) ? 0 : 1;
  const least = (lists + list) * CREDITS_PER_READ;
  const hasToLearn = (org?.include ?? null) === null;
  return { least, most: least + (hasToLearn ? MOST_EXTRA_CALLS * CREDITS_PER_READ : 0) };
}

/** Most tags that are counted at once without a press, and without a job that shows its progress. */
export const MOST_COUNTED = 50;

/** The cost of counting that many tags one by one. */
export function countingPrice(tags: number): Price {
  return { least: tags * CREDITS_PER_READ, most: tags * CREDITS_PER_READ };
}
