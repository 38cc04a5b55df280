import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const BULK = '/Leads/actions/remove_tags';
const GHOST = '5725767000000000001';
let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const removePrime = (ids: string[]) => api.post(BULK, { tags: [{ name: 'Prime' }], ids });

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('a tag that is not there', () => {
  it('missingTag: a record without the tag succeeds or is refused', async () => {
    const without = leads()
      .ids(20)
      .filter((id) => !leads().tagNames(id).includes('Prime'))
      .slice(0, 2);
    expect(await removePrime(without)).toMatchObject({
      status: 200,
      body: { data: [{ code: 'SUCCESS' }, { code: 'SUCCESS' }] },
    });
    expect(zoho.requestsTo(BULK)[0]?.applied).toBeUndefined();
    zoho.set({ missingTag: 'itemError' });
    expect(await removePrime(without)).toMatchObject({
      status: 400,
      body: { data: [{ code: 'INVALID_DATA', details: { id: without[0] } }, {}] },
    });
  });

  it('unknownTag: a tag that the module lacks is ignored or refused in two ways', async () => {
    const ids = leads().ids(1);
    const remove = () => api.post(BULK, { tags: [{ name: 'Prime' }, { name: 'Gone' }], ids });
    zoho.set({ unknownTag: 'invalidTagId' });
    expect(await remove()).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'invalid tag id', details: { json_path: '$.tags[1].name' } },
    });
    zoho.set({ unknownTag: 'tagsEnvelope' });
    expect(await remove()).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'INVALID_DATA', details: { json_path: '$.tags[1].name' } }] },
    });
    expect(leads().tagNames(ids[0]!)).toContain('Prime');
    zoho.set({ unknownTag: 'success' });
    expect((await remove()).status).toBe(200);
    expect(leads().tagNames(ids[0]!)).not.toContain('Prime');
  });

  it('tagNameCase and removeBy: what a name means', async () => {
    const ids = leads().ids(1);
    await api.post(BULK, { tags: [{ name: 'PRIME' }], ids });
    expect(leads().tagNames(ids[0]!)).toContain('Prime');
    zoho.set({ removeBy: 'idOnly' });
    expect(await removePrime(ids)).toMatchObject({
      status: 400,
      body: { code: 'EXPECTED_FIELD_MISSING', details: { expected_fields: [{ api_name: 'id' }] } },
    });
    zoho.set({ removeBy: 'nameOnly' });
    const { id } = leads().tagStore.byName('Prime')!;
    expect(await api.post(BULK, { tags: [{ id }], ids })).toMatchObject({
      body: { details: { expected_fields: [{ api_name: 'name' }] } },
    });
    zoho.set({ tagNameCase: 'insensitive' });
    await api.post(BULK, { tags: [{ name: 'PRIME' }], ids });
    expect(leads().tagNames(ids[0]!)).not.toContain('Prime');
  });
});

describe('a batch in which not all goes well', () => {
  it('badId: an item, the whole call, or no item at all', async () => {
    const ids = [leads().ids(1)[0]!, GHOST];
    zoho.set({ badId: 'wholeCall' });
    expect(await removePrime(ids)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { json_path: '$.ids' } },
    });
    expect(leads().tagNames(ids[0]!)).toContain('Prime');
    zoho.set({ badId: 'absent' });
    expect((await removePrime(ids)).body.data).toHaveLength(1);
    zoho.set({ badId: 'item' });
    expect(await removePrime(ids)).toMatchObject({
      status: 400,
      body: { data: [{ code: 'SUCCESS' }, { code: 'INVALID_DATA', details: { json_path: '$.ids[1]' } }] },
    });
  });

  it('locked: an item, counted only, or the whole call with or without the culprit', async () => {
    const [free, locked] = leads().ids(2) as [string, string];
    leads().lock(locked);
    zoho.set({ locked: 'bare' });
    expect(await removePrime([free, locked])).toMatchObject({
      status: 400,
      body: { code: 'RECORD_LOCKED', details: { id: locked } },
    });
    zoho.set({ locked: 'bareUnnamed' });
    expect((await removePrime([free, locked])).body.details).toEqual({ action: 'record_locking' });
    expect(leads().tagNames(free)).toContain('Prime');
    zoho.set({ locked: 'counted' });
    const counted = await removePrime([free, locked]);
    expect(counted).toMatchObject({ status: 200, body: { locked_count: '1', data: [{ details: { id: free } }] } });
    expect(counted.body.data).toHaveLength(1);
    zoho.set({ locked: 'item' });
    expect(await removePrime([locked])).toMatchObject({
      status: 400,
      body: { data: [{ code: 'RECORD_LOCKED' }], locked_count: '1' },
    });
    expect(leads().tagNames(locked)).toContain('Prime');
  });

  it('locked, asRecorded: an item where tags are removed, the whole call where they are added', async () => {
    const [free, locked] = leads().ids(2) as [string, string];
    leads().lock(locked);
    expect(await removePrime([free, locked])).toMatchObject({
      status: 200,
      body: { data: [{ code: 'SUCCESS' }, { code: 'RECORD_LOCKED' }], locked_count: '1' },
    });
    const added = await api.post('/Leads/actions/add_tags', { tags: [{ name: 'Never used' }], ids: [free, locked] });
    expect(added).toMatchObject({ status: 400, body: { code: 'RECORD_LOCKED', details: { id: locked } } });
    expect(leads().tagNames(free)).not.toContain('Never used');
  });

  it('notEditable: the whole call, an item, or no item, and the record never named', async () => {
    const [free, closed] = leads().ids(2) as [string, string];
    leads().forbidEditing(closed);
    const failure = { code: 'FAILURE', details: {}, message: 'permission denied to  update records', status: 'error' };
    expect(await removePrime([free, closed])).toMatchObject({ status: 400, body: failure });
    expect(leads().tagNames(free)).toContain('Prime');
    zoho.set({ notEditable: 'item' });
    const answer = await removePrime([free, closed]);
    expect(answer).toMatchObject({ status: 200, body: { locked_count: '0' } });
    expect(answer.body.data?.[1]).toEqual(failure);
    zoho.set({ notEditable: 'absent' });
    expect((await removePrime([free, closed])).body.data).toHaveLength(1);
    expect(leads().tagNames(closed)).toContain('Prime');
    const row = await api.get(`/Leads?fields=id,$editable&ids=${closed}`);
    expect(row.body.data).toMatchObject([{ $editable: false }]);
  });

  it.each([200, 207, 400] as const)('mixedStatus: %i', async (mixedStatus) => {
    const [free, locked] = leads().ids(2) as [string, string];
    leads().lock(locked);
    expect((await removePrime([free, locked])).status).toBe(200);
    zoho.set({ mixedStatus });
    expect(await removePrime([free, locked, GHOST])).toMatchObject({
      status: mixedStatus,
      body: { data: [{}, { code: 'RECORD_LOCKED' }, { code: 'INVALID_DATA' }] },
    });
  });

  it('waitingForApproval: refused, or like any other', async () => {
    const [id] = leads().ids(1) as [string];
    leads().waitForApproval(id);
    expect(await removePrime([id])).toMatchObject({
      status: 400,
      body: { data: [{ code: 'NOT_APPROVED', details: { id } }] },
    });
    zoho.set({ waitingForApproval: 'success' });
    expect((await removePrime([id])).status).toBe(200);
  });

  it('maximumLength: a cap on tags or ids', async () => {
    const ids = leads().ids(3);
    zoho.set({ maximumLength: { tags: 1 } });
    const two = [{ name: 'Prime' }, { name: 'VIP' }];
    expect((await api.post(BULK, { tags: two, ids })).body.details).toEqual({
      maximum_length: 1,
      api_name: 'tags',
      json_path: '$.tags',
    });
    zoho.set({ maximumLength: { ids: 2 } });
    expect((await removePrime(ids)).body.details).toEqual({ maximum_length: 2, api_name: 'ids', json_path: '$.ids' });
  });
});

describe('what happens around', () => {
  it('workflows: put the tag back at once or later', async () => {
    const [id] = leads().ids(1) as [string];
    zoho.set({ workflows: [{ module: 'Leads', tag: 'Prime' }] });
    const { body } = await removePrime([id]);
    expect(body.data?.[0]?.details?.['tags']).not.toContainEqual(expect.objectContaining({ name: 'Prime' }));
    expect(leads().tagNames(id)).toContain('Prime');
    zoho.set({ workflows: [{ module: 'Leads', tag: 'Prime', afterMs: 60_000 }] });
    await removePrime([id]);
    expect(leads().tagNames(id)).not.toContain('Prime');
    zoho.clock.skip(60_000);
    await expect.poll(() => leads().tagNames(id)).toContain('Prime');
  });

  it('touchesModifiedTime: the time of change moves or stays', async () => {
    const [first, second] = leads().ids(2) as [string, string];
    const before = leads().record(first).modifiedAt;
    zoho.set({ touchesModifiedTime: false });
    await removePrime([first]);
    expect(leads().record(first).modifiedAt).toBe(before);
    zoho.set({ touchesModifiedTime: true });
    await removePrime([second]);
    expect(leads().record(second).modifiedAt).toBeGreaterThan(before);
  });

  it('extraKeys: more keys than anyone asked for', async () => {
    zoho.set({ extraKeys: true });
    const { body } = await removePrime(leads().ids(1));
    expect(body).toMatchObject({
      wf_scheduler: false,
      success_count: '1',
      data: [{ details: { tags: [{ rid: expect.any(String) }, {}] } }],
    });
  });
});
