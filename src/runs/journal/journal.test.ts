import { freshRow } from '../model/outcome.ts';
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { serialize } from 'node:v8';
import { beforeEach, expect, test } from 'vitest';
import { OUTCOMES } from '../../shared/run-summary.ts';
import { newRun, sumOf } from '../model/machine.ts';
import { closeJournal, openJournal } from './open-journal.ts';
import { LEADS, TICKED } from '../testing/world.ts';
import { RECORD_REASONS, type RecordRow, type Run } from '../model/types.ts';
import { createJournal } from './journal.ts';
import { blocksOf, rowsOf } from './blocks.ts';

const journal = createJournal();

beforeEach(async () => {
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
});

function run(id: string): Run {
  const org = {
    zgid: '1',
    domainName: 'o',
    name: 'O',
    dataCentre: 'us',
    environment: 'production',
    edition: null,
  } as const;
  const who = { connectionId: 'c', org, user: { id: '1', name: 'P' }, module: LEADS, source: TICKED };
  return newRun({ ...who, id, kind: 'removal', undoes: null, at: 1 });
}

function rows(count: number) {
  return Array.from({ length: count }, (_, n) => freshRow({ id: String(n), name: '', before: [], readAt: 0 }));
}

test('counts follow from the rows, and their sum stays the selection', async () => {
  const move = fc.record({
    how: fc.constantFrom('put', 'put again', 'append', 'place', 'put and fail'),
    n: fc.nat(19),
    outcome: fc.constantFrom(...OUTCOMES),
    lost: fc.constantFrom([], [0], [0, 1]),
  });
  let made = 0;
  const law = fc.asyncProperty(fc.array(move, { maxLength: 60 }), async (all) => {
    const id = `run-${(made += 1)}`;
    const ids = Array.from({ length: all.length }, (_, n) => String(20 + n));
    await journal.create(run(id), rows(20), ids);
    const open = ids.map((given) => Number(given));
    for (const { how, n, ...rest } of all) {
      const fresh = { ...freshRow({ id: String(n), name: '', before: [], readAt: 0 }), ...rest };
      const written = journal.write(id, async (fact) => {
        if (how === 'append') fact.append(fresh);
        else if (how === 'place') fact.place({ ...fresh, n: open.shift() ?? 0 });
        else for (const row of await fact.rows([n])) fact.put({ ...row, ...rest });
        if (how === 'put again') for (const row of await fact.rowsAfter(n - 1, 1)) fact.put({ ...row, lost: [] });
        if (how === 'put and fail') throw new RangeError('in the middle');
      });
      await written.catch(() => undefined);
    }
    // Another worker opens the journal.
    await closeJournal();
    const { counts, total, changed } = (await journal.run(id)) as Run;
    const truth = await journal.rowsAfter(id, -1, 1_000);
    expect(sumOf(counts)).toBe(total);
    const tally = (outcome: RecordRow['outcome']) => truth.filter((row) => row.outcome === outcome).length;
    for (const outcome of OUTCOMES)
      expect(counts[outcome]).toBe(tally(outcome) + (outcome === 'pending' ? open.length : 0));
    expect(changed).toBe(truth.filter(({ lost }) => lost.length > 0).length);
  });
  expect(fc.defaultReportMessage(await fc.check(law, { numRuns: 25 }))).toBeUndefined();
});

test('events of one transaction keep what each put, in blocks that they read along as well', async () => {
  await journal.create(run('run'), rows(200));
  const remove = (positions: readonly number[]) =>
    journal.write('run', async (fact) => {
      for (const row of await fact.rows(positions)) fact.put({ ...row, outcome: 'removed' });
    });
  // The first event is written alone, and the others share a transaction. Reading blocks 0 and 2 reads block 1 along.
  await Promise.all([remove([199]), remove([60]), remove([1, 101]), remove([61, 2]), remove([160])]);
  const removed = await journal.rowsAfter('run', -1, 1_000, 'removed');
  expect(removed.map(({ n }) => n)).toEqual([1, 2, 60, 61, 101, 160, 199]);
  expect((await journal.run('run'))?.counts).toMatchObject({ removed: 7, pending: 193 });
});

test('an event that comes while another of its run is written joins it, and a failed one takes no other along', async () => {
  await journal.create(run('run'), rows(3));
  const events: Promise<Run>[] = [];
  const remove = (n: number, isBad = false) =>
    journal.write('run', async (fact) => {
      for (const row of await fact.rows([n])) fact.put({ ...row, outcome: 'removed' });
      if (isBad) throw new RangeError('in the middle');
    });
  /** Writes an event, and the others while it reads. */
  const together = (others: () => Promise<Run>[]) =>
    journal.write('run', async (fact) => {
      if (events.length === 0) events.push(...others());
      for (const row of await fact.rows([0])) fact.put({ ...row, outcome: 'removed' });
    });
  const first = await together(() => [remove(1)]);
  // The run's revision grows with each transaction.
  expect(await Promise.all(events)).toMatchObject([{ revision: first.revision }]);
  events.length = 0;
  await together(() => [remove(1, true), remove(2)]);
  expect(await Promise.allSettled(events)).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled' }]);
  expect((await journal.run('run'))?.counts).toMatchObject({ removed: 3, pending: 0 });
});

test('an urgent event does not wait for a transaction that reads records', async () => {
  await journal.create(run('run'), rows(1));
  const reading = (await openJournal()).transaction('blocks');
  await reading.store.count();
  const batch = { kind: 'write', records: [0], tags: [0], isIsolating: false, family: null } as const;
  let isWritten = false;
  const writing = journal.write('run', (fact) => fact.addBatch(batch), true).then(() => (isWritten = true));
  // Each request keeps the reading transaction open.
  for (let n = 0; n < 100 && !isWritten; n += 1) await reading.store.count();
  expect(isWritten).toBe(true);
  await Promise.all([writing, reading.done]);
  expect(await journal.batches('run', 'planned')).toHaveLength(1);
});

test('writes all of an event or nothing of it', async () => {
  await journal.create(run('run'), rows(3));
  const failing = journal.write('run', async (fact) => {
    for (const row of await fact.rows([0, 1])) fact.put({ ...row, outcome: 'removed' });
    fact.addBatch({ kind: 'write', records: [0], tags: [0], isIsolating: false, family: null });
    throw new RangeError('in the middle');
  });
  await expect(failing).rejects.toMatchObject({ code: 'unexpected' });
  expect((await journal.run('run'))?.counts).toMatchObject({ pending: 3, removed: 0 });
  expect(await journal.batches('run', 'planned')).toEqual([]);
});

test('an event that fails takes no other with it that waits beside it', async () => {
  await journal.create(run('run'), rows(3));
  const put = (n: number, isFailing = false) =>
    journal.write('run', async (fact) => {
      for (const row of await fact.rows([n])) fact.put({ ...row, outcome: 'removed' });
      if (isFailing) throw new RangeError('in the middle');
    });
  const written = await Promise.allSettled([put(0), put(0), put(1, true), put(2)]);
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect((await journal.rowsAfter('run', -1, 9)).map(({ outcome }) => outcome)).toEqual([
    'removed',
    'pending',
    'removed',
  ]);
  expect((await journal.run('run'))?.counts).toMatchObject({ pending: 1, removed: 2 });
});

test('is one run for one id, and takes all of it away', async () => {
  expect(await journal.create(run('run'), rows(3))).toBe(true);
  expect(await journal.create(run('run'), rows(9))).toBe(false);
  await journal.create(run('other'), rows(2));
  await journal.remove('run');
  expect(await journal.run('run')).toBeNull();
  expect(await journal.rowsAfter('run', -1, 10)).toEqual([]);
  expect(await journal.rowsAfter('other', -1, 10)).toHaveLength(2);
});

test('counts given ids as pending until they are placed, and tells which are open', async () => {
  const ids = Array.from({ length: 1_200 }, (_, n) => String(n));
  await journal.create(run('run'), [], ids);
  expect(await journal.run('run')).toMatchObject({ total: 1_200, counts: { pending: 1_200 } });
  await journal.write('run', (fact) => {
    for (const n of [0, 2]) {
      const fresh = freshRow({ id: String(n), name: '', before: [], readAt: 1 });
      fact.place({ ...fresh, n, outcome: n === 0 ? 'failed' : 'pending' });
    }
  });
  expect((await journal.run('run'))?.counts).toMatchObject({ pending: 1_199, failed: 1 });
  const first = await journal.givenAfter('run', -1);
  expect(first?.open.slice(0, 2)).toEqual([
    { n: 1, id: '1' },
    { n: 3, id: '3' },
  ]);
  const second = await journal.givenAfter('run', first?.last ?? 0);
  expect(second?.open).toHaveLength(200);
  expect(await journal.givenAfter('run', second?.last ?? 0)).toBeNull();
  await journal.write('run', (fact) => fact.dropGiven());
  expect(await journal.givenAfter('run', -1)).toBeNull();
});

test.each([
  ['a pending record', [], { pending: 0, failed: 120 }],
  ['a given id', ['a', 'b'], { pending: 0, failed: 122 }],
  ['a sum that is not the selection', [], { pending: 0, failed: 7 }],
])('counts every record anew where the counts deny %s', async (_name, ids, wrong) => {
  await journal.create(run('run'), rows(120), ids);
  await journal.write('run', async (fact) => {
    for (const row of await fact.rows([7, 60])) fact.put({ ...row, outcome: 'removed', lost: [0] });
  });
  const database = await openJournal();
  for (const stored of await database.getAll('runs'))
    await database.put('runs', { ...stored, changed: 0, counts: { ...stored.counts, removed: 0, ...wrong } });
  const { counts, changed, total } = await journal.write('run', (fact) => fact.settleCounts());
  expect({ total, changed, counts }).toEqual({
    total: 120 + ids.length,
    changed: 2,
    counts: { pending: 118 + ids.length, removed: 2, partly: 0, 'had-none': 0, failed: 0, 'not-sent': 0, unknown: 0 },
  });
});

test('gives batches of a state in the order of their numbers', async () => {
  await journal.create(run('run'), rows(3));
  await journal.write('run', (fact) => {
    for (const n of [0, 1, 2])
      fact.addBatch({ kind: 'write', records: [n], tags: [0], isIsolating: false, family: null });
  });
  const [first] = await journal.batches('run', 'planned');
  await journal.write('run', (fact) => first && fact.putBatch({ ...first, state: 'sent', sentAt: 5 }));
  expect((await journal.batches('run', 'planned')).map(({ n }) => n)).toEqual([1, 2]);
  expect(await journal.batches('run', 'sent')).toMatchObject([{ n: 0, sentAt: 5 }]);
});

test('says that the store is broken when it cannot be opened', async () => {
  globalThis.indexedDB = {
    open: () => {
      throw new DOMException('no', 'InvalidStateError');
    },
  } as unknown as IDBFactory;
  await expect(journal.runs()).rejects.toMatchObject({ code: 'storage-broken' });
});

const row: RecordRow = {
  ...freshRow({
    id: '5725767000001234001',
    name: 'Annamaria Castellanos-Whitfield',
    before: [0, 3, 12],
    readAt: Date.now(),
  }),
  run: 'run',
  n: 99_999,
  lost: [0, 3],
  left: [12],
  refused: [12],
  outcome: 'partly',
  reason: 'locked',
  zohoCode: 'RECORD_LOCKED',
};

test('gives a record back as it was put', () => {
  for (const reason of RECORD_REASONS) {
    const full: RecordRow = {
      ...row,
      reason,
      doubt: { tags: [0], endedAt: 5, isQuiet: false, look: { at: 9, carried: [1] } },
      tries: 2,
    };
    expect(blocksOf(7, [full]).flatMap((block) => rowsOf('run', block, () => true))).toEqual([full]);
  }
});

test('stores a record in less than 200 bytes', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => ({ ...row, n }));
  const bytes = blocksOf(7, many).reduce((sum, block) => sum + serialize(block).length, 0);
  expect(bytes / many.length).toBeLessThan(200);
});
