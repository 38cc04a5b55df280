import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAlikes } from './look-alikes.ts';

const areAlike = (one: string, other: string): boolean => lookAlikes([one, other]).length === 1;

describe('lookAlikes', () => {
  it.each([
    ['capitals', 'Prime', 'PRIME'],
    ['a sharp s', 'Straße', 'STRASSE'],
    ['a final sigma', 'ΠΕΛΑΤΗΣ', 'πελάτης'.normalize('NFD').replaceAll(/\p{M}/gu, '')],
    ['spaces', 'Cold lead', 'Coldlead'],
    ['a space at its end', 'Partner', 'partner '],
    ['hyphens', 'Cold-Lead', 'Cold lead'],
    ['other dashes', 'Cold‑lead', 'Cold–lead'],
    ['dots', 'V.I.P.', 'vip'],
    ['underscores', 'follow_up', 'Follow up'],
    ['full-width letters', 'Ｐｒｉｍｅ', 'Prime'],
    ['ligatures', 'Oﬃce', 'Office'],
    ['composed and decomposed marks', 'Café', 'Cafe\u0301'],
    ['Cyrillic small letters', 'Рrіmе', 'Prime'],
    ['Cyrillic capitals', 'НОТ', 'HOT'],
    ['Cyrillic capitals, and another case', 'РАУ', 'pay'],
    ['Greek capitals', 'ΝΟΤΕ', 'Note'],
    ['Greek capitals and their small letters', 'ΝΟΤΕ', 'νοτε'],
    ['Greek small letters', 'νip', 'vip'],
    ['Greek among Cyrillic', 'Ρау', 'Рaу'],
    ['marked letters of two scripts', 'ё', 'ë'],
    ['a capital I and a small l', 'BiII', 'Bill'],
    ['a digit and a letter', 'Trade show 2O25', 'Trade show 2025'],
    ['zero-width characters', 'Pri\u200Bme', 'Prime'],
    ['controls of direction', '\u202EPrime', 'Prime'],
    ['nothing at all', 'Prime', 'Prime'],
  ])('sees through %s: %s, %s', (_what, one, other) => {
    expect(areAlike(one, other)).toBe(true);
  });

  it.each([
    ['Trade show 2025', 'Trade show 2026'],
    ['Prime', 'Primo'],
    ['Note', 'Vote'],
    ['Modern', 'Modem'],
    ['Café', 'Cafe'],
    ['Partner', 'Partners'],
    ['见', '貝'],
    ['عميل', 'عميلة'],
    ['...', '---'],
    ['', ' '],
    ['A+', 'A'],
  ])('never goes by how little differs: %s, %s', (one, other) => {
    expect(areAlike(one, other)).toBe(false);
  });

  it('groups by position, and leaves out what looks like no other', () => {
    expect(lookAlikes(['VIP', 'Cold lead', 'Other', 'vip', 'Cold-Lead', 'V.I.P.'])).toEqual([
      [0, 3, 5],
      [1, 4],
    ]);
    expect(lookAlikes([])).toEqual([]);
  });

  it('joins groups that a later name has something in common with', () => {
    expect(lookAlikes(['NOTE', 'νοτε', 'x', 'ΝΟΤΕ'])).toEqual([[0, 1, 3]]);
  });

  it('is the same whatever the order, and every name is in one group at most', () => {
    const names = fc.array(fc.stringMatching(/^[aAаАνΝvVnN .-]{0,4}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, (list) => {
        const groups = lookAlikes(list);
        const all = groups.flat();
        expect(new Set(all).size).toBe(all.length);
        const last = list.length - 1;
        const backwards = lookAlikes(list.toReversed()).map((group) =>
          group.map((at) => last - at).toSorted((a, b) => a - b),
        );
        expect(backwards.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual(groups);
      }),
    );
  });
});
