import { fakeBrowser } from './testing/extension.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import arabic from '../../public/_locales/ar/messages.json' with { type: 'json' };
import japanese from '../../public/_locales/ja/messages.json' with { type: 'json' };
import { direction, language, plural, sentences, text } from './i18n.ts';

function speak(messages: Readonly<Record<string, { readonly message: string }>>): void {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string) => messages[key]?.message ?? '');
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('English', () => {
  test('numbers in a text are written as the language writes them', () => {
    expect(text('basket_keep_other', { n: 1240 })).toBe('Add these 1,240 to your list');
    expect(direction()).toBe('ltr');
  });

  test('a plural is chosen by its number', () => {
    expect(plural('go', 1, { records: '1 lead' })).toBe('Remove 1 tag from 1 lead');
    expect(plural('go', 2, { records: '9 leads' })).toBe('Remove 2 tags from 9 leads');
  });
});

test('Arabic runs from right to left and has a form for each of its six categories', () => {
  speak(arabic);
  expect(language()).toBe('ar');
  expect(direction()).toBe('rtl');
  const forms = [1, 2, 3, 11, 100].map((n) => plural('n_records', n));
  expect(forms).toEqual([
    arabic.n_records_one.message,
    arabic.n_records_two.message,
    expect.stringContaining('سجلات'),
    expect.stringContaining('سجلًا'),
    expect.stringMatching(/سجل$/),
  ]);
});

test('Japanese has one form for every number', () => {
  speak(japanese);
  expect(direction()).toBe('ltr');
  expect(plural('n_tags', 1)).toBe('1個のタグ');
  expect(plural('n_tags', 1240)).toBe('1,240個のタグ');
});

describe('sentences one after another', () => {
  const said = ['', 'A。', false, 'B。'] as const;

  test('stand apart by a space, and what is empty leaves none', () => {
    expect(sentences(said)).toBe('A。 B。');
    expect(sentences(['', false])).toBe('');
  });

  test('have no space between them in Japanese', () => {
    speak(japanese);
    expect(sentences(said)).toBe('A。B。');
  });
});
