import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const READ = 'bulk:/read';
let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const byTag = (value: string | string[], comparator = 'equal') => ({ field: { api_name: 'Tag' }, comparator, value });
const query = (more: object = {}) => ({ query: { module: { api_name: 'Leads' }, fields: ['id', 'Tag'], ...more } });

beforeAll(async () => {
  zoho = await startZoho({ leads: 30 });
  api = wideClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

async function started(more: object = {}): Promise<string> {
  const { body } = await api.post(READ, query(more));
  return String(body.data?.[0]?.details?.['id']);
}

async function rowsOf(job: string): Promise<string[]> {
  const files = unzipSync((await api.get(`${READ}/${job}/result`)).bytes);
  expect(Object.keys(files)).toEqual([`${job}.csv`]);
  return strFromU8(files[`${job}.csv`]!).trim().split('\n');
}

describe('a bulk read', () => {
  it('bulkReadSeconds: is added, queued, in progress, and completed with a ZIP of one CSV', async () => {
    zoho.set({ bulkReadSeconds: 30 });
    const answer = await api.post(READ, query({ criteria: byTag('VIP') }));
    expect(answer).toMatchObject({
      status: 201,
      body: { data: [{ code: 'ADDED_SUCCESSFULLY', message: 'Added successfully.', details: { state: 'ADDED' } }] },
    });
    const job = String(answer.body.data?.[0]?.details?.['id']);
    const states: unknown[] = [];
    for (let look = 0; look < 4; look += 1) {
      const { body } = await api.get(`${READ}/${job}`);
      states.push(body.data?.[0]?.['state']);
      zoho.clock.skip(11_000);
    }
    expect(states).toEqual(['ADDED', 'QUEUED', 'IN PROGRESS', 'COMPLETED']);
    const [head, ...rows] = await rowsOf(job);
    expect(head).toBe('Id,Tag');
    const holders = leads()
      .ids()
      .filter((id) => leads().tagNames(id).includes('VIP'));
    expect(rows.map((line) => line.split(',')[0])).toEqual(holders);
    expect(zoho.forbidden()).toEqual([]);
  });

  it('bulkReadEnd: fails with an error in the result, or never ends', async () => {
    zoho.set({ bulkReadSeconds: 0, bulkReadEnd: 'failure' });
    const job = await started();
    expect((await api.get(`${READ}/${job}`)).body.data?.[0]).toMatchObject({
      state: 'FAILURE',
      result: { error_message: { code: 'INTERNAL_SERVER_ERROR' } },
    });
    zoho.set({ bulkReadSeconds: 5, bulkReadEnd: 'stuck' });
    const other = await started();
    zoho.clock.skip(3_000_000);
    expect((await api.get(`${READ}/${other}`)).body.data?.[0]?.['state']).toBe('IN PROGRESS');
    expect(await api.get(`${READ}/${other}/result`)).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_FOUND' },
    });
  });

  it('keeps the rows of its start, converted leads among them', async () => {
    zoho.set({ bulkReadSeconds: 0 });
    const [first = '', second = ''] = leads().ids(2);
    leads().convert(first);
    const job = await started();
    leads().delete(second);
    const rows = await rowsOf(job);
    expect(rows).toHaveLength(31);
    expect(rows.some((line) => line.startsWith(first))).toBe(true);
    expect(rows.some((line) => line.startsWith(second))).toBe(true);
  });

  it('bulkReadTagColumn and bulkReadIdColumn: separators, no column, a refusal, a small id', async () => {
    zoho.set({ bulkReadSeconds: 0 });
    const [id = ''] = leads().ids(1);
    const line = async () => (await rowsOf(await started())).find((row) => row.startsWith(id));
    expect(await line()).toBe(`${id},"Prime,Cold lead,Trade show 2026"`);
    zoho.set({ bulkReadTagColumn: 'semicolons' });
    expect(await line()).toBe(`${id},Prime;Cold lead;Trade show 2026`);
    zoho.set({ bulkReadTagColumn: 'absent', bulkReadIdColumn: 'id' });
    expect(await line()).toBe(id);
    expect((await rowsOf(await started()))[0]).toBe('id');
    zoho.set({ bulkReadTagColumn: 'refused' });
    expect(await api.post(READ, query())).toMatchObject({
      status: 400,
      body: { code: 'FIELD_NOT_SUPPORTED', details: { api_name: 'Tag', module: 'Leads' } },
    });
  });

  it.each([
    ['comparatorRefused', 'FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED'],
    ['fieldRefused', 'FIELD_IN_CRITERIA_NOT_SUPPORTED'],
    ['invalidCriteria', 'INVALID_CRITERIA'],
  ] as const)('bulkReadTagCriterion: %s', async (bulkReadTagCriterion, code) => {
    zoho.set({ bulkReadTagCriterion });
    expect(await api.post(READ, query({ criteria: byTag('VIP') }))).toMatchObject({ status: 400, body: { code } });
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => `Name ${n}`);
  it.each([
    ['an operator that is none', { group_operator: 'xor', group: [] }, 'GROUP_OPERATOR_NOT_SUPPORTED'],
    ['a field and a group', { ...byTag('VIP'), group: [] }, 'AMBIGUOUS_CRITERIA'],
    ['26 criteria', { group_operator: 'or', group: many(26).map((name) => byTag(name)) }, 'CRITERIA_LIMIT_EXCEEDED'],
    ['201 values', byTag(many(201)), 'VALUE_LIMIT_EXCEEDED_IN_CRITERIA'],
    ['a comparator that tags have not', byTag('VIP', 'starts_with'), 'FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED'],
    ['criteria that are text', 'VIP', 'INVALID_CRITERIA'],
  ])('refuses %s', async (_name, criteria, code) => {
    expect(await api.post(READ, query({ criteria }))).toMatchObject({ status: 400, body: { code } });
  });

  it.each([
    ['page 51', { page: 51 }, 400, 'PAGE_RANGE_EXCEEDED'],
    ['an unknown module', { module: { api_name: 'Ghosts' } }, 400, 'MODULE_NOT_SUPPORTED'],
    ['an unknown field', { fields: ['Colour'] }, 400, 'FIELD_NOT_AVAILABLE'],
    ['an unknown token', { page_token: 'x' }, 400, 'EXPIRED_VALUE'],
  ])('refuses %s', async (_name, more, status, code) => {
    expect(await api.post(READ, query(more))).toMatchObject({ status, body: { code } });
  });

  it('refuses a body without a type, and none at all', async () => {
    const type = { 'content-type': 'application/json' };
    expect(await api.send(READ, { method: 'POST', headers: type })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_BODY_IS_EMPTY' },
    });
    expect(await api.send(READ, { method: 'POST' })).toMatchObject({
      status: 415,
      body: { code: 'MEDIA_TYPE_NOT_SUPPORTED' },
    });
  });

  it('bulkReadRows: more rows come by a token, for the same user and a day', async () => {
    zoho.set({ bulkReadSeconds: 0, bulkReadRows: 20 });
    const job = await started();
    interface Result {
      count: number;
      more_records: boolean;
      next_page_token: string;
    }
    const result = (await api.get(`${READ}/${job}`)).body.data![0]!['result'] as Result;
    expect(result).toMatchObject({ count: 20, per_page: 20, more_records: true });
    const next = await api.post(READ, { query: { page_token: result.next_page_token } });
    const rest = await rowsOf(String(next.body.data?.[0]?.details?.['id']));
    expect(new Set([...(await rowsOf(job)), ...rest]).size).toBe(31);
    zoho.clock.skip(86_400_001);
    const late = apiClient(zoho, 'brightside', tokenWith(zoho, ['ZohoCRM.bulk.READ', 'ZohoCRM.modules.ALL']));
    expect(await late.post(READ, { query: { page_token: result.next_page_token } })).toMatchObject({
      body: { code: 'EXPIRED_VALUE' },
    });
    expect(await late.get(`${READ}/${job}/result`)).toMatchObject({ status: 404 });
    late.close();
  });

  it('gives out ten files a minute, then none for a minute', async () => {
    zoho.set({ bulkReadSeconds: 0 });
    const job = await started();
    for (let n = 0; n < 10; n += 1) expect((await api.get(`${READ}/${job}/result`)).status).toBe(200);
    expect((await api.get(`${READ}/${job}/result`)).status).toBe(429);
    zoho.clock.skip(30_000);
    expect((await api.get(`${READ}/${job}/result`)).status).toBe(429);
    zoho.clock.skip(31_000);
    expect((await api.get(`${READ}/${job}/result`)).status).toBe(200);
  });

  it('bulkReadCredits: costs what the switch says, and needs a scope of its own beside that of the module', async () => {
    zoho.set({ bulkReadCredits: 37 });
    const before = zoho.credits('brightside').used;
    await started();
    expect(zoho.credits('brightside').used - before).toBe(37);
    for (const scope of ['ZohoCRM.bulk.READ', 'ZohoCRM.modules.ALL']) {
      const narrow = apiClient(zoho, 'brightside', tokenWith(zoho, [scope]));
      expect(await narrow.post(READ, query())).toMatchObject({ status: 401, body: { code: 'OAUTH_SCOPE_MISMATCH' } });
      narrow.close();
    }
  });
});
