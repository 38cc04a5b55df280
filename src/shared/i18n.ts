import { messageOf } from './browser-messages.ts';
import type en from '../../public/_locales/en/messages.json';

/** Every key of `_locales`. */
export type MessageKey = keyof typeof en;

type Plural<Key> = Key extends `${infer Stem}_other` ? Stem : never;
/** Stems of the keys that have one message for each plural category: `go` for `go_one`, `go_other`. */
export type PluralKey = Plural<MessageKey>;

export type Values = Readonly<Record<string, string | number>>;

/** The language of the texts, as a BCP 47 tag. `Intl` gets it too, so that numbers fit the words around them. */
export function language(): string {
  return messageOf('language_tag') || 'en';
}

const forLanguages = new Map<string, unknown>();

/**
 * A formatter of `Intl` for the language of the texts, made once for each kind, because lists format hundreds of
 * values.
 */
export function forLanguage<Made>(kind: string, make: (language: string) => Made): Made {
  const tag = language();
  const key = `${kind} ${tag}`;
  if (!forLanguages.has(key)) forLanguages.set(key, make(tag));
  return forLanguages.get(key) as Made;
}

/** The plural categories of the language. */
export function pluralRules(): Intl.PluralRules {
  return forLanguage('plural', (tag) => new Intl.PluralRules(tag));
}

/** The product's languages that are written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);

/**
 * The direction of the texts. It is not `@@bidi_dir`, which is that of the browser's own windows. These may have
 * another language than Untag, and a headless Chromium answers `ltr` with the Arabic texts loaded.
 */
export function direction(): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(forLanguage('locale', (tag) => new Intl.Locale(tag)).language) ? 'rtl' : 'ltr';
}

/** A whole number as the language writes it: 1,240. */
export function number(value: number): string {
  return forLanguage('number', (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** The text of a key with `{name}` replaced. Numbers are written as the language writes them. */
export function text(key: MessageKey, values: Values = {}): string {
  return fill(template(key), values);
}

/** The text of a key's plural form for `n`, with `{n}` and the other placeholders replaced. */
export function plural(stem: PluralKey, n: number, values: Values = {}): string {
  return fill(pluralTemplate(stem, n), { n, ...values });
}

/** The space between two sentences. Japanese has none. */
export function sentenceGap(): string {
  return language().startsWith('ja') ? '' : ' ';
}

/** Sentences one after another. What is empty or false is left out. */
export function sentences(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join(sentenceGap());
}

/** Joins numbers with their words, without a word before the last: `6 removed, 2 partly done`. */
export function unitList(): Intl.ListFormat {
  // Between Japanese units is only a space, which joins names.
  const type = language().startsWith('ja') ? 'conjunction' : 'unit';
  return forLanguage('units', (tag) => new Intl.ListFormat(tag, { type }));
}

/** The raw text of a key: `{name}` stands where a value belongs. */
export function template(key: MessageKey): string {
  return messageOf(key);
}

/** The raw text of a key's plural form for `n`. */
export function pluralTemplate(stem: PluralKey, n: number): string {
  const category = pluralRules().select(n);
  return messageOf(`${stem}_${category}`) || messageOf(`${stem}_other`);
}

/** The parts of a template: plain text, and the names of the placeholders between. */
export function pieces(raw: string): readonly ({ readonly text: string } | { readonly name: string })[] {
  return raw
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\w+\}$/.test(piece) ? { name: piece.slice(1, -1) } : { text: piece }));
}

function fill(raw: string, values: Values): string {
  return pieces(raw)
    .map((piece) => {
      if ('text' in piece) return piece.text;
      const value = values[piece.name];
      if (value === undefined) return `{${piece.name}}`;
      return typeof value === 'number' ? number(value) : value;
    })
    .join('');
}
