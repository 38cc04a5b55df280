import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expectedKeys } from './expected-keys.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The languages that English is translated into. */
export const TRANSLATIONS = ['de', 'ja', 'ar'] as const;
export type Translation = (typeof TRANSLATIONS)[number];

/** The texts of one language by key. */
export type Messages = ReadonlyMap<string, string>;

function pathOf(language: string): string {
  return join(ROOT, 'public/_locales', language, 'messages.json');
}

/** The texts of a language; empty where it has no file yet. */
export function readMessages(language: 'en' | Translation): Messages {
  const path = pathOf(language);
  if (!existsSync(path)) return new Map();
  const parsed = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { readonly message: string }>;
  return new Map(Object.entries(parsed).map(([key, { message }]) => [key, message]));
}

/** What a reader of the language sees. Where a text is not translated yet it is English, as the browser falls back. */
export function shownMessages(language: 'en' | Translation): Messages {
  return new Map([...readMessages('en'), ...readMessages(language)]);
}

/**
 * The English keys, or stems of plurals, whose words are new or have changed since they were translated, one on each
 * line of `lagging.txt`. A translation may lack them, and may keep its older text where the placeholders still fit.
 */
export function laggingKeys(): ReadonlySet<string> {
  const lines = readFileSync(join(import.meta.dirname, 'lagging.txt'), 'utf8').split('\n');
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== ''));
}

/** Writes a translation in the order of the English texts, without keys that English does not have. */
export function writeMessages(language: Translation, messages: Messages): void {
  const entries = expectedKeys(readMessages('en').keys(), language)
    .filter((key) => messages.has(key))
    .map((key) => [key, { message: messages.get(key) }]);
  mkdirSync(dirname(pathOf(language)), { recursive: true });
  writeFileSync(pathOf(language), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}
