import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';
import { SCOPE, testBrowser } from './browser-for-tests.ts';
import type { Seen, TestBrowser } from './browser-for-tests.ts';

let zoho: Zoho;
let browser: TestBrowser;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => {
  zoho.reset();
  browser = testBrowser(zoho);
});

function tokenIn(seen: Seen) {
  return zoho.world.tokens.access(seen.answer.get('access_token') ?? '');
}

test('a grant for the session brings a new token for the same org and user, without a page', async () => {
  const first = await browser.signIn({}, { forSession: true, org: zoho.world.org('harbour').zgid });
  const second = await browser.renew({ state: 'state-2' });
  expect(second.answer.get('state')).toBe('state-2');
  expect(tokenIn(second)).toMatchObject({ orgId: 'harbour', userId: tokenIn(first)?.userId });
  expect(tokenIn(second)?.token).not.toBe(tokenIn(first)?.token);
});

test('without the grant: client_not_granted', async () => {
  await browser.signIn();
  expect((await browser.renew()).answer.get('error')).toBe('client_not_granted');
});

test('a scope that was not granted: prompt_required', async () => {
  await browser.signIn({}, { forSession: true });
  const seen = await browser.renew({ scope: `${SCOPE},ZohoCRM.settings.fields.READ` });
  expect(seen.answer.get('error')).toBe('prompt_required');
});

test('without a session the browser stays on a page', async () => {
  await browser.signIn({}, { forSession: true });
  const stranger = await testBrowser(zoho).renew();
  expect(stranger).toMatchObject({ isBack: false, page: expect.stringContaining('Sign in') });
  zoho.set({ signedIn: 'nobody' });
  expect((await browser.renew()).isBack).toBe(false);
});

test('somebody else signed in to Zoho does not get the token', async () => {
  await browser.signIn({}, { forSession: true });
  zoho.set({ signedIn: '796320207' });
  expect((await browser.renew()).answer.has('access_token')).toBe(false);
});

test.each([
  ['clientNotGranted', 'client_not_granted'],
  ['promptRequired', 'prompt_required'],
] as const)('silentRenewal %s', async (silentRenewal, error) => {
  await browser.signIn({}, { forSession: true });
  zoho.set({ silentRenewal });
  expect((await browser.renew()).answer.get('error')).toBe(error);
});

test.each([
  ['loginPage', 'Sign in'],
  ['html', 'Something went wrong'],
] as const)('silentRenewal %s: a page and no redirect', async (silentRenewal, words) => {
  await browser.signIn({}, { forSession: true });
  zoho.set({ silentRenewal });
  expect(await browser.renew()).toMatchObject({ isBack: false, page: expect.stringContaining(words) });
});

test('silentRenewal otherOrg and otherUser: the token acts for somebody else', async () => {
  const first = await browser.signIn({}, { forSession: true });
  zoho.set({ silentRenewal: 'otherOrg' });
  expect(tokenIn(await browser.renew())?.orgId).not.toBe(tokenIn(first)?.orgId);
  zoho.set({ silentRenewal: 'otherUser' });
  const other = tokenIn(await browser.renew());
  expect(other?.orgId).toBe(tokenIn(first)?.orgId);
  expect(other?.userId).toBe(zoho.world.org('brightside').user('jonas').id);
});

test('silentRenewal never: no answer comes', async () => {
  zoho.set({ silentRenewal: 'never' });
  void browser.renew().catch(() => undefined);
  const asked = await zoho.arrived('/oauth/v2/auth/refresh');
  await browser.open('https://accounts.zoho.com/oauth/serverinfo');
  expect(asked.answeredAt).toBeUndefined();
});

test('withdrawnScopes: a scope that is granted no longer needs the user again', async () => {
  await browser.signIn({}, { forSession: true });
  zoho.set({ withdrawnScopes: ['ZohoCRM.users.READ'] });
  expect((await browser.renew()).answer.get('error')).toBe('prompt_required');
  const narrow = SCOPE.replace(',ZohoCRM.users.READ', '');
  expect(tokenIn(await browser.renew({ scope: narrow }))?.scopes).not.toContain('ZohoCRM.users.READ');
});
