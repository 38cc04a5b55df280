import { expect, test } from 'vitest';
import { expectedKeys } from './expected-keys.ts';
import { formatFaults, keyFaults, listFaults, placeholderFaults, tidied, untranslated } from './faults.ts';
import { isUsed, usageIn } from './key-usage.ts';
import { typographyFaults } from './typography.ts';

const english = new Map([
  ['go_one', 'Remove {n} tag from {records}'],
  ['go_other', 'Remove {n} tags from {records}'],
  ['hint', 'See {page} '],
]);

test('a language has a text for each of its own plural categories', () => {
  expect(expectedKeys(english.keys(), 'ja')).toEqual(['go_other', 'hint']);
  expect(expectedKeys(english.keys(), 'ar')).toEqual([
    ...['zero', 'one', 'two', 'few', 'many', 'other'].map((category) => `go_${category}`),
    'hint',
  ]);
});

test('a noun has two texts in every language, as it is read by both names', () => {
  expect(expectedKeys(['noun_one', 'noun_other'], 'ja')).toEqual(['noun_one', 'noun_other']);
});

test('missing and surplus keys are told', () => {
  const japanese = new Map([['go_one', 'x']]);
  expect(keyFaults(english, japanese, 'ja')).toEqual([
    'go_other is missing',
    'hint is missing',
    'go_one is not in English',
  ]);
});

test('a listed text may be missing, a plural by its stem, and no other', () => {
  expect(keyFaults(english, new Map(), 'ja', new Set(['go']))).toEqual(['hint is missing']);
  expect(keyFaults(english, new Map(), 'ja', new Set(['go', 'hint']))).toEqual([]);
  expect(listFaults(english, new Set(['go', 'hint', 'gone']))).toEqual(['gone']);
});

test('of listed texts those go whose placeholders are not those of English', () => {
  const german = new Map([
    ['go_other', '{n} Tags entfernen'],
    ['hint', 'Siehe '],
  ]);
  expect([...tidied(english, german, new Set(['go'])).keys()]).toEqual(['hint']);
});

test('a placeholder may not be lost, renamed or invented', () => {
  expect(placeholderFaults(english, new Map([['hint', 'Siehe {seite} ']]))).toEqual(['hint has seite for page']);
  expect(placeholderFaults(english, new Map([['hint', 'Siehe ']]))).toHaveLength(1);
  expect(placeholderFaults(english, new Map([['go_other', '{records}']]))).toHaveLength(1);
});

test('only a form for a small number may say the number in words', () => {
  expect(placeholderFaults(english, new Map([['go_two', 'two tags of {records}']]))).toEqual([]);
  expect(placeholderFaults(english, new Map([['go_two', 'two tags']]))).toHaveLength(1);
  expect(placeholderFaults(english, new Map([['go_few', 'tags of {records}']]))).toHaveLength(1);
});

test('a text is untranslated when it is the English one and has words', () => {
  const texts = new Map([...english, ['joined', '{a} · {b}']]);
  expect(untranslated(texts, texts, [/^hint$/])).toEqual(['go_one', 'go_other']);
});

test('what Chrome would misread is told', () => {
  expect(formatFaults(new Map([['a-b', 'x']]))).toEqual(['a-b is no name for Chrome']);
  expect(formatFaults(new Map([['a', 'costs $1']]))).toEqual(['a has a dollar sign']);
  expect(formatFaults(new Map([['a', 'see {page']]))).toEqual(['a has a stray brace']);
  expect(formatFaults(new Map([['app_short', 'Untag for Zoho']]))).toEqual(['app_short is too long']);
});

test('each language is held to its own signs', () => {
  const faults = (language: 'en' | 'de' | 'ja' | 'ar', message: string): string[] =>
    typographyFaults(english, new Map([['a', message]]), language);
  expect(faults('en', 'Done!')).toEqual(['a has an exclamation mark']);
  expect(faults('en', 'It’s “open”, OK')).toEqual(['a has a word that says nothing']);
  expect(faults('de', 'Bitte warten Sie')).toEqual(['a has “bitte”']);
  expect(faults('de', 'Bitten Sie einen Admin um „Tags“')).toEqual([]);
  expect(faults('de', 'Die „Tags')).toEqual(['a has a quotation without its end']);
  expect(faults('ja', 'タグ, レコード')).toEqual(['a has Western punctuation']);
  expect(faults('ja', 'タグ： ')).toContain('a has a space beside a full-width sign');
  expect(faults('ja', 'タグ：')).toEqual([]);
  expect(faults('ar', 'وسم, سجل')).toEqual(['a has Latin punctuation']);
  expect(faults('ar', 'يترك Untag {reserve} لغيره')).toEqual(['a has a number after a Latin word']);
  expect(faults('ar', 'يترك Untag لغيره {reserve}')).toEqual([]);
});

test('white space at the ends is kept', () => {
  expect(typographyFaults(english, new Map([['hint', 'Siehe {page}']]), 'de')).toHaveLength(1);
});

test('keys are found in calls, in tables and where they are computed', () => {
  const usage = usageIn(`
    const TABLE = { offline: ['err_offline', 'back'] };
    text(isOpen ? 'close' : 'open', { what: text('copy'), kind: 'undo' });
    plural('go', n);
    text(\`env_\${environment}\`);
  `);
  expect(['err_offline', 'close', 'open', 'copy', 'go', 'env_sandbox'].filter((key) => !isUsed(usage, key))).toEqual(
    [],
  );
  expect(['back', 'undo', 'environment_sandbox'].filter((key) => isUsed(usage, key))).toEqual([]);
});
