import { expect, test } from 'vitest';
import { stretches } from './block-reads.ts';

test.each([
  [[], []],
  [[4], [[4, 4]]],
  [[0, 1, 2], [[0, 2]]],
  [
    [0, 2, 4, 200, 201],
    [
      [0, 4],
      [200, 201],
    ],
  ],
  [[4, 0, 2], [[0, 4]]],
])('%o lie in the stretches %o', (numbers, expected) => {
  expect(stretches(numbers, 40)).toEqual(expected);
});

test('no stretch holds more than are wanted in memory', () => {
  const found = stretches(
    Array.from({ length: 500 }, (_, n) => n),
    40,
  );
  expect(Math.max(...found.map(([first, last]) => last - first + 1))).toBe(40);
  expect(found.flat()[0]).toBe(0);
  expect(found.at(-1)?.[1]).toBe(499);
});
