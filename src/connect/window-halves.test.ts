import { expect, test } from 'vitest';
import { halvesOf } from './window-halves.ts';

const SCREEN = { left: 100, top: 25, width: 1501, height: 875 };

test('both halves fill the screen, Zoho at the end side', () => {
  const own = { left: 100, top: 25, width: 750, height: 875 };
  const other = { left: 850, top: 25, width: 751, height: 875 };
  expect(halvesOf(SCREEN, 'ltr')).toEqual({ own, other });
  expect(halvesOf(SCREEN, 'rtl')).toEqual({ own: other, other: own });
});

test('a narrow screen has no room for two', () => {
  expect(halvesOf({ ...SCREEN, width: 999 }, 'ltr')).toBeNull();
  expect(halvesOf({ ...SCREEN, width: 1_000 }, 'ltr')).not.toBeNull();
});
