import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { type Price, priceOfReading } from '../model/price.ts';
import { readOrgTags, readTagModules } from './lists.ts';

/** The cost of reading these modules, or all where null. Asks Zoho nothing. Throws `storage-broken`, `storage-full`. */
export async function readingPrice(connectionId: string, modules: readonly string[] | null): Promise<Price> {
  const [org, known] = await Promise.all([readOrgTags(connectionId), readTagModules(connectionId)]);
  return priceOfReading(org, known.length, modules);
}

/** The cost of counting that many tags one by one. */
export function countingPrice(tags: number): Price {
  return { least: tags * CREDITS_PER_READ, most: tags * CREDITS_PER_READ };
}
