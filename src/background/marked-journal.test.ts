import { fakeBrowser } from '../shared/testing/extension.ts';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJournal } from '../runs/journal/journal.ts';
import { closeJournal } from '../runs/journal/open-journal.ts';
import { newRun } from '../runs/model/machine.ts';
import type { Run } from '../runs/model/types.ts';
import { lostRunsItem, runsMarkItem } from '../shared/stored-items.ts';
import { createMarkedJournal, type MarkedJournal } from './marked-journal.ts';

const MODULE = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'N',
};
const ORG = {
  zgid: '1',
  domainName: 'org1',
  name: 'Northwind',
  edition: null,
  dataCentre: 'us',
  environment: 'production',
};

function runOf(id: string, startedAt: number | null): Run {
  const run = newRun({
    id,
    kind: 'removal',
    undoes: null,
    connectionId: 'c',
    org: ORG as Run['org'],
    user: { id: '2', name: 'Ada' },
    module: MODULE,
    source: { kind: 'ticked', viewId: null, viewName: null, pages: null },
    at: 1,
  });
  return { ...run, startedAt };
}

/** The journal as a new worker opens it. */
async function wake(): Promise<MarkedJournal> {
  const journal = createMarkedJournal(createJournal(), () => 7);
  await journal.check();
  return journal;
}

/** Replaces the store by an empty one, as a browser does when its store was damaged. */
async function loseStore(): Promise<void> {
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
}

async function marked(): Promise<string> {
  const mark = await runsMarkItem.get();
  return mark === null ? 'none' : `${mark.count} ${mark.lastId}`;
}

beforeEach(async () => {
  fakeBrowser.reset();
  await loseStore();
});
afterEach(() => closeJournal());

describe('the mark of the journal', () => {
  it('counts runs that were started, whether with their first row or later, and no preview', async () => {
    const journal = await wake();
    await journal.create(runOf('preview', null));
    await journal.create(runOf('undo', 5));
    await vi.waitFor(async () => expect(await marked()).toBe('1 undo'));
    await journal.write('preview', (fact) => fact.change({ startedAt: 6 }));
    await journal.write('preview', (fact) => fact.change({ isSeen: true }));
    await vi.waitFor(async () => expect(await marked()).toBe('2 preview'));
  });

  it('follows what is removed', async () => {
    const journal = await wake();
    for (const id of ['one', 'two', 'three']) await journal.create(runOf(id, 5));
    await vi.waitFor(async () => expect(await marked()).toBe('3 three'));
    await journal.remove('one');
    expect(await marked()).toBe('2 three');
    await journal.remove('three');
    expect(await marked()).toBe('1 two');
    await journal.remove('two');
    expect(await marked()).toBe('none');
    await wake();
    expect(await lostRunsItem.get()).toBeNull();
  });

  it('is made for the runs of a version that set none', async () => {
    const journal = createJournal();
    for (const id of ['one', 'two']) await journal.create(runOf(id, 5));
    await wake();
    expect(await marked()).toBe('2 two');
    expect(await lostRunsItem.get()).toBeNull();
  });
});

describe('a store that the browser replaced by an empty one', () => {
  beforeEach(async () => {
    const journal = await wake();
    for (const id of ['one', 'two']) await journal.create(runOf(id, 5));
    await vi.waitUntil(async () => (await marked()) === '2 two');
    await loseStore();
  });

  it('is noticed, once', async () => {
    await wake();
    expect(await lostRunsItem.get()).toEqual({ count: 2, at: 7 });
    await lostRunsItem.clear();
    await wake();
    expect(await lostRunsItem.get()).toBeNull();
  });

  it('is noticed also where a run is started before anybody looked', async () => {
    const journal = createMarkedJournal(createJournal(), () => 7);
    await journal.create(runOf('new', 5));
    await vi.waitFor(async () => expect(await lostRunsItem.get()).toEqual({ count: 2, at: 7 }));
    await vi.waitFor(async () => expect(await marked()).toBe('1 new'));
  });

  it('is counted with those that were lost before and not seen', async () => {
    const journal = await wake();
    await journal.create(runOf('three', 5));
    await vi.waitFor(async () => expect(await marked()).toBe('1 three'));
    await loseStore();
    await wake();
    expect(await lostRunsItem.get()).toEqual({ count: 3, at: 7 });
  });
});

it('a journal that cannot be opened is not one that was lost', async () => {
  const journal = await wake();
  await journal.create(runOf('one', 5));
  await vi.waitFor(async () => expect(await marked()).toBe('1 one'));
  const broken = { ...createJournal(), runs: () => Promise.reject(new Error('closed')) };
  await expect(createMarkedJournal(broken).check()).rejects.toThrow('closed');
  expect(await marked()).toBe('1 one');
  expect(await lostRunsItem.get()).toBeNull();
});
