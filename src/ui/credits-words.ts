import type { Range } from '../shared/messages.ts';
import { plural, text } from '../shared/i18n.ts';

/** API credits: from the least to the most where they are not known to the credit. */
export function creditsWords({ least, most }: Range): string {
  return least === most ? plural('n_credits', most) : text('credits_range', { least, most });
}

/** An estimated price as a phrase of its own: `About 12 to 23 API credits`. */
export function aboutWords(price: Range): string {
  return text('fact_cost_plain', { credits: creditsWords(price) });
}
