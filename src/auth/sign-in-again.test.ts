import { CLIENT_ID, codeRedirect, createOutside, json, type Outside } from './testing/outside.ts';
import { beforeEach, expect, it } from 'vitest';
import { type Auth, createAuth } from './auth.ts';
import { outcome } from './testing/vault.ts';

const server = { way: 'server', dataCentre: 'ca', clientId: CLIENT_ID } as const;

let outside: Outside;
let auth: Auth;

beforeEach(async () => {
  outside = createOutside();
  auth = createAuth(outside.ports);
  outside.launch = async (url) =>
    codeRedirect(url, { location: 'ca', 'accounts-server': 'https://accounts.zohocloud.ca' });
  outside.fetch = async () =>
    json({ access_token: 't1', refresh_token: 'r1', api_domain: 'https://www.zohoapis.ca', expires_in: 3600 });
  await auth.signIn({ ...server, clientSecret: 's3cret' });
  await outcome();
});

it('signs in again with the secret that is known, which no page has to hold', async () => {
  await auth.signIn(server);
  expect(await outcome()).toMatchObject({ state: 'connected' });
  const exchanges = outside.fetches.filter(({ form }) => form.has('code'));
  expect(exchanges.map(({ form }) => form.get('client_secret'))).toEqual(['s3cret', 's3cret']);
});

it('asks for the secret of another data centre, or of another client', async () => {
  await expect(auth.signIn({ ...server, dataCentre: 'jp' })).rejects.toMatchObject({ code: 'client-secret' });
  await expect(auth.signIn({ ...server, clientId: `${CLIENT_ID}2` })).rejects.toMatchObject({ code: 'client-secret' });
});

it('says so where there is no client id at all', async () => {
  await expect(auth.signIn({ ...server, clientId: '' })).rejects.toMatchObject({ code: 'client-missing' });
});
