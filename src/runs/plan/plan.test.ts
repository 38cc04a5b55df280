import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagActionCredits } from '../../zoho/limits.ts';
import { type Call, createPlanner, halves, type Job, withinCaps } from './plan.ts';
import { planGroups } from './plan-groups.ts';

const tags = fc.uniqueArray(fc.nat(5), { maxLength: 5 });
const caps = fc.record({
  ids: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null }),
  tags: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
});
const NO_CAPS = { ids: null, tags: null };
const plan = fc.record({
  jobs: fc.array(tags, { maxLength: 700 }).map((all) => all.map((some, n): Job => ({ n, tags: some }))),
  by: fc.constantFrom('subset' as const, 'tag' as const),
  lanes: fc.integer({ min: 1, max: 8 }),
  caps,
  /** The expected number of records in a group, relative to the real number. */
  counted: fc.constantFrom(0, 0.5, 1, 2),
});

function calls({
  jobs,
  by,
  lanes,
  caps: limits,
  counted,
}: typeof plan extends fc.Arbitrary<infer Value> ? Value : never): Call[] {
  const { groups } = planGroups(jobs.map((job) => ({ tags: job.tags, records: counted })));
  const planner = createPlanner({ by, groups, lanes, caps: limits });
  return [...jobs.flatMap((job) => planner.add(job)), ...planner.end()];
}

function pairs(all: readonly { records: readonly number[]; tags: readonly number[] }[]): string[] {
  return all.flatMap((call) => call.records.flatMap((n) => call.tags.map((tag) => `${n}-${tag}`))).sort();
}

describe('a plan', () => {
  test('names each tag of each record once, and no other', () => {
    const exact = fc.property(plan, (given) => {
      const wanted = pairs(given.jobs.map(({ n, tags: some }) => ({ records: [n], tags: some })));
      expect(pairs(calls(given))).toEqual(wanted);
    });
    expect(() => fc.assert(exact)).not.toThrow();
  });

  test('keeps the caps, and 500 ids', () => {
    const small = fc.property(plan, (given) => {
      for (const call of calls(given)) {
        expect(call.records.length).toBeLessThanOrEqual(given.caps.ids ?? 500);
        expect(call.tags.length).toBeLessThanOrEqual(given.caps.tags ?? 6);
      }
    });
    expect(() => fc.assert(small)).not.toThrow();
  });

  test('costs what its groups cost as long as Zoho has named no cap', () => {
    const cheap = fc.property(plan, ({ jobs, lanes, counted }) => {
      const { by, groups } = planGroups(jobs.map((job) => ({ tags: job.tags, records: 1 })));
      const cost = groups.reduce((sum, group) => sum + tagActionCredits(group.records), 0);
      const made = calls({ jobs, by, lanes, caps: NO_CAPS, counted });
      expect(made.reduce((sum, call) => sum + tagActionCredits(call.records.length), 0)).toBe(cost);
    });
    expect(() => fc.assert(cheap)).not.toThrow();
  });
});

test('goes by tag where many small subsets would cost more', () => {
  const subsets = [[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]].map((some) => ({ tags: some, records: 10 }));
  expect(planGroups(subsets)).toEqual({ by: 'tag', groups: [1, 2, 3].map((tag) => ({ tags: [tag], records: 40 })) });
  expect(planGroups([{ tags: [1, 2], records: 90 }]).by).toBe('subset');
});

test('halves at a multiple of 50, down to one record', () => {
  const of = (length: number) => ({ records: Array.from({ length }, (_, n) => n), tags: [0] });
  expect(halves(of(500)).map(({ records }) => records.length)).toEqual([250, 250]);
  expect(halves(of(230)).map(({ records }) => records.length)).toEqual([150, 80]);
  expect(halves(of(3)).map(({ records }) => records.length)).toEqual([2, 1]);
  expect(halves(of(1))).toHaveLength(1);
});

test('cuts a call to caps without losing a pair', () => {
  const call = { records: [0, 1, 2, 3, 4], tags: [0, 1, 2] };
  const parts = withinCaps(call, { ids: 2, tags: 1 });
  expect(parts).toHaveLength(9);
  expect(pairs(parts)).toEqual(pairs([call]));
});
