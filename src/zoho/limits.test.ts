import { describe, expect, it } from 'vitest';
import { concurrencyOf, tagActionCredits } from './limits.ts';

describe('tagActionCredits', () => {
  it.each([
    [1, 1],
    [50, 1],
    [51, 2],
    [500, 10],
  ])('%i records cost %i', (records, credits) => {
    expect(tagActionCredits(records)).toBe(credits);
  });
});

describe('concurrencyOf', () => {
  it.each([
    ['free', 5],
    ['standard', 10],
    ['Enterprise', 20],
    ['crmplus', 25],
    ['crmplusstarter', 10],
    ['bigin', null],
    [null, null],
  ])('%j allows %j', (edition, calls) => {
    expect(concurrencyOf(edition)).toBe(calls);
  });
});
