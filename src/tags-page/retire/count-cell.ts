import { number, text } from '../../shared/i18n.ts';
import type { Counted } from './offer.ts';

/** How many records, in a cell; null where Zoho has not told, also where a sum would be no lower bound. */
export function countCell({ n, isWhole, isAtMost }: Counted): string | null {
  if (isWhole) return isAtMost ? text('up_to', { n }) : number(n);
  return isAtMost || n === 0 ? null : text('at_least', { n });
}
