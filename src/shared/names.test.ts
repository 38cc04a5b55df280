import { fakeBrowser } from './testing/extension.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { longTitle, shownName, visibleName } from './names.ts';

const getMessage = fakeBrowser.i18n.getMessage;
afterEach(() => void (fakeBrowser.i18n.getMessage = getMessage));

function readIn(language: string): void {
  fakeBrowser.i18n.getMessage = () => language;
}

describe('visibleName', () => {
  it.each([
    ['an override of direction', 'Prime\u202Edloc', 'Prime[U+202E]dloc'],
    ['isolates', '\u2067Prime\u2069', '[U+2067]Prime[U+2069]'],
    ['marks of direction', 'Pri\u200Fme\u061C', 'Pri[U+200F]me[U+061C]'],
    ['a zero-width space', 'Pri\u200Bme', 'Pri[U+200B]me'],
    ['a joiner between Latin letters', 'Pri\u200Dme', 'Pri[U+200D]me'],
    ['a soft hyphen', 'Pri\u00ADme', 'Pri[U+00AD]me'],
    ['a byte order mark', '\uFEFFPrime', '[U+FEFF]Prime'],
    ['controls', 'Pri\u0000me\n\t\u0085', 'Pri[U+0000]me[U+000A][U+0009][U+0085]'],
    ['a line separator', 'Pri\u2028me', 'Pri[U+2028]me'],
    ['fillers', '\u3164\u2800', '[U+3164][U+2800]'],
    ['tag characters', 'Prime\u{E0041}', 'Prime[U+E0041]'],
    ['a variation selector on a letter', 'Prime\uFE0F', 'Prime[U+FE0F]'],
    ['half a surrogate pair', 'Prime\uD83D', 'Prime[U+D83D]'],
    ['spaces that a page swallows', ' Cold  lead\u00A0', '␣Cold␣␣lead␣'],
    ['a name of spaces only', '  ', '␣␣'],
    ['marks in a pile', `Z${'\u0301'.repeat(40)}alt`, `Z${'\u0301'.repeat(4)}alt`],
  ])('shows %s', (_what, name, shown) => {
    expect(visibleName(name)).toBe(shown);
  });

  it.each([
    'Prime',
    'Cold lead',
    'Straße & Söhne (DE)',
    '見込み客　東京',
    'عميل مميز',
    'می\u200Cخواهم',
    'क\u094D\u200Dष',
    '👩\u200D💻 team',
    '❤\uFE0F',
    '1\uFE0F\u20E3',
    'e\u0301te',
    '',
  ])('leaves %j as it is', (name) => {
    expect(visibleName(name)).toBe(name);
  });

  it('cuts what is too long, and never in the middle of a character', () => {
    expect(visibleName('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
    expect(visibleName('x'.repeat(120))).toHaveLength(120);
    const cut = visibleName('😀'.repeat(1_000_000));
    expect(Array.from(cut)).toHaveLength(120);
    expect(cut).not.toMatch(/U\+D/);
    expect(visibleName('Prime', 4)).toBe('Pri…');
  });
});

describe('shownName', () => {
  it('isolates a name that is written the other way, and leaves others plain', () => {
    readIn('en');
    expect(shownName('Prime')).toBe('Prime');
    expect(shownName('עסקה 12')).toBe('\u2068עסקה 12\u2069');
    expect(shownName('')).toBe('');
  });

  it('isolates every name in a language that is written from right to left', () => {
    readIn('ar');
    expect(shownName('Prime (2)')).toBe('\u2068Prime (2)\u2069');
    expect(shownName('عميل')).toBe('\u2068عميل\u2069');
  });

  it('lets no name end the isolation around it', () => {
    readIn('ar');
    const shown = shownName('Prime\u2069\u202Ex');
    expect(shown.slice(1, -1)).not.toMatch(/[\u2066-\u2069\u202A-\u202E]/);
  });
});

describe('longTitle', () => {
  it('holds what is cut elsewhere, and is not there for a short name', () => {
    expect(longTitle('Prime')).toBeUndefined();
    expect(longTitle(`${'x'.repeat(200)}\u202E`)).toBe(`${'x'.repeat(200)}[U+202E]`);
    expect(longTitle('x'.repeat(1_000_000))).toHaveLength(500);
  });
});
