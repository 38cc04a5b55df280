/**
 * All messages of a language in two messages of the browser, because the name and the frame of each of 2,000 messages
 * cost a third of the size of `_locales`. `scripts/packed-locales.ts` writes them.
 */
import { browser } from './browser.ts';

/**
 * The message with the names of all messages. Only English has it, because browsers fall back to English. A name is
 * empty where the code has its position instead.
 */
export const NAMES = 'names';
/** The message with the texts of a language, in the order of the names. Before them are its letters, if it has any. */
export const TEXTS = 'texts';

/** Between names, and between texts. No text has it. */
export const SEPARATOR = '|';
/** Between the forms of a plural. No text has it. */
export const FORM_SEPARATOR = '^';

/** A name with this ending is the stem of a plural. Its text is one form for each of these categories, in this order. */
export const STEM_END = '_';
export const FORMS = ['other', 'one', 'two', 'few', 'many', 'zero'] as const;

/**
 * A language without Latin letters gives its characters short codes, because UTF-8 takes two or three bytes for each. Its
 * letters are the characters with the codes from `FIRST_CODE`. A character below is itself.
 */
export const FIRST_CODE = 0x25;

let packed: readonly [messages: ReadonlyMap<string, string>, letters: string] | undefined;

/**
 * The message of a key in the user's language; empty where there is none. A build passes the position of a name, or of a
 * stem, in place of a key.
 */
export function messageOf(key: string | number): string {
  packed ??= unpacked(browser.i18n.getMessage(NAMES), browser.i18n.getMessage(TEXTS));
  const [messages, letters] = packed;
  return spelt(messages.get(`${key}`) ?? '', letters);
}

/**
 * The messages by name and by position, and the letters that spell them. A form of a plural that reads like the one for
 * `other` is left out.
 */
export function unpacked(
  names: string,
  texts: string,
): readonly [messages: ReadonlyMap<string, string>, letters: string] {
  const found = new Map<string, string>();
  const [letters = '', ...each] = texts.split(SEPARATOR);
  for (const [at, name] of names.split(SEPARATOR).entries()) {
    const text = each[at] ?? '';
    if (name.endsWith(STEM_END))
      for (const [form, message] of text.split(FORM_SEPARATOR).entries()) {
        found.set(`${at}${STEM_END}${FORMS[form]}`, message);
        found.set(`${name}${FORMS[form]}`, message);
      }
    else found.set(`${at}`, text).set(name, text);
  }
  return [found, letters];
}

/** The message with these letters in the places of their codes. */
export function spelt(message: string, letters: string): string {
  return letters ? message.replace(/[%-\uffff]/g, (code) => letters.charAt(code.charCodeAt(0) - FIRST_CODE)) : message;
}
