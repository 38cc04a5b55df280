import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';
import type { SwitchesInput } from '../switches.ts';
import { REDIRECT, authAddress, testBrowser } from './browser-for-tests.ts';
import type { Reply } from './browser-for-tests.ts';

let zoho: Zoho;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => zoho.reset());

function signIn(switches: SwitchesInput, reply: Reply = {}) {
  zoho.set(switches);
  return testBrowser(zoho).signIn({}, reply);
}

test('answerIn: the answer may stand in the query', async () => {
  const seen = await signIn({ answerIn: 'query' });
  expect(seen.url.hash).toBe('');
  expect(seen.url.searchParams.get('access_token')).not.toBeNull();
});

test('leadingAmpersand: the fragment may begin with a stray &', async () => {
  expect((await signIn({})).url.hash).toMatch(/^#access_token=/);
  expect((await signIn({ leadingAmpersand: true })).url.hash).toMatch(/^#&access_token=/);
});

test('apiDomainMissing: the API base may not be told', async () => {
  expect((await signIn({ apiDomainMissing: true })).answer.has('api_domain')).toBe(false);
});

test('expiresKey: the life may have the name that the SDK knows', async () => {
  const { answer } = await signIn({ expiresKey: 'expires_in_sec', accessTokenSeconds: 90 });
  expect(answer.get('expires_in_sec')).toBe('90');
  expect(answer.has('expires_in')).toBe(false);
});

test('accessTokenSeconds: the token ends when it says so', async () => {
  const { answer } = await signIn({ accessTokenSeconds: 90 });
  const token = zoho.world.tokens.access(answer.get('access_token') ?? '');
  expect((token?.expiresAt ?? 0) - (token?.issuedAt ?? 0)).toBe(90_000);
});

test('sessionKey: the grant for the session is named when it was ticked', async () => {
  expect((await signIn({})).answer.has('granted_for_session')).toBe(false);
  expect((await signIn({}, { forSession: true })).answer.get('granted_for_session')).toBe('true');
  const { answer } = await signIn({ sessionKey: 'full_grant' }, { forSession: true });
  expect(answer.get('full_grant')).toBe('true');
  expect(answer.has('granted_for_session')).toBe(false);
});

test('grantedForSession: the box is unticked, ticked, or not there and never granted', async () => {
  const box = async (grantedForSession: 'unticked' | 'ticked' | 'missing') => {
    zoho.set({ grantedForSession });
    const { page } = await testBrowser(zoho).open(authAddress());
    return /<input[^>]*id="session"[^>]*>/.exec(page)?.[0];
  };
  expect(await box('unticked')).not.toContain('checked');
  expect(await box('ticked')).toContain('checked');
  expect(await box('missing')).toBeUndefined();
  expect((await signIn({ grantedForSession: 'missing' }, { forSession: true })).answer.has('granted_for_session')).toBe(
    false,
  );
});

test('accountsServerInImplicit: the accounts server may be told here too', async () => {
  expect((await signIn({})).answer.has('accounts-server')).toBe(false);
  const { answer } = await signIn({ accountsServerInImplicit: true });
  expect(answer.get('accounts-server')).toBe('https://accounts.zoho.com');
});

test('foreignApiDomain and foreignAccountsServer: the answer may name strangers', async () => {
  const foreignApiDomain = 'https://www.zohoapis.evil.example';
  const foreignAccountsServer = 'https://accounts.zoho.com.evil.example';
  const { answer } = await signIn({ foreignApiDomain, foreignAccountsServer });
  expect(answer.get('api_domain')).toBe(foreignApiDomain);
  expect(answer.get('accounts-server')).toBe(foreignAccountsServer);
});

test('stateAnswer: another state, or none', async () => {
  expect((await signIn({ stateAnswer: 'wrong' })).answer.get('state')).not.toBe('state-1');
  expect((await signIn({ stateAnswer: 'missing' })).answer.has('state')).toBe(false);
});

test('htmlForRedirect: a page comes where the redirect is due', async () => {
  const seen = await signIn({ htmlForRedirect: true });
  expect(seen.isBack).toBe(false);
  expect(seen.url.href.startsWith(REDIRECT)).toBe(false);
  expect(seen.page).toContain('Something went wrong');
});
