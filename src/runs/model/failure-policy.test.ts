import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import { haltAfter, PURPOSES, type Purpose, type Verdict, verdictOf } from './failure-policy.ts';
import { type Conditions, isPast, LONGEST_WAIT_MS, lookIn, SHORTEST_MS } from './waits.ts';

const NOW = 1_000_000;
const CALM: Conditions = { now: NOW, isOnline: true, misses: 1, throttles: 1 };
const IN = (ms: number) => NOW + ms;

function verdict(
  code: ErrorCode,
  purpose: Purpose,
  conditions: Partial<Conditions> = {},
  details: ErrorDetails = {},
): Verdict {
  return verdictOf(purpose, new AppError(code, details), { ...CALM, ...conditions });
}

/** A verdict as one word: the run's reaction. */
function inAWord(given: Verdict): string {
  if (given.kind === 'wait') return given.why;
  if (given.kind === 'stop') return given.reason === 'storage-full' ? 'full' : 'stop';
  if (given.kind !== 'unknowable') return given.kind;
  return given.halt === null ? 'unknowable' : `unknowable, ${inAWord(given.halt)}`;
}

const TABLE: readonly (readonly [string, readonly ErrorCode[], readonly string[]])[] = [
  [
    'silence',
    ['unreachable', 'timeout', 'unreadable', 'zoho-down'],
    ['zoho', 'zoho', 'unknowable, zoho', 'zoho', 'zoho', 'unknowable, zoho', 'zoho'],
  ],
  [
    'no network',
    ['offline'],
    ['offline', 'offline', 'unknowable, offline', 'offline', 'offline', 'unknowable, offline', 'offline'],
  ],
  [
    'a refusal of the records',
    ['data-refused', 'record-locked', 'record-not-approved', 'permission-denied', 'tag-gone', 'zoho-other'],
    ['stop', 'stop', 'records', 'unknowable', 'org', 'records', 'unknowable'],
  ],
  [
    'a refusal of the call',
    [
      'scope-missing',
      'no-permission',
      'no-api-access',
      'no-tag-removal',
      'module-unknown',
      'module-unsupported',
      'url-unknown',
      'method-refused',
      'request-refused',
      'view-gone',
      'view-changed',
      'view-too-big',
      'wrong-host',
      'policy-refused',
    ],
    ['stop', 'stop', 'stop', 'unknowable', 'org', 'stop', 'unknowable'],
  ],
  [
    'a module without room for another tag',
    ['tag-limit-module'],
    ['stop', 'stop', 'stop', 'unknowable', 'org', 'records', 'unknowable'],
  ],
  [
    'a call that is too big',
    ['limit-exceeded'],
    ['records', 'records', 'records', 'records', 'org', 'records', 'unknowable'],
  ],
  [
    'a list of tags that may not be read',
    ['no-tag-reading'],
    ['stop', 'unknowable', 'stop', 'unknowable', 'org', 'stop', 'unknowable'],
  ],
  [
    'a fault of our own',
    ['unexpected', 'busy', 'undo-done', 'undo-over', 'tab-silent', 'tab-changed', 'tags-changed'],
    ['stop', 'stop', 'unknowable, stop', 'unknowable', 'stop', 'unknowable, stop', 'unknowable'],
  ],
];

const ALWAYS: readonly (readonly [string, readonly ErrorCode[]])[] = [
  [
    'sign-in',
    [
      'signed-out',
      'client-missing',
      'client-form',
      'client-unknown',
      'client-secret',
      'redirect-refused',
      'domain-refused',
      'consent-refused',
      'consent-closed',
      'consent-unloadable',
      'consent-busy',
      'sign-in-throttled',
      'code-spent',
      'state-mismatch',
      'foreign-host',
      'places-differ',
      'sign-in-other',
    ],
  ],
  ['org', ['no-org', 'other-org', 'owner-unknown']],
  ['user', ['other-user']],
  ['full', ['storage-full']],
  ['leave', ['storage-broken', 'run-gone']],
];

test.each([...TABLE, ...ALWAYS.map(([word, codes]) => [word, codes, PURPOSES.map(() => word)] as const)])(
  '%s means for each purpose what the table says',
  (_name, codes, words) => {
    for (const code of codes)
      expect([code, ...PURPOSES.map((purpose) => inAWord(verdict(code, purpose)))]).toEqual([code, ...words]);
  },
);

test('a 429 with Zoho’s own words is a wait; without them a change may have been made', () => {
  const named = { zohoCode: 'TOO_MANY_REQUESTS' };
  for (const [code, why] of [
    ['rate-limited', 'rate-limit'],
    ['out-of-credits', 'credits'],
  ] as const) {
    expect(PURPOSES.map((purpose) => inAWord(verdict(code, purpose, {}, named)))).toEqual(PURPOSES.map(() => why));
    expect(inAWord(verdict(code, 'write'))).toBe(`unknowable, ${why}`);
    expect(inAWord(verdict(code, 'admin'))).toBe(`unknowable, ${why}`);
    expect(inAWord(verdict(code, 'look'))).toBe(why);
  }
});

test('these tests know every code', () => {
  const known = [...TABLE, ...ALWAYS].flatMap(([, codes]) => codes);
  expect([...known, 'rate-limited', 'out-of-credits'].sort()).toEqual([...ERROR_CODES].sort());
});

test.each([
  ['rate-limited', {}, {}, IN(2_000)],
  ['rate-limited', { throttles: 3 }, {}, IN(8_000)],
  ['rate-limited', { throttles: 9 }, {}, IN(60_000)],
  ['rate-limited', {}, { retryAfterMs: 45_000 }, IN(45_000)],
  ['rate-limited', { throttles: 5 }, { retryAfterMs: 0 }, IN(32_000)],
  ['rate-limited', {}, { retryAfterMs: 25 * 3_600_000 }, IN(600_000)],
  ['timeout', { misses: 2 }, {}, IN(4_000)],
  ['timeout', { misses: 1 }, { retryAfterMs: 9_000 }, IN(9_000)],
  ['zoho-down', { misses: 40 }, {}, IN(300_000)],
  ['zoho-down', { misses: 4_000 }, { retryAfterMs: 86_400_000 }, IN(300_000)],
  ['unreachable', { isOnline: false }, {}, null],
  ['out-of-credits', {}, { retryAfterMs: 0 }, IN(3_600_000)],
  ['signed-out', {}, {}, null],
  ['sign-in-throttled', {}, {}, IN(600_000)],
  ['sign-in-throttled', {}, { retryAfterMs: 5 }, IN(1_000)],
  ['other-org', {}, {}, IN(600_000)],
] as const)('%s with %o and %o ends its wait then', (code, conditions, details, until) => {
  const given = verdict(code, 'select', conditions, details);
  expect(given.kind === 'wait' && given.until).toBe(until);
});

test('no wait is shorter than a second or longer than its reason asks for, whatever Zoho says', () => {
  const any = fc.record({
    code: fc.constantFrom(...ERROR_CODES),
    purpose: fc.constantFrom(...PURPOSES),
    retryAfterMs: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: undefined }),
    misses: fc.nat(5_000),
    throttles: fc.nat(5_000),
  });
  const law = fc.property(any, ({ code, purpose, retryAfterMs, misses, throttles }) => {
    const details = retryAfterMs === undefined ? {} : { retryAfterMs };
    const given = verdict(code, purpose, { misses, throttles }, details);
    const wait = given.kind === 'unknowable' ? given.halt : given;
    if (wait?.kind !== 'wait' || wait.until === null) return;
    expect(wait.until - NOW).toBeGreaterThanOrEqual(SHORTEST_MS);
    expect(wait.until - NOW).toBeLessThanOrEqual(LONGEST_WAIT_MS[wait.why]);
  });
  expect(() => fc.assert(law, { numRuns: 5_000 })).not.toThrow();
});

test('a date that another clock has written is due, and is never waited for longer than its reason asks', () => {
  const day = 86_400_000;
  const wait = { why: 'zoho', until: NOW + day } as const;
  expect(isPast(wait, NOW)).toBe(true);
  expect(lookIn(wait, NOW)).toBe(LONGEST_WAIT_MS.zoho);
  expect(isPast({ why: 'zoho', until: NOW + 1_000 }, NOW)).toBe(false);
  expect(lookIn({ why: 'zoho', until: NOW - day }, NOW)).toBe(0);
  expect(lookIn({ why: 'offline', until: null }, NOW)).toBe(60_000);
});

test('a failure outside of any call ends the visit or stops the run', () => {
  const words = ERROR_CODES.map((code) => [code, inAWord(haltAfter(new AppError(code)))] as const);
  expect(new Map(words).get('storage-broken')).toBe('leave');
  expect(new Map(words).get('run-gone')).toBe('leave');
  expect(new Map(words).get('storage-full')).toBe('full');
  expect(new Set(words.map(([, word]) => word))).toEqual(new Set(['leave', 'full', 'stop']));
});
