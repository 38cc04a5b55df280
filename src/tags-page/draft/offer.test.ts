import { expect, test } from 'vitest';
import type { OfferStep } from '../../shared/messages.ts';
import { moduleOf, rowsOf } from '../testing/made-tags.ts';
import { confirmationOf, countedOf, creditsOf, isEmpty, type DraftStep, secondsOf, stepsOf, sumOf } from './offer.ts';

const ROWS = rowsOf([
  { module: 'Leads', name: 'VIP' },
  { module: 'Leads', name: 'vip' },
  { module: 'Contacts', name: 'VIP' },
]);
const OFFER: OfferStep = {
  module: 'Leads',
  way: 'scan',
  isWindowed: false,
  why: 'no-right',
  counted: [400, 31],
  countedAt: 1,
  records: 2_000,
  isWhole: true,
  credits: { find: { least: 10, most: 10 }, read: { least: 0, most: 5 }, remove: { least: 9, most: 9 } },
  seconds: { least: 4, most: 6 },
  deleting: { least: 2, most: 3 },
  searchSaves: null,
};

function ids(module: string): readonly string[] {
  return ROWS.filter((row) => row.module === module).map(({ id }) => id);
}

function steps(contacts: Partial<OfferStep> = {}): readonly DraftStep[] {
  return stepsOf({
    tags: ROWS,
    modules: [moduleOf('Contacts', 0), moduleOf('Leads', 1), moduleOf('Deals', 2)],
    offer: {
      steps: [OFFER, { ...OFFER, module: 'Contacts', counted: [96], ...contacts }],
      canSearch: false,
      reach: 100_000,
      asked: [],
      spent: 0,
      creditsLeft: null,
    },
    asked: [
      { module: 'Leads', tagIds: ids('Leads') },
      { module: 'Contacts', tagIds: ids('Contacts') },
    ],
    skipped: new Set(),
    staysIn: () => null,
  });
}

test('one step for each module that has some of the tags, in the order of the modules', () => {
  expect(steps().map(({ module, tags }) => [module.apiName, tags.length])).toEqual([
    ['Contacts', 1],
    ['Leads', 2],
  ]);
});

test('counts belong to their tags by id, also where the list was read again since', () => {
  const [first, ...others] = ROWS;
  const [, leads] = stepsOf({
    tags: others,
    modules: [moduleOf('Contacts', 0), moduleOf('Leads', 1)],
    offer: { steps: [OFFER], canSearch: false, asked: [], spent: 0, creditsLeft: null, reach: 100_000 },
    asked: [{ module: 'Leads', tagIds: ids('Leads') }],
    skipped: new Set(),
    staysIn: () => null,
  });
  expect(first?.name).toBe('VIP');
  expect(leads).toMatchObject({ tags: [{ name: 'vip' }], counts: [31], counted: { n: 31 } });
});

test('records that can have two of the tags are counted at most', () => {
  expect(countedOf([400, 31])).toEqual({ n: 431, isWhole: true, isAtMost: true });
  expect(countedOf([400, 0])).toEqual({ n: 400, isWhole: true, isAtMost: false });
  expect(countedOf([400, null])).toEqual({ n: 400, isWhole: false, isAtMost: true });
  expect(sumOf(steps())).toEqual({ n: 527, isWhole: true, isAtMost: true });
});

test('a count that Zoho refuses is not 0, and such a module is not left out', () => {
  const [contacts] = steps({ counted: [null] });
  expect(contacts?.counted).toEqual({ n: 0, isWhole: false, isAtMost: false });
  expect(contacts === undefined ? null : isEmpty(contacts)).toBe(false);
  const [empty] = steps({ counted: [0] });
  expect(empty === undefined ? null : isEmpty(empty)).toBe(true);
});

test('credits and time add up, and stay open where some of it depends on what is found', () => {
  expect(creditsOf(steps(), false)).toEqual({ least: 38, most: 48, isOpen: false });
  expect(secondsOf(steps())).toEqual({ least: 8, most: 12, isOpen: false });
  const open = steps({ credits: { ...OFFER.credits, read: null, remove: null }, seconds: null });
  expect(creditsOf(open, false)).toMatchObject({ least: 29, isOpen: true });
  expect(secondsOf(open)).toMatchObject({ isOpen: true });
});

test.each([
  [{ n: 500, isWhole: true, isAtMost: false }, 'none'],
  [{ n: 501, isWhole: true, isAtMost: false }, 'repeat'],
  [{ n: 10_000, isWhole: true, isAtMost: true }, 'repeat'],
  [{ n: 10_001, isWhole: true, isAtMost: true }, 'type'],
  [{ n: 3, isWhole: false, isAtMost: false }, 'type'],
] as const)('before %j: %s', (counted, expected) => {
  expect(confirmationOf(counted, 500)).toBe(expected);
});
