import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import { tagsProgressItem } from '../../src/shared/tags-progress.ts';
import type { TagModule } from '../../src/tags/model/types.ts';
import { readOrgTags, readTagModules, readTagRows } from '../../src/tags/queries/lists.ts';
import { startTags, type TagsInNode } from './tags-in-node.ts';

let world: TagsInNode;
let lumen: string;

beforeAll(async () => {
  world = await startTags();
});
beforeEach(async () => {
  await world.reset();
  lumen = await world.connect('lumen');
});
afterAll(() => world.stop());

async function readAll(connectionId = lumen) {
  await world.tags.read({ connectionId, modules: null });
  return world.ends(connectionId);
}

async function moduleOf(apiName: string, connectionId = lumen): Promise<TagModule> {
  const found = (await readTagModules(connectionId)).find((module) => module.apiName === apiName);
  if (found === undefined) throw new Error(`${apiName} is not stored.`);
  return found;
}

/** Modules by how their last reading ended. */
async function states(): Promise<Record<string, string[]>> {
  const by: Record<string, string[]> = {};
  for (const { apiName, state } of await readTagModules(lumen)) by[state] = [...(by[state] ?? []), apiName];
  return by;
}

async function tagIds(module: string): Promise<string[]> {
  return (await readTagRows(lumen, module)).map(({ id }) => id);
}

describe('a module that fails', () => {
  it('for want of a right is refused, and leaves the others', async () => {
    world.org('lumen').users[0]!.denied.add('Crm_Implied_View_Deals');
    const end = await readAll();
    expect(end).toMatchObject({ ending: 'done', error: null });
    expect((await states())['refused']).toEqual(['Deals']);
    expect((await states())['failed']).toBeUndefined();
    expect(await moduleOf('Deals')).toMatchObject({
      error: { code: 'no-tag-reading' },
      readAt: null,
      room: { used: null },
    });
    expect((await readTagRows(lumen)).length).toBe(160);
  });

  it.each(['Leads', 'Deals'])(
    'because Zoho never answers for it (%s) is tried three times, and leaves the others',
    async (apiName) => {
      world.zoho.inject({ fault: 'status500', match: { endpoint: 'tags', query: `module=${apiName}`, times: null } });
      expect(await readAll()).toMatchObject({ ending: 'done' });
      expect((await states())['failed']).toEqual([apiName]);
      expect(await moduleOf(apiName)).toMatchObject({ error: { code: 'zoho-down' }, room: { used: null } });
      expect(world.zoho.requestsTo(new RegExp(`settings/tags.*module=${apiName}`)).length).toBe(3);
      expect((await readTagRows(lumen)).length).toBe(180 - world.org('lumen').module(apiName).tags().length);
    },
  );

  it('with all others is given up in an hour', async () => {
    world.zoho.inject({ fault: 'html', match: { endpoint: 'tags', times: null } });
    const start = world.clock.now();
    expect(await readAll()).toMatchObject({ ending: 'given-up', why: 'zoho', error: { code: 'unreadable' } });
    expect(world.clock.now() - start).toBeLessThan(2 * 3_600_000);
  });

  it('keeps what an earlier reading brought, with its time', async () => {
    await readAll();
    const before = await moduleOf('Deals');
    world.org('lumen').users[0]!.denied.add('Crm_Implied_View_Deals');
    await world.tags.read({ connectionId: lumen, modules: ['Deals', 'Leads'] });
    const end = await world.ends(lumen);
    expect(end.modules).toMatchObject({ all: 2, done: 2, left: [] });
    expect(await moduleOf('Deals')).toMatchObject({ state: 'refused', readAt: before.readAt, room: before.room });
    expect((await tagIds('Deals')).length).toBe(20);
  });

  it('of which Zoho says nothing that is understood does not look like one without tags', async () => {
    await readAll();
    world.zoho.inject({ fault: 'answer', match: { endpoint: 'tags', times: null }, status: 200, body: { labels: [] } });
    await world.tags.read({ connectionId: lumen, modules: ['Leads'] });
    await world.ends(lumen);
    expect(await moduleOf('Leads')).toMatchObject({ state: 'failed', error: { code: 'unreadable' } });
    expect((await tagIds('Leads')).length).toBe(99);
  });
});

it('the modules of Zoho’s own are read where nobody may say which there are', async () => {
  world.zoho.inject({
    fault: 'answer',
    match: { endpoint: 'modules', times: null },
    status: 403,
    body: { code: 'NO_PERMISSION', message: 'no', status: 'error', details: {} },
  });
  expect(await readAll()).toMatchObject({ ending: 'done' });
  expect((await readOrgTags(lumen))?.modulesAt).toBeNull();
  expect(await moduleOf('Leads')).toMatchObject({ state: 'read', room: { used: 99 } });
});

describe('a wait', () => {
  it('for Zoho’s limit goes on by itself', async () => {
    world.zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'tags', nth: 2, times: 2 } });
    await world.tags.read({ connectionId: lumen, modules: null });
    expect(await world.shows(lumen, ({ state }) => state === 'waiting')).toMatchObject({ why: 'rate-limit' });
    expect(await world.ends(lumen)).toMatchObject({ ending: 'done', why: null });
    expect((await readTagRows(lumen)).length).toBe(180);
  });

  it('for the network ends when it is there again', async () => {
    world.isOnline = false;
    world.zoho.inject({ fault: 'lostBeforeApply', match: { endpoint: 'modules' } });
    await world.tags.read({ connectionId: lumen, modules: null });
    expect(await world.shows(lumen, ({ state }) => state === 'waiting')).toMatchObject({ why: 'offline', until: null });
    world.isOnline = true;
    await world.tags.resume();
    expect(await world.ends(lumen)).toMatchObject({ ending: 'done' });
  });

  it('that lasts for an hour is given up', async () => {
    world.zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'modules', times: null } });
    const start = world.clock.now();
    expect(await readAll()).toMatchObject({ ending: 'given-up', why: 'rate-limit', error: { code: 'rate-limited' } });
    expect(world.clock.now() - start).toBeLessThan(2 * 3_600_000);
    expect(world.clock.now() - start).toBeGreaterThan(3_000_000);
  });
});

describe('what a person is needed for is given up', () => {
  it('a sign-in that has ended', async () => {
    world.zoho.inject({ fault: 'invalidToken', match: { endpoint: 'tags', times: null } });
    expect(await readAll()).toMatchObject({ ending: 'given-up', why: 'sign-in', error: { code: 'signed-out' } });
    expect((await states())['unread']?.length).toBeGreaterThan(10);
  });

  it.each([
    ['org', { zgid: '1', userId: null }],
    ['user', { zgid: null, userId: '1' }],
  ] as const)('a token of another %s: nothing is read in its name', async (why, identity) => {
    world.identity = identity;
    expect(await readAll()).toMatchObject({ ending: 'given-up', why });
    expect(world.zoho.requests.filter(({ endpoint }) => endpoint !== undefined)).toEqual([]);
  });

  it('credits: the reserve is not touched', async () => {
    world.creditReserve = 100;
    const { quota } = world.zoho.credits('lumen');
    world.zoho.useCredits('lumen', quota - 105);
    await world.tags.read({ connectionId: lumen, modules: null });
    expect(await world.ends(lumen)).toMatchObject({ ending: 'given-up', why: 'credits' });
    expect(world.zoho.credits('lumen').remaining).toBe(100);
  });
});

describe('cancelling', () => {
  it('ends a reading; what was read by then stays, and it can begin anew', async () => {
    world.zoho.inject({ fault: 'held', match: { endpoint: 'tags', nth: 4, times: null } });
    await world.tags.read({ connectionId: lumen, modules: null });
    while ((await states())['read']?.length !== 3);
    await world.tags.cancel({ connectionId: lumen });
    expect(await world.ends(lumen)).toMatchObject({ ending: 'cancelled', modules: { left: [], reading: [] } });
    expect((await states())['read']?.length).toBe(3);
    await world.tags.read({ connectionId: lumen, modules: null });
    world.zoho.release();
    expect(await world.ends(lumen)).toMatchObject({ ending: 'done' });
    expect((await readTagRows(lumen)).length).toBe(180);
  });

  it('ends counting; what Zoho answers after it is not lost', async () => {
    world.zoho.set({ tagInclude: 'ignored' });
    await readAll();
    const ids = await tagIds('Leads');
    world.zoho.inject({ fault: 'held', match: { endpoint: 'recordsCount', times: null } });
    await world.tags.count({ connectionId: lumen, tags: [{ module: 'Leads', tagIds: ids }] });
    await world.zoho.arrived(/records_count/, 3);
    await world.tags.cancel({ connectionId: lumen });
    world.zoho.release();
    await world.zoho.answered(/records_count/, 3);
    const asked = world.zoho.requestsTo(/records_count/).length;
    expect(asked).toBeLessThan(20);
    for (;;) {
      const counted = (await readTagRows(lumen, 'Leads')).filter(({ records }) => records !== null);
      if (counted.length === asked) break;
    }
    expect(await world.ends(lumen)).toMatchObject({ ending: 'cancelled', counts: { all: 99, done: 0 } });
  });
});

describe('more that is asked for meanwhile', () => {
  it('is added, and the same again changes nothing', async () => {
    await readAll();
    world.zoho.inject({ fault: 'held', match: { endpoint: 'tags', times: null } });
    await world.tags.read({ connectionId: lumen, modules: ['Leads'] });
    await world.zoho.arrived(/settings\/tags\?.*Leads/, 2);
    await world.tags.read({ connectionId: lumen, modules: ['Leads', 'Deals', 'Nonsense'] });
    const ids = (await tagIds('Tasks')).slice(0, 2);
    await world.tags.count({ connectionId: lumen, tags: [{ module: 'Tasks', tagIds: ids }] });
    await world.tags.count({ connectionId: lumen, tags: [{ module: 'Tasks', tagIds: ids }] });
    world.zoho.release();
    expect(await world.ends(lumen)).toMatchObject({
      ending: 'done',
      modules: { all: 2, done: 2 },
      counts: { all: 2, done: 2 },
      credits: { spent: 4, planned: 4 },
    });
    expect((await readTagRows(lumen, 'Tasks')).filter(({ uses }) => uses !== null).length).toBe(2);
  });
});

describe('counting that fails', () => {
  beforeEach(async () => {
    world.zoho.set({ tagInclude: 'ignored' });
    await readAll();
  });

  async function countLeads() {
    await world.tags.count({ connectionId: lumen, tags: [{ module: 'Leads', tagIds: await tagIds('Leads') }] });
    return world.ends(lumen);
  }

  it('for want of a right is not tried for each tag', async () => {
    world.org('lumen').users[0]!.denied.add('Crm_Implied_Edit_Leads');
    expect(await countLeads()).toMatchObject({ ending: 'done', counts: { all: 99, done: 99 } });
    expect(world.zoho.requestsTo(/records_count/).length).toBeLessThan(20);
    expect(await moduleOf('Leads')).toMatchObject({ countError: { error: { code: 'no-permission' } } });
    expect((await readTagRows(lumen, 'Leads')).every(({ records }) => records === null)).toBe(true);
  });

  it.each([
    { count: 'many' },
    { count: -1 },
    { count: 1.5 },
    { count: null },
    {},
    { count: '12', configured_areas: 7 },
  ])('leaves unknown what Zoho does not tell: %j', async (body) => {
    world.zoho.inject({ fault: 'answer', match: { endpoint: 'recordsCount', times: null }, status: 200, body });
    await countLeads();
    const n = body.count === '12' ? 12 : null;
    for (const row of await readTagRows(lumen, 'Leads')) expect([row.records?.n ?? null, row.uses]).toEqual([n, null]);
  });

  it('takes away a tag that is gone', async () => {
    const leads = world.org('lumen').module('Leads');
    const gone = leads.tagStore.byName('web')!.id;
    leads.tagStore.delete(gone);
    await countLeads();
    expect(await tagIds('Leads')).not.toContain(gone);
    expect((await moduleOf('Leads')).room.used).toBe(98);
  });

  it('without an answer is told of the tag after three times', async () => {
    world.zoho.inject({ fault: 'status500', match: { endpoint: 'recordsCount', times: 9 } });
    const ids = (await tagIds('Leads')).slice(0, 3);
    await world.tags.count({ connectionId: lumen, tags: [{ module: 'Leads', tagIds: ids }] });
    expect(await world.ends(lumen)).toMatchObject({ ending: 'done', counts: { done: 3 } });
    expect(world.zoho.requestsTo(/records_count/).length).toBe(9);
    const rows = (await readTagRows(lumen, 'Leads')).filter(({ id }) => ids.includes(id));
    expect(rows.map(({ countError }) => countError?.error.code)).toEqual(['zoho-down', 'zoho-down', 'zoho-down']);
  });
});

describe('several orgs', () => {
  it('stand apart, and one goes with its connection', async () => {
    const brightside = await world.connect('brightside');
    await Promise.all([readAll(), readAll(brightside)]);
    const before = await readTagRows(brightside);
    expect(before.length).toBe(world.modules('brightside').reduce((sum, module) => sum + module.tags().length, 0));
    expect((await readTagRows(lumen)).length).toBe(180);
    await world.tags.disconnected(lumen);
    expect(await readTagRows(lumen)).toEqual([]);
    expect(await readTagModules(lumen)).toEqual([]);
    expect(await readOrgTags(lumen)).toBeNull();
    expect(Object.keys(await tagsProgressItem.get())).toEqual([brightside]);
    expect(await readTagRows(brightside)).toEqual(before);
  });

  it('what is under way when a connection goes stores nothing of it', async () => {
    world.zoho.inject({ fault: 'held', match: { endpoint: 'tags', nth: 2, times: null } });
    await world.tags.read({ connectionId: lumen, modules: null });
    await world.zoho.arrived(/settings\/tags\?/, 4);
    await connectionsItem.set([]);
    const gone = world.tags.disconnected(lumen);
    world.zoho.release();
    await gone;
    expect(await readTagModules(lumen)).toEqual([]);
    expect(await readTagRows(lumen)).toEqual([]);
    await expect(world.tags.read({ connectionId: lumen, modules: null })).rejects.toMatchObject({ code: 'signed-out' });
  });

  it('all go when everything is erased, also from a store that a newer version has made', async () => {
    await readAll();
    await world.tags.erase();
    expect(await readTagRows(lumen)).toEqual([]);
    expect(await readOrgTags(lumen)).toBeNull();
  });
});
