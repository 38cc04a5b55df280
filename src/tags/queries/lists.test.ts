import 'fake-indexeddb/auto';
import '../../shared/testing/extension.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import type { ListedTag, ModuleInfo } from '../../zoho/types.ts';
import { newJob } from '../model/job.ts';
import type { TagUses } from '../model/types.ts';
import { closeTags } from '../store/database.ts';
import type { Fact } from '../store/fact.ts';
import { createTagStore } from '../store/store.ts';
import { readTagModules, readTagNames, readTagRows } from './lists.ts';

const CONNECTION = 'us-production-1-2';
const store = createTagStore();
const NAMED: TagUses = {
  at: 200,
  areas: [{ kind: 'view', action: null, places: [{ name: 'Hot', id: '7', timing: null }], hasHidden: false }],
  isUsed: true,
  isWhole: true,
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(closeTags);

function moduleInfo(apiName: string, plural = apiName): ModuleInfo {
  return {
    apiName,
    moduleName: apiName,
    singular: apiName,
    plural,
    isCustom: false,
    isApiSupported: true,
    nameField: null,
  };
}

function listed(id: string, name: string, extras: Partial<ListedTag> = {}): ListedTag {
  return {
    id,
    name,
    colour: null,
    createdAt: null,
    createdBy: null,
    records: null,
    lastUsed: null,
    isUsed: null,
    ...extras,
  };
}

async function write(event: (fact: Fact) => Promise<void>): Promise<void> {
  await store.write(CONNECTION, async (fact) => {
    fact.job ??= newJob({ connectionId: CONNECTION, id: 'one', wall: 1, now: 1 });
    await event(fact);
  });
}

function list(apiName: string, at: number, ...tags: ListedTag[]): Promise<void> {
  return write((fact) => fact.setList(apiName, { tags, allowed: 100 }, at));
}

async function rowOf(id: string) {
  return (await readTagRows(CONNECTION)).find((row) => row.id === id);
}

it('gives modules as Zoho lists them, whatever they are called', async () => {
  await write((fact) =>
    fact.setModules([moduleInfo('Leads', 'Zeads'), moduleInfo('Deals'), moduleInfo('Accounts')], 5),
  );
  expect((await readTagModules(CONNECTION)).map(({ apiName, moduleSlug }) => [apiName, moduleSlug])).toEqual([
    ['Leads', 'Leads'],
    ['Deals', 'Potentials'],
    ['Accounts', 'Accounts'],
  ]);
});

it('names the tags of a module, none where it has none, and does not know a module that was never read', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads'), moduleInfo('Deals'), moduleInfo('Accounts')], 5));
  await list('Leads', 100, listed('1', 'VIP'));
  await list('Deals', 100);
  const names = async (module: string) => (await readTagNames(CONNECTION, module))?.map(({ id, name }) => [id, name]);
  expect(await names('Leads')).toEqual([['1', 'VIP']]);
  expect(await names('Deals')).toEqual([]);
  expect(await readTagNames(CONNECTION, 'Accounts')).toBeNull();
});

it('goes by the newer of what the list says and what was asked of the tag', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads')], 5));
  await list('Leads', 100, listed('1', 'VIP', { records: 4 }));
  expect((await rowOf('1'))?.records).toEqual({ n: 4, at: 100, from: 'list' });
  await write((fact) =>
    fact.setCount({ module: 'Leads', id: '1' }, { records: { n: 5, at: 200, from: 'count' }, uses: NAMED }),
  );
  expect(await rowOf('1')).toMatchObject({ records: { n: 5, from: 'count' }, uses: NAMED });
  await list('Leads', 300, listed('1', 'VIP', { records: 6 }));
  expect(await rowOf('1')).toMatchObject({ records: { n: 6, from: 'list' }, uses: NAMED });
});

it('keeps the names of what uses a tag where a newer list says no more than that there is something', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads')], 5));
  await list('Leads', 100, listed('1', 'VIP'));
  await write((fact) => fact.setCount({ module: 'Leads', id: '1' }, { records: null, uses: NAMED }));
  await list('Leads', 300, listed('1', 'VIP', { isUsed: true }));
  expect((await rowOf('1'))?.uses).toEqual(NAMED);
  await list('Leads', 400, listed('1', 'VIP', { isUsed: false }));
  expect((await rowOf('1'))?.uses).toEqual({ at: 400, areas: null, isUsed: false, isWhole: false });
});

it('forgets what was asked of a tag that is not listed any more', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads')], 5));
  await list('Leads', 100, listed('1', 'VIP'), listed('2', 'web'));
  for (const id of ['1', '2'])
    await write((fact) =>
      fact.setCount({ module: 'Leads', id }, { records: { n: 1, at: 200, from: 'count' }, uses: null }),
    );
  await list('Leads', 300, listed('2', 'web'));
  await list('Leads', 400, listed('1', 'VIP'), listed('2', 'web'));
  expect((await rowOf('1'))?.records).toBeNull();
  expect((await rowOf('2'))?.records).toEqual({ n: 1, at: 200, from: 'count' });
});

it('forgets modules that are there no more, and what was read of them', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads'), moduleInfo('Deals')], 5));
  await list('Deals', 100, listed('1', 'VIP'));
  await write((fact) => fact.setModules([moduleInfo('Leads')], 6));
  expect(await readTagRows(CONNECTION)).toEqual([]);
  expect((await readTagModules(CONNECTION)).map(({ apiName }) => apiName)).toEqual(['Leads']);
});

it('says which tags look alike, and no more where one of two is gone', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads'), moduleInfo('Deals')], 5));
  await list('Leads', 100, listed('1', 'VIP'), listed('2', 'web'), listed('3', 'v.i.p'));
  await list('Deals', 100, listed('4', 'VIP'));
  const alikes = new Map((await readTagRows(CONNECTION)).map(({ id, alike }) => [id, alike]));
  expect(Object.fromEntries(alikes)).toEqual({ 1: '1', 2: null, 3: '1', 4: null });
  await write((fact) => fact.dropTag({ module: 'Leads', id: '1' }));
  expect((await readTagRows(CONNECTION, 'Leads')).map(({ id, alike }) => [id, alike])).toEqual([
    ['2', null],
    ['3', null],
  ]);
  expect((await readTagModules(CONNECTION))[0]?.room.used).toBe(2);
});

it('counts what a page has to read again', async () => {
  await write((fact) => fact.setModules([moduleInfo('Leads'), moduleInfo('Deals')], 5));
  await list('Leads', 100, listed('1', 'VIP'));
  await list('Leads', 200, listed('1', 'VIP'));
  expect((await store.job(CONNECTION))?.stored).toEqual({ Leads: 2 });
});
