import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallSizes } from './call-sizes.ts';

/** Sizes of the calls when the groups' records come in turn. */
function callsFor(groups: readonly number[], lanes: number): number[] {
  const sizes = createCallSizes(new Map(groups.map((records, n) => [String(n), records])), lanes);
  const open = new Map<number, { size: number; records: number }>();
  const left = [...groups];
  const calls: number[] = [];
  for (let isAny = true; isAny;) {
    isAny = false;
    for (const group of left.keys()) {
      if (left[group] === 0) continue;
      isAny = true;
      left[group] = (left[group] ?? 0) - 1;
      const call = open.get(group) ?? { size: sizes.next(String(group)), records: 0 };
      open.set(group, call);
      call.records += 1;
      if (call.records < call.size) continue;
      open.delete(group);
      sizes.filled(String(group), call.records);
      calls.push(call.records);
    }
  }
  return [...calls, ...[...open.values()].map(({ records }) => records)];
}

function credits(records: number): number {
  return Math.ceil(records / 50);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

const groups = fc.array(fc.integer({ min: 1, max: 6_000 }), { minLength: 1, maxLength: 6 });
const lanes = fc.integer({ min: 1, max: 8 });

test('gives every lane as many calls as the others, as far as there are credits to share, and at least two', () => {
  const shared = fc.property(groups, lanes, (records, many) => {
    const calls = callsFor(records, many);
    const least = sum(records.map((each) => Math.ceil(each / 500)));
    const most = sum(records.map(credits));
    const rounds = Math.max(2, Math.ceil(least / many));
    expect(calls).toHaveLength(Math.min(most, rounds * many));
  });
  expect(() => fc.assert(shared)).not.toThrow();
});

test('costs the least credits in calls of at most 500 ids', () => {
  const cheap = fc.property(groups, lanes, (records, many) => {
    const calls = callsFor(records, many);
    expect(sum(calls)).toBe(sum(records));
    expect(Math.max(...calls)).toBeLessThanOrEqual(500);
    expect(sum(calls.map(credits))).toBe(sum(records.map(credits)));
  });
  expect(() => fc.assert(cheap)).not.toThrow();
});

test.each<[what: string, groups: number[], lanes: number, calls: number[]]>([
  ['one call of 50 for few records', [10], 8, [10]],
  ['two rounds for each lane', [900], 4, [100, 100, 100, 100, 150, 100, 150, 100]],
  ['full calls where there is nothing to spare', [8_000], 8, Array<number>(16).fill(500)],
  ['a call for each small group', [30, 20], 3, [30, 20]],
])('makes %s', (_, records, many, calls) => {
  expect(callsFor(records, many)).toEqual(calls);
});

test('lets calls that begin together end one after the other, the first one last', () => {
  expect(callsFor([10_000], 8).slice(0, 8)).toEqual([500, 500, 450, 400, 400, 350, 350, 300]);
});

/** Records of each lane, when the free one takes the next call and the largest of the last round goes first. */
function laneSums(groups: readonly number[], many: number): number[] {
  const planned = callsFor(groups, many);
  const calls = [...planned.slice(0, -many), ...planned.slice(-many).toSorted((one, other) => other - one)];
  const lanes = Array.from({ length: many }, () => ({ calls: 0, records: 0 }));
  for (const size of calls) {
    // A lane whose calls were smaller is free earlier.
    const [free] = lanes.toSorted((one, other) => one.calls - other.calls || one.records - other.records);
    if (free !== undefined) Object.assign(free, { calls: free.calls + 1, records: free.records + size });
  }
  return lanes.map((lane) => lane.records);
}

test('makes up for it in the last round, whose largest calls go first', () => {
  expect(callsFor([10_000], 8)).toHaveLength(24);
  expect(laneSums([10_000], 8)).toEqual(Array<number>(8).fill(1_250));
});

test('counts a call of another group that is still being filled', () => {
  expect(laneSums([5_000, 5_000], 8)).toEqual(Array<number>(8).fill(1_250));
});

test('counts the last call of a small group with the few records that it has', () => {
  expect(Math.max(...laneSums([4_000, 10, 10], 8))).toBe(550);
});

test('lets lanes end together, as far as a call of 500 ids can make up for a difference', () => {
  const together = fc.property(fc.integer({ min: 1, max: 400 }), lanes, (units, many) => {
    const calls = callsFor([units * 50], many);
    fc.pre(calls.length >= 2 * many && !calls.slice(-many).includes(500));
    const sums = laneSums([units * 50], many);
    expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(50);
  });
  expect(() => fc.assert(together)).not.toThrow();
});

test('takes a group that nobody told of for one like the others', () => {
  const sizes = createCallSizes(new Map([['known', 3_200]]), 8);
  expect(sizes.next('unknown')).toBe(200);
  expect(createCallSizes(new Map(), 8).next('unknown')).toBe(50);
});
