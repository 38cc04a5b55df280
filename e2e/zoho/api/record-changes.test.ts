import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const insert = (...data: unknown[]) => api.post('/Leads', { data });

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('POST /{Module}', () => {
  it('makes records, which are the newest from then on', async () => {
    const { status, body } = await insert(
      { Last_Name: 'Ness', First_Name: 'Elin', Company: 'Fjord Ltd', Email: 'elin@fjord.example' },
      { Last_Name: 'Berg' },
    );
    expect(status).toBe(201);
    expect(body.data).toMatchObject([
      { code: 'SUCCESS', message: 'record added', details: { Created_By: { name: 'Mara Lindqvist' } } },
      { code: 'SUCCESS' },
    ]);
    const [first, second] = body.data!.map((row) => row.details?.['id'] as string);
    expect(leads().ids(3).slice(0, 2)).toEqual([second, first]);
    expect(leads().count()).toBe(302);
    const read = await api.get(`/Leads?fields=Full_Name,Email,Company,Tag,Created_Time&ids=${first},${second}`);
    expect(read.body.data).toMatchObject([
      { id: second, Full_Name: 'Berg', Tag: [] },
      { id: first, Full_Name: 'Elin Ness', Email: 'elin@fjord.example', Company: 'Fjord Ltd' },
    ]);
    const page = await api.get('/Leads?fields=id&per_page=2');
    expect(page.body.data?.map((row) => row.id)).toEqual([second, first]);
  });

  it('makes records that can be tagged and untagged', async () => {
    const { body } = await api.post('/Deals', { data: [{ Deal_Name: 'Roof of the school' }] });
    const id = body.data![0]!.details!['id'] as string;
    await api.post('/Deals/actions/add_tags', { tags: [{ name: 'Prime' }], ids: [id] });
    const deals = zoho.world.org('brightside').module('Deals');
    expect(deals.tagNames(id)).toEqual(['Prime']);
    await api.post('/Deals/actions/remove_tags', { tags: [{ name: 'Prime' }], ids: [id] });
    expect(deals.tagNames(id)).toEqual([]);
  });

  it('refuses what is not whole, beside what is', async () => {
    expect(await insert({ Last_Name: 'Ness' }, {}, { Last_Name: 'Berg', Tag: [{ name: 'VIP' }] })).toMatchObject({
      status: 207,
      body: {
        data: [
          { code: 'SUCCESS' },
          { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' } },
          { code: 'INVALID_DATA', details: { api_name: 'Tag' } },
        ],
      },
    });
    expect((await insert({})).status).toBe(400);
    const many = Array.from({ length: 101 }, () => ({ Last_Name: 'x' }));
    expect(await insert(...many)).toMatchObject({ status: 400, body: { details: { maximum_length: 100 } } });
    expect(leads().count()).toBe(301);
  });

  it('costs a credit for ten', async () => {
    await insert(...Array.from({ length: 21 }, () => ({ Last_Name: 'x' })));
    expect(zoho.requests.at(-1)?.credits).toBe(3);
  });
});

describe('Untag', () => {
  it('must never make, lock or delete a record', async () => {
    const [id = ''] = leads().ids(1);
    await insert({ Last_Name: 'Ness' });
    const wide = wideClient(zoho);
    const { body } = await wide.post(`/Leads/${id}/Locking_Information__s`, {
      data: [{ Locked_Reason__s: 'a check' }],
    });
    await wide.delete(`/Leads/${id}/Locking_Information__s/${String(body.data![0]!.details!['id'])}`);
    wide.close();
    await api.delete(`/Leads?ids=${id}`);
    expect(zoho.forbidden().map((request) => request.forbidden)).toEqual([
      'records were made',
      'a record was locked',
      'a record was unlocked',
      'records were deleted',
    ]);
  });
});

describe('DELETE /{Module}', () => {
  it('deletes records by their ids', async () => {
    const [first, second] = leads().ids(2) as [string, string];
    expect(await api.delete(`/Leads?ids=${first},${second},5725767000000000001`)).toMatchObject({
      status: 207,
      body: {
        data: [
          { code: 'SUCCESS', message: 'record deleted', details: { id: first } },
          { code: 'SUCCESS' },
          { code: 'INVALID_DATA', message: 'the id given seems to be invalid' },
        ],
      },
    });
    expect(leads().find(first)).toBeUndefined();
    expect(await api.delete('/Leads')).toMatchObject({ status: 400, body: { code: 'REQUIRED_PARAM_MISSING' } });
    expect((await api.delete(`/Leads?ids=${leads().ids(101).join(',')}`)).status).toBe(400);
    expect(leads().count()).toBe(298);
  });

  it('deletes no record that is locked', async () => {
    const [id = ''] = leads().ids(1);
    leads().lock(id);
    expect(await api.delete(`/Leads?ids=${id}`)).toMatchObject({ body: { data: [{ code: 'RECORD_LOCKED' }] } });
    expect(leads().find(id)).toBeDefined();
  });
});

describe('scopes', () => {
  it.each([
    ['CREATE', [201, 401]],
    ['DELETE', [401, 200]],
    ['READ', [401, 401]],
    ['UPDATE', [401, 401]],
    ['ALL', [201, 200]],
  ])('modules.%s is for that alone', async (operation, statuses) => {
    const client = apiClient(zoho, 'brightside', tokenWith(zoho, [`ZohoCRM.modules.${operation}`]));
    const made = await client.post('/Leads', { data: [{ Last_Name: 'x' }] });
    const gone = await client.delete(`/Leads?ids=${leads().ids(1)[0]}`);
    client.close();
    expect([made.status, gone.status]).toEqual(statuses);
  });
});
