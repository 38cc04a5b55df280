import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const TAGS = '/settings/tags?module=Leads';
let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const idOf = (name: string) => leads().tagStore.byName(name)!.id;
const names = () =>
  leads()
    .tags()
    .map((tag) => tag.name);
const create = (...tags: unknown[]) => api.post(TAGS, { tags });
const update = (name: string, to: object) => api.put(`/settings/tags/${idOf(name)}?module=Leads`, { tags: [to] });
const erase = (name: string) => api.delete(`/settings/tags/${idOf(name)}`);

beforeAll(async () => {
  zoho = await startZoho();
  api = wideClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('POST /settings/tags', () => {
  it('makes tags, with and without a colour', async () => {
    const answer = await create({ name: 'Trade show 2027', color_code: '#F17574' }, { name: 'Alumni' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        tags: [
          {
            code: 'SUCCESS',
            message: 'tags created successfully',
            details: { name: 'Trade show 2027', color_code: '#F17574', created_by: { name: 'Mara Lindqvist' } },
          },
          { code: 'SUCCESS', details: { color_code: null } },
        ],
      },
    });
    expect(answer.body.tags?.[0]?.details?.['id']).toBe(idOf('Trade show 2027'));
    expect(leads().tagStore.byName('Alumni')).toMatchObject({ colour: null, usedAt: null });
  });

  it('answers 207 where one name is taken, with the id of the tag that has it', async () => {
    expect(await create({ name: 'Prime' }, { name: 'Alumni' }, { name: 'Alumni' })).toMatchObject({
      status: 207,
      body: {
        tags: [
          {
            code: 'DUPLICATE_DATA',
            message: 'duplicate data',
            details: { api_name: 'name', json_path: '$.tags[0].name', id: idOf('Prime') },
          },
          { code: 'SUCCESS' },
          { code: 'DUPLICATE_DATA', details: { json_path: '$.tags[2].name' } },
        ],
      },
    });
    expect((await create({ name: 'Prime' })).status).toBe(400);
    expect(zoho.tagChanges()).toMatchObject([{ kind: 'made', name: 'Alumni', module: 'Leads', org: 'brightside' }]);
  });

  it('tagNamesEqual: exact, in any letter case, without spaces at both ends, or both', async () => {
    const taken = async (name: string) => (await create({ name })).body.tags?.[0]?.code === 'DUPLICATE_DATA';
    expect([await taken('prime'), await taken(' Prime')]).toEqual([false, false]);
    leads().deleteTag('prime');
    leads().deleteTag(' Prime');
    zoho.set({ tagNamesEqual: 'caseBlind' });
    expect([await taken('prime'), await taken('Prime ')]).toEqual([true, false]);
    leads().deleteTag('Prime ');
    zoho.set({ tagNamesEqual: 'trimmed' });
    expect([await taken('PRIME'), await taken(' Prime ')]).toEqual([false, true]);
    await create({ name: '  Spacious ' });
    expect(names()).toContain('Spacious');
    zoho.set({ tagNamesEqual: 'caseBlindTrimmed' });
    expect(await taken(' pRiMe ')).toBe(true);
  });

  it('tagNamesEqual: a name in add_tags means the tag that has an equal one', async () => {
    const [id = ''] = leads().ids(1);
    zoho.set({ tagNamesEqual: 'caseBlind' });
    await api.post('/Leads/actions/add_tags', { tags: [{ name: 'vip' }], ids: [id] });
    expect(leads().tagNames(id)).toContain('VIP');
    expect(zoho.tagChanges()).toEqual([]);
  });

  it('stops at the limit of the module', async () => {
    for (let n = leads().tags().length; n < 99; n += 1) leads().createTag(`Filler ${n}`);
    expect(await create({ name: 'The hundredth' }, { name: 'One too many' })).toMatchObject({
      status: 207,
      body: {
        tags: [
          { code: 'SUCCESS' },
          { code: 'LICENSE_LIMIT_EXCEEDED', message: 'tags edition limit exceeded', details: {} },
        ],
      },
    });
    expect((await create({ name: 'And another' })).status).toBe(400);
    expect(leads().tags()).toHaveLength(100);
  });

  it('moduleFullAs: refuses the whole call bare, and makes none of its tags', async () => {
    zoho.set({ moduleFullAs: 'bare' });
    for (let n = leads().tags().length; n < 99; n += 1) leads().createTag(`Filler ${n}`);
    expect(await create({ name: 'The hundredth' }, { name: 'One too many' })).toMatchObject({
      status: 400,
      body: { code: 'LICENSE_LIMIT_EXCEEDED', message: 'tags edition limit exceeded' },
    });
    expect(leads().tags()).toHaveLength(99);
    expect((await create({ name: 'The hundredth' })).status).toBe(201);
  });

  it.each([
    [{}, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'name', json_path: '$.tags[0].name' }],
    [{ name: 5 }, 'INVALID_DATA', 'Invalid data type', { expected_data_type: 'text', api_name: 'name' }],
    [{ name: 'x'.repeat(26) }, 'INVALID_DATA', 'Invalid data', { maximum_length: 25, api_name: 'name' }],
    [{ name: 'x', color_code: '#F175745' }, 'INVALID_DATA', 'invalid data', { maximum_length: 7 }],
    [{ name: 'x', color_code: 7 }, 'INVALID_DATA', 'Invalid data type', { api_name: 'color_code' }],
    [
      { name: 'x', color_code: '#!$%&/(' },
      'INVALID_DATA',
      'special characters found in the given name',
      { json_path: '$.tags[0].color_code' },
    ],
  ])('refuses %j as an item', async (tag, code, message, details) => {
    expect(await create(tag)).toMatchObject({ status: 400, body: { tags: [{ code, message, details }] } });
    expect(zoho.tagChanges()).toEqual([]);
  });

  it('longestTagName: 25 characters or others', async () => {
    zoho.set({ longestTagName: 26 });
    expect((await create({ name: 'x'.repeat(26) })).status).toBe(201);
    expect((await create({ name: 'x'.repeat(27) })).status).toBe(400);
  });

  it('severalTagsChanged: several in one call, or one', async () => {
    zoho.set({ severalTagsChanged: 'refused' });
    expect(await create({ name: 'One' }, { name: 'Two' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { maximum_length: 1, api_name: 'tags', json_path: '$.tags' } },
    });
    expect((await create({ name: 'One' })).status).toBe(201);
  });

  it('wants a module and tags', async () => {
    expect(await api.post('/settings/tags', { tags: [{ name: 'x' }] })).toMatchObject({
      status: 400,
      body: { code: 'REQUIRED_PARAM_MISSING', details: { param: 'module' } },
    });
    expect(await api.post('/settings/tags?module=Notes', {})).toMatchObject({
      status: 400,
      body: { code: 'INVALID_MODULE', message: 'the given module is not supported for this api' },
    });
    expect(await api.post(TAGS, {})).toMatchObject({ status: 400, body: { code: 'MANDATORY_NOT_FOUND' } });
    expect(await api.post(TAGS, { tags: {} })).toMatchObject({
      status: 400,
      body: { details: { expected_data_type: 'jsonarray' } },
    });
  });
});

describe('PUT /settings/tags', () => {
  it('renames and recolours by the id in the path; the id and the records stay', async () => {
    const id = idOf('VIP');
    const [record = ''] = leads()
      .ids()
      .filter((one) => leads().tagNames(one).includes('VIP'));
    expect(await update('VIP', { name: 'Key account', color_code: '#F17574' })).toMatchObject({
      status: 200,
      body: {
        tags: [
          {
            code: 'SUCCESS',
            message: 'tags updated successfully',
            details: { id, name: 'Key account', color_code: '#F17574' },
          },
        ],
      },
    });
    expect(leads().tagNames(record)).toContain('Key account');
    expect(zoho.tagChanges()).toEqual([
      { kind: 'renamed', org: 'brightside', module: 'Leads', id, name: 'Key account', from: 'VIP', by: 'updateTag' },
      { kind: 'recoloured', org: 'brightside', module: 'Leads', id, name: 'Key account', by: 'updateTag' },
    ]);
  });

  it('renames many by the ids in the body', async () => {
    const tags = [
      { id: idOf('VIP'), name: 'Key account' },
      { id: idOf('Referral'), name: 'Prime' },
      { id: '5725767000000999999', name: 'Nobody' },
    ];
    expect(await api.put(TAGS, { tags })).toMatchObject({
      status: 207,
      body: {
        tags: [
          { code: 'SUCCESS' },
          { code: 'DUPLICATE_DATA', details: { id: idOf('Prime') } },
          { code: 'INVALID_DATA', message: 'invalid tag id', details: { json_path: '$.tags[2].id' } },
        ],
      },
    });
    expect(await api.put(TAGS, { tags: [{ name: 'x' }] })).toMatchObject({
      status: 400,
      body: { code: 'REQUIRED_PARAM_MISSING', details: { param_name: 'id' } },
    });
  });

  it('unknownTagChange: an item or bare, also for the tag of another module', async () => {
    const { id } = zoho.world.org('brightside').module('Deals').tagStore.byName('stale')!;
    const rename = () => api.put(`/settings/tags/${id}?module=Leads`, { tags: [{ name: 'x' }] });
    expect(await rename()).toMatchObject({ status: 400, body: { tags: [{ message: 'invalid tag id' }] } });
    zoho.set({ unknownTagChange: 'bare' });
    expect(await rename()).toMatchObject({ status: 400, body: { message: 'tags not found', details: { id } } });
    expect(zoho.tagChanges()).toEqual([]);
  });

  it('renameWithoutColour: keeps the colour or clears it', async () => {
    await update('VIP', { name: 'Key account' });
    expect(leads().tagStore.byName('Key account')?.colour).toBe('#E7A826');
    zoho.set({ renameWithoutColour: 'cleared' });
    await update('Key account', { name: 'VIP' });
    expect(leads().tagStore.byName('VIP')?.colour).toBeNull();
  });

  it('takes the own name in other letters, but not that of another tag', async () => {
    zoho.set({ tagNamesEqual: 'caseBlind' });
    expect((await update('VIP', { name: 'vip' })).status).toBe(200);
    expect(await update('Referral', { name: 'PRIME' })).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'DUPLICATE_DATA', details: { id: idOf('Prime') } }] },
    });
  });

  it('takes one tag only when the path names it', async () => {
    const tags = [{ name: 'a' }, { name: 'b' }];
    expect(await api.put(`/settings/tags/${idOf('VIP')}?module=Leads`, { tags })).toMatchObject({
      status: 400,
      body: { details: { maximum_length: 1 } },
    });
  });
});

describe('DELETE /settings/tags/{id}', () => {
  it('takes the tag off the list and off all records', async () => {
    const id = idOf('VIP');
    const holders = leads()
      .ids()
      .filter((one) => leads().tagNames(one).includes('VIP'));
    expect(holders.length).toBeGreaterThan(3);
    expect(await erase('VIP')).toMatchObject({
      status: 200,
      body: { tags: [{ code: 'SUCCESS', message: 'tags deleted successfully', details: { id } }] },
    });
    expect(names()).not.toContain('VIP');
    expect(holders.some((one) => leads().tagNames(one).includes('VIP'))).toBe(false);
    expect(zoho.tagChanges()).toMatchObject([{ kind: 'deleted', id, name: 'VIP', by: 'deleteTag' }]);
    expect(await api.delete(`/settings/tags/${id}`)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'tags not found', details: { id } },
    });
  });

  it('deletedTagAs: a list or an object', async () => {
    zoho.set({ deletedTagAs: 'object' });
    expect((await erase('VIP')).body['tags']).toMatchObject({ code: 'SUCCESS' });
  });

  it('a tag made again has a new id and no records', async () => {
    const id = idOf('VIP');
    await erase('VIP');
    await create({ name: 'VIP' });
    expect(idOf('VIP')).not.toBe(id);
    expect(leads().tagged(idOf('VIP'))).toBe(0);
  });

  it('usedTagDelete: refuses a tag that automation uses, with or without the places, or deletes it', async () => {
    expect(await erase('Prime')).toMatchObject({
      status: 400,
      body: {
        tags: [
          {
            code: 'NOT_ALLOWED',
            message: 'tags has been associated to features',
            details: {
              associated_places: [{ type: 'Workflow', resources: ['Score over 80', 'Monthly review', 'Deal lost'] }],
            },
          },
        ],
      },
    });
    zoho.set({ usedTagDelete: 'withoutPlaces' });
    expect(await erase('Prime')).toMatchObject({
      status: 400,
      body: { code: 'NOT_ALLOWED', details: { id: idOf('Prime') } },
    });
    expect(zoho.tagChanges()).toEqual([]);
    zoho.set({ usedTagDelete: 'deleted' });
    expect((await erase('Prime')).status).toBe(200);
  });

  it('usedTagDelete: a rule that the switch workflows adds is a use, too', async () => {
    zoho.set({ workflows: [{ module: 'Leads', tag: 'VIP' }] });
    expect(await erase('VIP')).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'NOT_ALLOWED', details: { associated_places: [{ resources: ['Put back 1'] }] } }] },
    });
  });

  it('viewsHoldTags: a view that filters by the tag holds it, or does not', async () => {
    leads().addTagView('VIP', 'VIPs of the week');
    zoho.set({ viewsHoldTags: true });
    expect(await erase('VIP')).toMatchObject({
      status: 400,
      body: {
        tags: [{ details: { associated_places: [{ type: 'Custom View', resources: ['VIPs of the week'] }] } }],
      },
    });
    zoho.set({ viewsHoldTags: false });
    expect((await erase('VIP')).status).toBe(200);
  });

  it('deletedTagLingersMs: records show the tag for a while', async () => {
    const [holder = ''] = leads()
      .ids()
      .filter((one) => leads().tagNames(one).includes('VIP'));
    zoho.set({ deletedTagLingersMs: 60_000 });
    await erase('VIP');
    expect(names()).not.toContain('VIP');
    const shown = async () =>
      (await api.get(`/Leads?fields=Tag&ids=${holder}`)).body.data?.[0]?.Tag?.map((tag) => tag.name) ?? [];
    expect(await shown()).toContain('VIP');
    zoho.clock.skip(60_000);
    await expect.poll(shown).not.toContain('VIP');
  });
});

describe('rights', () => {
  const calls: Record<string, (client: ApiClient) => Promise<{ status: number; body: { code?: string } }>> = {
    READ: (client) => client.get(TAGS),
    CREATE: (client) => client.post(TAGS, { tags: [{ name: 'x' }] }),
    UPDATE: (client) => client.put(`/settings/tags/${idOf('VIP')}?module=Leads`, { tags: [{ name: 'y' }] }),
    DELETE: (client) => client.delete(`/settings/tags/${idOf('Referral')}`),
  };

  async function allowed(scope: string): Promise<string[]> {
    const client = apiClient(zoho, 'brightside', tokenWith(zoho, [scope]));
    const found: string[] = [];
    for (const [operation, call] of Object.entries(calls)) {
      const { status, body } = await call(client);
      found.push(status < 300 ? operation : `${status} ${body.code ?? ''}`);
    }
    client.close();
    return found.filter((end) => end !== '401 OAUTH_SCOPE_MISMATCH');
  }

  it.each(['READ', 'CREATE', 'UPDATE', 'DELETE'])('settings.tags.%s is for that alone', async (operation) => {
    expect(await allowed(`ZohoCRM.settings.tags.${operation}`)).toEqual([operation]);
  });

  it('WRITE is all but reading, ALL is all', async () => {
    expect(await allowed('ZohoCRM.settings.tags.WRITE')).toEqual(['CREATE', 'UPDATE', 'DELETE']);
    zoho.reset();
    expect(await allowed('ZohoCRM.settings.tags.ALL')).toEqual(['READ', 'CREATE', 'UPDATE', 'DELETE']);
    zoho.reset();
    expect(await allowed('ZohoCRM.settings.ALL')).toEqual(['READ', 'CREATE', 'UPDATE', 'DELETE']);
    zoho.reset();
    expect(await allowed('ZohoCRM.modules.ALL')).toEqual([]);
  });

  it('want the profile to edit and to tag', async () => {
    const { denied } = zoho.world.org('brightside').user('mara');
    denied.add('Crm_Implied_Tags_Leads').add('Crm_Implied_Edit_Leads');
    const refusal = {
      status: 403,
      body: {
        code: 'NO_PERMISSION',
        message: 'permission denied',
        details: { permissions: ['Crm_Implied_Tags_Leads', 'Crm_Implied_Edit_Leads'] },
      },
    };
    expect(await create({ name: 'x' })).toMatchObject(refusal);
    expect(await update('VIP', { name: 'x' })).toMatchObject(refusal);
    expect(await erase('VIP')).toMatchObject(refusal);
  });

  it('make no difference to a wrong method', async () => {
    expect(await api.get(`/settings/tags/${idOf('VIP')}`)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST_METHOD' },
    });
    expect(await api.delete('/settings/tags')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST_METHOD' } });
  });
});

describe('a change whose answer is lost', () => {
  it('is recorded all the same', async () => {
    zoho.inject({ fault: 'lostAfterApply', match: { endpoint: 'createTags' } });
    await expect(create({ name: 'Alumni' })).rejects.toThrow('fetch failed');
    expect(zoho.tagChanges()).toMatchObject([{ kind: 'made', name: 'Alumni', by: 'createTags' }]);
    expect(zoho.forbidden()).toEqual([]);
  });
});
