import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { closeJournal, openJournal } from './open-journal.ts';
import { createJournal } from './journal.ts';

beforeEach(async () => {
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
});

/** Tables and rows as an older version made them. */
async function older(version: 1 | 2 | 3, runs: readonly object[], records: readonly object[]): Promise<void> {
  const opening = indexedDB.open('untag-runs', version);
  opening.addEventListener('upgradeneeded', () => {
    const made = opening.result;
    made.createObjectStore('runs', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    if (version === 1)
      made.createObjectStore('records', { keyPath: ['r', 'n'] }).createIndex('outcome', ['r', 'o', 'n']);
    else made.createObjectStore('blocks', { keyPath: ['r', 'b'] }).createIndex('outcome', 'k', { multiEntry: true });
    made.createObjectStore('batches', { keyPath: ['r', 'n'] }).createIndex('state', ['r', 's', 'n']);
    made.createObjectStore('previews', { keyPath: 'r' });
    made.createObjectStore('given', { keyPath: ['r', 'n'] });
  });
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const table = version === 1 ? 'records' : 'blocks';
  const writing = opening.result.transaction(['runs', table], 'readwrite');
  for (const run of runs) writing.objectStore('runs').add(run);
  for (const row of records) writing.objectStore(table).add(row);
  await new Promise((resolve) => writing.addEventListener('complete', resolve));
  opening.result.close();
}

test('keeps every word of the records that the first version stored', async () => {
  const doubt = { tags: [1], endedAt: 7, isQuiet: false, look: { at: 9, carried: [1] } };
  const full = {
    r: 1,
    n: 0,
    i: '5',
    m: 'Ümit 光',
    b: [0, 3],
    x: [0],
    l: [3],
    f: [3],
    o: 2,
    w: 1,
    c: 'C',
    t: 'T',
    a: 8,
  };
  // A selection of ids, some of which are no records yet, more than one step of the migration; and a run with the next
  // number.
  const many = Array.from({ length: 2_345 }, (_, n) => ({ r: 1, n: n * 2, i: String(n), m: '', o: n % 7 }));
  const records = [{ ...full, d: doubt, y: 2 }, ...many.slice(1), { r: 2, n: 1, i: '9', m: 'Other', o: 4 }];
  await older(1, [{ id: 'one' }, { id: 'two' }, { id: 'three' }], records);
  const journal = createJournal();
  const rows = await journal.rowsAfter('one', -1, 9_999);
  expect(rows.map(({ n, id }) => [n, id])).toEqual(many.map(({ n, i }) => [n, n === 0 ? '5' : i]));
  expect(rows[0]).toEqual({
    run: 'one',
    n: 0,
    id: '5',
    name: 'Ümit 光',
    before: [0, 3],
    seen: [3],
    mistaken: [],
    suspected: null,
    restored: [],
    lost: [0],
    left: [3],
    refused: [3],
    outcome: 'partly',
    reason: 'locked',
    zohoCode: 'C',
    zohoMessage: 'T',
    readAt: 8,
    doubt,
    tries: 2,
  });
  expect((await journal.rowsAfter('one', 100, 3, 'had-none')).map(({ n }) => n)).toEqual([104, 118, 132]);
  expect(await journal.rowsAfter('two', -1, 9)).toMatchObject([{ n: 1, id: '9', name: 'Other', outcome: 'failed' }]);
  expect((await journal.runs()).map(({ id, changed }) => [id, changed])).toEqual([
    ['one', 1],
    ['two', 0],
    ['three', 0],
  ]);
  expect([...(await openJournal()).objectStoreNames]).toEqual([
    'batches',
    'blocks',
    'given',
    'previewParts',
    'previews',
    'runs',
  ]);
});

test('counts the records that lost a tag in runs which the second version stored', async () => {
  const lost = '{"i":"1","m":"","x":[0]}';
  // A name may look like anything.
  const kept = JSON.stringify({ i: '2', m: '"x":[0]' });
  // More blocks than one read; some records are not there yet.
  const many = Array.from({ length: 90 }, (_, b) => ({ r: 1, b, o: '16 4', t: [lost, lost, '', kept], k: [] }));
  const last = { r: 3, b: 2, o: '6', t: [lost], k: [] };
  await older(2, [{ id: 'one' }, { id: 'two' }, { id: 'three' }], [...many, last]);
  expect((await createJournal().runs()).map(({ id, changed }) => [id, changed])).toEqual([
    ['one', 180],
    ['two', 0],
    ['three', 1],
  ]);
});

test.each([1, 2, 3] as const)(
  'names the module slugs and the times of runs that version %i stored',
  async (version) => {
    const module = { apiName: 'Deals', tab: 'Potentials', singular: 'Deal', plural: 'Deals', isCustom: false };
    const running = { id: 'one', state: 'running', module, chosen: [2], work: { isPlanned: true } };
    await older(
      version,
      [
        { ...running, progressAt: 77 },
        { id: 'two', state: 'done', module: { ...module, apiName: 'Leads', tab: 'Leads' } },
      ],
      [],
    );
    const { tab: _tab, ...rest } = module;
    expect(await createJournal().runs()).toMatchObject([
      {
        ...running,
        module: { ...rest, moduleSlug: 'Potentials' },
        work: { isPlanned: true, time: { at: 77, zoho: null }, rounds: { misses: 0, throttles: 0 } },
      },
      { id: 'two', module: { moduleSlug: 'Leads' } },
    ]);
    expect(JSON.stringify(await createJournal().runs())).not.toContain('"tab"');
  },
);

test.each([
  ['QuotaExceededError', 'storage-full'],
  ['UnknownError', 'storage-broken'],
])('a migration that ends with %s says %s, and leaves the first version as it was', async (name, code) => {
  await older(1, [{ id: 'one' }], [{ r: 1, n: 0, i: '9', m: 'Kept', o: 4 }]);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('No.', name);
  });
  await expect(openJournal()).rejects.toMatchObject({ code });
  put.mockRestore();
  expect(await createJournal().rowsAfter('one', -1, 9)).toMatchObject([{ n: 0, name: 'Kept', outcome: 'failed' }]);
});
