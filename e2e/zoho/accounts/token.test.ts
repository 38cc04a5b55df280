import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { zohoFetch } from '../client-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';
import { MOBILE_CLIENT_ID } from '../world/clients.ts';
import { EU, REDIRECT, US, authAddress, postForm, testBrowser } from './browser-for-tests.ts';

let zoho: Zoho;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => zoho.reset());

const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-0123';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

function server() {
  const ready = zoho.credentials['brightside'];
  if (ready === undefined) throw new Error('no credentials');
  return { client_id: ready.clientId, client_secret: ready.clientSecret };
}

function mobile() {
  const client_secret = zoho.world.clients.get(MOBILE_CLIENT_ID)?.secrets.us ?? '';
  return { client_id: MOBILE_CLIENT_ID, client_secret };
}

/** Signs in by the code flow and resolves with the result. */
async function codeFor(client_id: string, params: Record<string, string> = {}): Promise<URLSearchParams> {
  const ask = { client_id, response_type: 'code', access_type: 'offline', ...params };
  return (await testBrowser(zoho).signIn(ask)).answer;
}

function exchange(client: Record<string, string>, code: string | null, more: Record<string, string> = {}) {
  return postForm(zoho, {
    ...client,
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: REDIRECT,
    ...more,
  });
}

test('a code brings tokens once, and the answer names the accounts server', async () => {
  const answer = await codeFor(server().client_id);
  expect(answer.get('accounts-server')).toBe(US);
  expect(answer.get('location')).toBe('us');
  const { status, body } = await exchange(server(), answer.get('code'));
  expect(status).toBe(200);
  expect(body).toMatchObject({ api_domain: 'https://www.zohoapis.com', token_type: 'Bearer', expires_in: 3600 });
  expect(zoho.world.tokens.access(body['access_token'] ?? '')).toMatchObject({ orgId: 'brightside' });
  expect(zoho.world.tokens.refresh(body['refresh_token'] ?? '')).toBeDefined();
  expect(await exchange(server(), answer.get('code'))).toEqual({ status: 200, body: { error: 'invalid_code' } });
});

test('a refresh token comes only with access_type=offline, and again only with prompt=consent', async () => {
  const online = await exchange(server(), (await codeFor(server().client_id, { access_type: 'online' })).get('code'));
  expect(online.body['refresh_token']).toBeUndefined();
  const browser = testBrowser(zoho);
  const ask = { client_id: server().client_id, response_type: 'code', access_type: 'offline' };
  const first = await exchange(server(), (await browser.signIn(ask)).answer.get('code'));
  expect(first.body['refresh_token']).toBeDefined();
  const { answer } = await browser.signIn({ ...ask, prompt: 'consent' });
  expect((await exchange(server(), answer.get('code'))).body['refresh_token']).toBeDefined();
});

test('a person who has agreed before is not asked again', async () => {
  const browser = testBrowser(zoho);
  const ask = { client_id: server().client_id, response_type: 'code', access_type: 'offline' };
  await browser.signIn(ask);
  const again = await browser.open(authAddress(ask));
  expect(again.isBack).toBe(true);
  expect((await exchange(server(), again.answer.get('code'))).body['refresh_token']).toBeUndefined();
});

test('PKCE: the verifier must fit, and the secret is needed too', async () => {
  const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
  const code = () => codeFor(MOBILE_CLIENT_ID, pkce).then((answer) => answer.get('code'));
  const wrong = await exchange(mobile(), await code(), { code_verifier: 'another' });
  expect(wrong.body).toEqual({ error: 'invalid_code' });
  const bare = await exchange({ client_id: MOBILE_CLIENT_ID }, await code(), { code_verifier: VERIFIER });
  expect(bare.body).toEqual({ error: 'invalid_client_secret' });
  const right = await exchange(mobile(), await code(), { code_verifier: VERIFIER });
  expect(right.body['access_token']).toBeDefined();
});

test('pkceNeedsSecret: the proof alone may do', async () => {
  zoho.set({ pkceNeedsSecret: false });
  const plain = { code_challenge: VERIFIER };
  const answer = await codeFor(MOBILE_CLIENT_ID, plain);
  const { body } = await exchange({ client_id: MOBILE_CLIENT_ID }, answer.get('code'), { code_verifier: VERIFIER });
  expect(body['access_token']).toBeDefined();
});

test('a self client exchanges the code that its owner made in the console, without a redirect address', async () => {
  const ready = zoho.credentials['nordwind'];
  const self = { client_id: ready?.selfClientId ?? '', client_secret: ready?.selfClientSecret ?? '' };
  const console = { client_id: self.client_id, scope: 'ZohoCRM.modules.ALL,ZohoCRM.org.READ', user: 'sales' };
  const made = await postForm(zoho, console, `${EU}/sim/self-client-code`);
  const form = { ...self, grant_type: 'authorization_code', code: made.body['code'] ?? '' };
  const { body } = await postForm(zoho, form, `${EU}/oauth/v2/token`);
  expect(body).toHaveProperty('refresh_token');
  const nordwind = zoho.world.org('nordwind');
  expect(zoho.world.tokens.access(body['access_token'] ?? '')).toMatchObject({
    orgId: 'nordwind',
    userId: nordwind.user('sales').id,
    scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ'],
  });
  const unknown = await postForm(zoho, { ...console, client_id: '1000.NOBODY' }, `${EU}/sim/self-client-code`);
  expect(unknown).toEqual({ status: 400, body: { error: 'invalid_client' } });
});

test('codeSeconds: an old code is refused', async () => {
  zoho.set({ codeSeconds: 60 });
  const answer = await codeFor(server().client_id);
  zoho.clock.skip(61_000);
  expect((await exchange(server(), answer.get('code'))).body).toEqual({ error: 'invalid_code' });
});

test.each([
  ['client', { client_id: '1000.NOBODY' }, 'invalid_client'],
  ['secret', { client_secret: 'guess' }, 'invalid_client_secret'],
  ['redirect address', { redirect_uri: 'https://app.example.com/oauth/callback' }, 'invalid_redirect_uri'],
  ['code', { code: '1000.no.such' }, 'invalid_code'],
  ['grant type', { grant_type: 'password' }, 'general_error'],
])('a wrong %s is told in the body', async (_what, params, error) => {
  const answer = await codeFor(server().client_id);
  const { status, body } = await exchange(server(), answer.get('code'), params as Record<string, string>);
  expect({ status, body }).toEqual({ status: 200, body: { error } });
});

test('tokenErrorStatus: errors may come with 400', async () => {
  zoho.set({ tokenErrorStatus: 400 });
  expect(await postForm(zoho, {})).toEqual({ status: 400, body: { error: 'invalid_client' } });
});

test('a refresh token brings access tokens, but only in its own data centre', async () => {
  const refresh = {
    ...server(),
    grant_type: 'refresh_token',
    refresh_token: zoho.credentials['brightside']?.refreshToken ?? '',
  };
  const { body } = await postForm(zoho, refresh);
  expect(body).not.toHaveProperty('refresh_token');
  expect(zoho.world.tokens.access(body['access_token'] ?? '')).toBeDefined();
  const { body: elsewhere } = await postForm(zoho, refresh, `${EU}/oauth/v2/token`);
  expect(elsewhere).toEqual({ error: 'invalid_client' });
});

test('a refresh token and a code of another data centre are unknown there, though the client is enabled', async () => {
  const pkce = { code_challenge: VERIFIER };
  const verifier = { code_verifier: VERIFIER };
  const first = await codeFor(MOBILE_CLIENT_ID, pkce);
  const { body } = await exchange(mobile(), first.get('code'), verifier);
  const client_secret = zoho.world.clients.get(MOBILE_CLIENT_ID)?.secrets.eu ?? '';
  const european = { client_id: MOBILE_CLIENT_ID, client_secret };
  const refresh = { ...european, grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' };
  expect((await postForm(zoho, refresh, `${EU}/oauth/v2/token`)).body).toEqual({ error: 'invalid_code' });
  const second = await codeFor(MOBILE_CLIENT_ID, pkce);
  const form = {
    ...european,
    ...verifier,
    grant_type: 'authorization_code',
    code: second.get('code') ?? '',
    redirect_uri: REDIRECT,
  };
  expect((await postForm(zoho, form, `${EU}/oauth/v2/token`)).body).toEqual({ error: 'invalid_code' });
});

test('multipart form data, the query and HTTP basic are read too', async () => {
  const { client_id, client_secret } = server();
  const refresh_token = zoho.credentials['brightside']?.refreshToken ?? '';
  const fetch = zohoFetch(zoho);
  const form = new FormData();
  for (const [name, value] of Object.entries({ client_id, client_secret, refresh_token, grant_type: 'refresh_token' }))
    form.append(name, value);
  const multipart = await fetch(`${US}/oauth/v2/token`, { method: 'POST', body: form });
  expect(await multipart.json()).toHaveProperty('access_token');
  const query = new URLSearchParams({ client_id, client_secret, refresh_token, grant_type: 'refresh_token' });
  const inQuery = await fetch(`${US}/oauth/v2/token?${query}`, { method: 'POST' });
  expect(await inQuery.json()).toHaveProperty('access_token');
  const basic = await fetch(`${US}/oauth/v2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ refresh_token, grant_type: 'refresh_token' }).toString(),
  });
  expect(await basic.json()).toHaveProperty('access_token');
});

test('apiDomainMissing and foreignApiDomain hold for token answers too', async () => {
  const answer = async () => (await exchange(server(), (await codeFor(server().client_id)).get('code'))).body;
  zoho.set({ apiDomainMissing: true });
  expect(await answer()).not.toHaveProperty('api_domain');
  zoho.set({ foreignApiDomain: 'https://evil.example' });
  expect((await answer())['api_domain']).toBe('https://evil.example');
});

test('foreignAccountsServer holds for codes', async () => {
  zoho.set({ foreignAccountsServer: 'https://accounts.evil.example' });
  expect((await codeFor(server().client_id)).get('accounts-server')).toBe('https://accounts.evil.example');
});

test('withdrawnScopes and tokenScopes: a renewal comes without a scope, and may not say so', async () => {
  const { body } = await exchange(server(), (await codeFor(server().client_id)).get('code'));
  const renewed = () =>
    postForm(zoho, { ...server(), grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' });
  expect((await renewed()).body['scope']).toContain('ZohoCRM.users.READ');
  zoho.set({ withdrawnScopes: ['ZohoCRM.users.READ'] });
  expect((await renewed()).body['scope']).not.toContain('ZohoCRM.users.READ');
  zoho.set({ tokenScopes: 'absent' });
  const { body: untold } = await renewed();
  expect(untold['scope']).toBeUndefined();
  expect(zoho.world.tokens.access(untold['access_token'] ?? '')?.scopes).not.toContain('ZohoCRM.users.READ');
});
