import { expect, test } from 'vitest';
import { isTypedName, isTypedNumber } from './typed.ts';

test.each([
  ['newsletter', 'Newsletter', true],
  ['hot', 'Hot 🔥', true],
  ['v i p', 'V.I.P.', true],
  ['ＶＩＰ', 'VIP', true],
  ['newsl', 'Newsletter', false],
  ['', 'Newsletter', false],
  ['🔥', '🔥', true],
  ['', '🔥', false],
  ['trade show 2025', 'Trade show 2026', false],
])('“%s” means “%s”: %s', (typed, name, expected) => {
  expect(isTypedName(typed, name)).toBe(expected);
});

test.each([
  ['12480', true],
  ['12,480', true],
  ['12.480', true],
  ['12 480', true],
  ['١٢٬٤٨٠', true],
  ['1248', false],
  ['12480x', false],
  ['', false],
])('“%s” is 12,480: %s', (typed, expected) => {
  expect(isTypedNumber(typed, 12_480)).toBe(expected);
});
