import { beforeEach, expect, test } from 'vitest';
import { type Clock, steadyClock } from './steady-clock.ts';

const HOUR = 3_600_000;
let time = { wall: 0, monotonic: 0 };
let clock: Clock;

beforeEach(() => {
  time = { wall: 1_000_000, monotonic: 50 };
  clock = steadyClock({
    wall: () => time.wall,
    monotonic: () => time.monotonic,
    wait: () => Promise.resolve(),
  });
});

function pass(ms: number, { asleep = false } = {}): void {
  time = { wall: time.wall + ms, monotonic: time.monotonic + (asleep ? 0 : ms) };
}

test('goes on with both clocks, without drifting from them', () => {
  for (let n = 0; n < 1_000; n += 1) {
    time = { wall: 1_000_000 + Math.floor(n / 4), monotonic: 50 + n / 4 };
    clock.now();
  }
  expect(clock.now() - 1_000_000).toBeCloseTo(999 / 4);
});

test('a wall clock that is set back makes nothing younger', () => {
  const then = clock.now();
  pass(10_000);
  time.wall -= 25 * HOUR;
  pass(5_000);
  expect(clock.now() - then).toBe(15_000);
  pass(60_000);
  expect(clock.now() - then).toBe(75_000);
});

test('is sure only of the time that passed beside steps forward and sleep', () => {
  const before = clock.now();
  pass(10_000);
  time.wall += HOUR;
  pass(5_000);
  const after = clock.now();
  expect(clock.sureSince(before)).toBe(15_000);
  pass(4_000);
  pass(HOUR, { asleep: true });
  time.wall -= 2 * HOUR;
  pass(1_000);
  expect([clock.sureSince(before), clock.sureSince(after)]).toEqual([20_000, 5_000]);
});

test('a stored moment within a step forward was at least before the end of that step', () => {
  const stored = clock.now() + HOUR;
  time.wall += 3 * HOUR;
  pass(10_000);
  clock.goOnFrom(stored);
  expect(clock.sureSince(stored)).toBe(0);
  pass(30_000);
  expect(clock.sureSince(stored)).toBe(30_000);
});

test('a wall clock that is set forward makes everything older, once', () => {
  const then = clock.now();
  time.wall += 32 * 24 * HOUR;
  expect(clock.now() - then).toBe(32 * 24 * HOUR);
  time.wall -= 32 * 24 * HOUR;
  pass(1_000);
  expect(clock.now() - then).toBe(32 * 24 * HOUR + 1_000);
});

test('time that a computer sleeps counts', () => {
  const then = clock.now();
  pass(8 * HOUR, { asleep: true });
  pass(1_000);
  expect(clock.now() - then).toBe(8 * HOUR + 1_000);
});

test('goes on from what an earlier worker has stored, and says when the wall clock lies before it', () => {
  clock.goOnFrom(clock.now() - HOUR);
  expect(clock.oldUntil()).toBe(0);
  const stored = clock.now() + HOUR;
  clock.goOnFrom(stored);
  expect(clock.oldUntil()).toBe(stored);
  clock.goOnFrom(stored - 1);
  expect(clock.oldUntil()).toBe(stored);
  expect(clock.now()).toBe(stored);
  pass(7_000);
  expect(clock.now()).toBe(stored + 7_000);
});
