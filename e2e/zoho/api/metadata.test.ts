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

describe('GET /org', () => {
  it('tells the org of the token', async () => {
    const { status, body } = await api.get('/org');
    expect(status).toBe(200);
    expect(body['org']).toMatchObject([
      {
        zgid: '808232144',
        domain_name: 'org808232144',
        company_name: 'Brightside Solar',
        type: 'production',
        license_details: { paid_type: 'enterprise' },
      },
    ]);
  });

  it('tells a vanity name in Europe and the sandbox by its own host', async () => {
    const europe = apiClient(zoho, 'nordwind');
    const sandbox = apiClient(zoho, 'brightside-sandbox');
    expect((await europe.get('/org')).body['org']).toMatchObject([{ domain_name: 'nordwind' }]);
    expect((await sandbox.get('/org')).body['org']).toMatchObject([
      { domain_name: 'brightsidestaging', type: 'sandbox' },
    ]);
    europe.close();
    sandbox.close();
  });

  it('orgTypeCase: writes the type with a capital', async () => {
    zoho.set({ orgTypeCase: 'capital' });
    expect((await api.get('/org')).body['org']).toMatchObject([{ type: 'Production' }]);
  });

  it('org: is refused for want of scope or right', async () => {
    zoho.set({ org: 'scopeMismatch' });
    expect(await api.get('/org')).toMatchObject({ status: 401, body: { code: 'OAUTH_SCOPE_MISMATCH' } });
    zoho.set({ org: 'noPermission' });
    expect(await api.get('/org')).toMatchObject({ status: 403, body: { code: 'NO_PERMISSION' } });
  });
});

describe('GET /users', () => {
  it('tells the current user', async () => {
    const { body } = await api.get('/users?type=CurrentUser');
    expect(body['users']).toMatchObject([
      { full_name: 'Mara Lindqvist', zuid: '796320196', profile: { name: 'Administrator' } },
    ]);
    expect(body.info).toMatchObject({ count: 1, more_records: false });
  });

  it('tells all users, admins and one of them', async () => {
    const all = (await api.get('/users?type=AllUsers')).body['users'] as { id: string; full_name: string }[];
    expect(all.map((user) => user.full_name)).toEqual(['Mara Lindqvist', 'Jonas Weber']);
    expect((await api.get('/users?type=AdminUsers')).body['users']).toHaveLength(1);
    expect((await api.get(`/users/${all[1]?.id}`)).body['users']).toMatchObject([{ full_name: 'Jonas Weber' }]);
    expect((await api.get('/users/5725767000000999999')).status).toBe(204);
    expect(await api.get('/users?type=Nobody')).toMatchObject({ status: 400, body: { code: 'INVALID_DATA' } });
  });

  it('currentUser: is not found or refused', async () => {
    zoho.set({ currentUser: 'noContent' });
    expect((await api.get('/users?type=CurrentUser')).status).toBe(204);
    zoho.set({ currentUser: 'scopeMismatch', scopeMismatchStatus: 403 });
    expect(await api.get('/users?type=CurrentUser')).toMatchObject({
      status: 403,
      body: { code: 'OAUTH_SCOPE_MISMATCH' },
    });
  });
});

describe('GET /settings/modules', () => {
  it('lists the modules with their internal names', async () => {
    const modules = (await api.get('/settings/modules')).body['modules'] as {
      api_name: string;
      module_name: string;
      api_supported: boolean;
    }[];
    const names = Object.fromEntries(modules.map((module) => [module.api_name, module.module_name]));
    expect(names).toMatchObject({
      Vehicles: 'CustomModule5',
      Events: 'Meetings',
      Sales_Orders: 'SalesOrders',
      Deals: 'Deals',
      Analytics: 'Dashboards',
    });
    expect(modules.find((module) => module.api_name === 'Home')?.api_supported).toBe(false);
  });

  it('filters by status', async () => {
    expect((await api.get('/settings/modules?status=system_hidden')).body['modules']).toHaveLength(1);
    expect((await api.get('/settings/modules?status=scheduled_for_deletion')).status).toBe(204);
    expect(await api.get('/settings/modules?status=visible,odd')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { param_name: 'status', index: 1 } },
    });
  });

  it('displayField: has three shapes for one module', async () => {
    const field = async () =>
      ((await api.get('/settings/modules/Deals')).body['modules'] as { display_field: unknown }[])[0]?.display_field;
    expect(await field()).toMatchObject({ api_name: 'Deal_Name' });
    zoho.set({ displayField: 'string' });
    expect(await field()).toBe('Deal_Name');
    zoho.set({ displayField: 'null' });
    expect(await field()).toBeNull();
  });

  it('refuses a module that there is not, and one without an API', async () => {
    expect(await api.get('/settings/modules/Ghosts')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_MODULE', details: { resource_path_index: 0 } },
    });
    expect(await api.get('/settings/modules/Home')).toMatchObject({ status: 400, body: { code: 'NOT_SUPPORTED' } });
  });
});

describe('GET /settings/custom_views and /settings/fields', () => {
  it('lists views and shows one', async () => {
    const { body } = await api.get('/settings/custom_views?module=Leads');
    const views = body['custom_views'] as { id: string; name: string; default: boolean }[];
    expect(views.map((view) => view.name)).toEqual([
      'All Leads',
      'My Leads',
      'Leads before 2019',
      'Prime leads',
      'Converted Leads',
    ]);
    expect(body.info).toMatchObject({ count: 5, default: views[0]?.id });
    expect((await api.get(`/settings/custom_views/${views[3]?.id}?module=Leads`)).body['custom_views']).toMatchObject([
      { criteria: { value: 'Prime' } },
    ]);
    expect((await api.get('/settings/custom_views/5725767000000999999?module=Leads')).status).toBe(204);
    expect((await api.get('/settings/custom_views')).body.code).toBe('REQUIRED_PARAM_MISSING');
  });

  it('lists the fields, the tag field among them', async () => {
    const fields = (await api.get('/settings/fields?module=Vehicles')).body['fields'] as {
      api_name: string;
      ui_type: number;
      json_type: string;
    }[];
    expect(fields.find((field) => field.api_name === 'Tag')).toMatchObject({ ui_type: 209, json_type: 'jsonarray' });
    expect(fields.map((field) => field.api_name)).toContain('Name');
    expect((await api.get('/settings/fields')).body.code).toBe('REQUIRED_PARAM_MISSING');
  });
});
