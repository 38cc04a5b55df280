import { expect, test } from 'vitest';
import { createCredits } from './credits.ts';
import { createLanes, lanesOf } from './lanes.ts';

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
  credits.observe(530);
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
  credits.observe(510);
  second();
  credits.observe(520);
  first();
  expect(credits.left).toBe(510);
  const third = credits.begin(10);
  credits.observe(900);
  third();
  expect(credits.left).toBe(900);
});
