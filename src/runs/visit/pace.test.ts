import { expect, test } from 'vitest';
import { AppError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import { createCredits } from './credits.ts';
import { createLanes, lanesOf } from './lanes.ts';
import { haltFor, type Weather } from '../model/waits.ts';

test.each([
  ['free', { first: 3, most: 3 }],
  ['standard', { first: 8, most: 8 }],
  ['ultimate', { first: 8, most: 8 }],
  ['something new', { first: 3, most: 8 }],
  [null, { first: 3, most: 8 }],
])('has the lanes of edition %s', (edition, lanes) => {
  expect(lanesOf(edition)).toEqual(lanes);
});

test('halves its lanes at a 429 and takes one back for each success', async () => {
  const lanes = createLanes('enterprise');
  lanes.halve();
  lanes.halve();
  expect(lanes.limit).toBe(2);
  for (let n = 0; n < 9; n += 1) lanes.grow();
  expect(lanes.limit).toBe(8);
});

test('never runs more calls than it has lanes', async () => {
  const lanes = createLanes(null);
  let now = 0;
  let most = 0;
  const call = async () => {
    most = Math.max(most, (now += 1));
    await Promise.resolve();
    now -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => lanes.run(call)));
  expect(most).toBe(3);
});

test('counts what is under way against the reserve', () => {
  const credits = createCredits();
  expect(credits.allow(10_000, 500)).toBe(true);
  credits.told(530);
  expect(credits.allow(30, 500)).toBe(true);
  const end = credits.begin(10);
  expect(credits.allow(30, 500)).toBe(false);
  end();
  expect(credits.allow(30, 500)).toBe(true);
  expect(credits.allow(530, 0)).toBe(true);
});

test('of answers to calls side by side the lowest counts, as they come in any order', () => {
  const credits = createCredits();
  const first = credits.begin(10);
  const second = credits.begin(10);
  credits.told(510);
  second();
  credits.told(520);
  first();
  expect(credits.left).toBe(510);
  const third = credits.begin(10);
  credits.told(900);
  third();
  expect(credits.left).toBe(900);
});

const CALM: Weather = { now: 1_000, isOnline: true, misses: 1, throttles: 1 };
const halt = (code: ErrorCode, weather: Partial<Weather> = {}, details: ErrorDetails = {}) =>
  haltFor(new AppError(code, details), { ...CALM, ...weather });

test.each([
  ['rate-limited', {}, {}, { why: 'rate-limit', until: 3_000 }],
  ['rate-limited', { throttles: 3 }, {}, { why: 'rate-limit', until: 9_000 }],
  ['rate-limited', {}, { retryAfterMs: 60_000 }, { why: 'rate-limit', until: 61_000 }],
  ['timeout', { misses: 2 }, {}, { why: 'zoho', until: 5_000, tries: { n: 2, of: 5 } }],
  ['zoho-down', { misses: 40 }, {}, { why: 'zoho', until: 301_000, tries: { n: 5, of: 5 } }],
  ['unreachable', { isOnline: false }, {}, { why: 'offline', until: null }],
  ['out-of-credits', {}, {}, { why: 'credits', until: 3_601_000 }],
  ['signed-out', {}, {}, { why: 'sign-in', until: null }],
  ['other-org', {}, {}, { why: 'org', until: null }],
  ['storage-full', {}, {}, { kind: 'stop', reason: 'storage-full' }],
  ['scope-missing', {}, {}, { kind: 'stop', reason: 'error' }],
] as const)('%s with %o and %o halts the run', (code, weather, details, expected) => {
  expect(halt(code, weather, details)).toMatchObject(expected);
});

test.each(['data-refused', 'limit-exceeded', 'record-locked', 'tag-gone', 'zoho-other'] as const)(
  '%s is about the records, not the run',
  (code) => {
    expect(halt(code)).toBeNull();
  },
);
