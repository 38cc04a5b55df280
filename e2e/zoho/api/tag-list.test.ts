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
    org
      .module('Leads')
      .tagStore.create({ name: "Jonas's own", colour: null, createdBy: org.user('jonas').id, at: zoho.clock.now() });
    expect((await api.get('/settings/tags?module=Leads&my_tags=true')).body.tags).toHaveLength(14);
    const { body } = await api.get('/settings/tags?module=Leads&include=associated_record_count');
    expect(body.tags?.find((tag) => tag.name === 'Never used')).toMatchObject({ associated_record_count: 0 });
    expect((await api.get('/settings/tags?module=Leads&include=weather')).status).toBe(400);
  });

  const ALL = '/settings/tags?module=Leads&include=type,associated_record_count,last_accessed_time';

  it('tagInclude: is honoured, ignored, refused for several at once, or refused', async () => {
    const ofPrime = async (path: string) => (await api.get(path)).body.tags?.find((tag) => tag.name === 'Prime');
    expect(await ofPrime(ALL)).toMatchObject({
      type: 'public',
      associated_record_count: expect.any(Number) as number,
      last_accessed_time: '2026-11-20T09:02:00-08:00',
    });
    zoho.set({ tagInclude: 'ignored' });
    expect(await ofPrime(ALL)).not.toHaveProperty('associated_record_count');
    zoho.set({ tagInclude: 'severalRefused' });
    expect(await api.get(ALL)).toMatchObject({ status: 400, body: { details: { param_name: 'include' } } });
    expect(await ofPrime('/settings/tags?module=Leads&include=type')).toMatchObject({ type: 'public' });
    zoho.set({ tagInclude: 'refused' });
    expect((await api.get('/settings/tags?module=Leads&include=type')).status).toBe(400);
    expect((await api.get('/settings/tags?module=Leads')).status).toBe(200);
  });

  it('tagIncludeCount: counts come as numbers or as strings', async () => {
    const count = async () => (await api.get(ALL)).body.tags?.[0]?.['associated_record_count'];
    const number = await count();
    zoho.set({ tagIncludeCount: 'string' });
    expect(await count()).toBe(String(number));
  });

  it('tagInfo: counts, the limit of a record, or nothing', async () => {
    const info = async () => (await api.get('/settings/tags?module=Leads')).body.info;
    zoho.set({ tagInfo: 'recordLimit' });
    expect(await info()).toEqual({ count: 14, allowed_count: 100, record_limit: 10 });
    zoho.set({ tagInfo: 'absent' });
    expect(await info()).toBeUndefined();
  });

  it('tells when a tag was last put on a record', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    const used = async () =>
      (await api.get(ALL)).body.tags?.find((tag) => tag.name === 'Never used')?.['last_accessed_time'];
    expect(await used()).toBeNull();
    leads.addTag(leads.ids(1)[0]!, 'Never used');
    expect(Math.abs(Date.parse((await used()) as string) - zoho.clock.now())).toBeLessThan(60_000);
  });

  it('tagLastUse: of a use of years ago the date is kept or forgotten', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    leads.tagStore.used(leads.tagStore.byName('Prime')!.id, Date.parse('2024-02-03T04:05:06Z'));
    const used = async () =>
      (await api.get(ALL)).body.tags?.find((tag) => tag.name === 'Prime')?.['last_accessed_time'];
    expect(Date.parse((await used()) as string)).toBe(Date.parse('2024-02-03T04:05:06Z'));
    zoho.set({ tagLastUse: 'forgotten' });
    expect(await used()).toBeNull();
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

  it('countCovers: what is visible, converted leads too, or all', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    const tag = leads.tagStore.byName('Prime')!;
    const holders = leads.ids().filter((id) => leads.tagNames(id).includes('Prime'));
    leads.convert(holders[0]!);
    leads.hide(holders[1]!);
    leads.hide(holders[2]!);
    const include = '/settings/tags?module=Leads&include=associated_record_count';
    const counts = async () => [
      Number((await api.get(path(tag.id))).body['count']),
      (await api.get(include)).body.tags?.find((one) => one.id === tag.id)?.['associated_record_count'],
    ];
    const all = holders.length;
    expect(await counts()).toEqual([all - 3, all - 3]);
    zoho.set({ countCovers: 'withConverted' });
    expect(await counts()).toEqual([all - 2, all - 2]);
    zoho.set({ countCovers: 'all' });
    expect(await counts()).toEqual([all, all]);
    const shown = await api.get(`/Leads?fields=id&converted=both&ids=${holders.slice(0, 4).join(',')}`);
    expect(shown.body.data?.map((row) => row.id).toSorted()).toEqual([holders[0]!, holders[3]!].toSorted());
  });

  it('names blueprints, orchestrations and views that nobody may open', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    const tag = leads.tagStore.byName('VIP')!;
    leads.addRule({ kind: 'Blueprint', name: 'Won', action: 'AddTags', execution: 'instant' }, 'VIP', 'Referral');
    leads.addRule({ kind: 'Orchestration', name: 'Nurture', action: 'RemoveTags', execution: 'instant' }, 'VIP');
    leads.addTagView('VIP', 'VIPs of the week');
    leads.addTagView('VIP', 'Private VIPs', true);
    expect((await api.get(path(tag.id))).body['configured_areas']).toMatchObject({
      workflow_tagActionRecords: {
        Blueprint: { [tag.id]: { AddTags: [{ name: 'VIP, Referral', rules: [{ name: 'Won' }] }], RemoveTags: [] } },
        Orchestration: { [tag.id]: { RemoveTags: [{ rules: [{ name: 'Nurture', status: 'Active' }] }] } },
      },
      custom_view: { cvnames: ['VIPs of the week'], inaccessible_custom_view_present: true },
    });
  });

  it('wants the rights to edit and to tag, which the list of tags does not', async () => {
    const tag = zoho.world.org('brightside').module('Leads').tagStore.byName('VIP')!;
    zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Tags_Leads').add('Crm_Implied_Edit_Leads');
    expect(await api.get(path(tag.id))).toMatchObject({
      status: 403,
      body: {
        code: 'NO_PERMISSION',
        details: { permissions: ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'] },
      },
    });
    expect((await api.get('/settings/tags?module=Leads')).status).toBe(200);
  });

  it('does not know the tag of another module', async () => {
    const { id } = zoho.world.org('brightside').module('Deals').tagStore.byName('Prime')!;
    expect(await api.get(path(id))).toMatchObject({ status: 400, body: { code: 'TAG_ID_NOT_FOUND' } });
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
