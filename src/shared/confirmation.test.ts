import { expect, test } from 'vitest';
import { needsStricter } from './confirmation.ts';

test.each([
  [500, 12, false],
  [501, 12, true],
  [501, 500, true],
  [10_000, 501, false],
  [10_001, 10_000, true],
  [20_000, 12, true],
  [20_000, 10_001, false],
  [12, 20_000, false],
])('%i found where %i were confirmed need a stricter confirmation: %s', (found, confirmed, isStricter) => {
  expect(needsStricter(found, confirmed, 500)).toBe(isStricter);
});
