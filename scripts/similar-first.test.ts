import { expect, it } from 'vitest';
import { similarFirst } from './similar-first.ts';

const TEXTS: readonly (readonly [string, string])[] = [
  ['a', 'Removed from 9 leads'],
  ['b', 'No connection to Zoho'],
  ['c', 'Removed from 9 contacts'],
  ['d', ''],
  ['e', 'There is no connection to Zoho'],
];

it('puts similar texts next to each other, and loses none', () => {
  expect(similarFirst(new Map(TEXTS))).toEqual(['a', 'c', 'b', 'e', 'd']);
});

it('has nothing to order without texts', () => {
  expect(similarFirst(new Map())).toEqual([]);
});
