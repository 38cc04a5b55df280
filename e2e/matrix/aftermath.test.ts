import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { createJournal } from '../../src/runs/journal/journal.ts';
import { failuresByReason } from '../../src/runs/queries/failures.ts';
import { readPreview } from '../../src/runs/queries/preview.ts';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import { scaledClock } from '../zoho/clock.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { type NodeHome, nodeHome } from './node-ports.ts';
import { LEADS } from './play.ts';

const SPEED = 100;
const TICKED = { kind: 'ticked', viewId: null, viewName: null, pages: null } as const;

let zoho: Zoho;
let home: NodeHome;

beforeAll(async () => {
  zoho = await startZoho({ leads: 1_300, clock: scaledClock(SPEED) });
});
beforeEach(async () => {
  zoho.reset();
  home = await nodeHome(zoho, { orgKey: 'brightside', speed: SPEED });
});
afterEach(() => home.end());
afterAll(() => zoho.stop());

const leads = () => zoho.world.org('brightside').module('Leads');
const isOver = ({ state }: RunSummary) => state === 'done' || state === 'stopped';

function carrying(tag: string, count: number): string[] {
  return leads()
    .ids()
    .filter((id) => leads().tagNames(id).includes(tag))
    .slice(0, count);
}

async function remove(ids: readonly string[], tag: string): Promise<RunSummary> {
  const { engine, connectionId } = home;
  await engine.read({ runId: 'run', connectionId, module: LEADS, source: TICKED, ids });
  await home.shows('run', ({ state }) => state === 'planned');
  await engine.start({
    runId: 'run',
    tagIds: leads()
      .tags()
      .filter(({ name }) => name === tag)
      .map(({ id }) => id),
  });
  return home.shows('run', isOver);
}

async function undo(): Promise<RunSummary> {
  await home.engine.undo({ runId: 'run', undoId: 'undo' });
  return home.shows('undo', isOver);
}

test('a workflow that puts the tag back is told of two minutes after the end', async () => {
  zoho.set({ workflows: [{ module: 'Leads', tag: 'Prime', afterMs: 60_000 }] });
  const ids = carrying('Prime', 20);
  expect((await remove(ids, 'Prime')).counts.removed).toBe(20);
  zoho.clock.skip(121_000);
  const { cameBack } = await home.shows('run', (summary) => summary.cameBack !== null);
  expect(cameBack).toMatchObject({ records: 20, tag: 'Prime' });
  // Zoho names the rules that add it.
  expect(cameBack?.by?.slice(0, 2)).toEqual([
    { kind: 'workflow', name: 'Score over 80' },
    { kind: 'workflow', name: 'Monthly review' },
  ]);
});

test.each(['notAddedTags', 'itemError'] as const)(
  'an undo says which records are at their limit (%s)',
  async (limit) => {
    zoho.set({ recordTagLimit: limit });
    const ids = carrying('Prime', 3);
    await remove(ids, 'Prime');
    const full = ids[1] ?? '';
    leads().setTags(
      full,
      leads()
        .tags()
        .filter(({ name }) => name !== 'Prime')
        .slice(0, 10)
        .map(({ id }) => id),
    );
    const { counts } = await undo();
    expect(counts).toMatchObject({ removed: 2, failed: 1 });
    expect(await failuresByReason('undo', { first: 1 })).toMatchObject([
      { reason: 'tag-limit', first: [{ id: full }] },
    ]);
    expect(leads().tagNames(ids[0] ?? '')).toContain('Prime');
  },
);

test('an undo never makes a tag again that was deleted', async () => {
  const ids = carrying('Prime', 3);
  await remove(ids, 'Prime');
  leads().deleteTag('Prime');
  expect((await undo()).counts.failed).toBe(3);
  expect(await failuresByReason('undo', { first: 0 })).toMatchObject([{ reason: 'tag-deleted', retried: 0 }]);
  expect(
    leads()
      .tags()
      .map(({ name }) => name),
  ).not.toContain('Prime');
});

test('a whole view is frozen before anything is written', async () => {
  const view = leads().views.find(({ filter }) => filter.kind === 'mine');
  const { total } = leads().rows({
    ...(view && { view }),
    userId: zoho.world.org('brightside').user('mara').id,
    offset: 0,
    limit: 1,
  });
  const source = { kind: 'view', viewId: view?.id ?? '', viewName: view?.name ?? '', pages: null } as const;
  await home.engine.read({ runId: 'run', connectionId: home.connectionId, module: LEADS, source, ids: null });
  await home.shows('run', ({ state }) => state === 'planned');
  expect((await readPreview('run'))?.total).toBe(total);
  expect(zoho.requests.every(({ method }) => method === 'GET')).toBe(true);
});

const TOO_BIG =
  process.env['UNTAG_TEST_ALL'] === undefined
    ? (['namedLimit', 'cut'] as const)
    : (['limit', 'namedLimit', 'cut', 'silence'] as const);
test.each(TOO_BIG)(
  'a view whose pages are too big for Zoho (%s) is read in smaller ones, each record once',
  async (answer) => {
    zoho.set({ viewPageMaximum: { records: 60, answer } });
    const view = leads().views.find(({ filter }) => filter.kind === 'all');
    const source = { kind: 'view', viewId: view?.id ?? '', viewName: null, pages: null } as const;
    await home.engine.read({ runId: 'run', connectionId: home.connectionId, module: LEADS, source, ids: null });
    await home.shows('run', ({ state }) => state === 'planned');
    const read = (await createJournal().rowsAfter('run', -1, 2_000)).map(({ id }) => id);
    expect(read.toSorted()).toEqual(leads().ids().toSorted());
  },
);

test.each([
  [1_024, 'refused'],
  [1_024, 'unnamed'],
  [1_024, 'leftOut'],
  [600, 'refused'],
  [600, 'unnamed'],
  [null, 'refused'],
] as const)(
  '120 leads are read and lose a tag where %s characters of ids are taken and more are %s',
  async (most, beyond) => {
    zoho.set({ idsMaximumCharacters: most, idsBeyondMaximum: beyond });
    const ids = carrying('Prime', 120);
    const { counts } = await remove(ids, 'Prime');
    expect(counts.removed).toBe(120);
    expect(ids.filter((id) => leads().tagNames(id).includes('Prime'))).toEqual([]);
  },
);
