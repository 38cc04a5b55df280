import { expectedKeys, pluralOf, pluralStems } from './expected-keys.ts';
import { isUsed, type KeyUsage } from './key-usage.ts';
import type { Messages } from './messages-file.ts';

/** Chrome's limits: names of keys, and lengths of what the manifest shows. */
const KEY = /^[A-Za-z0-9_@]+$/;
const MOST_CHARACTERS: Readonly<Record<string, number>> = { app_name: 75, app_short: 12, app_about: 132 };

/** The names between braces, each once, sorted. */
export function placeholders(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
}

/** Keys that exist but are not expected, and expected keys that are missing. A key that lags may be missing. */
export function keyFaults(
  english: Messages,
  translated: Messages,
  language: string,
  lagging: ReadonlySet<string> = new Set(),
): string[] {
  const expected = expectedKeys(english.keys(), language);
  const stems = pluralStems(english.keys());
  const missing = expected
    .filter((key) => !translated.has(key) && !isLagging(key, stems, lagging))
    .map((key) => `${key} is missing`);
  const surplus = [...translated.keys()].filter((key) => !expected.includes(key));
  return [...missing, ...surplus.map((key) => `${key} is not in English`)];
}

/** Whether a key is listed, by its own name or by the stem of its plural. */
export function isLagging(key: string, stems: ReadonlySet<string>, lagging: ReadonlySet<string>): boolean {
  return lagging.has(key) || lagging.has(pluralOf(key, stems)?.stem ?? key);
}

/**
 * A translation without keys that English no longer has, and without listed texts whose placeholders differ from the
 * English ones.
 */
export function tidied(english: Messages, translated: Messages, lagging: ReadonlySet<string>): Messages {
  const stems = pluralStems(english.keys());
  return new Map(
    [...translated].filter(([key, message]) => {
      const isBroken = placeholderFaults(english, new Map([[key, message]])).length > 0;
      return !isBroken || !isLagging(key, stems, lagging);
    }),
  );
}

/** Listed names that no English text has as its key or as the stem of its plural. */
export function listFaults(english: Messages, lagging: ReadonlySet<string>): string[] {
  const stems = pluralStems(english.keys());
  return [...lagging].filter((name) => !english.has(name) && !stems.has(name));
}

/** Keys and stems of plurals that no source names. */
export function unusedKeys(english: Messages, usage: KeyUsage): string[] {
  const stems = pluralStems(english.keys());
  const names = new Set([...english.keys()].map((key) => pluralOf(key, stems)?.stem ?? key));
  return [...names].filter((name) => !isUsed(usage, name));
}

/**
 * Texts whose placeholders differ from the English ones. A plural's text for zero, one or two may leave the number out,
 * because some languages have a form for it. Every other text holds exactly what the English `_other` holds.
 */
export function placeholderFaults(english: Messages, translated: Messages): string[] {
  const stems = pluralStems(english.keys());
  return [...translated].flatMap(([key, message]) => {
    const plural = pluralOf(key, stems);
    const source = english.get(plural === null ? key : `${plural.stem}_other`);
    if (source === undefined) return [];
    const mayOmit = plural !== null && ['zero', 'one', 'two'].includes(plural.category);
    const [want, have] = [placeholders(source), placeholders(message)];
    const missing = want.filter((name) => !have.includes(name) && !(mayOmit && name === 'n'));
    const foreign = have.filter((name) => !want.includes(name));
    return missing.length + foreign.length === 0 ? [] : [`${key} has ${have.join(', ')} for ${want.join(', ')}`];
  });
}

/** What Chrome would refuse or misread: names of keys, lengths, and a dollar sign that it takes for a placeholder. */
export function formatFaults(messages: Messages): string[] {
  const names = [...messages.keys()];
  return [
    ...names.filter((key) => !KEY.test(key)).map((key) => `${key} is no name for Chrome`),
    ...names.filter((key, place) => names.findIndex((each) => each.toLowerCase() === key.toLowerCase()) !== place),
    ...[...messages].flatMap(([key, message]) => [
      ...(message.trim() === '' ? [`${key} is empty`] : []),
      ...(message.includes('$') ? [`${key} has a dollar sign`] : []),
      ...(/[{}]/.test(message.replaceAll(/\{\w+\}/g, '')) ? [`${key} has a stray brace`] : []),
      ...(message.length > (MOST_CHARACTERS[key] ?? Infinity) ? [`${key} is too long`] : []),
    ]),
  ];
}

/** Texts that equal the English ones, except those with nothing to translate and those that are allowed to. */
export function untranslated(english: Messages, translated: Messages, allowed: readonly RegExp[]): string[] {
  const stems = pluralStems(english.keys());
  return [...translated].flatMap(([key, message]) => {
    const plural = pluralOf(key, stems);
    const source = english.get(key) ?? english.get(`${plural?.stem}_other`);
    const hasWords = /\p{Letter}/u.test(message.replaceAll(/\{\w+\}/g, ''));
    return hasWords && message === source && !allowed.some((pattern) => pattern.test(key)) ? [key] : [];
  });
}
