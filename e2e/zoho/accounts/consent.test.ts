import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';
import { EU_ONLY_CLIENT_ID, EXTENSION_CLIENT_ID, MOBILE_CLIENT_ID } from '../world/clients.ts';
import { EU, REDIRECT, US, authAddress, testBrowser } from './browser-for-tests.ts';

let zoho: Zoho;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => zoho.reset());

const MARA = '796320196';
const JONAS = '796320207';
const ANNIKA = '20089914377';

test('accepting brings a token in the fragment, bound to the org that was ticked', async () => {
  const seen = await testBrowser(zoho).signIn();
  expect(seen.url.href.split('#')[0]).toBe(REDIRECT);
  const { answer } = seen;
  expect([...answer.keys()]).toEqual(['access_token', 'expires_in', 'location', 'api_domain', 'state']);
  expect(answer.get('state')).toBe('state-1');
  expect(answer.get('expires_in')).toBe('3600');
  expect(answer.get('location')).toBe('us');
  expect(answer.get('api_domain')).toBe('https://www.zohoapis.com');
  const token = zoho.world.tokens.access(answer.get('access_token') ?? '');
  const org = zoho.world.org('brightside');
  expect(token).toMatchObject({ orgId: 'brightside', userId: org.user('mara').id, environment: 'production' });
});

test('the page lists every scope and every org of the person', async () => {
  const { page } = await testBrowser(zoho).open(authAddress());
  expect(page).toContain('ZohoCRM.modules.ALL');
  expect(page).toContain('ZohoCRM.users.READ');
  for (const org of zoho.world.orgsOf(MARA, 'us')) expect(page).toContain(`value="${org.zgid}"`);
  expect(zoho.world.orgsOf(MARA, 'us')).toHaveLength(4);
});

test('another org may be chosen: its environment names the API host', async () => {
  const seen = await testBrowser(zoho).signIn({}, { org: zoho.world.org('brightside-sandbox').zgid });
  expect(seen.answer.get('api_domain')).toBe('https://sandbox.zohoapis.com');
  const token = zoho.world.tokens.access(seen.answer.get('access_token') ?? '');
  expect(token).toMatchObject({ orgId: 'brightside-sandbox', environment: 'sandbox' });
});

test('refusing brings access_denied with the state, and no token', async () => {
  const before = zoho.world.tokens.allAccess().length;
  const seen = await testBrowser(zoho).signIn({}, { decision: 'refuse' });
  expect([...seen.answer]).toEqual([
    ['error', 'access_denied'],
    ['state', 'state-1'],
  ]);
  expect(zoho.world.tokens.allAccess()).toHaveLength(before);
});

test('asking twice for the page, as Firefox does, changes nothing', async () => {
  const browser = testBrowser(zoho);
  const first = await browser.open(authAddress());
  const second = await browser.open(authAddress());
  expect(second.page).toBe(first.page);
  expect((await browser.reply(second)).answer.get('access_token')).not.toBeNull();
});

test('another account may be chosen, and it stays signed in afterwards', async () => {
  const browser = testBrowser(zoho);
  const chosen = await browser.open(authAddress({ sim_account: JONAS }));
  expect(chosen.page).toContain('Jonas Weber');
  const seen = await browser.reply(chosen);
  const jonas = zoho.world.org('brightside').user('jonas').id;
  expect(zoho.world.tokens.access(seen.answer.get('access_token') ?? '')?.userId).toBe(jonas);
  expect((await browser.open(authAddress())).page).toContain(`name="zuid" value="${JONAS}"`);
});

test('a person cannot pick an org that is not theirs', async () => {
  const browser = testBrowser(zoho);
  const page = await browser.open(authAddress({ sim_account: JONAS }));
  const seen = await browser.reply(page, { org: zoho.world.org('harbour').zgid });
  expect(seen.isBack).toBe(false);
  expect(seen.page).toContain('does not belong to that organisation');
});

test('signedIn: a European user of a client registered in the US is moved to accounts.zoho.eu', async () => {
  zoho.set({ signedIn: ANNIKA });
  const browser = testBrowser(zoho);
  const page = await browser.open(authAddress());
  expect(page.url.host).toBe('accounts.zoho.eu');
  const { answer } = await browser.reply(page);
  expect(answer.get('location')).toBe('eu');
  expect(answer.get('api_domain')).toBe('https://www.zohoapis.eu');
});

test('a client that is not enabled where the user lives gets a page, not a redirect', async () => {
  const browser = testBrowser(zoho);
  const here = await browser.open(authAddress({ client_id: EU_ONLY_CLIENT_ID }));
  expect(here).toMatchObject({ isBack: false, page: expect.stringContaining('Invalid Client') });
  const there = await browser.open(
    authAddress({ client_id: EU_ONLY_CLIENT_ID, sim_account: MARA }, '/oauth/v2/auth', EU),
  );
  expect(there).toMatchObject({ isBack: false, page: expect.stringContaining('Invalid Client') });
  const own = await browser.open(authAddress({ client_id: EU_ONLY_CLIENT_ID }, '/oauth/v2/auth', EU));
  expect(own.page).toContain('id="accept"');
});

test.each([
  ['client', { client_id: '1000.NOBODY' }, 'Invalid Client'],
  ['redirect address', { redirect_uri: 'https://elsewhere.example/' }, 'Invalid Redirect Uri'],
  ['scope', { scope: 'ZohoCRM.org.READ,ZohoCRM.modules.WRITE' }, 'Invalid OAuth Scope'],
  ['empty scope', { scope: '' }, 'Invalid OAuth Scope'],
  ['response type', { response_type: 'id_token' }, 'Invalid Response Type'],
  ['code for a client-based application', { response_type: 'code' }, 'Invalid Client'],
  [
    'mobile application without PKCE',
    { client_id: MOBILE_CLIENT_ID, response_type: 'code' },
    'code_challenge is required',
  ],
])('a wrong %s is told on a page', async (_what, params, words) => {
  const seen = await testBrowser(zoho).open(authAddress(params));
  expect(seen.isBack).toBe(false);
  expect(seen.page).toContain(words);
});

test('a redirect outside of the JavaScript domains is refused', async () => {
  const client = zoho.world.clients.get(EXTENSION_CLIENT_ID);
  if (client === undefined) throw new Error('no client');
  zoho.world.clients.register({ ...client, javascriptDomains: [], acceptsExtensions: false });
  const seen = await testBrowser(zoho).open(authAddress({ redirect_uri: 'https://app.example.com/redirect.html' }));
  expect(seen.page).toContain('JavaScript domain');
});

test('extensionRedirects: the address of an extension may be refused', async () => {
  zoho.set({ extensionRedirects: false });
  expect((await testBrowser(zoho).open(authAddress())).page).toContain('Invalid Redirect Uri');
});

test('signedIn nobody: the page asks who is there first', async () => {
  zoho.set({ signedIn: 'nobody' });
  const browser = testBrowser(zoho);
  const page = await browser.open(authAddress());
  expect(page.page).toContain(`id="account-${MARA}"`);
  expect(page.page).not.toContain('id="accept"');
  expect((await browser.open(authAddress({ sim_account: MARA }))).page).toContain('id="accept"');
});

test('consent: the person may answer at once', async () => {
  zoho.set({ consent: 'accept' });
  expect((await testBrowser(zoho).open(authAddress())).answer.get('access_token')).not.toBeNull();
  zoho.set({ consent: 'refuse' });
  expect((await testBrowser(zoho).open(authAddress())).answer.get('error')).toBe('access_denied');
});

test('serverinfo names the accounts server of all ten data centres', async () => {
  const { page } = await testBrowser(zoho).open(`${US}/oauth/serverinfo`);
  const info = JSON.parse(page) as { result: string; locations: Record<string, string> };
  expect(info.result).toBe('success');
  expect(Object.keys(info.locations)).toHaveLength(10);
  expect(info.locations).toMatchObject({ us: US, eu: EU, ca: 'https://accounts.zohocloud.ca' });
});
