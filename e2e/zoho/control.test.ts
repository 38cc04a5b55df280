import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from './api-for-tests.ts';
import { startZoho } from './simulator.ts';
import type { ApiClient } from './api-for-tests.ts';
import type { Zoho } from './simulator.ts';

let zoho: Zoho;
let api: ApiClient;

async function control(method: string, path: string, body?: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${zoho.controlPort}${path}`, {
    method,
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.json() };
}

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('the control endpoint', () => {
  it('shows and changes switches', async () => {
    expect((await control('GET', '/switches')).body).toMatchObject({ locked: 'asRecorded' });
    expect((await control('PUT', '/switches', '{"locked":"bare"}')).body).toMatchObject({
      locked: 'bare',
      badId: 'item',
    });
    expect(zoho.switches.locked).toBe('bare');
    expect(await control('PUT', '/switches', '{"locked":"ajar"}')).toMatchObject({
      status: 400,
      body: { reasons: [expect.stringMatching(/^locked: /)] },
    });
    expect(await control('PUT', '/switches', 'locked')).toMatchObject({ status: 400 });
  });

  it('adds faults, shows requests and resets', async () => {
    await control('POST', '/faults', '{"fault":"status500","match":{"endpoint":"org"}}');
    expect((await api.get('/org')).status).toBe(500);
    expect((await control('GET', '/requests?to=/crm/v8/org')).body).toMatchObject([
      { endpoint: 'org', status: 500, fault: 'status500', method: 'GET' },
    ]);
    zoho.world.org('brightside').module('Leads').deleteTag('Prime');
    expect(await control('POST', '/reset')).toMatchObject({ status: 200 });
    expect(zoho.requests).toEqual([]);
    expect(zoho.world.org('brightside').module('Leads').tagStore.byName('Prime')).toBeDefined();
    expect((await api.get('/org')).status).toBe(200);
  });

  it('shows tags that were made, renamed or deleted', async () => {
    const [id = ''] = zoho.world.org('brightside').module('Leads').ids(1);
    await api.post('/Leads/actions/add_tags', { tags: [{ name: 'Alumni' }], ids: [id] });
    expect((await control('GET', '/tag-changes')).body).toMatchObject([
      { kind: 'made', org: 'brightside', module: 'Leads', name: 'Alumni', by: 'addTags' },
    ]);
  });

  it('shows the world', async () => {
    expect((await control('GET', '/world')).body).toHaveLength(zoho.world.orgs.length);
    expect((await control('GET', '/world/nordwind')).body).toMatchObject({
      domainName: 'nordwind',
      edition: 'professional',
    });
    const { body } = await control('GET', '/world/brightside/Leads?limit=2');
    expect(body).toMatchObject({ tab: 'Leads', count: 300, ids: zoho.world.org('brightside').module('Leads').ids(2) });
    const [id] = (body as { ids: string[] }).ids;
    expect((await control('GET', `/world/brightside/Leads/${id}`)).body).toMatchObject({
      id,
      tagNames: ['Prime', 'Cold lead', 'Trade show 2026'],
    });
    expect((await control('GET', '/world/atlantis')).status).toBe(404);
    expect((await control('GET', '/weather')).status).toBe(404);
  });
});
