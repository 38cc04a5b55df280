import { number, text } from '../../shared/i18n.ts';
import type { Counted } from './offer.ts';

/** A number of records for a cell. Null where Zoho has not given it, and where a partial sum is no lower bound. */
export function countCell({ n, isWhole, isAtMost }: Counted): string | null {
  if (isWhole) return isAtMost ? text('up_to', { n }) : number(n);
  return isAtMost || n === 0 ? null : text('at_least', { n });
}
