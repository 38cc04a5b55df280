import type { ApiAnswer, ApiClient, Answered } from './api-for-tests.ts';
import type { Zoho } from './simulator.ts';

/** An answer that Untag uses, and the place where Zoho describes it. */
export interface ContractCase {
  name: string;
  file: string;
  route: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** Status that Zoho's file describes. The documentation wins where they differ. */
  status: number;
  /** Status under which the file describes it, where that is another. */
  describedAs?: number;
  ask: (api: ApiClient, zoho: Zoho) => Promise<ApiAnswer<Answered>>;
}

const FIELDS = 'fields=id,Full_Name,Tag';
const PRIME = [{ name: 'Prime' }];
const leadsOf = (zoho: Zoho) => zoho.world.org('brightside').module('Leads');

type Ask = ContractCase['ask'];

function get(name: string, file: string, route: string, status: number, pathOf: (zoho: Zoho) => string): ContractCase {
  return { name, file, route: `/crm/v8${route}`, method: 'get', status, ask: (api, zoho) => api.get(pathOf(zoho)) };
}

function tagAction(name: string, route: string, status: number, ask: Ask): ContractCase {
  return { name, file: 'tags.json', route: `/crm/v8/{module_api_name}${route}`, method: 'post', status, ask };
}

const REMOVE = '/Leads/actions/remove_tags';
const BULK = '/actions/remove_tags';
const ONE = '/{record_id}/actions/remove_tags';

const TAGS = '/settings/tags?module=Leads';
const tagId = (zoho: Zoho, name: string) => leadsOf(zoho).tagStore.byName(name)?.id ?? '';

function tagChange(name: string, method: 'post' | 'put' | 'delete', status: number, ask: Ask): ContractCase {
  const route = method === 'post' ? '/crm/v8/settings/tags' : '/crm/v8/settings/tags/{id}';
  return { name, file: 'tags.json', route, method, status, ask };
}

function search(name: string, status: number, query: string): ContractCase {
  const [file, route] = ['module_search.json', '/crm/v8/{module}/search'];
  return { name, file, route, method: 'get', status, ask: (api) => api.get(`/Leads/search?fields=id&${query}`) };
}

const TAG_CHANGES: ContractCase[] = [
  tagChange('tags made', 'post', 201, (api) => api.post(TAGS, { tags: [{ name: 'Alumni', color_code: '#57B1FD' }] })),
  tagChange('a tag made twice', 'post', 400, (api) => api.post(TAGS, { tags: [{ name: 'Prime' }] })),
  tagChange('a tag made without a name', 'post', 400, (api) => api.post(TAGS, { tags: [{}] })),
  tagChange('a name that is too long', 'post', 400, (api) => api.post(TAGS, { tags: [{ name: 'x'.repeat(26) }] })),
  tagChange('a tag too many', 'post', 400, (api, zoho) => {
    for (let n = leadsOf(zoho).tags().length; n < 100; n += 1) leadsOf(zoho).createTag(`Filler ${n}`);
    return api.post(TAGS, { tags: [{ name: 'One too many' }] });
  }),
  tagChange('no tags to make', 'post', 400, (api) => api.post(TAGS, {})),
  tagChange('tags made in no module', 'post', 400, (api) => api.post('/settings/tags', { tags: [{ name: 'x' }] })),
  {
    ...tagChange('tags renamed', 'put', 200, (api, zoho) =>
      api.put(TAGS, { tags: [{ id: tagId(zoho, 'VIP'), name: 'Key account' }] }),
    ),
    route: '/crm/v8/settings/tags',
  },
  tagChange('a tag renamed', 'put', 200, (api, zoho) =>
    api.put(`/settings/tags/${tagId(zoho, 'VIP')}?module=Leads`, { tags: [{ name: 'Key account', color_code: null }] }),
  ),
  tagChange('a name that another tag has', 'put', 400, (api, zoho) =>
    api.put(`/settings/tags/${tagId(zoho, 'VIP')}?module=Leads`, { tags: [{ name: 'Prime' }] }),
  ),
  tagChange('a tag deleted', 'delete', 200, (api, zoho) => api.delete(`/settings/tags/${tagId(zoho, 'VIP')}`)),
  tagChange('a tag deleted twice', 'delete', 400, (api) => api.delete('/settings/tags/5725767000000999999')),
  tagChange('a tag in use', 'delete', 400, (api, zoho) => api.delete(`/settings/tags/${tagId(zoho, 'Prime')}`)),
  get('no module for the records of a tag', 'tags.json', '/settings/tags/{id}/actions/records_count', 400, (zoho) => {
    return `/settings/tags/${tagId(zoho, 'Prime')}/actions/records_count`;
  }),
];

const SEARCHES: ContractCase[] = [
  search('records found', 200, 'criteria=(Tag.name:equals:Prime)'),
  search('nothing to search by', 400, ''),
  search('a field that cannot be searched', 400, 'criteria=(Colour:equals:red)'),
  search('an operator that there is not', 400, 'criteria=(Tag.name:like:Prime)'),
  search('a time that is none', 400, 'criteria=(Created_Time:equals:today)'),
  search('criteria that are none', 400, 'criteria=Prime'),
  search('more than 2,000 rows', 400, 'criteria=(Tag.name:equals:Prime)&page=11'),
  search(
    'sixteen criteria',
    400,
    `criteria=(${Array.from({ length: 16 }, () => '(Tag.name:equals:Prime)').join('or')})`,
  ),
  {
    ...search('an unknown module to search', 400, ''),
    ask: (api) => api.get('/Ghosts/search?criteria=(a:equals:b)'),
  },
  get('the count of a search', 'record_count.json', '/{module_api_name}/actions/count', 200, () => {
    return '/Leads/actions/count?criteria=(Tag.name:equals:Prime)';
  }),
];

const BULK_READ = '/crm/bulk/v8/read';
const queryOf = (more: object = {}) => ({ query: { module: { api_name: 'Leads' }, fields: ['id', 'Tag'], ...more } });

function bulkRead(name: string, status: number, more?: object): ContractCase {
  const ask: Ask = (api) => api.post('bulk:/read', queryOf(more));
  return { name, file: 'bulk_read.json', route: BULK_READ, method: 'post', status, ask };
}

function bulkReadJob(name: string, seconds: number): ContractCase {
  return {
    ...bulkRead(name, 200),
    route: `${BULK_READ}/{job_id}`,
    method: 'get',
    async ask(api, zoho) {
      const { body } = await api.post('bulk:/read', queryOf());
      zoho.clock.skip(seconds * 1_000);
      return api.get(`bulk:/read/${String(body.data?.[0]?.details?.['id'])}`);
    },
  };
}

function query(name: string, status: number, select_query: string): ContractCase {
  const ask: Ask = (api, zoho) => {
    zoho.set({ coqlTag: name === 'a query by a tag' ? 'accepted' : 'refused' });
    return api.post('/coql', { select_query });
  };
  return { name, file: 'coql.json', route: '/crm/v8/coql', method: 'post', status, ask };
}

const MASS_DELETE = '/settings/tags/actions/mass_delete';

function massDelete(name: string, status: number, tagName: string, more: object = {}): ContractCase {
  const ask: Ask = (api, zoho) => {
    const module = { id: leadsOf(zoho).id, api_name: 'Leads' };
    return api.post(MASS_DELETE, { mass_delete: [{ module, tags: [{ id: tagId(zoho, tagName) }], ...more }] });
  };
  return { name, file: 'mass_delete_tags.json', route: `/crm/v8${MASS_DELETE}`, method: 'post', status, ask };
}

const MASS: ContractCase[] = [
  bulkRead('a bulk read started', 201),
  bulkRead('a bulk read by an unknown field', 400, {
    criteria: { field: { api_name: 'Colour' }, comparator: 'equal', value: 'red' },
  }),
  bulkRead('a bulk read of two kinds of criteria', 400, { criteria: { field: { api_name: 'Tag' }, group: [] } }),
  bulkRead('a bulk read of page 51', 400, { page: 51 }),
  bulkRead('a bulk read of an unknown module', 400, { module: { api_name: 'Ghosts' } }),
  bulkReadJob('a bulk read at work', 4),
  bulkReadJob('a bulk read that is done', 5),
  {
    ...bulkReadJob('a bulk read that there is not', 0),
    status: 404,
    ask: (api) => api.get('bulk:/read/5725767000000000001'),
  },
  {
    ...get('the timeline of a record', 'timelines.json', '/{module}/{record_id}/__timeline', 200, () => ''),
    async ask(api, zoho) {
      const [id] = leadsOf(zoho).ids(1);
      await api.post(`/Leads/${id}${BULK}`, { tags: PRIME });
      return api.get(`/Leads/${id}/__timeline`);
    },
  },
  get('the timeline of no record', 'timelines.json', '/{module}/{record_id}/__timeline', 400, () => {
    return '/Leads/5725767000000000001/__timeline';
  }),
  query('a query by a tag', 200, "select id from Leads where Tag.name = 'Prime'"),
  query('a query that is refused', 400, "select id from Leads where Tag.name = 'Prime'"),
  query('a query that cannot be read', 400, 'select id'),
  massDelete('tags deleted by a job', 202, 'VIP'),
  massDelete('a job about a tag in use', 400, 'Prime'),
  massDelete('a job about a wrong pair', 400, 'VIP', { module: { id: '1', api_name: 'Leads' } }),
  massDelete('a job without a module', 400, 'VIP', { module: {} }),
  {
    ...massDelete('the state of a job', 200, ''),
    method: 'get',
    async ask(api, zoho) {
      const module = { id: leadsOf(zoho).id, api_name: 'Leads' };
      const tags = [{ id: tagId(zoho, 'VIP') }];
      const { body } = await api.post(MASS_DELETE, { mass_delete: [{ module, tags }] });
      return api.get(`${MASS_DELETE}?job_id=${String(body.details?.['job_id'])}`);
    },
  },
  {
    ...massDelete('a job that there is not', 400, ''),
    method: 'get',
    ask: (api) => api.get(`${MASS_DELETE}?job_id=1`),
  },
];

const RECORD_CHANGES: ContractCase[] = [
  {
    ...get('records made', 'record.json', '/{module_api_name}', 201, () => ''),
    method: 'post',
    describedAs: 200,
    ask: (api) => api.post('/Leads', { data: [{ Last_Name: 'Ness' }] }),
  },
  {
    ...get('records changed', 'record.json', '/{module_api_name}', 200, () => ''),
    method: 'put',
    ask: (api, zoho) =>
      api.put('/Leads', {
        data: leadsOf(zoho)
          .ids(2)
          .map((id) => ({ id })),
      }),
  },
  {
    ...get('records deleted', 'record.json', '/{module_api_name}', 200, () => ''),
    method: 'delete',
    ask: (api, zoho) => api.delete(`/Leads?ids=${leadsOf(zoho).ids(2).join(',')}`),
  },
];

export const CONTRACT_CASES: ContractCase[] = [
  get('the org', 'org.json', '/org', 200, () => '/org'),
  get('the current user', 'users.json', '/users', 200, () => '/users?type=CurrentUser'),
  get('the modules', 'modules.json', '/settings/modules', 200, () => '/settings/modules'),
  get('one module', 'modules.json', '/settings/modules/{api_name}', 200, () => '/settings/modules/Vehicles'),
  get('the views', 'custom_views.json', '/settings/custom_views', 200, () => '/settings/custom_views?module=Leads'),
  get('the fields', 'fields.json', '/settings/fields', 200, () => '/settings/fields?module=Leads'),
  get('the tags', 'tags.json', '/settings/tags', 200, () => '/settings/tags?module=Leads'),
  get('no module for the tags', 'tags.json', '/settings/tags', 400, () => '/settings/tags'),
  get('an unknown module for the tags', 'tags.json', '/settings/tags', 400, () => '/settings/tags?module=Ghosts'),
  get('the records of a tag', 'tags.json', '/settings/tags/{id}/actions/records_count', 200, (zoho) => {
    return `/settings/tags/${leadsOf(zoho).tagStore.byName('Prime')?.id}/actions/records_count?module=Leads`;
  }),
  get(
    'records by ids',
    'record.json',
    '/{module_api_name}',
    200,
    (zoho) => `/Leads?${FIELDS}&ids=${leadsOf(zoho).ids(3).join(',')}`,
  ),
  get(
    'records of a view',
    'record.json',
    '/{module_api_name}',
    200,
    (zoho) => `/Leads?${FIELDS}&cvid=${leadsOf(zoho).views[0]?.id}`,
  ),
  tagAction('tags removed from many', BULK, 200, (api, zoho) =>
    api.post(REMOVE, { tags: PRIME, ids: leadsOf(zoho).ids(3) }),
  ),
  tagAction('tags removed from one', ONE, 200, (api, zoho) =>
    api.post(`/Leads/${leadsOf(zoho).ids(1)[0]}${BULK}`, { tags: PRIME }),
  ),
  tagAction('tags added to many', '/actions/add_tags', 200, (api, zoho) => {
    return api.post('/Leads/actions/add_tags', { tags: [{ name: 'VIP' }], ids: leadsOf(zoho).ids(3) });
  }),
  tagAction('tags added to one', '/{record_id}/actions/add_tags', 200, (api, zoho) => {
    return api.post(`/Leads/${leadsOf(zoho).ids(1)[0]}/actions/add_tags`, { tags: [{ name: 'VIP' }] });
  }),
  tagAction('no tags given', BULK, 400, (api, zoho) => api.post(REMOVE, { ids: leadsOf(zoho).ids(1) })),
  tagAction('a tag without name or id', BULK, 400, (api, zoho) =>
    api.post(REMOVE, { tags: [{}], ids: leadsOf(zoho).ids(1) }),
  ),
  tagAction('an unknown module', BULK, 400, (api) => api.post('/Ghosts/actions/remove_tags', {})),
  tagAction('a bad id in a batch', BULK, 400, (api) => api.post(REMOVE, { tags: PRIME, ids: ['5725767000000000001'] })),
  tagAction('a bad id in the path', ONE, 400, (api) =>
    api.post('/Leads/5725767000000000001/actions/remove_tags', { tags: PRIME }),
  ),
  tagAction('tags that are no list', BULK, 400, (api, zoho) =>
    api.post(REMOVE, { tags: 'Prime', ids: leadsOf(zoho).ids(1) }),
  ),
  tagAction('a locked record in a batch', BULK, 400, (api, zoho) => {
    const [id = ''] = leadsOf(zoho).ids(1);
    leadsOf(zoho).lock(id);
    return api.post(REMOVE, { tags: PRIME, ids: [id] });
  }),
  ...TAG_CHANGES,
  ...SEARCHES,
  ...RECORD_CHANGES,
  ...MASS,
];
