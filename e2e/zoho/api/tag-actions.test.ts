import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const BULK = '/Leads/actions/remove_tags';
const ADD = '/Leads/actions/add_tags';
const PRIME = [{ name: 'Prime' }];
let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');

beforeAll(async () => {
  zoho = await startZoho({ leads: 700 });
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('POST /{Module}/actions/remove_tags', () => {
  it('takes the tags off, answers with what remains, and keeps it so', async () => {
    const ids = leads().ids(3);
    const { status, body } = await api.post(BULK, { tags: [...PRIME, { name: 'Cold lead' }], ids });
    expect(status).toBe(200);
    expect(body.locked_count).toBe('0');
    expect(body.data?.map((item) => item.details?.['id'])).toEqual(ids);
    expect(body.data?.[0]).toMatchObject({
      code: 'SUCCESS',
      message: 'tags updated successfully',
      status: 'success',
      details: { tags: [{ name: 'Trade show 2026', color_code: '#F48435' }] },
    });
    const read = await api.get(`/Leads?fields=id,Tag&ids=${ids.join(',')}`);
    expect(read.body.data?.flatMap((row) => row.Tag?.map((tag) => tag.name))).not.toContain('Prime');
    expect(zoho.requestsTo('remove_tags')[0]).toMatchObject({
      applied: ids,
      credits: 1,
      status: 200,
      endpoint: 'removeTags',
      org: 'brightside',
    });
  });

  it('takes a tag by id too, and the id wins over the name', async () => {
    const [id] = leads().ids(1) as [string];
    const cold = leads().tagStore.byName('Cold lead')!;
    await api.post(BULK, { tags: [{ id: cold.id, name: 'Prime' }], ids: [id] });
    expect(leads().tagNames(id)).toEqual(['Prime', 'Trade show 2026']);
  });

  it('costs one credit for 50 records and refuses more than 500', async () => {
    await api.post(BULK, { tags: PRIME, ids: leads().ids(500) });
    expect(zoho.credits('brightside').used).toBe(10);
    expect(await api.post(BULK, { tags: PRIME, ids: leads().ids(501) })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { maximum_length: 500, api_name: 'ids', json_path: '$.ids' } },
    });
  });

  it('knows vehicles by their API name and refuses what has no tags', async () => {
    const vehicles = zoho.world.org('brightside').module('Vehicles');
    const id = vehicles.ids().find((one) => vehicles.tagNames(one).includes('Leased'))!;
    expect((await api.post('/Vehicles/actions/remove_tags', { tags: [{ name: 'Leased' }], ids: [id] })).status).toBe(
      200,
    );
    expect(vehicles.tagNames(id)).not.toContain('Leased');
    const messages = ['the module name given seems to be invalid', 'the given module is not supported for this api'];
    expect(await api.post('/CustomModule5/actions/remove_tags', {})).toMatchObject({
      status: 400,
      body: { code: 'INVALID_MODULE', message: messages[0] },
    });
    expect(await api.post('/Home/actions/remove_tags', {})).toMatchObject({
      status: 400,
      body: { code: 'INVALID_MODULE', message: messages[1] },
    });
  });

  it('refuses another method and users without the right', async () => {
    expect(await api.get(BULK)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST_METHOD', message: 'The http request method type is not a valid one' },
    });
    const mara = zoho.world.org('brightside').user('mara');
    mara.denied.add('Crm_Implied_Remove_Tags_Leads');
    expect(await api.post(BULK, { tags: PRIME, ids: leads().ids(1) })).toMatchObject({
      status: 400,
      body: { code: 'AUTHORIZATION_FAILED' },
    });
    mara.denied.add('Crm_Implied_Tags_Leads');
    expect(await api.post(BULK, { tags: PRIME, ids: leads().ids(1) })).toMatchObject({
      status: 403,
      body: { code: 'NO_PERMISSION', details: { permissions: ['Crm_Implied_Tags_Leads'] } },
    });
  });
});

describe('refusals', () => {
  it('refusalTexts: as recorded, or in the words of the docs', async () => {
    zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Tags_Leads');
    const refused = async () =>
      Promise.all(
        ['/Ghosts', '/Notes', '/Leads'].map(
          async (module) =>
            (await api.post(`${module}/actions/remove_tags`, { tags: PRIME, ids: leads().ids(1) })).body.message,
        ),
      );
    expect(await refused()).toEqual([
      'the module name given seems to be invalid',
      'the given module is not supported for this api',
      'permission denied',
    ]);
    zoho.set({ refusalTexts: 'documented' });
    expect(await refused()).toEqual([
      'The module name given seems to be invalid',
      'The given module is not supported in API',
      'Permission denied to remove tags',
    ]);
  });
});

describe('POST /{Module}/{id}/actions/remove_tags', () => {
  it('singleAnswer: takes the tags off one record, and tells their colours and the time of change or does not', async () => {
    const [id] = leads().ids(1) as [string];
    const { status, body } = await api.post(`/Leads/${id}/actions/remove_tags`, { tags: PRIME });
    expect(status).toBe(200);
    const [cold, show] = ['Cold lead', 'Trade show 2026'].map((name) => ({
      name,
      id: leads().tagStore.byName(name)!.id,
    }));
    const item = { code: 'SUCCESS', message: 'tags updated successfully', status: 'success' };
    expect(body).toEqual({ data: [{ ...item, details: { id, tags: [cold, show] } }] });
    expect(leads().tagNames(id)).toEqual(['Cold lead', 'Trade show 2026']);
    zoho.set({ singleAnswer: 'recorded' });
    const again = await api.post(`/Leads/${id}/actions/remove_tags`, { tags: [{ name: 'Cold lead' }] });
    expect(again.body.data?.[0]?.details).toEqual({
      id,
      tags: [{ ...show, color_code: '#F48435' }],
      modifiedTime: expect.stringMatching(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2} [AP]M$/) as string,
      affected_data: null,
    });
  });

  it('refuses a locked, a waiting, a closed and an unknown record, bare', async () => {
    const [locked, waiting, closed] = leads().ids(3) as [string, string, string];
    leads().forbidEditing(closed);
    leads().lock(locked);
    leads().waitForApproval(waiting);
    const of = (id: string) => api.post(`/Leads/${id}/actions/remove_tags`, { tags: PRIME });
    expect(await of(locked)).toMatchObject({
      status: 400,
      body: { code: 'RECORD_LOCKED', details: { action: 'record_locking', id: locked } },
    });
    expect(await of(waiting)).toMatchObject({
      status: 400,
      body: { code: 'NOT_APPROVED', details: { resource_path_index: 1 } },
    });
    expect(await of(closed)).toMatchObject({
      status: 400,
      body: { code: 'FAILURE', message: 'permission denied to  update records', details: {} },
    });
    expect(await of('5725767000000000001')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { resource_path_index: 1 } },
    });
    expect(leads().tagNames(locked)).toContain('Prime');
  });
});

describe('POST …/actions/add_tags', () => {
  it('puts tags on, by id or by name, and counts', async () => {
    const ids = leads().ids(2);
    const tag = leads().tagStore.byName('Never used')!;
    const { body } = await api.post(ADD, { tags: [{ id: tag.id }], ids });
    expect(body).toMatchObject({ success_count: '2', locked_count: '0' });
    expect(leads().tagNames(ids[0]!)).toEqual(['Prime', 'Cold lead', 'Trade show 2026', 'Never used']);
    await api.post(`/Leads/${ids[1]}/actions/add_tags`, { tags: [{ name: 'Referral' }] });
    expect(leads().tagNames(ids[1]!)).toContain('Referral');
  });

  it('makes a tag of an unknown name, but not of an unknown id', async () => {
    const [id] = leads().ids(1) as [string];
    await api.post(ADD, { tags: [{ name: 'Brand new', color_code: '#F17574' }], ids: [id] });
    expect(leads().tagStore.byName('Brand new')).toMatchObject({ colour: '#F17574' });
    expect(zoho.tagChanges()).toMatchObject([{ kind: 'made', module: 'Leads', name: 'Brand new', by: 'addTags' }]);
    expect(await api.post(ADD, { tags: [{ id: '5725767000000999999' }], ids: [id] })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'invalid tag id' },
    });
    const wrong = { id: leads().tagStore.byName('VIP')!.id, name: 'Prime' };
    expect(await api.post(ADD, { tags: [wrong], ids: [id] })).toMatchObject({
      status: 400,
      body: { code: 'MAPPING_MISMATCH' },
    });
  });

  it('puts a tag that is named twice on once', async () => {
    const [id] = leads().ids(1) as [string];
    const vip = leads().tagStore.byName('VIP')!;
    const tags = [{ id: vip.id }, { name: 'VIP' }, { name: 'Brand new' }, { name: 'Brand new' }];
    await api.post(ADD, { tags, ids: [id] });
    expect(leads().tagNames(id)).toEqual(['Prime', 'Cold lead', 'Trade show 2026', 'VIP', 'Brand new']);
    expect(zoho.tagChanges()).toHaveLength(1);
  });

  it('addTagByName: an unknown name makes the tag or is refused', async () => {
    const [id] = leads().ids(1) as [string];
    zoho.set({ addTagByName: 'refused' });
    expect(await api.post(ADD, { tags: [{ name: 'Brand new' }], ids: [id] })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'invalid tag id', details: { json_path: '$.tags[0].name' } },
    });
    expect([leads().tags().length, zoho.tagChanges()]).toEqual([14, []]);
  });

  it('idAndNameDisagree: is refused, or the id wins', async () => {
    const [id] = leads().ids(1) as [string];
    const tags = [{ id: leads().tagStore.byName('VIP')!.id, name: 'Referral' }];
    zoho.set({ idAndNameDisagree: 'idWins' });
    expect((await api.post(ADD, { tags, ids: [id] })).status).toBe(200);
    expect(leads().tagNames(id)).toEqual(expect.arrayContaining(['VIP']));
    expect(leads().tagNames(id)).not.toContain('Referral');
  });

  it('moduleFullAs: refuses a name that would be one tag too many for the module', async () => {
    const [id] = leads().ids(1) as [string];
    for (let n = leads().tags().length; n < 100; n += 1) leads().createTag(`Filler ${n}`);
    expect(await api.post(ADD, { tags: [{ name: 'Brand new' }], ids: [id] })).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'LICENSE_LIMIT_EXCEEDED', message: 'tags edition limit exceeded', details: {} }] },
    });
    expect(leads().tags()).toHaveLength(100);
    zoho.set({ moduleFullAs: 'bare' });
    expect(await api.post(ADD, { tags: [{ name: 'Brand new' }], ids: [id] })).toMatchObject({
      status: 400,
      body: { code: 'LICENSE_LIMIT_EXCEEDED' },
    });
  });

  it('overwrites only when told', async () => {
    const [id] = leads().ids(1) as [string];
    await api.post(ADD, { tags: [{ name: 'VIP' }], ids: [id], over_write: true });
    expect(leads().tagNames(id)).toEqual(['VIP']);
  });

  it('overWrite: leaves what was there where the switch says so', async () => {
    const [id] = leads().ids(1) as [string];
    zoho.set({ overWrite: 'adds' });
    await api.post(ADD, { tags: [{ name: 'VIP' }], ids: [id], over_write: true });
    expect(leads().tagNames(id)).toEqual(['Prime', 'Cold lead', 'Trade show 2026', 'VIP']);
  });

  it('recordTagLimit: names what did not fit, or refuses the record', async () => {
    const [id] = leads().ids(1) as [string];
    const tags = leads()
      .tags()
      .slice(3, 12)
      .map(({ name }) => ({ name }));
    zoho.set({ recordTagLimit: 'itemError' });
    expect(await api.post(ADD, { tags, ids: [id] })).toMatchObject({
      status: 400,
      body: { data: [{ code: 'LIMIT_REACHED', details: { id } }] },
    });
    expect(leads().tagNames(id)).toHaveLength(3);
    zoho.set({ recordTagLimit: 'notAddedTags' });
    const { body } = await api.post(ADD, { tags, ids: [id] });
    expect(body.data?.[0]?.details?.['not_added_tags']).toHaveLength(2);
    expect(leads().tagNames(id)).toHaveLength(10);
  });
});
