import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith } from '../api-for-tests.ts';
import { zohoFetch } from '../client-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const BULK = '/Leads/actions/remove_tags';
let zoho: Zoho;
let api: ApiClient;
let call: ReturnType<typeof zohoFetch>;
const body = () => ({ tags: [{ name: 'Prime' }], ids: zoho.world.org('brightside').module('Leads').ids(1) });
/** Status and code of a call with a token of these scopes. */
async function withScopes(scopes: string[], path: string, posted?: unknown): Promise<string> {
  const client = apiClient(zoho, 'brightside', tokenWith(zoho, scopes));
  const answer = posted === undefined ? await client.get(path) : await client.post(path, posted);
  client.close();
  return `${answer.status} ${answer.body.code ?? 'ok'}`;
}

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
  call = zohoFetch(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  call.agent.destroy();
  await zoho.stop();
});

describe('tokens', () => {
  it('are wanted, in the one form Zoho documents', async () => {
    const refusal = { status: 401, body: { code: 'AUTHENTICATION_FAILURE', message: 'Authentication failed' } };
    expect(await api.get('/org', { authorization: '' })).toMatchObject(refusal);
    expect(
      await api.get('/org', { authorization: `Bearer ${zoho.credentials['brightside']!.accessToken}` }),
    ).toMatchObject(refusal);
  });

  it('are refused when unknown, revoked, expired or of another host', async () => {
    const refusal = { status: 401, body: { code: 'INVALID_TOKEN', message: 'invalid oauth token' } };
    expect(await api.get('/org', { authorization: 'Zoho-oauthtoken 1000.nobody' })).toMatchObject(refusal);
    const { accessToken } = zoho.credentials['brightside']!;
    const elsewhere = await call('https://www.zohoapis.eu/crm/v8/org', {
      headers: { authorization: `Zoho-oauthtoken ${accessToken}` },
    });
    const sandbox = await call('https://sandbox.zohoapis.com/crm/v8/org', {
      headers: { authorization: `Zoho-oauthtoken ${accessToken}` },
    });
    expect([elsewhere.status, sandbox.status]).toEqual([401, 401]);
    zoho.clock.skip(3_600_000);
    expect(await api.get('/org')).toMatchObject(refusal);
    const fresh = tokenWith(zoho, ['ZohoCRM.org.READ']);
    expect((await api.get('/org', { authorization: `Zoho-oauthtoken ${fresh}` })).status).toBe(200);
    zoho.world.tokens.revoke(fresh);
    expect(await api.get('/org', { authorization: `Zoho-oauthtoken ${fresh}` })).toMatchObject(refusal);
  });

  it.each([
    ['INVALID_TOKEN', 'invalid oauth token'],
    ['AUTHENTICATION_FAILURE', 'Authentication failed'],
    ['INVALID_OAUTHTOKEN', 'invalid oauth token'],
    ['UNAUTHORIZED', 'Authentication failed'],
  ] as const)('deadTokenCode: %s for one that is gone', async (deadTokenCode, message) => {
    zoho.set({ deadTokenCode });
    zoho.world.tokens.revokeAllAccess();
    expect(await api.get('/org')).toMatchObject({ status: 401, body: { code: deadTokenCode, message } });
  });

  it('sent to a foreign host are noted', async () => {
    await call('https://crm.zoho.com/crm/v8/org', { headers: { authorization: 'Zoho-oauthtoken 1000.a.b' } });
    expect(zoho.forbidden()).toMatchObject([{ forbidden: 'a token was sent to crm.zoho.com' }]);
  });

  it('of a user without API access are refused', async () => {
    zoho.world.org('brightside').user('jonas').denied.add('Crm_Implied_Api_Access');
    const client = apiClient(zoho, 'brightside', tokenWith(zoho, ['ZohoCRM.org.READ'], 'jonas'));
    expect(await client.get('/org')).toMatchObject({
      status: 403,
      body: { code: 'NO_PERMISSION', details: { permissions: ['Crm_Implied_Api_Access'] } },
    });
    client.close();
  });

  it('work in every data centre', async () => {
    for (const org of zoho.world.orgs) {
      const client = apiClient(zoho, org.key);
      expect((await client.get('/org')).body['org']).toMatchObject([{ zgid: org.zgid }]);
      client.close();
    }
  });
});

describe('scopes', () => {
  it.each([
    ['/org', 'ZohoCRM.org.READ'],
    ['/users?type=CurrentUser', 'ZohoCRM.users.READ'],
    ['/settings/modules', 'ZohoCRM.settings.modules.READ'],
    ['/settings/tags?module=Leads', 'ZohoCRM.settings.tags.READ'],
    ['/settings/custom_views?module=Leads', 'ZohoCRM.settings.custom_views.READ'],
    ['/settings/fields?module=Leads', 'ZohoCRM.settings.fields.READ'],
    ['/Leads?fields=id', 'ZohoCRM.modules.leads.READ'],
    ['/Leads?fields=id', 'ZohoCRM.modules.READ'],
  ])('%s needs %s', async (path, scope) => {
    expect(await withScopes([scope], path)).toBe('200 ok');
    expect(await withScopes([scope.toLowerCase().replace('zohocrm', 'ZohoCRM')], path)).toBe('200 ok');
    expect(await withScopes(['ZohoCRM.settings.roles.READ', 'ZohoCRM.modules.notes.ALL'], path)).toBe(
      '401 OAUTH_SCOPE_MISMATCH',
    );
  });

  it('countScope: what counting the records of a tag needs', async () => {
    const tag = zoho.world.org('brightside').module('Leads').tagStore.byName('Prime')!;
    const count = (scope: string) => withScopes([scope], `/settings/tags/${tag.id}/actions/records_count?module=Leads`);
    expect(await count('ZohoCRM.settings.tags.READ')).toBe('200 ok');
    zoho.set({ countScope: 'all' });
    expect(await count('ZohoCRM.settings.tags.READ')).toBe('401 OAUTH_SCOPE_MISMATCH');
    expect(await count('ZohoCRM.settings.tags.ALL')).toBe('200 ok');
  });

  it('scopeMismatchStatus: 401 or 403', async () => {
    zoho.set({ scopeMismatchStatus: 403 });
    expect(await withScopes([], '/org')).toBe('403 OAUTH_SCOPE_MISMATCH');
  });

  it('tagActionScope and updateScopeIsEnough: what a tag action needs', async () => {
    const remove = (scope: string) => withScopes([scope], BULK, body());
    expect(await remove('ZohoCRM.modules.ALL')).toBe('200 ok');
    expect(await remove('ZohoCRM.modules.leads.WRITE')).toBe('200 ok');
    expect(await remove('ZohoCRM.modules.leads.READ')).toBe('401 OAUTH_SCOPE_MISMATCH');
    expect(await remove('ZohoCRM.modules.UPDATE')).toBe('200 ok');
    zoho.set({ updateScopeIsEnough: false });
    expect(await remove('ZohoCRM.modules.UPDATE')).toBe('401 OAUTH_SCOPE_MISMATCH');
    zoho.set({ tagActionScope: 'settingsTags' });
    expect(await remove('ZohoCRM.modules.ALL')).toBe('401 OAUTH_SCOPE_MISMATCH');
    expect(await remove('ZohoCRM.settings.tags.ALL')).toBe('200 ok');
  });
});

describe('hosts and paths', () => {
  it('that are none of the API are refused', async () => {
    expect(await api.get('/settings/nothing')).toMatchObject({ status: 404, body: { code: 'INVALID_URL_PATTERN' } });
    const old = await call('https://www.zohoapis.com/crm/v2/Leads', {
      headers: { authorization: 'Zoho-oauthtoken x' },
    });
    expect(old.status).toBe(404);
    const web = await call('https://crm.zoho.com/crm/v8/Leads?fields=id');
    expect(web.status).toBe(400);
    expect(await web.json()).toMatchObject({ code: 'INVALID_HOST' });
  });

  it('extensionOrigin: an extension is let in or refused', async () => {
    const origin = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' };
    expect((await api.get('/org', origin)).status).toBe(200);
    zoho.set({ extensionOrigin: 'refused' });
    expect(await api.get('/org', origin)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect((await api.get('/org')).status).toBe(200);
  });

  it('answer a preflight for the JavaScript domains of registered clients only', async () => {
    const ask = (origin: string) =>
      call('https://www.zohoapis.com/crm/v8/org', { method: 'OPTIONS', headers: { origin } });
    const good = await ask('https://app.example.com');
    expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example.com']);
    const bad = await ask('https://elsewhere.example.com');
    expect([bad.status, bad.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});
