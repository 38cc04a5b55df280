/** Lists what a translation lacks, and takes in finished translations. See docs/translating.md. */
import { readFileSync } from 'node:fs';
import { expectedKeys, pluralOf, pluralStems } from './expected-keys.ts';
import { isLagging, tidied } from './faults.ts';
import {
  laggingKeys,
  type Messages,
  readMessages,
  type Translation,
  TRANSLATIONS,
  writeMessages,
} from './messages-file.ts';

const [command, language, file] = process.argv.slice(2);
const english = readMessages('en');
const stems = pluralStems(english.keys());

function isTranslation(name: string | undefined): name is Translation {
  return TRANSLATIONS.some((each) => each === name);
}

/** The English text to translate for a key. Where English lacks the plural category, it is the text of `_other`. */
function sourceOf(key: string): string {
  const plural = pluralOf(key, stems);
  return english.get(key) ?? (plural === null ? '' : (english.get(`${plural.stem}_other`) ?? ''));
}

function missing(messages: Messages, name: string): readonly string[] {
  return expectedKeys(english.keys(), name).filter((key) => !messages.has(key));
}

/** Keys that are missing, and keys whose translation may be older than the English text. */
function gaps(name: Translation): readonly string[] {
  const messages = readMessages(name);
  const lagging = laggingKeys();
  return expectedKeys(english.keys(), name).filter((key) => !messages.has(key) || isLagging(key, stems, lagging));
}

if (command === 'gaps') {
  for (const name of isTranslation(language) ? [language] : TRANSLATIONS)
    for (const key of gaps(name)) console.log(`${name}\t${key}\t${sourceOf(key)}`);
} else if (command === 'fill' && isTranslation(language) && file !== undefined) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const written = lines.filter((line) => line !== '').map((line) => line.split('\t'));
  const texts = written.map(([key = '', ...text]) => [key, text.join('\t')] as const);
  const unknown = texts.map(([key]) => key).filter((key) => !expectedKeys(english.keys(), language).includes(key));
  if (unknown.length > 0) console.error(`English has no such keys: ${unknown.join(', ')}`);
  writeMessages(language, new Map([...readMessages(language), ...texts]));
  console.log(`${missing(readMessages(language), language).length} texts of ${language} are still missing.`);
} else if (command === 'tidy') {
  for (const name of TRANSLATIONS) writeMessages(name, tidied(english, readMessages(name), laggingKeys()));
} else {
  console.error(
    `Usage: locales gaps [language] | locales tidy | locales fill <${TRANSLATIONS.join('|')}> <file of key, tab, text>`,
  );
  process.exitCode = 2;
}
