import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FinderFacts, type FinderTerms, offersFor } from './finders.ts';

const TERMS: FinderTerms = { canSearch: true, edition: 'enterprise', readSize: null };
const NO_RIGHT: FinderTerms = { ...TERMS, canSearch: false };

function offerFor(facts: FinderFacts, terms = TERMS) {
  const [offer] = offersFor([facts], terms);
  if (offer === undefined) throw new Error('no offer');
  return offer;
}

describe('the finder is the one that costs least', () => {
  test.each<[what: string, FinderFacts, FinderTerms, { way: string; why: string; isWindowed?: boolean }]>([
    [
      'few in a module of unknown size',
      { counted: [57], records: null },
      TERMS,
      { way: 'search', why: 'search-cheaper' },
    ],
    ['few in a small module', { counted: [57], records: 300 }, TERMS, { way: 'scan', why: 'scan-cheaper' }],
    ['few in a large module', { counted: [57], records: 90_000 }, TERMS, { way: 'search', why: 'search-cheaper' }],
    ['nearly all of a module', { counted: [90_000], records: 95_000 }, TERMS, { way: 'scan', why: 'scan-cheaper' }],
    [
      'more than one search shows',
      { counted: [2_001], records: null },
      TERMS,
      { way: 'search', why: 'search-cheaper', isWindowed: true },
    ],
    ['an unknown number', { counted: [null], records: null }, TERMS, { way: 'scan', why: 'uncounted' }],
    ['one unknown number of two', { counted: [5, null], records: 90_000 }, TERMS, { way: 'scan', why: 'uncounted' }],
    [
      'a module beyond a scan',
      { counted: [90_000], records: 100_001 },
      TERMS,
      { way: 'search', why: 'beyond-scan', isWindowed: true },
    ],
    [
      'an unknown number in a module beyond a scan',
      { counted: [null], records: 412_000 },
      TERMS,
      { way: 'search', why: 'beyond-scan', isWindowed: true },
    ],
    ['without the right', { counted: [57], records: null }, NO_RIGHT, { way: 'scan', why: 'no-right' }],
  ])('%s', (_, facts, terms, expected) => {
    expect(offerFor(facts, terms)).toMatchObject({ isWindowed: false, ...expected });
  });
});

describe('the price', () => {
  test('of a search: its pages, the reading of what it finds, the names and the writes', () => {
    const { credits } = offerFor({ counted: [1_104], records: null });
    expect(credits).toEqual({
      find: { least: 7, most: 7 },
      read: { least: 24, most: 24 },
      remove: { least: 23, most: 23 },
    });
  });

  test('of a scan: the pages of the module, and no reading as long as it is recent', () => {
    const { credits } = offerFor({ counted: [1_104], records: 1_900 }, NO_RIGHT);
    expect(credits).toEqual({
      find: { least: 10, most: 10 },
      read: { least: 1, most: 1 },
      remove: { least: 23, most: 23 },
    });
  });

  test('of a scan of a module of unknown size: from the pages of the holders to all that a scan reaches', () => {
    expect(offerFor({ counted: [1_104], records: null }, NO_RIGHT).credits.find).toEqual({ least: 7, most: 500 });
  });

  test('of several tags: from all on the same records to each on its own', () => {
    const { credits } = offerFor({ counted: [100, 60], records: null });
    expect(credits.find).toEqual({ least: 3, most: 3 });
    expect(credits.remove).toEqual({ least: 2, most: 4 });
  });

  test('of what Zoho does not count is unknown', () => {
    const { credits, seconds } = offerFor({ counted: [null], records: 500 });
    expect(credits).toEqual({ find: { least: 3, most: 3 }, read: null, remove: null });
    expect(seconds).toBeNull();
  });

  test('of none is that of looking, and of the names after it', () => {
    const { credits } = offerFor({ counted: [0], records: null });
    expect(credits).toEqual({
      find: { least: 3, most: 3 },
      read: { least: 1, most: 1 },
      remove: { least: 0, most: 0 },
    });
  });

  test('of a search in windows: the names may be listed again after an empty one', () => {
    const at = (count: number) => offerFor({ counted: [count], records: null }).credits.find;
    expect(at(2_000)).toEqual({ least: 11, most: 11 });
    expect(at(2_001)).toEqual({ least: 12, most: 1 + 2 * 11 + 40 + 1 });
  });

  test('includes reading again what a long removal finds stale', () => {
    const [short, long] = [20_000, 90_000].map((count) => offerFor({ counted: [count], records: count }, NO_RIGHT));
    expect(short?.credits.read?.most).toBeLessThan(10);
    expect(long?.credits.read?.most).toBeGreaterThan(200);
  });

  test('includes reading again what waits for the other modules', () => {
    const small = { counted: [100], records: 200 };
    const [first] = offersFor([small, { counted: [90_000], records: 95_000 }], NO_RIGHT);
    expect(offerFor(small, NO_RIGHT).credits.read?.most).toBe(1);
    expect(first?.credits.read?.most).toBe(3);
  });
});

describe('the right to search', () => {
  test('saves what a scan costs more, in a module of known size', () => {
    expect(offerFor({ counted: [57], records: 90_000 }, NO_RIGHT).searchSaves).toEqual({ least: 446, most: 446 });
  });

  test('may save something in a module of unknown size', () => {
    expect(offerFor({ counted: [1_104], records: null }, NO_RIGHT).searchSaves).toEqual({ least: 0, most: 470 });
  });

  test.each<[FinderFacts, FinderTerms]>([
    [{ counted: [190], records: 200 }, NO_RIGHT],
    [{ counted: [null], records: null }, NO_RIGHT],
    [{ counted: [57], records: 90_000 }, TERMS],
  ])('saves nothing that is known: %j', (facts, terms) => {
    expect(offerFor(facts, terms).searchSaves).toBeNull();
  });
});

test.each([
  [null, NO_RIGHT, null],
  [100_000, NO_RIGHT, true],
  [100_001, NO_RIGHT, false],
  [null, TERMS, true],
  [100_001, TERMS, true],
])('a module of %s records is found whole: %#', (records, terms, isWhole) => {
  expect(offerFor({ counted: [50], records }, terms).isWhole).toBe(isWhole);
});

test('a module has at least as many records as have one of its tags', () => {
  expect(offerFor({ counted: [900, 12], records: 400 }).records).toBe(900);
});

test('a tag on more records than a scan reaches shows how large the module is', () => {
  const facts = { counted: [250_000], records: null };
  expect(offerFor(facts, NO_RIGHT)).toMatchObject({ records: 250_000, isWhole: false });
  expect(offerFor(facts)).toMatchObject({ way: 'search', why: 'beyond-scan', isWhole: true });
});

test('a smaller edition takes longer', () => {
  const facts = { counted: [9_000], records: 9_000 };
  const [small, large] = ['free', 'enterprise'].map((edition) => offerFor(facts, { ...TERMS, edition }).seconds?.most);
  expect(small).toBeGreaterThan(large ?? Infinity);
});

test('every number is a whole one, the least is not above the most, and the right to search never makes it dearer', () => {
  const facts = fc.record({
    counted: fc.array(fc.option(fc.nat(120_000), { nil: null, freq: 8 }), { minLength: 1, maxLength: 4 }),
    records: fc.option(fc.nat(200_000), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), (modules) => {
      const [own, wide] = [offersFor(modules, NO_RIGHT), offersFor(modules, TERMS)];
      for (const [n, { credits, seconds, searchSaves }] of [...own, ...wide].entries())
        for (const range of [credits.find, credits.read, credits.remove, seconds, searchSaves]) {
          if (range === null) continue;
          expect(Number.isInteger(range.least) && Number.isInteger(range.most), `${n}`).toBe(true);
          expect(range.least).toBeLessThanOrEqual(range.most);
        }
      for (const [n, offer] of wide.entries()) {
        if (offer.why !== 'search-cheaper') continue;
        const find = own[n]?.credits.find.most ?? 0;
        expect(offer.credits.find.most).toBeLessThan(find);
      }
    }),
  );
});

describe('the price of a replace', () => {
  const facts = { counted: [120], records: null } as const;

  test('where the tag is new, all records get it', () => {
    const { replace, credits } = offerFor({ ...facts, stays: { isNew: true, counted: 0 } });
    expect(replace).toEqual({ counted: 0, make: { least: 2, most: 3 }, put: { least: 3, most: 3 } });
    // Each run over records reads the names of tags.
    expect(credits.read).toEqual(sumOf(offerFor(facts).credits.read, 1));
  });

  test('where some have it, how many lack it is known after reading', () => {
    const put = (counted: number | null) => offerFor({ ...facts, stays: { isNew: false, counted } }).replace?.put;
    expect(put(50)).toEqual({ least: 2, most: 3 });
    expect(put(500)).toEqual({ least: 0, most: 3 });
    expect(put(null)).toEqual({ least: 0, most: 3 });
  });

  test('of an unknown number of records is open', () => {
    const { replace } = offerFor({ counted: [null], records: null, stays: { isNew: true, counted: 0 } });
    expect(replace?.put).toBeNull();
  });

  test('deleting asks for the list, counts each tag, and deletes those that nothing keeps; then the list is read again', () => {
    expect(offerFor({ counted: [5, 7], records: null }).deleting).toEqual({ least: 4, most: 6 });
  });

  test('deleting what no lead has searches for each tag first, and lists the names again', () => {
    expect(offerFor({ counted: [0], records: null }).deleting).toEqual({ least: 3, most: 6 });
    const many = offerFor({ counted: Array<number>(11).fill(0), records: null });
    expect(many.deleting).toEqual({ least: 13, most: 13 + 11 + 11 + 2 });
  });

  test('where the writes take longer than tags stay fresh, records are read again between them', () => {
    const slow: FinderTerms = { ...TERMS, edition: 'free' };
    const large = { counted: [90_000, 90_000], records: 95_000 };
    const { read } = offerFor({ ...large, stays: { isNew: true, counted: 0 } }, slow).credits;
    expect(read!.most).toBeGreaterThan(offerFor(large, slow).credits.read!.most + 1_000);
  });
});

function sumOf(range: { least: number; most: number } | null, more: number) {
  return range === null ? null : { least: range.least + more, most: range.most + more };
}
