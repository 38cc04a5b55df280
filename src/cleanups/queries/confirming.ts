import { confirmationFor } from '../../shared/confirmation.ts';
import type { ToType } from '../../shared/typed.ts';
import type { CleanupStep } from '../model/types.ts';

/**
 * Whether a step's records are to be worked on once they are found. In a retry these are not all steps, and where Zoho
 * counts no record there are none. `run`: the one that finds them.
 */
export function isOpenStep(
  { isUnused }: Pick<CleanupStep, 'isUnused'>,
  run: { readonly startedAt: number | null } | null,
): boolean {
  return isUnused !== true && (run === null || run.startedAt === null);
}

/**
 * The text to type where so many records were found that the strictest confirmation is due, and Zoho's counts asked for a
 * lighter one. Null otherwise. A count that Zoho has not told was confirmed like the largest.
 */
export function toTypeOf(steps: readonly Pick<CleanupStep, 'holders'>[], found: number): ToType | null {
  const counts = steps.flatMap(({ holders }) => holders.counted);
  const counted = counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  if (counts.includes(null) || !isTypedFor(found) || isTypedFor(counted)) return null;
  const [name, ...others] = new Set(steps.flatMap(({ holders }) => holders.tags.map((tag) => tag.name)));
  return name === undefined || others.length > 0 ? { what: 'records', n: found } : { what: 'name', name };
}

function isTypedFor(records: number): boolean {
  return confirmationFor(records, 0) === 'type';
}
