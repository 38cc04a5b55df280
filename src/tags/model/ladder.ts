import type { TagInclude } from '../../zoho/types.ts';
import type { TagModule } from './types.ts';

/**
 * The extras to request with a module's tags once Zoho has refused all of them together, in this order until Zoho takes
 * one: the number of records alone, which is worth most, else the date alone, else none.
 */
export const LESSER_INCLUDES: readonly (readonly TagInclude[])[] = [
  ['associated_record_count'],
  ['last_accessed_time'],
  [],
];

/** Most calls that a job spends to find out what Zoho takes, besides the one of each module. */
export const MOST_EXTRA_CALLS = LESSER_INCLUDES.length;

/**
 * The extras to request with a module's tags where only one call may be made. `learned`: what this org's Zoho takes, or
 * null where it is unknown. A module that has refused it is requested without extras, which shows whether they were the
 * reason.
 */
export function includeFor(
  module: Pick<TagModule, 'refusedInclude'> | undefined,
  learned: readonly TagInclude[] | null,
): readonly TagInclude[] {
  return learned === null || isSameInclude(module?.refusedInclude ?? null, learned) ? [] : learned;
}

export function isSameInclude(one: readonly TagInclude[] | null, other: readonly TagInclude[] | null): boolean {
  return one?.join() === other?.join();
}

/** The module for finding out what Zoho takes: preferably one that was read before and has refused no extras. */
export function moduleToLearnFrom(
  modules: readonly string[],
  known: ReadonlyMap<string, Pick<TagModule, 'state' | 'refusedInclude'>>,
): string | undefined {
  const willing = modules.filter((module) => (known.get(module)?.refusedInclude ?? null) === null);
  return willing.find((module) => known.get(module)?.state === 'read') ?? willing[0] ?? modules[0];
}
