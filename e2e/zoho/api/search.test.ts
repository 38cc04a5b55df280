import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const holders = (name: string) =>
  leads()
    .ids()
    .filter((id) => leads().tagNames(id).includes(name));
const search = (criteria: string, more = '') =>
  api.get(`/Leads/search?fields=id,Tag&criteria=${encodeURIComponent(criteria)}${more}`);
const idsOf = async (criteria: string, more = '') =>
  (await search(criteria, more)).body.data?.map((row) => row.id) ?? [];

beforeAll(async () => {
  zoho = await startZoho({ leads: 2_500 });
  api = wideClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('GET /{Module}/search by a tag', () => {
  it('finds exactly the records with the tag, page by page', async () => {
    const { status, body } = await search('(Tag.name:equals:VIP)', '&per_page=50');
    expect(status).toBe(200);
    expect(body.info).toEqual({ per_page: 50, count: 50, page: 1, more_records: true });
    expect(body.data?.every((row) => row.Tag?.some((tag) => tag.name === 'VIP'))).toBe(true);
    const found = [...(await idsOf('(Tag.name:equals:VIP)', '&per_page=200'))];
    expect(found.toSorted()).toEqual(holders('VIP').toSorted());
    expect(await search('(Tag.name:equals:Never used)')).toMatchObject({ status: 204, text: '' });
  });

  it('tagSearch: works, finds nothing, or is refused', async () => {
    zoho.set({ tagSearch: 'empty' });
    expect((await search('(Tag.name:equals:VIP)')).status).toBe(204);
    zoho.set({ tagSearch: 'invalidQuery' });
    expect(await search('(Tag.name:equals:VIP)')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_QUERY', message: 'Invalid query formed', details: { api_name: 'Tag.name' } },
    });
    zoho.set({ tagSearch: 'accepted' });
    expect((await search('(Tag:starts_with:VIP)')).status).toBe(204);
  });

  it('searchEquals: the whole name or a part of it', async () => {
    zoho.set({ searchEquals: 'contains' });
    const both = new Set([...holders('VIP'), ...holders('VIP 2024')]);
    expect(both.size).toBeGreaterThan(holders('VIP').length);
    expect((await idsOf('(Tag.name:equals:VIP)')).toSorted()).toEqual([...both].toSorted());
  });

  it('searchEqualsWithOthers: a part of the name where a window stands beside it', async () => {
    zoho.set({ searchEqualsWithOthers: 'contains' });
    const both = new Set([...holders('VIP'), ...holders('VIP 2024')]);
    const ever = '(Created_Time:greater_than:2000-01-01T00:00:00Z)';
    expect(new Set(await idsOf(`((Tag.name:equals:VIP)and${ever})`))).toEqual(both);
    expect(await idsOf('(Tag.name:equals:VIP)')).toHaveLength(holders('VIP').length);
  });

  it('searchCase: letter case counts for nothing, or counts', async () => {
    expect(await idsOf('(Tag.name:equals:vip)')).toHaveLength(holders('VIP').length);
    zoho.set({ searchCase: 'exact' });
    expect(await idsOf('(Tag.name:equals:vip)')).toEqual([]);
    zoho.set({ searchEquals: 'contains' });
    expect(await idsOf('(Tag.name:equals:vi)')).toEqual([]);
  });

  it('searchLagSeconds and searchRows: the index knows what was, the rows what is or what was', async () => {
    const [was = ''] = holders('VIP');
    const [will = ''] = leads()
      .ids()
      .filter((id) => leads().tagNames(id).length === 0);
    zoho.set({ searchLagSeconds: 120 });
    leads().removeTag(was, 'VIP');
    leads().addTag(will, 'VIP');
    const made = leads().addRecord({ name: 'Fresh Lead', last: 'Lead' });
    leads().addTag(made, 'VIP');
    const rows = async () => (await search('(Tag.name:equals:VIP)')).body.data ?? [];
    const tagsOf = async (id: string) => (await rows()).find((row) => row.id === id)?.Tag?.map((tag) => tag.name);
    expect(await tagsOf(was)).not.toContain('VIP');
    expect(await tagsOf(will)).toBeUndefined();
    expect(await tagsOf(made)).toBeUndefined();
    zoho.set({ searchRows: 'indexed' });
    expect(await tagsOf(was)).toContain('VIP');
    zoho.clock.skip(119_000);
    expect(await tagsOf(will)).toBeUndefined();
    zoho.clock.skip(1_500);
    expect(await tagsOf(was)).toBeUndefined();
    expect(await tagsOf(will)).toContain('VIP');
    expect(await tagsOf(made)).toContain('VIP');
    zoho.set({ searchLagSeconds: 0 });
    leads().removeTag(will, 'VIP');
    expect(await tagsOf(will)).toBeUndefined();
  });

  it.each([['(VIP)'], ['a,b'], [String.raw`back\slash`], ['VIP: gold']])(
    'finds %s where it is escaped',
    async (name) => {
      const [id = ''] = leads().ids(1);
      leads().createTag(name);
      leads().addTag(id, name);
      expect(await idsOf(`(Tag.name:equals:${name.replaceAll(/[(),\\]/g, String.raw`\$&`)})`)).toEqual([id]);
    },
  );

  it('refuses parentheses and commas that are not escaped', async () => {
    leads().createTag('(VIP)');
    leads().createTag('a,b');
    leads().createTag('a(b');
    for (const name of ['(VIP)', 'a,b', 'a(b'])
      expect(await search(`(Tag.name:equals:${name})`)).toMatchObject({ status: 400, body: { code: 'INVALID_QUERY' } });
  });

  it('sees every change of records and tags', async () => {
    const criteria = '(Tag.name:equals:VIP)';
    const [gone = '', untagged = ''] = await idsOf(criteria);
    leads().delete(gone);
    leads().removeTag(untagged, 'VIP');
    const left = await idsOf(criteria);
    expect([left.includes(gone), left.includes(untagged)]).toEqual([false, false]);
    leads().renameTag('VIP', 'Key account');
    expect((await search(criteria)).status).toBe(204);
  });

  it('leaves out what nobody sees, and converted leads unless asked', async () => {
    const [hidden = '', converted = ''] = holders('VIP');
    leads().hide(hidden);
    leads().convert(converted);
    const found = await idsOf('(Tag.name:equals:VIP)');
    expect([found.includes(hidden), found.includes(converted)]).toEqual([false, false]);
    const both = await idsOf('(Tag.name:equals:VIP)', '&converted=both');
    expect([both.includes(hidden), both.includes(converted)]).toEqual([false, true]);
  });
});

describe('criteria', () => {
  const at = (index: number) =>
    new Date(leads().record(leads().ids(index + 1)[index]!).createdAt).toISOString().replace('.000', '');

  it('join a tag with a window of Created_Time, whose ends are inside', async () => {
    const all = new Set(holders('Prime'));
    const [from, to] = [at(99), at(10)];
    const inside = leads()
      .ids(100)
      .slice(10)
      .filter((id) => all.has(id));
    expect(await idsOf(`((Tag.name:equals:Prime)and(Created_Time:between:${from},${to}))`)).toEqual(inside);
    const later = await idsOf(`(Tag.name:equals:Prime) and (Created_Time:greater_than:${to})`);
    expect(later).toEqual(
      leads()
        .ids(10)
        .filter((id) => all.has(id)),
    );
    const offset = to.replace('Z', '+00:00');
    expect(await idsOf(`((Created_Time:less_equal:${offset})and(Created_Time:greater_equal:${offset}))`)).toHaveLength(
      1,
    );
    expect((await search(`((Created_Time:less_than:${to})and(Created_Time:greater_than:${to}))`)).status).toBe(204);
  });

  it('join by or, and by other fields', async () => {
    const [first = ''] = leads().ids(1);
    const { email } = leads().record(first);
    expect(await idsOf(`(Email:equals:${email})`)).toEqual([first]);
    expect(new Set(await idsOf(`((Tag.name:equals:VIP)or(Email:equals:${email}))`, '&per_page=200'))).toEqual(
      new Set([first, ...holders('VIP')]),
    );
  });

  it.each([
    ['Tag.name:equals:VIP', { api_name: 'criteria' }],
    ['(Tag.name:equals:VIP', { api_name: 'criteria' }],
    ['(Tag.name:equals:VIP)and', { api_name: 'criteria' }],
    ['(Tag.name:equals)', { api_name: 'criteria' }],
    ['((Tag.name:equals:a)and(Tag.name:equals:b)or(Tag.name:equals:c))', { api_name: 'criteria' }],
    ['(Tag.name:like:VIP)', { api_name: 'Tag.name', operator: 'like' }],
    ['(Colour:equals:red)', { api_name: 'Colour' }],
    ['(Created_Time:between:yesterday,today)', { api_name: 'Created_Time', value: 'yesterday,today' }],
    ['(Created_Time:contains:2026)', { operator: 'contains' }],
  ])('%s is refused', async (criteria, details) => {
    expect(await search(criteria)).toMatchObject({ status: 400, body: { code: 'INVALID_QUERY', details } });
  });

  it('are at most fifteen', async () => {
    const many = (count: number) => `(${Array.from({ length: count }, () => '(Tag.name:equals:VIP)').join('or')})`;
    expect((await search(many(15))).status).toBe(200);
    expect(await search(many(16))).toMatchObject({ status: 400, body: { code: 'CRITERIA_LIMIT_EXCEEDED' } });
  });

  it('are wanted', async () => {
    expect(await api.get('/Leads/search')).toMatchObject({
      status: 400,
      body: { code: 'EXPECTED_PARAM_MISSING', details: { param_names: ['word', 'phone', 'email', 'criteria'] } },
    });
  });
});

describe('the limits of a search', () => {
  it('are 200 rows in an answer and 2,000 in all', async () => {
    const tag = leads().tagStore.byName('Never used')!;
    for (const id of leads().ids()) leads().setTags(id, [tag.id]);
    const page = (number: number) => search('(Tag.name:equals:Never used)', `&per_page=200&page=${number}`);
    expect(await page(10)).toMatchObject({ status: 200, body: { info: { count: 200, more_records: true } } });
    expect(await page(11)).toMatchObject({
      status: 400,
      body: { code: 'LIMIT_REACHED', message: 'maximum response iteration limit reached', details: { limit: '2000' } },
    });
    expect((await search('(Tag.name:equals:Never used)', '&per_page=201')).status).toBe(400);
    zoho.set({ searchBeyond: 'noContent' });
    expect((await page(11)).status).toBe(204);
    zoho.set({ searchBeyond: 'rows' });
    expect((await page(11)).body.data).toHaveLength(200);
  });

  it('searchCredits: are the credits of the org', async () => {
    zoho.set({ searchCredits: 3 });
    const before = zoho.credits('brightside').used;
    await search('(Tag.name:equals:VIP)');
    expect(zoho.credits('brightside').used - before).toBe(3);
  });

  it('are its scopes: that of the module and its own', async () => {
    const status = async (scopes: string[]) => {
      const client = apiClient(zoho, 'brightside', tokenWith(zoho, scopes));
      const answer = await client.get('/Leads/search?criteria=(Tag.name:equals:VIP)');
      client.close();
      return `${answer.status} ${answer.body.code ?? 'ok'}`;
    };
    const refused = '401 OAUTH_SCOPE_MISMATCH';
    expect(await status(['ZohoCRM.modules.ALL'])).toBe(refused);
    expect(await status(['ZohoSearch.securesearch.READ'])).toBe(refused);
    expect(await status(['ZohoSearch.securesearch.READ', 'ZohoCRM.modules.leads.READ'])).toBe('200 ok');
    expect(await status(['ZohoSearch.securesearch.READ', 'ZohoCRM.modules.deals.READ'])).toBe(refused);
  });

  it('are the rights of the profile, and the modules', async () => {
    expect(await api.get('/Ghosts/search?criteria=(a:equals:b)')).toMatchObject({ body: { code: 'INVALID_MODULE' } });
    zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_View_Leads');
    expect(await search('(Tag.name:equals:VIP)')).toMatchObject({ status: 403, body: { code: 'NO_PERMISSION' } });
  });
});

describe('GET /{Module}/actions/count', () => {
  it('counts by criteria as a number, for 50 credits', async () => {
    const { body } = await api.get('/Leads/actions/count?criteria=(Tag.name:equals:VIP)');
    expect(body).toEqual({ count: holders('VIP').length });
    expect(zoho.requests.at(-1)?.credits).toBe(50);
    expect((await api.get('/Leads/actions/count')).body).toEqual({ count: 2_500 });
  });
});

describe('filters of Get Records', () => {
  it('filtersParam: count for nothing, are honoured, or are refused', async () => {
    const filter = JSON.stringify({ field: { id: '', api_name: 'Tag' }, comparator: 'equal', value: ['VIP'] });
    const read = (text = filter) => api.get(`/Leads?fields=id&filters=${encodeURIComponent(text)}`);
    expect((await read()).body.data).toHaveLength(200);
    zoho.set({ filtersParam: 'honoured' });
    expect((await read()).body.data?.map((row) => row.id)).toEqual(holders('VIP').slice(0, 200));
    expect(await read('VIP')).toMatchObject({ status: 400, body: { details: { param_name: 'filters' } } });
    expect((await read(filter.replace('VIP', 'Nobody has it'))).status).toBe(204);
    zoho.set({ filtersParam: 'refused' });
    expect(await read()).toMatchObject({ status: 400, body: { details: { param_name: 'filters' } } });
  });
});
