import type { ApiAnswer, ApiClient, Answered } from './api-for-tests.ts';
import type { Zoho } from './simulator.ts';

/** An answer that Untag uses, and where Zoho describes it. */
export interface ContractCase {
  name: string;
  file: string;
  route: string;
  method: 'get' | 'post';
  /** Status that Zoho's file describes; the documentation has the last word where they differ. */
  status: number;
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
];
