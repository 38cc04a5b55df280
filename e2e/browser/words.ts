import { readMessages } from '../../scripts/locales/messages-file.ts';

const english = readMessages('en');

/**
 * The English texts of the product, by key, so that a journey depends on the place of a text and not on its wording.
 * The stem of a plural takes the form for `n`. A placeholder without a value stays as it is. An unknown key throws.
 */
export function words(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const category = new Intl.PluralRules('en').select(Number(values['n'] ?? 0));
  const message = english.get(key) ?? english.get(`${key}_${category}`);
  if (message === undefined) throw new Error(`No English text has the key ${key}.`);
  return message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    return typeof value === 'number' ? value.toLocaleString('en') : value;
  });
}
