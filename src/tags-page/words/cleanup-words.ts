import { number, plural, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { Module } from '../../shared/run-summary.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import { duration, list } from '../../ui/formats.ts';
import type { Cost, Counted } from '../draft/offer.ts';

type Labels = Pick<Module, 'apiName' | 'singular' | 'plural' | 'isCustom'>;

/** The most tags that a sentence names. */
const MOST_NAMED = 3;

/** Tags in a sentence by their names, or by their number where there are many. */
export function namesWords(names: readonly string[]): string {
  return names.length > MOST_NAMED ? plural('n_tags', names.length) : list(names.map(quoted));
}

/** A count with its noun; the general one where the records are of several modules. */
export function recordsOf(n: number, modules: readonly Labels[]): string {
  return records(n, modules.length === 1 ? (modules[0] ?? null) : null);
}

/** The number of records that have some tags, as far as Zoho has given it. */
export function countedWords({ n, isWhole, isAtMost }: Counted, modules: readonly Labels[]): string {
  const said = recordsOf(n, modules);
  if (isWhole) return isAtMost ? text('up_to', { n: said }) : said;
  // Records that are counted twice make a sum no lower bound.
  return isAtMost || n === 0 ? text('records_untold') : text('at_least', { n: said });
}

/** The same without a unit. */
export function amountWords({ least, most }: Pick<Cost, 'least' | 'most'>): string {
  return least === most ? number(most) : text('range', { least, most });
}

/** The cost, and the credits left where Zoho has given them. */
export function costWords({ least, most, isOpen }: Cost, left: number | null): string {
  if (isOpen) return text('fact_cost_open', { credits: plural('n_credits', least) });
  if (left === null) return text('fact_cost_plain', { credits: creditsWords({ least, most }) });
  return text('fact_cost_v', { n: amountWords({ least, most }), left });
}

/** Shorter than this is not worth a number. */
const FEW_SECONDS = 10;

/** Above this ratio of its ends, only the upper end of an estimate is shown. */
const CLOSE = 3;

export function timeWords({ least, most, isOpen }: Cost): string {
  if (isOpen) return text('fact_time_open');
  if (most < FEW_SECONDS) return text('fact_time_short');
  return text(most > least * CLOSE ? 'fact_time_up_to' : 'fact_time_v', { duration: duration(most * 1_000) });
}

/** Credits that something else would save. */
export function savedWords({ least, most }: Pick<Cost, 'least' | 'most'>): string {
  return least === 0 ? text('up_to', { n: plural('n_credits', most) }) : creditsWords({ least, most });
}

/** Why a price is wide: how much is to be searched is not known. Empty where the finding has a close price. */
export function whyWide({ least, most, isOpen }: Cost): string {
  return isOpen || most <= least * CLOSE ? '' : text('fact_cost_wide');
}
