import {
  CLIENT_REQUEST as client,
  SERVER_REQUEST as server,
  allGrants,
  CLIENT_ID,
  codeRedirect,
  CONNECTION_ID,
  createOutside,
  implicitRedirect,
  json,
  NORTHWIND,
  type Outside,
  readableByContentScripts,
} from './testing/outside.ts';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { apiOrigin, DATA_CENTRES } from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';
import { connectionsItem, signInItem } from '../shared/stored-items.ts';
import { type Auth, createAuth } from './auth.ts';
import { outcome } from './testing/vault.ts';

let outside: Outside;
let auth: Auth;

beforeEach(() => {
  outside = createOutside();
  auth = createAuth(outside.ports);
});

describe('client-based', () => {
  it('connects, and says that it waits meanwhile', async () => {
    let redirect = (_address: string): void => undefined;
    outside.launch = () =>
      new Promise((resolve) => {
        redirect = resolve;
      });
    await auth.signIn(client);
    expect(await signInItem.get()).toEqual({
      state: 'waiting',
      way: 'client',
      dataCentre: 'us',
      attempt: client,
      startedAt: outside.now,
    });
    await vi.waitUntil(() => outside.launches.length === 1);
    redirect(implicitRedirect(outside.launches[0]!.url, { access_token: 't1', granted_for_session: 'true' }));
    expect(await outcome()).toEqual({
      state: 'connected',
      connectionId: CONNECTION_ID,
      isLasting: true,
      at: outside.now,
    });
    expect(await connectionsItem.get()).toMatchObject([
      { id: CONNECTION_ID, org: { name: 'Northwind', edition: 'enterprise' }, missingScopes: [], isSignedOut: false },
    ]);
    expect(outside.identified).toEqual([{ token: 't1', apiOrigin: 'https://www.zohoapis.com' }]);
    expect(await auth.accessFor(CONNECTION_ID).token()).toBe('t1');
    const own = { zgid: '808232144', userId: '5725767000000411001' };
    expect(await auth.accessFor(CONNECTION_ID, own).token()).toBe('t1');
    await expect(auth.accessFor(CONNECTION_ID, { ...own, userId: '1' }).token()).rejects.toMatchObject({
      code: 'other-user',
    });
    expect(await readableByContentScripts()).not.toContain('t1');
  });

  it.each([
    [{ granted_for_session: 'true' }, true],
    [{ granted_for_session: 'false' }, false],
    [{ granted_for_session: '' }, false],
    [{ granted_for_session: '', full_grant: 'true' }, true],
  ])('says of %o whether Zoho renews it without asking', async (words, isLasting) => {
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', ...words });
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'connected', isLasting });
    expect(await connectionsItem.get()).toMatchObject([{ isLasting }]);
  });

  it('keeps what was asked with a failure, without the secret', async () => {
    outside.launch = () => Promise.reject(new Error('The user did not approve access.'));
    await auth.signIn({ ...server, wanted: { orgSegment: 'org808232144', isSandbox: false } });
    const { way, dataCentre, clientId } = server;
    const attempt = { way, dataCentre, clientId, wanted: { orgSegment: 'org808232144', isSandbox: false } };
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'consent-closed', attempt });
    expect(JSON.stringify(await signInItem.get())).not.toContain(server.clientSecret);
  });

  it.each(DATA_CENTRES)('takes a user of %s to their own API, whoever registered the client', async (location) => {
    for (const environment of ['production', 'sandbox', 'developer'] as const) {
      const api_domain = apiOrigin(location, environment);
      outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', location, api_domain });
      await auth.signIn(client);
      expect(await outcome()).toMatchObject({ state: 'connected' });
      const [connection] = await connectionsItem.get();
      expect(connection).toMatchObject({ dataCentre: location, environment });
      expect(auth.accessFor(connection!.id).origin).toBe(api_domain);
      expect(await allGrants()).toContainEqual(
        expect.objectContaining({ connectionId: connection!.id, dataCentre: location, clientDataCentre: 'us' }),
      );
    }
    expect(await connectionsItem.get()).toHaveLength(3);
  });

  it('finds the API where Zoho does not name it, the wanted environment first', async () => {
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', location: 'eu', api_domain: '' });
    outside.identify = async (_token, origin) => {
      if (origin !== 'https://www.zohoapis.eu') throw new AppError('signed-out');
      return NORTHWIND;
    };
    await auth.signIn({ ...client, wanted: { orgSegment: null, isSandbox: true } });
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'other-org' });
    expect(outside.identified.map(({ apiOrigin: origin }) => origin)).toEqual([
      'https://sandbox.zohoapis.eu',
      'https://www.zohoapis.eu',
    ]);
    expect(await connectionsItem.get()).toMatchObject([{ dataCentre: 'eu', environment: 'production' }]);
  });

  it('goes to the API of a sandbox that Zoho answers with the production API', async () => {
    const org = { ...NORTHWIND.org!, type: 'sandbox' };
    outside.identify = async () => ({ ...NORTHWIND, org });
    await auth.signIn(client);
    await outcome();
    expect(await connectionsItem.get()).toMatchObject([{ environment: 'sandbox' }]);
  });

  it('keeps several connections, and one for the same user and org', async () => {
    await auth.signIn(client);
    await outcome();
    outside.identify = async () => ({ ...NORTHWIND, org: { ...NORTHWIND.org!, zgid: '2', name: 'Contoso' } });
    await auth.signIn(client);
    await outcome();
    await auth.signIn(client);
    await outcome();
    expect((await connectionsItem.get()).map(({ org }) => org.name)).toEqual(['Contoso', 'Northwind']);
  });

  it('connects without org or user where Zoho refuses to name them, and says which right is missing', async () => {
    outside.identify = async () => ({ org: null, user: NORTHWIND.user, missingScopes: ['ZohoCRM.org.READ', 'x'] });
    await auth.signIn(client);
    await outcome();
    expect(await connectionsItem.get()).toMatchObject([
      {
        id: 'us-production--5725767000000411001',
        org: { zgid: '', name: 'crm.zoho.com' },
        missingScopes: ['ZohoCRM.org.READ'],
      },
    ]);
  });
});

describe('server-based', () => {
  beforeEach(() => {
    outside.launch = async (url) =>
      codeRedirect(url, { location: 'ca', 'accounts-server': 'https://accounts.zohocloud.ca' });
    outside.fetch = async () =>
      json({ access_token: 't1', refresh_token: 'r1', api_domain: 'https://www.zohoapis.ca', expires_in: 3600 });
  });

  it('exchanges the code at the user’s own accounts server, with the proof key', async () => {
    await auth.signIn(server);
    expect(await outcome()).toMatchObject({ state: 'connected', isLasting: true });
    const asked = outside.launches[0]!.url.searchParams;
    const [exchange] = outside.fetches;
    expect(exchange!.url.href).toBe('https://accounts.zohocloud.ca/oauth/v2/token');
    const { code_verifier, ...form } = Object.fromEntries(exchange!.form);
    expect(form).toEqual({
      client_id: CLIENT_ID,
      client_secret: 's3cret',
      grant_type: 'authorization_code',
      code: 'c1',
      redirect_uri: asked.get('redirect_uri'),
    });
    expect(createHash('sha256').update(code_verifier!).digest('base64url')).toBe(asked.get('code_challenge'));
  });

  it('keeps secret and refresh token where no content script reads, and renews with them', async () => {
    await auth.signIn(server);
    await outcome();
    const stored = await readableByContentScripts();
    for (const secret of ['s3cret', 'r1', 't1']) expect(stored).not.toContain(secret);
    const [connection] = await connectionsItem.get();
    outside.fetch = async () => json({ access_token: 't2', api_domain: 'https://www.zohoapis.ca', expires_in: 3600 });
    expect(await auth.accessFor(connection!.id).renew('t1')).toBe('t2');
    expect(Object.fromEntries(outside.fetches[1]!.form)).toEqual({
      client_id: CLIENT_ID,
      client_secret: 's3cret',
      grant_type: 'refresh_token',
      refresh_token: 'r1',
    });
    expect(outside.fetches[1]!.url.host).toBe('accounts.zohocloud.ca');
  });

  it('waits when Zoho says that it was asked too often, and does not ask before', async () => {
    await auth.signIn(server);
    await outcome();
    const access = auth.accessFor((await connectionsItem.get())[0]!.id);
    outside.fetch = async () =>
      json({ error: 'Access Denied', error_description: 'You have made too many requests continuously.' });
    const refusal = { code: 'sign-in-throttled', details: { retryAfterMs: 600_000 } };
    await expect(access.renew('t1')).rejects.toMatchObject(refusal);
    outside.now += 60_000;
    await expect(access.token()).rejects.toMatchObject({ ...refusal, details: { retryAfterMs: 540_000 } });
    expect(outside.fetches).toHaveLength(2);
    outside.now -= 24 * 3_600_000;
    outside.fetch = async () => json({ access_token: 't2', api_domain: 'https://www.zohoapis.ca' });
    expect(await access.token()).toBe('t2');
  });

  it('is signed out when the refresh token is dead', async () => {
    await auth.signIn(server);
    await outcome();
    outside.fetch = async () => json({ error: 'invalid_code' });
    await expect(auth.accessFor((await connectionsItem.get())[0]!.id).renew('t1')).rejects.toMatchObject({
      code: 'signed-out',
    });
    expect(await connectionsItem.get()).toMatchObject([{ isSignedOut: true }]);
  });

  it('says so when Zoho gives no lasting sign-in', async () => {
    outside.fetch = async () => json({ access_token: 't1', api_domain: 'https://www.zohoapis.ca' });
    await auth.signIn(server);
    expect(await outcome()).toMatchObject({ state: 'connected', isLasting: false });
  });

  it('ends the refresh token that a new sign-in replaces', async () => {
    await auth.signIn(server);
    await outcome();
    outside.fetch = async () =>
      json({ access_token: 't2', refresh_token: 'r2', api_domain: 'https://www.zohoapis.ca' });
    await auth.signIn(server);
    await outcome();
    expect(outside.fetches.at(-1)!.url.href).toBe('https://accounts.zohocloud.ca/oauth/v2/token/revoke?token=r1');
  });

  it('names the scopes that were not granted', async () => {
    outside.fetch = async () =>
      json({
        access_token: 't1',
        api_domain: 'https://www.zohoapis.ca',
        scope: 'ZohoCRM.modules.all ZohoCRM.org.READ',
      });
    await auth.signIn(server);
    await outcome();
    expect((await connectionsItem.get())[0]!.missingScopes).toEqual([
      'ZohoCRM.settings.tags.READ',
      'ZohoCRM.settings.modules.READ',
      'ZohoCRM.settings.custom_views.READ',
      'ZohoCRM.users.READ',
    ]);
  });
});

it('connects a self client with a pasted code, without any window', async () => {
  outside.fetch = async () => json({ access_token: 't1', refresh_token: 'r1', expires_in: 3600 });
  await auth.paste({ dataCentre: 'jp', clientId: CLIENT_ID, clientSecret: 's3cret', code: ' 1000.x.y\n' });
  expect(await outcome()).toMatchObject({ state: 'connected' });
  expect(outside.launches).toEqual([]);
  expect(outside.fetches[0]!.url.host).toBe('accounts.zoho.jp');
  expect(Object.fromEntries(outside.fetches[0]!.form)).toEqual({
    client_id: CLIENT_ID,
    client_secret: 's3cret',
    grant_type: 'authorization_code',
    code: '1000.x.y',
  });
  expect(await connectionsItem.get()).toMatchObject([{ way: 'self', dataCentre: 'jp' }]);
});

describe('a sign-in that is made again', () => {
  const again = { way: 'server', dataCentre: 'ca', clientId: CLIENT_ID } as const;

  beforeEach(async () => {
    outside.launch = async (url) =>
      codeRedirect(url, { location: 'ca', 'accounts-server': 'https://accounts.zohocloud.ca' });
    outside.fetch = async () =>
      json({ access_token: 't1', refresh_token: 'r1', api_domain: 'https://www.zohoapis.ca', expires_in: 3600 });
    await auth.signIn({ ...again, clientSecret: 's3cret' });
    await outcome();
  });

  it('signs in again with the secret that is known, which no page has to hold', async () => {
    await auth.signIn(again);
    expect(await outcome()).toMatchObject({ state: 'connected' });
    const exchanges = outside.fetches.filter(({ form }) => form.has('code'));
    expect(exchanges.map(({ form }) => form.get('client_secret'))).toEqual(['s3cret', 's3cret']);
  });

  it('asks for the secret of another data centre, or of another client', async () => {
    await expect(auth.signIn({ ...again, dataCentre: 'jp' })).rejects.toMatchObject({ code: 'client-secret' });
    await expect(auth.signIn({ ...again, clientId: `${CLIENT_ID}2` })).rejects.toMatchObject({ code: 'client-secret' });
  });

  it('says so where there is no client id at all', async () => {
    await expect(auth.signIn({ ...again, clientId: '' })).rejects.toMatchObject({ code: 'client-missing' });
  });
});
