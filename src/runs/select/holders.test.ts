import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Holders, RunSummary } from '../../shared/run-summary.ts';
import { CONNECTION, fill, isOver, LEADS, recordId, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

function ask(way: Holders['way'], places: readonly number[] = [1]) {
  const holders = { tags: places.map(tagOf), way, counted: places.map(() => null) };
  const source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const;
  return { runId: 'run', connectionId: CONNECTION, module: LEADS, source, ids: null };
}

const isRead = ({ state }: RunSummary) => state === 'planned' || state === 'stopped';
const calls = (kind: string) => world.zoho.calls.filter((call) => call.kind === kind).length;
const idsFound = async () => (await world.journal.rowsAfter('run', -1, 20_000)).map(({ id }) => id).toSorted();
const holdersOf = (id: string) =>
  [...world.zoho.records]
    .filter(([, tags]) => tags.has(id))
    .map(([record]) => record)
    .toSorted();

describe.each(['scan', 'search'] as const)('%s', (way) => {
  test('finds all records that have the tag and no others, in a module of several pages', async () => {
    fill(world, 2_450, (n) => (n % 3 === 0 ? [1, 2] : [2]));
    await world.engine().read(ask(way));
    const { total, state } = await world.shows('run', isRead);
    expect({ total, state, found: await idsFound() }).toEqual({
      total: 817,
      state: 'planned',
      found: holdersOf(tagOf(1).id),
    });
  });

  test('finds each record once that has one tag of several, or all of them', async () => {
    fill(world, 900, (n) => [...(n % 2 === 0 ? [1] : []), ...(n % 3 === 0 ? [2] : []), 3]);
    await world.engine().read(ask(way, [1, 2]));
    expect((await world.shows('run', isRead)).total).toBe(600);
    expect(await idsFound()).toEqual([...new Set([...holdersOf(tagOf(1).id), ...holdersOf(tagOf(2).id)])].toSorted());
  });

  test('finds none where none has it', async () => {
    fill(world, 450, () => [2]);
    await world.engine().read(ask(way));
    expect(await world.shows('run', isRead)).toMatchObject({ total: 0, state: 'planned' });
  });

  test('a worker that dies again and again finds each record once', async () => {
    fill(world, 3_000, (n) => (n % 2 === 0 ? [1] : []));
    let uses = 0;
    world.isFatal = () => (uses += 1) % 7 === 0 && uses < 60;
    await world.ask((engine) => engine.read(ask(way)));
    await world.shows('run', isRead);
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });

  test('what is found can be removed, and put back', async () => {
    fill(world, 420, (n) => (n % 2 === 0 ? [1, 2] : [2]));
    const before = holdersOf(tagOf(1).id);
    await world.engine().read(ask(way));
    await world.shows('run', isRead);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect((await world.shows('run', isOver)).counts.removed).toBe(210);
    expect(holdersOf(tagOf(1).id)).toEqual([]);
    await world.engine().undo({ runId: 'run', undoId: 'undo' });
    await world.shows('undo', isOver);
    expect(holdersOf(tagOf(1).id)).toEqual(before);
  });

  test('can be given up while it finds', async () => {
    fill(world, 9_000, () => [1]);
    world.zoho.latencyMs = 2_000;
    await world.engine().read(ask(way));
    await world.shows('run', ({ read }) => read > 0);
    await world.engine().stop({ runId: 'run' });
    const { counts, total } = await world.shows('run', isOver);
    expect(counts['not-sent']).toBe(total);
    expect(total).toBeLessThan(9_000);
  });
});

describe('search', () => {
  test('keeps only records whose own tags hold the tag, whatever the search took for it', async () => {
    fill(world, 30, (n) => (n % 2 === 0 ? [1] : [2]));
    const all = [...world.zoho.records.keys()];
    world.zoho.found = () => ({
      records: all.map((id) => ({ id, name: '', tags: id === all[1] ? [{ ...tagOf(2), name: 'Tag 1' }] : tagsOf(id) })),
      isMore: false,
    });
    await world.engine().read(ask('search'));
    await world.shows('run', isRead);
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });

  test('reads each candidate before anything is sent: the index may lag', async () => {
    const ids = fill(world, 30, (n) => (n % 2 === 0 ? [1, 2] : [2]));
    world.zoho.found = () => ({ records: ids.map((id) => ({ id, name: '', tags: [tagOf(1)] })), isMore: false });
    await world.engine().read(ask('search'));
    await world.shows('run', isRead);
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 15, 'had-none': 15 });
  });

  test('searches a tag by the name that it has now', async () => {
    fill(world, 30, () => [1]);
    world.zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: 'Renamed since' });
    await world.engine().read(ask('search'));
    expect((await world.shows('run', isRead)).total).toBe(30);
    expect(calls('scan')).toBe(0);
  });

  test('reads all records instead where names of tags are refused', async () => {
    fill(world, 30, () => [1]);
    world.zoho.fault = ({ kind }) =>
      kind === 'tags' ? { kind: 'refused', error: new AppError('no-tag-reading') } : null;
    await world.engine().read(ask('search'));
    expect((await world.shows('run', isRead)).total).toBe(30);
    expect({ searches: calls('search'), scans: calls('scan') }).toEqual({ searches: 0, scans: 1 });
  });

  test.each([
    [null, 450, 4],
    [450, 450, 3],
    [1_999, 1_999, 10],
    [2_400, 1_200, 9],
  ] as const)(
    'where Zoho counts %j, asks for few pages in vain: %i records cost %i',
    async (counted, records, most) => {
      fill(world, records, () => [1]);
      const { source, ...given } = ask('search');
      await world
        .engine()
        .read({ ...given, source: { ...source, holders: { ...source.holders, counted: [counted] } } });
      expect((await world.shows('run', isRead)).total).toBe(records);
      expect(calls('search')).toBeLessThanOrEqual(most);
    },
  );

  test.each([-12 * 365, 12 * 365])('finds all by windows under a clock that is wrong by %i days', async (days) => {
    fill(world, 2_300, () => [1]);
    const newest = world.clock.now() / 1_000;
    for (let n = 0; n < 2_300; n += 1) world.zoho.createdAt.set(recordId(n), Math.floor(newest - n * 9_000));
    world.skewMs = days * 86_400_000;
    await world.engine().read(ask('search'));
    expect((await world.shows('run', isRead)).total).toBe(2_300);
    expect(calls('scan')).toBe(0);
  });

  test('goes on in windows of time where one search cannot show all', async () => {
    fill(world, 9_000, () => [1]);
    for (let n = 0; n < 9_000; n += 1) world.zoho.createdAt.set(recordId(n), 1_600_000_000 + n * 4_000);
    await world.engine().read(ask('search'));
    await world.shows('run', isRead);
    expect(await idsFound()).toHaveLength(9_000);
    expect(calls('scan')).toBe(0);
    expect(calls('search')).toBeLessThan(200);
  });

  test('reads all records instead where one second has more than a search can show', async () => {
    fill(world, 2_300, () => [1]);
    for (let n = 0; n < 2_300; n += 1) world.zoho.createdAt.set(recordId(n), 1_600_000_000);
    await world.engine().read(ask('search'));
    await world.shows('run', isRead);
    expect(await idsFound()).toHaveLength(2_300);
    expect(calls('scan')).toBeGreaterThan(0);
  });

  test('reads all records instead where a search promises more for ever', async () => {
    fill(world, 450, () => [1]);
    world.zoho.found = () => ({ records: [], isMore: true });
    await world.engine().read(ask('search'));
    expect((await world.shows('run', isRead)).total).toBe(450);
    expect(calls('search')).toBeLessThan(1_100);
  });

  test.each([
    'scope-missing',
    'zoho-other',
    'request-refused',
    'limit-exceeded',
    'no-permission',
    'data-refused',
  ] as const)('reads all records instead where it is refused with %s, and keeps what it found before', async (code) => {
    fill(world, 900, (n) => (n % 2 === 0 ? [1] : []));
    let searches = 0;
    world.zoho.fault = (call) =>
      call.kind === 'search' && (searches += 1) > 1 ? { kind: 'refused', error: new AppError(code) } : null;
    await world.engine().read(ask('search'));
    await world.shows('run', isRead);
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });
});

describe('a search while others rename tags', () => {
  const named = (n: number, name: string) => void world.zoho.tags.set(tagOf(n).id, { ...tagOf(n), name });

  /** Does that after the n-th search was sent, before Zoho answers. */
  function atSearch(nth: number, change: () => void, isRepeated = false): void {
    let searches = 0;
    world.zoho.watch = ({ kind, endedAt }) => {
      if (kind !== 'search' || endedAt !== null) return;
      searches += 1;
      if (searches === nth || (isRepeated && searches > nth)) change();
    };
  }

  async function find(places: readonly number[] = [1]) {
    await world.ask((engine) => engine.read(ask('search', places)));
    const { state, total, credits } = await world.shows('run', isRead);
    return {
      state,
      total,
      reads: credits.reads,
      searches: calls('search'),
      lists: calls('tags'),
      scans: calls('scan'),
    };
  }

  test('costs no second list of names where a found record shows the name', async () => {
    fill(world, 30, () => [1]);
    expect(await find()).toEqual({ state: 'planned', total: 30, reads: 2, searches: 1, lists: 1, scans: 0 });
  });

  test('lists the names once more where no record has the tag', async () => {
    fill(world, 30, () => [2]);
    expect(await find([1, 3])).toEqual({ state: 'planned', total: 0, reads: 4, searches: 2, lists: 2, scans: 0 });
  });

  test('takes a later record with the tag as proof of the name', async () => {
    fill(world, 2_300, () => [1]);
    for (let n = 0; n < 2_300; n += 1) world.zoho.createdAt.set(recordId(n), 1_600_000_000 + n * 80_000);
    expect(await find()).toMatchObject({ total: 2_300, lists: 1, scans: 0 });
    expect(calls('search')).toBeGreaterThan(20);
  });

  test('searches again by the new name', async () => {
    fill(world, 30, () => [1]);
    atSearch(1, () => named(1, 'Renamed since'));
    expect(await find()).toEqual({ state: 'planned', total: 30, reads: 4, searches: 2, lists: 2, scans: 0 });
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });

  test.each([450, 2_300])('searches again where the name changes between two pages of %i records', async (records) => {
    fill(world, records, () => [1]);
    for (let n = 0; n < records; n += 1) world.zoho.createdAt.set(recordId(n), 1_600_000_000 + n * 80_000);
    atSearch(2, () => named(1, 'Renamed since'));
    expect(await find()).toMatchObject({ total: records, lists: 2, scans: 0 });
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });

  test('searches only the renamed tag again', async () => {
    fill(world, 30, (n) => [1 + (n % 2)]);
    atSearch(2, () => named(2, 'Renamed since'));
    expect(await find([1, 2])).toEqual({ state: 'planned', total: 30, reads: 5, searches: 3, lists: 2, scans: 0 });
  });

  test('finds no record of another tag that takes the name, and touches none', async () => {
    fill(world, 30, (n) => [1 + (n % 2)]);
    const others = holdersOf(tagOf(2).id);
    atSearch(1, () => {
      named(1, 'Renamed since');
      named(2, 'Tag 1');
    });
    expect(await find()).toMatchObject({ total: 15, searches: 2, scans: 0 });
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    expect((await world.shows('run', isOver)).counts.removed).toBe(15);
    expect(holdersOf(tagOf(2).id)).toEqual(others);
  });

  test('is not deceived by a record that has both tags after they changed names', async () => {
    fill(world, 30, (n) => (n === 0 ? [1, 2] : [1]));
    atSearch(1, () => {
      named(1, 'Renamed since');
      named(2, 'Tag 1');
    });
    expect(await find()).toMatchObject({ total: 30, searches: 2, scans: 0 });
  });

  test('ends where the tag is deleted', async () => {
    fill(world, 30, () => [1]);
    atSearch(1, () => {
      world.zoho.tags.delete(tagOf(1).id);
      for (const tags of world.zoho.records.values()) tags.delete(tagOf(1).id);
    });
    expect(await find()).toEqual({ state: 'planned', total: 0, reads: 5, searches: 2, lists: 3, scans: 0 });
  });

  test('reads all records instead where the name changes again and again', async () => {
    fill(world, 30, () => [1]);
    let names = 0;
    atSearch(1, () => named(1, `Name ${(names += 1)}`), true);
    expect(await find()).toEqual({ state: 'planned', total: 30, reads: 8, searches: 3, lists: 4, scans: 1 });
  });

  test.each(['search', 'tags'] as const)(
    'reads all records instead where the second call of %s is refused',
    async (kind) => {
      fill(world, 30, () => [1]);
      atSearch(1, () => named(1, 'Renamed since'));
      world.zoho.fault = (call) =>
        call.kind === kind && calls(kind) > 1 ? { kind: 'refused', error: new AppError('data-refused') } : null;
      expect(await find()).toMatchObject({ total: 30, scans: 1 });
    },
  );

  test('asks for the names again after Zoho was silent', async () => {
    fill(world, 30, () => [1]);
    atSearch(1, () => named(1, 'Renamed since'));
    world.zoho.fault = ({ kind }) =>
      kind === 'tags' && calls('tags') === 2
        ? { kind: 'silent', code: 'timeout', applyAfterMs: null, tookMs: 30_000 }
        : null;
    expect(await find()).toMatchObject({ total: 30, searches: 2, lists: 3, scans: 0 });
  });

  test('a worker that dies before the names are compared leaves that to the next one', async () => {
    fill(world, 30, () => [1]);
    let lists = 0;
    world.zoho.watch = ({ kind, endedAt }) => {
      if (kind === 'search' && calls('search') === 1) named(1, 'Renamed since');
      if (kind === 'tags' && endedAt === null && (lists += 1) === 2) world.kill();
    };
    expect(await find()).toMatchObject({ total: 30, searches: 2, lists: 3, scans: 0 });
  });

  test('a search that another worker goes on with under another name begins again', async () => {
    fill(world, 450, () => [1]);
    const ids = [...world.zoho.records.keys()];
    world.zoho.watch = ({ kind, endedAt }) => {
      if (kind !== 'search' || endedAt !== null || calls('search') !== 2) return;
      named(1, 'Renamed since');
      // Another name, another order.
      world.zoho.found = (name, { page }) => {
        const found = name === 'Renamed since' ? ids.toReversed().slice((page - 1) * 200, page * 200) : [];
        return { records: found.map((id) => ({ id, name: '', tags: tagsOf(id) })), isMore: page * 200 < ids.length };
      };
      world.kill();
    };
    expect(await find()).toMatchObject({ total: 450, scans: 0 });
  });
});

describe('scan', () => {
  test.each(['no-permission', 'module-unknown', 'data-refused', 'zoho-other'] as const)(
    'stops with the error where reading is refused with %s',
    async (code) => {
      fill(world, 900, () => [1]);
      world.zoho.fault = () => ({ kind: 'refused', error: new AppError(code) });
      await world.engine().read(ask('scan'));
      const { state, error } = await world.shows('run', isRead);
      expect({ state, error: error?.code }).toEqual({ state: 'stopped', error: code });
      expect(world.zoho.calls.length).toBeLessThanOrEqual(3);
    },
  );

  /** From then on Zoho takes none of the page tokens that it has given so far. */
  function tokensPass(after: number, times: number): void {
    let scans = 0;
    let passed = 0;
    world.zoho.fault = ({ kind }) => {
      if (kind !== 'scan' || (scans += 1) < after || passed === times) return null;
      passed += 1;
      scans = 0;
      return { kind: 'refused', error: new AppError('view-changed', { zohoCode: 'EXPIRED_VALUE' }) };
    };
  }

  test('starts at the first page again where Zoho no longer takes a token, and finds each record once', async () => {
    fill(world, 3_900, (n) => (n % 2 === 0 ? [1] : [2]));
    tokensPass(13, 2);
    await world.engine().read(ask('scan'));
    expect(await world.shows('run', isRead)).toMatchObject({ state: 'planned', total: 1_950 });
    expect(await idsFound()).toEqual(holdersOf(tagOf(1).id));
  });

  test('stops where Zoho takes no token again and again', async () => {
    fill(world, 3_900, (n) => (n % 2 === 0 ? [1] : [2]));
    tokensPass(13, Infinity);
    await world.engine().read(ask('scan'));
    expect(await world.shows('run', isRead)).toMatchObject({ state: 'stopped', error: { code: 'view-changed' } });
    expect(calls('scan')).toBeLessThan(60);
  });

  test('stops where Zoho promises more for ever and shows the same records', async () => {
    fill(world, 900, () => [2]);
    const { api } = world.zoho;
    let pages = 0;
    Object.assign(world.zoho, {
      api: (...given: Parameters<typeof api>): ReturnType<typeof api> => {
        const real = api(...given);
        const recordsOfModule: typeof real.recordsOfModule = async (module, name, _cursor, perPage) => {
          const page = await real.recordsOfModule(module, name, null, perPage);
          return { ...page, next: { pageToken: `token ${(pages += 1)}` } };
        };
        return { ...real, recordsOfModule };
      },
    });
    await world.engine().read(ask('scan'));
    expect(await world.shows('run', isRead)).toMatchObject({ state: 'stopped', error: { code: 'view-changed' } });
    expect(pages).toBeLessThan(5);
  });

  test('reads the next page while it stores one, and a stop wastes no more than one', async () => {
    fill(world, 9_000, (n) => [1 + (n % 2)]);
    world.zoho.latencyMs = 1_000;
    await world.engine().read(ask('scan'));
    await world.shows('run', ({ read }) => read > 1_400);
    const before = calls('scan');
    await world.engine().stop({ runId: 'run' });
    await world.shows('run', isOver);
    expect(calls('scan') - before).toBeLessThanOrEqual(1);
  });

  test('costs one page for a module of one', async () => {
    fill(world, 150, () => [1]);
    await world.engine().read(ask('scan'));
    expect((await world.shows('run', isRead)).credits).toEqual({ reads: 1, writes: 0, checks: 0 });
  });
});

function tagsOf(id: string) {
  return [...(world.zoho.records.get(id) ?? [])].flatMap((tag) => world.zoho.tags.get(tag) ?? []);
}
