import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const BULK = '/Leads/actions/remove_tags';
const PRIME = [{ name: 'Prime' }];
let zoho: Zoho;
let api: ApiClient;

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('the body of a tag action', () => {
  const id = '5725767002004321001';
  it.each([
    ['no tags', { ids: [id] }, { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'tags', json_path: '$.tags' } }],
    ['no ids', { tags: PRIME }, { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'ids' } }],
    [
      'tags that are no list',
      { tags: 'Prime', ids: [id] },
      { code: 'INVALID_DATA', details: { expected_data_type: 'jsonarray' } },
    ],
    [
      'ids in a string',
      { tags: PRIME, ids: `["${id}"]` },
      { code: 'INVALID_DATA', details: { expected_data_type: 'jsonarray' } },
    ],
    [
      'numeric ids',
      { tags: PRIME, ids: [id, 57] },
      { code: 'INVALID_DATA', details: { api_name: 'ids', json_path: '$.ids[1]' } },
    ],
    [
      'a tag without name and id',
      { tags: [{}], ids: [id] },
      {
        code: 'EXPECTED_FIELD_MISSING',
        details: { expected_fields: [{ api_name: 'id' }, { json_path: '$.tags[0].name' }] },
      },
    ],
    [
      'a name of 26 letters',
      { tags: [...PRIME, { name: 'x'.repeat(26) }], ids: [id] },
      {
        tags: [
          {
            code: 'INVALID_DATA',
            message: 'Invalid data',
            details: { maximum_length: 25, json_path: '$.tags[1].name' },
          },
        ],
      },
    ],
    [
      'a name that is a number',
      { tags: [{ name: 7 }], ids: [id] },
      { tags: [{ message: 'Invalid data type', details: { expected_data_type: 'text' } }] },
    ],
    [
      'an over_write that is a word',
      { tags: PRIME, ids: [id], over_write: 'true' },
      { code: 'INVALID_DATA', details: { expected_data_type: 'boolean', api_name: 'over_write' } },
    ],
    ['no object at all', [], { code: 'INVALID_DATA', details: { expected_data_type: 'jsonobject' } }],
  ])('%s is refused', async (_, sent, body) => {
    expect(await api.post(BULK, sent)).toMatchObject({ status: 400, body });
  });

  it('idsAs: has its ids as a list, as text that holds one, or as either', async () => {
    const status = async (ids: unknown) => (await api.post(BULK, { tags: PRIME, ids })).status;
    const both = async () => [await status([id]), await status(JSON.stringify([id]))];
    expect(await both()).toEqual([200, 400]);
    zoho.set({ idsAs: 'text' });
    expect(await both()).toEqual([400, 200]);
    zoho.set({ idsAs: 'either' });
    expect(await both()).toEqual([200, 200]);
    expect(await status('[')).toBe(400);
  });

  it('that is not JSON is refused, as is another content type', async () => {
    expect(await api.send(BULK, { method: 'POST', body: '{"tags":' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA' },
    });
    const form = {
      method: 'POST',
      body: 'tags=Prime',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    expect(await api.send(BULK, form)).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });
});
