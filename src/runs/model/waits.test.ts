import { expect, test } from 'vitest';
import { isPast, lookIn } from './waits.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 28, 12);

test.each([
  ['sign-in', 10],
  ['org', 10],
  ['rate-limit', 10],
  ['zoho', 5],
  ['credits', 60],
] as const)('a date of a wait for %s is that of another clock beyond %i minutes', (why, minutes) => {
  const dated = (ms: number) => ({ why, until: NOW + ms });
  expect(isPast(dated(minutes * MINUTE), NOW)).toBe(false);
  expect(isPast(dated(minutes * MINUTE + 1), NOW)).toBe(true);
  expect(lookIn(dated(59 * 24 * 60 * MINUTE), NOW)).toBe(minutes * MINUTE);
});

test('a sign-in without a date is looked at after hours', () => {
  expect(isPast({ why: 'sign-in', until: null }, NOW)).toBe(false);
  expect(lookIn({ why: 'sign-in', until: null }, NOW)).toBe(6 * 60 * MINUTE);
});
