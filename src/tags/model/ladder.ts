import { TAG_INCLUDES, type TagInclude } from '../../zoho/types.ts';

/**
 * What is asked for along with a module's tags, one after the other until Zoho takes it: all extras at once, else the number
 * of records alone, which is worth most, else the date alone, else none. One call a module whatever Zoho takes.
 */
const RUNGS: readonly (readonly TagInclude[])[] = [
  TAG_INCLUDES,
  ['associated_record_count'],
  ['last_accessed_time'],
  [],
];

/** Calls that finding the right one takes at most, beside the one that a module costs. */
export const MOST_EXTRA_CALLS = RUNGS.length - 1;

/** What to ask for first: what was taken before, if that is known. */
export function firstRung(learned: readonly TagInclude[] | null): readonly TagInclude[] {
  return learned ?? TAG_INCLUDES;
}

/** What to ask for after Zoho has refused an asking; null where there is nothing less to ask for. */
export function nextRung(refused: readonly TagInclude[]): readonly TagInclude[] | null {
  const at = RUNGS.findIndex((rung) => rung.join() === refused.join());
  return RUNGS[at + 1] ?? null;
}
