import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECTION, fill, LEADS, recordId, type TestWorld, testWorld, tagOf } from '../runs/testing/world.ts';
import { closeJournal } from '../runs/journal/open-journal.ts';
import type { Holders, Module, Source } from '../shared/run-summary.ts';
import { holdersCsv } from './holders-csv.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(async () => {
  await world.end();
  await closeJournal();
});

const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };

/** Finds the records of a module that have the first tag. */
async function found(runId: string, module: Module): Promise<void> {
  const holders: Holders = { tags: [tagOf(1)], way: 'scan', counted: [null] };
  const source: Source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders };
  await world.engine().read({ runId, connectionId: CONNECTION, module, source, ids: null, cleanupId: 'clean' });
  await world.shows(runId, ({ state }) => state === 'planned');
}

async function lines(...runIds: string[]): Promise<readonly string[]> {
  const runs = await Promise.all(runIds.map((id) => world.journal.run(id)));
  const file = await holdersCsv(runs.flatMap((run) => run ?? []));
  return (await file?.text())?.replace('\uFEFF', '').split('\r\n') ?? [];
}

test('lists the found records of all modules before anything is removed, one a line', async () => {
  fill(world, 1_500, (n) => (n < 1_200 ? [1, 2] : n < 1_300 ? [2] : [1]));
  for (let n = 1_200; n < 1_500; n += 1) world.zoho.modules.set(recordId(n), 'Contacts');
  await found('clean-0', LEADS);
  await found('clean-1', CONTACTS);
  const all = await lines('clean-0', 'clean-1');
  expect(all).toHaveLength(1 + 1_200 + 200 + 1);
  expect(all[0]).toBe('"Module","Record ID","Name","Tags","Link"');
  const links = all.slice(1, -1).map((line) => line.split(',').at(-1) ?? '');
  expect(new Set(links).size).toBe(1_400);
  expect(all[1]).toMatch(
    /^"Leads","zcrm_\d+",".*","Tag 1 · Tag 2","https:\/\/crm\.zoho\.\w+\/crm\/\w+\/tab\/Leads\/\d+"$/,
  );
  expect(all.at(-2)).toMatch(/^"Contacts","zcrm_\d+",".*","Tag 1","https:\/\/.*\/tab\/Contacts\/\d+"$/);
});

test('defuses a name that a spreadsheet would run, and leaves the cell quoted', async () => {
  fill(world, 1, () => [1]);
  world.zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: '=HYPERLINK("https://evil.example","x")' });
  await found('clean-0', LEADS);
  expect((await lines('clean-0'))[1]).toContain(`,"'=HYPERLINK(""https://evil.example"",""x"")",`);
});

test('is no file where nothing was found', async () => {
  fill(world, 3, () => [2]);
  await found('clean-0', LEADS);
  expect(await lines('clean-0')).toEqual([]);
});
