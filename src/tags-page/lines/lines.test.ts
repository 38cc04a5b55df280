import '../../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { moduleOf, NOW, rowsOf, type ToldTag } from '../testing/made-tags.ts';
import { differences } from './differences.ts';
import { linesOf, type TagLine } from './lines.ts';
import { grouped, inNameOrder, sorted } from './order.ts';

const MODULES = [
  moduleOf('Leads', 0, { room: { used: 95, allowed: 100 } }),
  moduleOf('Contacts', 1, { room: { used: 3, allowed: 100 } }),
];

function lines(told: readonly ToldTag[], by: 'name' | 'tag' = 'name'): readonly TagLine[] {
  return linesOf({ tags: rowsOf(told), modules: MODULES, by, now: NOW });
}

function line(told: readonly ToldTag[]): TagLine | undefined {
  return lines(told)[0];
}

describe('linesOf', () => {
  it('adds up the tags of one name, and not those that differ in case', () => {
    const all = lines([
      { module: 'Leads', name: 'VIP', records: 412 },
      { module: 'Leads', name: 'vip', records: 31 },
      { module: 'Contacts', name: 'VIP', records: 96 },
    ]);
    expect(all.map(({ name, records }) => [name, records])).toEqual([
      ['VIP', { n: 508, isWhole: true }],
      ['vip', { n: 31, isWhole: true }],
    ]);
  });

  it('never takes what is not known for 0', () => {
    expect(line([{ module: 'Leads', name: 'a' }])?.records).toBeNull();
    const half = line([
      { module: 'Leads', name: 'a', records: 0, used: 5, uses: [] },
      { module: 'Contacts', name: 'a' },
    ]);
    expect(half?.records).toEqual({ n: 0, isWhole: false });
    expect(half?.lastUsed).toBeNull();
    expect(half?.fits).toMatchObject({ none: null, unused: null, year: false, auto: null });
  });

  it('calls a tag unused only where nothing uses it', () => {
    const empty = { module: 'Leads', name: 'a', records: 0 } as const;
    expect(line([empty])?.fits).toMatchObject({ none: true, unused: null });
    expect(line([{ ...empty, uses: [] }])?.fits).toMatchObject({ none: true, unused: true });
    const seen = line([{ ...empty, uses: [['view', null, ['My week']]] }]);
    expect(seen?.fits).toMatchObject({ none: true, unused: false, auto: false });
    expect(line([{ ...empty, uses: [['workflow', 'remove', ['Old']]] }])?.fits.auto).toBe(true);
  });

  it('counts a rule that adds and removes a tag once', () => {
    const [row] = rowsOf([{ module: 'Leads', name: 'a', uses: [['workflow', 'add', ['Both']]] }]);
    const area = row?.uses?.areas?.[0];
    if (row === undefined || row.uses === null || area === undefined) throw new Error('No use was made.');
    const tags = [{ ...row, uses: { ...row.uses, areas: [area, { ...area, action: 'remove' as const }] } }];
    expect(linesOf({ tags, modules: MODULES, by: 'name', now: NOW })[0]?.uses.named.workflow).toBe(1);
  });

  it('knows the newest use only if it knows that of all', () => {
    const both = line([
      { module: 'Leads', name: 'a', used: 900 },
      { module: 'Contacts', name: 'a', used: 3 },
    ]);
    expect(both?.lastUsed?.on).toBe(NOW - 3 * 86_400_000);
    expect(both?.fits.year).toBe(false);
  });

  it('groups look-alikes over modules by what they have in common, and leaves years apart', () => {
    const all = lines([
      { module: 'Leads', name: 'VIP' },
      { module: 'Leads', name: 'vip' },
      { module: 'Contacts', name: 'V.I.P.' },
      { module: 'Contacts', name: 'vip' },
      { module: 'Leads', name: 'Trade show 2025' },
      { module: 'Leads', name: 'Trade show 2026' },
    ]);
    expect(all.map(({ name, alike }) => [name, alike])).toEqual([
      ['VIP', ['vip', 'V.I.P.']],
      ['vip', ['VIP', 'V.I.P.']],
      ['V.I.P.', ['VIP', 'vip']],
      ['Trade show 2025', []],
      ['Trade show 2026', []],
    ]);
    expect(new Set(all.slice(0, 3).map(({ group }) => group)).size).toBe(1);
  });

  it('does not call names alike that stand in different modules only', () => {
    const all = lines([
      { module: 'Leads', name: 'VIP' },
      { module: 'Contacts', name: 'vip' },
    ]);
    expect(all.map(({ group }) => group)).toEqual([null, null]);
  });

  it('knows the tags of a module that is nearly full', () => {
    const [leads, contacts] = lines([
      { module: 'Leads', name: 'a' },
      { module: 'Contacts', name: 'b' },
    ]);
    expect([leads?.fits.limit, contacts?.fits.limit]).toEqual([true, false]);
  });
});

describe('sorted', () => {
  const all = lines([
    { module: 'Leads', name: 'Wave 10', records: 0, used: 5 },
    { module: 'Leads', name: 'Wave 9', records: 7, used: 900 },
    { module: 'Leads', name: 'älter' },
    { module: 'Leads', name: 'zebra', records: 3, used: 700 },
  ]);
  const names = (sort: Parameters<typeof sorted>[1]): string =>
    sorted(inNameOrder(all), sort)
      .map(({ name }) => name)
      .join();

  it('puts what is not known last, whatever the direction', () => {
    expect(names('name')).toBe('älter,Wave 9,Wave 10,zebra');
    expect(names('name-down')).toBe('zebra,Wave 10,Wave 9,älter');
    expect(names('most')).toBe('Wave 9,zebra,Wave 10,älter');
    expect(names('least')).toBe('Wave 10,zebra,Wave 9,älter');
    expect(names('oldest')).toBe('Wave 9,zebra,Wave 10,älter');
    expect(names('newest')).toBe('Wave 10,zebra,Wave 9,älter');
  });

  it('puts the group with the most records first', () => {
    const alike = lines([
      { module: 'Leads', name: 'a-b', records: 1 },
      { module: 'Leads', name: 'a b', records: 2 },
      { module: 'Leads', name: 'VIP', records: 5 },
      { module: 'Leads', name: 'vip', records: 9 },
    ]);
    expect(grouped(alike).map((group) => group.map(({ name }) => name))).toEqual([
      ['vip', 'VIP'],
      ['a b', 'a-b'],
    ]);
  });
});

describe('differences', () => {
  it.each([
    [
      ['VIP', 'vip', 'V.I.P.'],
      ['case', 'dots'],
    ],
    [
      ['Cold lead', 'Cold-Lead'],
      ['case', 'hyphens', 'spaces'],
    ],
    [
      ['Partner', 'partner '],
      ['case', 'end'],
    ],
    [['Prime', '\u0420rime'], ['letters']],
    [['follow_up', 'followup'], ['underscores']],
    [['a\u200Bb', 'ab'], []],
  ])('of %j: %j', (names, expected) => {
    expect(differences(names)).toEqual(expected);
  });
});
