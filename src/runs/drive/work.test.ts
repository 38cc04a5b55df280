import { expect, test } from 'vitest';
import type { BatchRow } from '../model/types.ts';
import { createLanes } from '../visit/lanes.ts';
import { inTurn } from './work.ts';

const lanes = createLanes(null);

function batchOf(n: number, records: number, family: number | null = null): BatchRow {
  return {
    run: 'run',
    n,
    kind: 'write',
    records: Array.from({ length: records }, (_, step) => n * 1_000 + step),
    tags: [0],
    isIsolating: false,
    family,
    state: 'planned',
    sentAt: null,
    endedAt: null,
    credits: 0,
  };
}

function numbersOf(batches: readonly BatchRow[]): number[] {
  return batches.map(({ n }) => n);
}

test('takes the largest of the last calls first, and equal ones in their order', () => {
  const last = [batchOf(0, 400), batchOf(1, 450), batchOf(2, 450)];
  expect(lanes.limit).toBe(3);
  expect(numbersOf(inTurn({ refusals: new Map(), lanes }, { planned: last, isAll: true }, new Map()))).toEqual([
    1, 2, 0,
  ]);
});

test('takes calls in their order while each lane has more than one to go', () => {
  const planned = [batchOf(0, 400), batchOf(1, 450), batchOf(2, 400), batchOf(3, 500)];
  expect(numbersOf(inTurn({ refusals: new Map(), lanes }, { planned, isAll: true }, new Map()))).toEqual([0, 1, 2, 3]);
});

test('takes calls in their order while others are still to be planned', () => {
  const first = [batchOf(0, 400), batchOf(1, 450)];
  expect(numbersOf(inTurn({ refusals: new Map(), lanes }, { planned: first, isAll: false }, new Map()))).toEqual([
    0, 1,
  ]);
});

test('of the parts of a refused call only the last goes, after all others', () => {
  const planned = [batchOf(0, 50), batchOf(1, 200, 9), batchOf(2, 100, 9)];
  const refusals = new Map([[9, { words: 'INVALID_DATA', inARow: 1 }]]);
  expect(numbersOf(inTurn({ refusals, lanes }, { planned, isAll: true }, new Map()))).toEqual([0, 2]);
});
