import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { expect, test } from '../fixtures.ts';
import { SCOPES } from '../../src/shared/scopes.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

test('client id and secret: code with a proof key, and a refresh token @long', async ({ untag, zoho }) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  await expect(connect.page.getByText('Connected for one hour')).toHaveCount(0);

  const [asked] = zoho.requestsTo('/oauth/v2/auth?');
  expect(asked?.query).toMatchObject({
    response_type: 'code',
    access_type: 'offline',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  });
  const [exchange] = zoho.requestsTo('/oauth/v2/token');
  const form = new URLSearchParams(exchange?.body);
  expect(form.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/);
  expect(asked?.query).not.toHaveProperty('client_secret');

  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, listAddress(zoho));
  await list.tickFirst(3);
  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  const popup = await untag.popup(page);
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  const grants = zoho.requestsTo('/oauth/v2/token').map((seen) => new URLSearchParams(seen.body).get('grant_type'));
  expect(grants).toEqual(['authorization_code', 'refresh_token']);
});

test('self client: id, secret and a pasted code, without any redirect', async ({ untag, zoho }) => {
  const { selfClientId, selfClientSecret } = zoho.world.credentials['brightside'] ?? {
    selfClientId: '',
    selfClientSecret: '',
  };
  const console = zohoFetch(zoho);
  const made = await console('https://accounts.zoho.com/sim/self-client-code', {
    method: 'POST',
    body: new URLSearchParams({ client_id: selfClientId, scope: SCOPES.join(',') }),
  });
  const { code } = (await made.json()) as { code: string };

  const connect = await ConnectPage.open(untag, 'self');
  await connect.give({ clientId: selfClientId, secret: selfClientSecret, code: 'not-a-code' });
  await expect(connect.page.getByText('This code has run out')).toBeVisible();
  await connect.give({ code });
  await connect.expectConnected('Brightside Solar');
  expect(zoho.requestsTo('/oauth/v2/auth')).toEqual([]);
});

for (const { org, domain, name } of [
  { org: 'brightside', domain: 'zoho.com', name: 'Brightside Solar' },
  { org: 'nordwind', domain: 'zoho.eu', name: 'Nordwind Möbel GmbH' },
  { org: 'ca', domain: 'zohocloud.ca', name: 'Maple & Pine' },
])
  test(`client id only, at ${domain} @long`, async ({ untag, zoho }) => {
    const connect = await ConnectPage.open(untag, 'client', domain);
    await connect.connect({ clientId: EXTENSION_CLIENT_ID });
    await connect.expectConnected(name);

    const [page = await untag.context.newPage()] = untag.context.pages();
    const list = await CrmList.open(page, listAddress(zoho, { org }));
    await list.tickFirst(3);
    const popup = await untag.popup(page);
    await expect(popup.getByText('3 leads selected')).toBeVisible();
    await expect(popup.getByRole('checkbox').first()).toBeVisible();
    const hosts = new Set(zoho.requests.map((seen) => seen.host));
    const api = zoho.requests.filter((seen) => seen.host.includes('zohoapis'));
    expect(api.every((seen) => seen.org === org && seen.status === 200)).toBe(true);
    expect([...hosts].filter((host) => !host.endsWith(domain) && !host.includes('zohoapis'))).toEqual([]);
  });
