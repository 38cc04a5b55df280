import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

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

describe('GET /settings/tags', () => {
  it('lists the tags of a module, with and without a colour', async () => {
    const { body } = await api.get('/settings/tags?module=Leads');
    expect(body.tags).toHaveLength(14);
    expect(body.tags?.find((tag) => tag.name === 'Prime')).toMatchObject({
      color_code: '#57B1FD',
      created_by: { name: 'Mara Lindqvist' },
    });
    expect(body.tags?.find((tag) => tag.name === 'web')).toMatchObject({ color_code: null });
    expect(body.info).toEqual({ count: 14, allowed_count: 100 });
  });

  it('missingParamKey: wants the module', async () => {
    const refusal = {
      status: 400,
      body: { code: 'REQUIRED_PARAM_MISSING', message: 'One of the expected parameter is missing' },
    };
    expect(await api.get('/settings/tags')).toMatchObject({
      ...refusal,
      body: { ...refusal.body, details: { param: 'module' } },
    });
    zoho.set({ missingParamKey: 'param_name' });
    expect(await api.get('/settings/tags')).toMatchObject({
      ...refusal,
      body: { ...refusal.body, details: { param_name: 'module' } },
    });
  });

  it('noModuleTags: answers an empty list or nothing', async () => {
    expect(await api.get('/settings/tags?module=Solutions')).toMatchObject({
      status: 200,
      body: { tags: [], info: { count: 0 } },
    });
    zoho.set({ noModuleTags: 'noContent' });
    expect(await api.get('/settings/tags?module=Solutions')).toMatchObject({ status: 204, text: '' });
  });

  it('knows my_tags and include', async () => {
    const org = zoho.world.org('brightside');
    org.module('Leads').tagStore.create("Jonas's own", null, org.user('jonas').id, zoho.clock.now());
    expect((await api.get('/settings/tags?module=Leads&my_tags=true')).body.tags).toHaveLength(14);
    const { body } = await api.get('/settings/tags?module=Leads&include=associated_record_count');
    expect(body.tags?.find((tag) => tag.name === 'Never used')).toMatchObject({ associated_record_count: 0 });
    expect((await api.get('/settings/tags?module=Leads&include=weather')).status).toBe(400);
  });

  it('refuses modules it does not know or support, and users without the right', async () => {
    expect(await api.get('/settings/tags?module=Ghosts')).toMatchObject({
      status: 400,
      body: { message: 'the module name given seems to be invalid' },
    });
    expect(await api.get('/settings/tags?module=Notes')).toMatchObject({
      status: 400,
      body: { message: 'the given module is not supported for this api' },
    });
    zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_View_Leads');
    expect(await api.get('/settings/tags?module=Leads')).toMatchObject({
      status: 400,
      body: { code: 'AUTHORIZATION_FAILED' },
    });
  });
});

describe('GET /settings/tags/{id}/actions/records_count', () => {
  const path = (id: string) => `/settings/tags/${id}/actions/records_count?module=Leads`;

  it('counts the records of a tag, as a string', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    const tag = leads.tagStore.byName('Prime')!;
    const carrying = leads.ids().filter((id) => leads.tagNames(id).includes('Prime')).length;
    expect((await api.get(path(tag.id))).body['count']).toBe(String(carrying));
  });

  it('configuredAreas: names the rules and views that use the tag, or does not', async () => {
    const tag = zoho.world.org('brightside').module('Leads').tagStore.byName('Prime')!;
    const { body } = await api.get(path(tag.id));
    expect(body['configured_areas']).toMatchObject({
      workflow_tagActionRecords: {
        Workflow: { [tag.id]: { AddTags: [{ rules: [{ name: 'Score over 80' }] }, {}], RemoveTags: [{}] } },
      },
      custom_view: { cvnames: ['Prime leads'], inaccessible_custom_view_present: false },
    });
    zoho.set({ configuredAreas: false });
    expect(Object.keys((await api.get(path(tag.id))).body)).toEqual(['count']);
  });

  it('unknownTagCount: refuses a tag that there is not, in two ways', async () => {
    expect(await api.get(path('5725767000000999999'))).toMatchObject({
      status: 400,
      body: { code: 'TAG_ID_NOT_FOUND', message: 'invalid tag id' },
    });
    zoho.set({ unknownTagCount: 'notFound' });
    expect(await api.get(path('5725767000000999999'))).toMatchObject({
      status: 404,
      body: { code: 'INVALID_DATA', message: 'tags not found' },
    });
    expect(await api.get('/settings/tags/1/actions/records_count')).toMatchObject({
      status: 400,
      body: { details: { param_name: 'module' } },
    });
  });
});
