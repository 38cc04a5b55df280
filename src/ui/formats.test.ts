import { fakeBrowser } from '../shared/testing/extension.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countdown, day, daysAgo, duration, list, listed, percent } from './formats.ts';

const NOON = new Date(2026, 10, 23, 12).getTime();

afterEach(() => vi.restoreAllMocks());

describe('formats', () => {
  it('rounds durations up to one unit', () => {
    expect([4_200, 60_000, 61_000, 3_600_000, 3_700_000].map(duration)).toEqual([
      '5 seconds',
      '60 seconds',
      '2 minutes',
      '60 minutes',
      '2 hours',
    ]);
  });

  it('counts down in whole seconds and never below zero', () => {
    expect([42_000, 41_001, 125_000, -5].map(countdown)).toEqual(['0:42', '0:42', '2:05', '0:00']);
  });

  it('writes days near and far', () => {
    expect(day(new Date(2026, 11, 23).getTime(), NOON)).toBe('23 December');
    expect(day(new Date(2027, 0, 3).getTime(), NOON)).toBe('3 January 2027');
    expect(daysAgo(new Date(2026, 10, 22, 23).getTime(), NOON)).toBe('yesterday');
    expect(daysAgo(NOON - 1, NOON)).toBe('today');
  });

  it('never says 100 % before the end', () => {
    expect(percent(1103, 1104)).toBe('99%');
    expect(percent(0, 0)).toBe('0%');
  });

  it('joins names', () => {
    expect(list(['Prime', 'Cold lead', 'VIP'])).toBe('Prime, Cold lead and VIP');
    expect(listed(['Prime', 'Cold lead', 'VIP'])).toBe('Prime, Cold lead, VIP');
  });

  it.each([
    ['ja', 'Prime、Cold lead、VIP'],
    ['de', 'Prime, Cold lead und VIP'],
  ])('puts more than a space between names in %s', (tag, joined) => {
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue(tag);
    expect(listed(['Prime', 'Cold lead', 'VIP'])).toBe(joined);
  });
});
