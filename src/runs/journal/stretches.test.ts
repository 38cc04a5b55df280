import { expect, test } from 'vitest';
import { stretches } from './stretches.ts';

test.each([
  [[], []],
  [[4], [[4, 4]]],
  [[0, 1, 2], [[0, 2]]],
  [
    [0, 3, 9, 200, 201],
    [
      [0, 9],
      [200, 201],
    ],
  ],
  [[9, 0, 3], [[0, 9]]],
])('%o lie in the stretches %o', (positions, expected) => {
  expect(stretches(positions)).toEqual(expected);
});

test('no stretch holds more rows than are wanted in memory', () => {
  const found = stretches(Array.from({ length: 5_000 }, (_, n) => n));
  expect(found.length).toBeGreaterThan(1);
  expect(found.flat()[0]).toBe(0);
  expect(found.at(-1)?.[1]).toBe(4_999);
});
