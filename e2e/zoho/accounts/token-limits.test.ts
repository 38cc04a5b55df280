import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';
import { REDIRECT, US, postForm, testBrowser } from './browser-for-tests.ts';

let zoho: Zoho;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => zoho.reset());

const DENIED = { error: 'Access Denied', status: 'failure' };

function ready() {
  const found = zoho.credentials['brightside'];
  if (found === undefined) throw new Error('no credentials');
  return found;
}

async function refresh(refresh_token = ready().refreshToken) {
  const { clientId: client_id, clientSecret: client_secret } = ready();
  const { body } = await postForm(zoho, { client_id, client_secret, grant_type: 'refresh_token', refresh_token });
  return body;
}

async function code(): Promise<URLSearchParams> {
  const ask = { client_id: ready().clientId, response_type: 'code', access_type: 'offline' };
  return (await testBrowser(zoho).signIn(ask)).answer;
}

async function signIn() {
  const { clientId: client_id, clientSecret: client_secret } = ready();
  const { body } = await postForm(zoho, {
    client_id,
    client_secret,
    grant_type: 'authorization_code',
    code: (await code()).get('code') ?? '',
    redirect_uri: REDIRECT,
  });
  return body;
}

test('accessTokensPerTenMinutes: the eleventh is denied, and ten minutes later there are ten more', async () => {
  for (let n = 0; n < 10; n += 1) expect(await refresh()).toHaveProperty('access_token');
  expect(await refresh()).toMatchObject(DENIED);
  zoho.clock.skip(600_001);
  expect(await refresh()).toHaveProperty('access_token');
  zoho.set({ accessTokensPerTenMinutes: 1 });
  expect(await refresh()).toMatchObject(DENIED);
});

test('activeAccessTokens: one too many puts out the oldest', async () => {
  zoho.set({ activeAccessTokens: 2 });
  const first = (await refresh())['access_token'] ?? '';
  const second = (await refresh())['access_token'] ?? '';
  expect(zoho.world.tokens.access(first)).toBeDefined();
  await refresh();
  expect(zoho.world.tokens.access(first)).toBeUndefined();
  expect(zoho.world.tokens.access(second)).toBeDefined();
});

test('refreshTokensPerUser: one too many takes the oldest with its access tokens', async () => {
  zoho.set({ refreshTokensPerUser: 2 });
  expect(zoho.world.tokens.access(ready().accessToken)).toBeDefined();
  await signIn();
  expect(zoho.world.tokens.refresh(ready().refreshToken)).toBeDefined();
  await signIn();
  expect(zoho.world.tokens.refresh(ready().refreshToken)).toBeUndefined();
  expect(zoho.world.tokens.access(ready().accessToken)).toBeUndefined();
});

test('refreshTokensPerTenMinutes: too many new ones are denied', async () => {
  zoho.set({ refreshTokensPerTenMinutes: 1 });
  expect(await signIn()).toHaveProperty('refresh_token');
  expect(await signIn()).toMatchObject(DENIED);
});

test('codesPerTenMinutes: the browser comes back with access_denied', async () => {
  zoho.set({ codesPerTenMinutes: 2 });
  expect((await code()).has('code')).toBe(true);
  expect((await code()).has('code')).toBe(true);
  expect((await code()).get('error')).toBe('access_denied');
});

test('a revoked refresh token takes its access tokens along; a revoked access token goes alone', async () => {
  const access = (await refresh())['access_token'] ?? '';
  const address = `${US}/oauth/v2/token/revoke`;
  expect(await postForm(zoho, { token: access }, address)).toEqual({ status: 200, body: { status: 'success' } });
  expect(zoho.world.tokens.access(access)).toBeUndefined();
  expect(zoho.world.tokens.refresh(ready().refreshToken)).toBeDefined();
  await postForm(zoho, {}, `${address}?token=${ready().refreshToken}`);
  expect(zoho.world.tokens.access(ready().accessToken)).toBeUndefined();
  expect(await refresh()).toEqual({ error: 'invalid_code' });
  expect((await postForm(zoho, { token: access }, address)).body).toMatchObject({ error: 'invalid_token' });
});

test('accessTokenRevocation: an access token by itself is not revoked where the switch says so', async () => {
  const access = (await refresh())['access_token'] ?? '';
  zoho.set({ accessTokenRevocation: 'ignored' });
  const address = `${US}/oauth/v2/token/revoke`;
  expect(await postForm(zoho, { token: access }, address)).toEqual({ status: 200, body: { status: 'success' } });
  expect(zoho.world.tokens.access(access)).toBeDefined();
  await postForm(zoho, { token: ready().refreshToken }, address);
  expect(zoho.world.tokens.access(access)).toBeUndefined();
});
