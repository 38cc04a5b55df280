import { pluralOf, pluralStems } from './expected-keys.ts';
import type { Messages } from './messages-file.ts';

interface Rule {
  readonly name: string;
  readonly broken: RegExp;
  /** The keys that it holds for, where not for all. */
  readonly keys?: RegExp;
}

interface Typography {
  readonly rules: readonly Rule[];
  /** The pair of quotation marks. */
  readonly quotes: readonly [open: string, close: string];
}

/** Rules of every language. */
const COMMON: readonly Rule[] = [
  { name: 'a straight quotation mark', broken: /["']/ },
  { name: 'three dots', broken: /\.\.\./ },
  { name: 'an exclamation mark', broken: /[!！]/ },
  { name: 'two spaces', broken: / {2}/ },
];

/** Further rules of each language. Only whole words match. */
const LANGUAGES: Readonly<Record<'en' | 'de' | 'ja' | 'ar', Typography>> = {
  en: {
    quotes: ['“', '”'],
    rules: [{ name: 'a word that says nothing', broken: /\b(?:OK|Submit|Error|please|sorry|oops|successfully)\b/i }],
  },
  de: {
    quotes: ['„', '“'],
    rules: [
      { name: '“bitte”', broken: /\bbitte\b/i },
      { name: 'a familiar address', broken: /\b(?:du|dein|deine[mnrs]?|dir|dich)\b/i },
      { name: 'English quotation marks', broken: /”/ },
    ],
  },
  ja: {
    quotes: ['「', '」'],
    rules: [
      { name: 'Western punctuation', broken: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][,.;:?()]/u },
      { name: 'Western quotation marks', broken: /[“”]/ },
      // A full-width sign has its own space.
      { name: 'a space beside a full-width sign', broken: /[。、：？] | [（「]/ },
    ],
  },
  ar: {
    quotes: ['«', '»'],
    rules: [
      { name: 'Latin punctuation', broken: /\p{Script=Arabic}[,;?]/u },
      // The browser's own tooltips and the system's notifications take their direction from the first letter.
      {
        name: 'a start that turns it round',
        keys: /^(?:tip|news)_|^action_title$/,
        broken: /^[^\u200F\p{Script=Arabic}]/u,
      },
      { name: 'Western quotation marks', broken: /[“”]/ },
      // “Untag 500” is one run from the left, and would read as a name.
      { name: 'a number after a Latin word', broken: /[A-Za-z)] \{(?:n|m|all|done|left|limit|reserve)\}/ },
    ],
  },
};

/** Intended breaches. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // The text in Zoho's window is an error in Zoho's own words.
  conn_closed_client: ['a word that says nothing'],
  conn_closed_address: ['a word that says nothing'],
};

/**
 * Breaches of a language's typography. White space at the ends must equal the English, because pieces are joined by it.
 * Full-width signs need none.
 */
export function typographyFaults(english: Messages, messages: Messages, language: keyof typeof LANGUAGES): string[] {
  const { rules, quotes } = LANGUAGES[language];
  const stems = pluralStems(english.keys());
  return [...messages].flatMap(([key, message]) => {
    const plural = pluralOf(key, stems);
    const source = english.get(key) ?? english.get(`${plural?.stem}_other`) ?? message;
    const broken = [...COMMON, ...rules]
      .filter((rule) => rule.keys?.test(key) !== false && rule.broken.test(message))
      .map((rule) => rule.name);
    return [
      ...broken.filter((name) => ALLOWED[key]?.includes(name) !== true).map((name) => `${key} has ${name}`),
      ...(count(message, quotes[0]) === count(message, quotes[1]) ? [] : [`${key} has a quotation without its end`]),
      ...(/^（|：$/.test(message) || ends(message) === ends(source)
        ? []
        : [`${key} has other white space at its ends than English`]),
    ];
  });
}

function count(message: string, mark: string): number {
  return message.split(mark).length - 1;
}

function ends(message: string): string {
  return `${/^\s*/.exec(message)?.[0]}|${/\s*$/.exec(message)?.[0]}`;
}
