import { expect, it } from 'vitest';
import { tokenLifeMs } from './token-endpoint.ts';

it.each([
  ['3600', undefined, 3_600_000],
  [3600, undefined, 3_600_000],
  [3_600_000, 3600, 3_600_000],
  [3_600_000, undefined, 3_600_000],
  ['90', null, 90_000],
  [0, undefined, 0],
  [undefined, undefined, 3_600_000],
  ['soon', undefined, 3_600_000],
  ['', undefined, 3_600_000],
  [-5, undefined, 3_600_000],
  [Number.NaN, undefined, 3_600_000],
  [1e15, undefined, 86_400_000],
])('expires_in %s and expires_in_sec %s mean %d ms', (expiresIn, expiresInSec, ms) => {
  expect(tokenLifeMs(expiresIn, expiresInSec)).toBe(ms);
});
