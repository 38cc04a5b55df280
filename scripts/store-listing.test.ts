import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BANNED, BANNED_IN, glossaryFaults } from './locales/glossary.ts';
import { readMessages, ROOT, TRANSLATIONS } from './locales/messages-file.ts';

/** Most characters of a summary in the Chrome Web Store. */
const SUMMARY = 132;
const PARTS = 4;

const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** The texts below the second-level headings of a page, in order. */
function partsOf(language: string): { heading: string; text: string }[] {
  const page = readFileSync(join(ROOT, `docs/store/listing/${language}.md`), 'utf8');
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { heading, text: lines.join('\n').trim() };
    });
}

/** Numbers of the lines that begin a point of a list. */
const points = (text: string): number => text.split('\n').filter((line) => /^(?:-|\d\.) /.test(line)).length;

const english = partsOf('en');

describe.each(['en', ...TRANSLATIONS] as const)('the listing in %s', (language) => {
  const parts = partsOf(language);
  const [summary, description, news] = parts;

  test('has every part of the English one, with as many points', () => {
    expect(parts).toHaveLength(PARTS);
    expect(parts.map(({ text }) => points(text))).toEqual(english.map(({ text }) => points(text)));
    expect(parts.map(({ text }) => text.split('\n\n').length)).toEqual(
      english.map(({ text }) => text.split('\n\n').length),
    );
  });

  test('has the summary of the package, in the characters that the stores allow', () => {
    expect(summary?.text).toBe(readMessages(language).get('app_about'));
    expect(summary?.text.length).toBeLessThanOrEqual(SUMMARY);
  });

  test('tells what is new in this version', () => {
    expect(news?.heading).toContain(packageJson.version);
  });

  test('quotes a button as the package writes it', () => {
    const label = readMessages(language).get('reload_list');
    expect(label).toBeDefined();
    expect(news?.text).toContain(label);
  });

  test('has the words of its glossary', () => {
    const lines = new Map(`${description?.text}\n${news?.text}`.split('\n').map((line, n) => [`line ${n + 1}`, line]));
    expect(glossaryFaults(lines, language === 'en' ? BANNED : BANNED_IN[language])).toEqual([]);
  });
});
