import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-03-27T20:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    ['60', undefined, 60_000],
    [' 0 ', 30, 0],
    ['Fri, 27 Mar 2026 20:01:30 GMT', undefined, 90_000],
    ['Fri, 27 Mar 2026 19:00:00 GMT', undefined, 0],
    [null, 60, 60_000],
    [null, '60', 60_000],
    ['soon', 45, 45_000],
    ['', 45, 45_000],
    [null, undefined, undefined],
    [null, 'soon', undefined],
    [null, -5, undefined],
    [null, null, undefined],
  ])('header %j and details %j ask for %j', (header, details, expected) => {
    expect(retryAfterMs(header, details, NOW)).toBe(expected);
  });
});
