import { language, plural, pluralRules, text } from './i18n.ts';
import { shownName } from './names.ts';
import type { Module } from './run-summary.ts';

type Labels = Pick<Module, 'apiName' | 'singular' | 'plural' | 'isCustom'>;

/** English labels of Zoho's own modules. They reveal a Zoho that speaks English to a reader of another language. */
const ENGLISH = new Set(
  'Leads Accounts Contacts Deals Tasks Meetings Events Calls Products Quotes Invoices Campaigns Vendors Cases Solutions'
    .split(' ')
    .concat('Sales Orders', 'Purchase Orders', 'Price Books', 'Services', 'Appointments'),
);

/**
 * Whether Zoho's labels fit into a sentence of the reader's language. They do not where that language has more plural
 * forms than Zoho's two labels, or where Zoho's language is another one.
 */
function canSpeak(module: Labels | null): module is Labels {
  if (module === null) return false;
  if (pluralRules().resolvedOptions().pluralCategories.length > 2) return false;
  if (module.isCustom) return true;
  const isEnglish = language().startsWith('en');
  return isEnglish ? /^[\x20-\x7e]+$/.test(module.plural) : !ENGLISH.has(module.plural);
}

function inSentence(label: string, module: Labels): string {
  return shownName(language().startsWith('en') && !module.isCustom ? label.toLowerCase() : label);
}

/** The noun for one record: `lead`. */
export function noun(module: Labels | null): string {
  return canSpeak(module) ? inSentence(module.singular, module) : text('noun_one');
}

/** The noun for several records: `leads`. */
export function nouns(module: Labels | null): string {
  return canSpeak(module) ? inSentence(module.plural, module) : text('noun_other');
}

/** A count with its noun: `12 leads`, `1 lead`. */
export function records(n: number, module: Labels | null): string {
  if (!canSpeak(module)) return plural('n_records', n);
  const isOne = pluralRules().select(n) === 'one';
  return text('n_noun', { n, noun: inSentence(isOne ? module.singular : module.plural, module) });
}
