import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeBrowser } from '../src/shared/testing/extension.ts';
import { describe, expect, it, vi } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { messageOf, NAMES, spelt, TEXTS, unpacked } from '../src/shared/packed-messages.ts';
import { categoriesOf, pluralOf, pluralStems } from './locales/expected-keys.ts';
import { type Messages, readMessages, ROOT, shownMessages, TRANSLATIONS } from './locales/messages-file.ts';
import { namesIn, withNumbers } from './numbered-keys.ts';
import { manifestKeys, packedMessages, packedNames } from './packed-locales.ts';

type Built = Readonly<Record<string, { readonly message: string }>>;

const english = readMessages('en');
const stems = pluralStems(english.keys());

function built(messages: Messages, withNames = false): Built {
  return JSON.parse(packedMessages(messages, manifestKeys(manifest), withNames ? packedNames() : null)) as Built;
}

const names = built(english, true)[NAMES]?.message ?? '';

describe.each(['en', ...TRANSLATIONS] as const)('%s', (language) => {
  const file = built(shownMessages(language), language === 'en');
  const [packed, letters] = unpacked(names, file[TEXTS]?.message ?? '');
  const found = new Map([...packed].map(([key, message]) => [key, spelt(message, letters)]));

  it('reads as in the sources', () => {
    const wrong = [...readMessages(language)].filter(([key, message]) => {
      const plural = pluralOf(key, stems);
      return (found.get(key) || (plural === null ? '' : found.get(`${plural.stem}_other`))) !== message;
    });
    expect(wrong).toEqual([]);
    expect(found.size).toBeGreaterThan(1700);
  });

  it('has no form of a category that the language lacks', () => {
    const forms = [...found.keys()].flatMap((key) => pluralOf(key, stems)?.category ?? []);
    expect(forms.filter((category) => !categoriesOf(language).includes(category))).toEqual([]);
  });

  it('has the texts of the manifest as messages of their own', () => {
    const whole = Object.entries(file).filter(([key]) => key !== NAMES && key !== TEXTS);
    expect(whole.map(([key]) => key)).toEqual(['app_name', 'app_short', 'app_about', 'action_title']);
    expect(whole.map(([key, { message }]) => message === readMessages(language).get(key))).not.toContain(false);
  });
});

describe('packed messages', () => {
  it('are read through the browser, which falls back to the English names', () => {
    const arabic = built(shownMessages('ar'));
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string) =>
      key === NAMES ? names : (arabic[key]?.message ?? ''),
    );
    expect(messageOf('cancel')).toBe(readMessages('ar').get('cancel'));
    expect(messageOf('n_records_two')).toBe(readMessages('ar').get('n_records_two'));
    expect(messageOf('no_such_key')).toBe('');
    expect(messageOf(packedNames().indexOf('cancel'))).toBe(readMessages('ar').get('cancel'));
    expect(messageOf(`${packedNames().indexOf('n_records_')}_two`)).toBe(readMessages('ar').get('n_records_two'));
  });

  it.each(['a | b', 'a ^ b'])('cannot hold %s', (message) => {
    expect(() => packedMessages(new Map([...english, ['cancel', message]]), [], null)).toThrow(/cancel/);
  });
});

it('keeps the name of every text that a source reads by its key', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|[\\/]testing[\\/]/.test(path))
    .map((path) => join(ROOT, 'src', path));
  const all = packedNames();
  const left = new Set<string>();
  const numbered = new Set<string>();
  for (const path of sources) {
    const before = readFileSync(path, 'utf8');
    const after = withNumbers(path, before, all);
    for (const name of namesIn(after, all)) left.add(name);
    if (after !== before) for (const name of namesIn(before, all)) numbered.add(name);
  }
  const manifestOnly = manifestKeys(manifest);
  expect(all.filter((name) => !left.has(name) && !numbered.has(name) && !manifestOnly.includes(name))).toEqual([]);
  expect(left).toContain('language_tag');
  expect(left.size).toBeLessThan(all.length / 2);
});
