import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient, Row } from '../api-for-tests.ts';
import type { Module } from '../world/module.ts';
import type { Zoho } from '../simulator.ts';

const FIELDS = 'fields=id,Tag,Full_Name';
let zoho: Zoho;
let api: ApiClient;
const leads = (): Module => zoho.world.org('brightside').module('Leads');
const idsOf = (rows: Row[] | undefined) => rows?.map((row) => row.id);

beforeAll(async () => {
  zoho = await startZoho({ leads: 2_450 });
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('GET /{Module} by ids', () => {
  it('tells names and tags, newest first whatever the order asked', async () => {
    const ids = leads().ids(3);
    const { status, body } = await api.get(`/Leads?${FIELDS}&ids=${ids.toReversed().join(',')}`);
    expect(status).toBe(200);
    expect(idsOf(body.data)).toEqual(ids);
    expect(body.data?.[0]).toMatchObject({ Full_Name: leads().record(ids[0]!).name });
    expect(body.data?.[0]?.Tag?.map((tag) => tag.name)).toEqual(['Prime', 'Cold lead', 'Trade show 2026']);
    expect(body.info).toMatchObject({ count: 3, more_records: false, per_page: 200, page: 1, next_page_token: null });
  });

  it('convertedInView: a view of converted leads shows them if they are asked for, or by itself', async () => {
    const [first] = leads().ids(1) as [string];
    leads().convert(first);
    const ofConverted = leads().views.find(({ filter }) => filter.kind === 'converted')!.id;
    const all = leads().views.find(({ filter }) => filter.kind === 'all')!.id;
    const idsIn = async (view: string, query = '') =>
      idsOf((await api.get(`/Leads?${FIELDS}&cvid=${view}${query}`)).body.data);
    expect((await api.get(`/Leads?${FIELDS}&cvid=${ofConverted}`)).status).toBe(204);
    expect(await idsIn(ofConverted, '&converted=both')).toEqual([first]);
    expect(await idsIn(all, '&converted=both')).toContain(first);
    zoho.set({ convertedInView: 'asListed' });
    expect(await idsIn(ofConverted)).toEqual([first]);
    expect(await idsIn(all, '&converted=both')).not.toContain(first);
  });

  it('leaves out what is gone, hides converted leads unless asked, and answers 204 when nothing is left', async () => {
    const [first, second] = leads().ids(2) as [string, string];
    leads().delete(first);
    leads().convert(second);
    expect(await api.get(`/Leads?${FIELDS}&ids=${first},${second}`)).toMatchObject({ status: 204, text: '' });
    expect(idsOf((await api.get(`/Leads?${FIELDS}&ids=${first},${second}&converted=both`)).body.data)).toEqual([
      second,
    ]);
    expect((await api.get(`/Leads?${FIELDS}&ids=5725767000000000001`)).status).toBe(204);
  });

  it('viewPageMaximum: a page of a view that is too big is refused, cut, or not answered; a smaller one is', async () => {
    const view = leads().views.find(({ filter }) => filter.kind === 'all')!.id;
    const page = (perPage: number) => api.get(`/Leads?${FIELDS}&cvid=${view}&per_page=${perPage}`);
    const most = (answer: 'limit' | 'namedLimit' | 'silence' | 'cut' | 'error') =>
      zoho.set({ viewPageMaximum: { records: 100, answer } });
    most('limit');
    expect(await page(101)).toMatchObject({ status: 400, body: { code: 'LIMIT_EXCEEDED', details: {} } });
    expect((await page(100)).body.data).toHaveLength(100);
    most('namedLimit');
    expect((await page(101)).body).toMatchObject({ details: { limit: 100, param_name: 'per_page' } });
    most('error');
    expect((await page(101)).status).toBe(500);
    most('cut');
    await expect(page(101)).rejects.toThrow(SyntaxError);
    most('silence');
    page(101).catch(() => undefined);
    const silent = await zoho.arrived(/cvid=.*per_page=101/, 5);
    expect((await page(100)).status).toBe(200);
    expect(silent.answeredAt).toBeUndefined();
  });

  it('idsMaximumCharacters: takes 51 ids of 19 digits, not 52', async () => {
    const path = (count: number) => `/Leads?${FIELDS}&ids=${leads().ids(count).join(',')}`;
    expect((await api.get(path(51))).body.data).toHaveLength(51);
    expect(await api.get(path(52))).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { param_name: 'ids', maximum_length: 1024 } },
    });
    zoho.set({ idsMaximumCharacters: null });
    expect((await api.get(path(100))).body.data).toHaveLength(100);
  });

  it('idsBeyondMaximum: refuses too many ids without a limit, or leaves out those beyond it', async () => {
    const path = (count: number) => `/Leads?${FIELDS}&ids=${leads().ids(count).join(',')}`;
    zoho.set({ idsBeyondMaximum: 'unnamed' });
    const { body } = await api.get(path(52));
    expect(body).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { param_name: 'ids' } });
    expect(body.details).not.toHaveProperty('maximum_length');
    zoho.set({ idsBeyondMaximum: 'leftOut' });
    expect(idsOf((await api.get(path(100))).body.data)).toEqual(leads().ids(51));
    expect((await api.get(path(51))).body.data).toHaveLength(51);
  });

  it('noTags: shows a record without tags in three ways', async () => {
    const [id] = leads().ids(1) as [string];
    leads().setTags(id, []);
    const row = async () => (await api.get(`/Leads?${FIELDS}&ids=${id}`)).body.data?.[0];
    expect((await row())?.Tag).toEqual([]);
    zoho.set({ noTags: 'null' });
    expect((await row())?.Tag).toBeNull();
    zoho.set({ noTags: 'absent' });
    expect(await row()).not.toHaveProperty('Tag');
  });

  it('unknownField: ignores or refuses a field that the module lacks', async () => {
    const path = `/Leads?fields=id,Shoe_Size&ids=${leads().ids(1)[0]}`;
    expect((await api.get(path)).body.data?.[0]).not.toHaveProperty('Shoe_Size');
    zoho.set({ unknownField: 'invalidData' });
    expect(await api.get(path)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { param_name: 'fields' } },
    });
  });

  it('shows locks and approvals when asked', async () => {
    const [locked, waiting] = leads().ids(2) as [string, string];
    leads().lock(locked);
    leads().waitForApproval(waiting);
    const { body } = await api.get(`/Leads?fields=Locked__s,$locked_for_me,$approval_state&ids=${locked},${waiting}`);
    expect(body.data).toMatchObject([
      { Locked__s: true, $locked_for_me: true },
      { Locked__s: false, $approval_state: 'approval_process_pending' },
    ]);
  });

  it('shuffledRows: answers in an order of its own', async () => {
    zoho.set({ shuffledRows: true });
    const ids = leads().ids(40);
    const got = idsOf((await api.get(`/Leads?${FIELDS}&ids=${ids.join(',')}`)).body.data);
    expect(got).not.toEqual(ids);
    expect(got?.toSorted()).toEqual(ids.toSorted());
  });
});

describe('GET /{Module} by page, view and token', () => {
  it('pages up to 2,000 records, then by token', async () => {
    const first = await api.get(`/Leads?${FIELDS}`);
    expect(first.body.data).toHaveLength(200);
    const seen = new Set(idsOf(first.body.data));
    let token = first.body.info?.['next_page_token'];
    while (typeof token === 'string') {
      const { body } = await api.get(`/Leads?${FIELDS}&page_token=${token}`);
      for (const id of idsOf(body.data) ?? []) seen.add(id);
      token = body.info?.['next_page_token'];
    }
    expect(seen.size).toBe(2_450);
    expect((await api.get(`/Leads?${FIELDS}&page=10`)).body.data).toHaveLength(200);
    expect(await api.get(`/Leads?${FIELDS}&page=11`)).toMatchObject({
      status: 400,
      body: { code: 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', details: { limit: 2000 } },
    });
  });

  it('reads the rows of a view', async () => {
    const viewId = (name: string) => leads().views.find((view) => view.name === name)!.id;
    const prime = await api.get(`/Leads?${FIELDS}&per_page=5&cvid=${viewId('Prime leads')}`);
    expect(prime.body.data?.every((row) => row.Tag?.some((tag) => tag.name === 'Prime'))).toBe(true);
    const mine = await api.get(`/Leads?fields=Owner&cvid=${viewId('My Leads')}`);
    expect(mine.body.data?.every((row) => (row['Owner'] as { name: string }).name === 'Mara Lindqvist')).toBe(true);
    expect((await api.get(`/Leads?${FIELDS}&cvid=${viewId('Leads before 2019')}`)).status).toBe(204);
  });

  it('sorts', async () => {
    const oldest = leads().ids().at(-1);
    expect((await api.get(`/Leads?${FIELDS}&sort_order=asc&per_page=1`)).body.data?.[0]?.id).toBe(oldest);
    leads().addTag(oldest!, 'Never used');
    expect((await api.get(`/Leads?${FIELDS}&sort_by=Modified_Time&per_page=1`)).body.data?.[0]?.id).toBe(oldest);
  });

  it('binds a token to its parameters and its day', async () => {
    const token = (await api.get(`/Leads?${FIELDS}`)).body.info?.['next_page_token'];
    const refused = async (path: string) => (await api.get(path)).body.code;
    expect(await refused(`/Leads?fields=id&page_token=${String(token)}`)).toBe('TOKEN_BOUND_DATA_MISMATCH');
    expect(await refused(`/Leads?${FIELDS}&page=2&page_token=${String(token)}`)).toBe('AMBIGUITY_DURING_PROCESSING');
    expect(await refused(`/Leads?${FIELDS}&page_token=nonsense`)).toBe('INVALID_DATA');
    for (const access of zoho.world.tokens.allAccess()) access.expiresAt += 48 * 3_600_000;
    zoho.clock.skip(25 * 3_600_000);
    expect(await refused(`/Leads?${FIELDS}&page_token=${String(token)}`)).toBe('EXPIRED_VALUE');
  });

  it('stops at 100,000 records', async () => {
    const big = await startZoho({ leads: 100_001, switches: { credits: 1_000_000 } });
    const client = apiClient(big);
    let token: unknown;
    let count = 0;
    let last = await client.get(`/Leads?fields=id`);
    for (; last.status === 200; last = await client.get(`/Leads?fields=id&page_token=${String(token)}`)) {
      count += last.body.data?.length ?? 0;
      token = last.body.info?.['next_page_token'];
    }
    expect(count).toBe(100_000);
    expect(last).toMatchObject({ status: 400, body: { code: 'PAGINATION_LIMIT_EXCEEDED' } });
    client.close();
    await big.stop();
  }, 30_000);
});

describe('GET /{Module}, strict', () => {
  it.each([
    ['', 'REQUIRED_PARAM_MISSING', { param_name: 'fields' }],
    [
      `?fields=${Array.from({ length: 51 }, (_, i) => `F${i}`).join(',')}`,
      'LIMIT_EXCEEDED',
      { limit: 50, param_name: 'fields' },
    ],
    [`?${FIELDS}&per_page=201`, 'LIMIT_EXCEEDED', { limit: 200 }],
    [`?${FIELDS}&per_page=ten`, 'INVALID_DATA', { param_name: 'per_page' }],
    [
      `?${FIELDS}&cvid=1&sort_by=id`,
      'AMBIGUITY_DURING_PROCESSING',
      { ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: 'sort_by' }] },
    ],
    [`?${FIELDS}&cvid=5725767000000999999`, 'INVALID_DATA', { param_name: 'cvid' }],
    [`?${FIELDS}&sort_by=Full_Name`, 'INVALID_DATA', { param_name: 'sort_by' }],
    [`?${FIELDS}&ids=a,b`, 'INVALID_DATA', { param_name: 'ids' }],
  ])('%s is refused with %s', async (query, code, details) => {
    expect(await api.get(`/Leads${query}`)).toMatchObject({ status: 400, body: { code, details } });
  });

  it('recordsErrorEnvelope: wraps errors in data[]', async () => {
    zoho.set({ recordsErrorEnvelope: 'data' });
    expect(await api.get('/Leads')).toMatchObject({
      status: 400,
      body: { data: [{ code: 'REQUIRED_PARAM_MISSING' }] },
    });
  });

  it('answers 304 when nothing changed since', async () => {
    const since = (time: string) => api.get(`/Leads?${FIELDS}&per_page=5`, { 'if-modified-since': time });
    expect(await since('2026-11-22T00:00:00+00:00')).toMatchObject({ status: 304, text: '' });
    expect((await since('2020-01-01T00:00:00+00:00')).body.data).toHaveLength(5);
  });

  it('refuses a user who may not see the module', async () => {
    zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_View_Leads');
    expect(await api.get(`/Leads?${FIELDS}`)).toMatchObject({
      status: 403,
      body: { code: 'NO_PERMISSION', details: { permissions: ['Crm_Implied_View_Leads'] } },
    });
  });

  it('reads one record', async () => {
    const [id] = leads().ids(1) as [string];
    expect((await api.get(`/Leads/${id}`)).body.data).toMatchObject([{ id, Full_Name: leads().record(id).name }]);
    leads().delete(id);
    expect((await api.get(`/Leads/${id}`)).status).toBe(204);
    expect(await api.get('/Leads/12')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { resource_path_index: 1 } },
    });
  });
});
