import {
  CLIENT_REQUEST as client,
  SERVER_REQUEST as server,
  CLIENT_ID,
  codeRedirect,
  CONNECTION_ID,
  createOutside,
  everythingStored,
  implicitRedirect,
  json,
  type Outside,
} from './testing/outside.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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

function waitForever(): Promise<never> {
  return new Promise(() => undefined);
}

describe('what does not even begin', () => {
  it.each(['1000.', 'abc', '1000.ABC DEFGH', ' 1000.ABCDEFGHIJ'])('a client id like "%s"', async (clientId) => {
    await expect(auth.signIn({ ...client, clientId })).rejects.toMatchObject({ code: 'client-form' });
    expect(await signInItem.get()).toBeNull();
  });

  it('a code flow without a secret', async () => {
    await expect(auth.signIn({ way: 'server', dataCentre: 'us', clientId: CLIENT_ID })).rejects.toMatchObject({
      code: 'client-secret',
    });
  });

  it('a second sign-in beside the first, which goes on', async () => {
    outside.launch = waitForever;
    await auth.signIn(client);
    await expect(auth.signIn({ ...client, dataCentre: 'eu' })).rejects.toMatchObject({ code: 'consent-busy' });
    expect(await signInItem.get()).toMatchObject({ state: 'waiting', dataCentre: 'us' });
  });
});

describe('what Zoho or the user refuses', () => {
  it.each([
    ['The user did not approve access.', 'consent-closed'],
    ['User cancelled or denied access.', 'consent-closed'],
    ['Authorization page could not be loaded.', 'consent-unloadable'],
    ['Invalid request', 'consent-unloadable'],
    ['Only one web auth flow is allowed at a time.', 'consent-busy'],
    ['Something new', 'sign-in-other'],
  ])('the browser says "%s"', async (message, code) => {
    outside.launch = () => Promise.reject(new Error(message));
    outside.fetch = async () => new Response('<html>Sign in</html>');
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'failed', dataCentre: 'us', code });
    expect(await connectionsItem.get()).toEqual([]);
  });

  it.each([
    ['<h1>Invalid Client</h1><p>Client Id passed does not exist</p>', 'client-unknown'],
    ['<h1>Invalid Redirect Uri</h1>', 'redirect-refused'],
    ['<h1>Invalid JavaScript domain</h1>', 'domain-refused'],
    ['<script>var t = "Invalid Client"</script><h1>Sign in</h1>', 'consent-closed'],
  ])('a closed window whose page says %s', async (page, code) => {
    outside.launch = () => Promise.reject(new Error('The user did not approve access.'));
    outside.fetch = async () => new Response(page, { headers: { 'content-type': 'text/html' } });
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'failed', code });
    expect(outside.fetches[0]!.url.href).toBe(outside.launches[0]!.url.href);
  });

  it('the user says no', async () => {
    outside.launch = async (url) =>
      `${url.searchParams.get('redirect_uri')}#error=access_denied&state=${url.searchParams.get('state')}`;
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'consent-refused' });
  });

  it.each([
    [{ error: 'invalid_code' }, 'code-spent'],
    [{ error: 'invalid_client_secret' }, 'client-secret'],
    [{ error: 'invalid_client' }, 'client-unknown'],
    [{ error: 'general_error' }, 'sign-in-other'],
    [{ error: 'access_denied' }, 'sign-in-throttled'],
  ])('the token endpoint says %o', async (body, code) => {
    outside.fetch = async () => json(body);
    await auth.paste({ dataCentre: 'us', clientId: CLIENT_ID, clientSecret: 's', code: 'c' });
    expect(await outcome()).toMatchObject({ state: 'failed', code });
  });

  it('a user without a CRM, whose token is ended', async () => {
    outside.identify = () => Promise.reject(new AppError('no-org'));
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'no-org' });
    expect(outside.fetches.at(-1)!.url.href).toBe('https://accounts.zoho.com/oauth/v2/token/revoke?token=t1');
    expect(await everythingStored()).not.toContain('t1');
  });
});

describe('a hostile answer', () => {
  it.each([
    [{ api_domain: 'https://www.zohoapis.evil.example' }, 'foreign-host'],
    [{ 'accounts-server': 'https://accounts.zoho.evil.example' }, 'foreign-host'],
    [{ state: 'other' }, 'state-mismatch'],
  ])('with %o gets no token', async (parameters: Record<string, string>, code) => {
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', ...parameters });
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'failed', code });
    expect([outside.identified, outside.fetches]).toEqual([[], []]);
    expect(await everythingStored()).not.toContain('t1');
  });

  it('gets no code and no secret to a foreign accounts server', async () => {
    outside.launch = async (url) => codeRedirect(url, { 'accounts-server': 'https://accounts.zoho.evil.example' });
    await auth.signIn(server);
    expect(await outcome()).toMatchObject({
      state: 'failed',
      code: 'foreign-host',
      details: { host: 'accounts.zoho.evil.example' },
    });
    expect(outside.fetches).toEqual([]);
    expect(await everythingStored()).not.toContain('s3cret');
  });

  it('gets no token to a foreign API that a token answer names', async () => {
    outside.launch = async (url) => codeRedirect(url, {});
    outside.fetch = async () => json({ access_token: 't1', refresh_token: 'r1', api_domain: 'https://evil.example' });
    await auth.signIn(server);
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'foreign-host' });
    expect(outside.identified).toEqual([]);
  });
});

describe('another org than the tab’s', () => {
  it.each([
    { orgSegment: 'org999', isSandbox: false },
    { orgSegment: 'org808232144', isSandbox: true },
  ])('is kept, and told: wanted %o', async (wanted) => {
    await auth.signIn({ ...client, wanted });
    expect(await outcome()).toMatchObject({
      state: 'failed',
      code: 'other-org',
      details: { connectionId: CONNECTION_ID, name: 'Northwind', environment: 'production' },
    });
    expect(await connectionsItem.get()).toHaveLength(1);
  });

  it.each([
    { orgSegment: 'ORG808232144', isSandbox: false },
    { orgSegment: 'chosen-name', isSandbox: false },
    { orgSegment: null, isSandbox: false },
  ])('is not told where it may be the same: wanted %o', async (wanted) => {
    await auth.signIn({ ...client, wanted });
    expect(await outcome()).toMatchObject({ state: 'connected' });
  });
});

describe('a sign-in that is given up', () => {
  it('closes the window and keeps nothing of an answer that comes all the same', async () => {
    let redirect = (_address: string): void => undefined;
    outside.launch = () =>
      new Promise((resolve) => {
        redirect = resolve;
      });
    await auth.signIn(client);
    await vi.waitUntil(() => outside.launches.length === 1);
    await auth.show();
    await auth.cancel();
    expect([outside.focused, outside.closed]).toEqual([[7], [7]]);
    expect(await signInItem.get()).toBeNull();
    redirect(implicitRedirect(outside.launches[0]!.url, { access_token: 't1' }));
    await vi.waitUntil(() => outside.fetches.some(({ url }) => url.searchParams.get('token') === 't1'));
    expect([await signInItem.get(), await connectionsItem.get()]).toEqual([null, []]);
    expect(await everythingStored()).not.toContain('t1');
  });

  it('makes room for another', async () => {
    outside.launch = () => Promise.reject(new Error('The user did not approve access.'));
    outside.fetch = async () => new Response('');
    await auth.signIn(client);
    await outcome();
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1' });
    await auth.signIn(client);
    expect(await outcome()).toMatchObject({ state: 'connected' });
  });

  it('is told as ended after the worker died over it', async () => {
    outside.launch = waitForever;
    await auth.signIn(client);
    await createAuth(outside.ports).recover();
    expect(await signInItem.get()).toMatchObject({ state: 'failed', code: 'consent-closed' });
  });

  it('is left alone by a start of the worker that finds none', async () => {
    await auth.signIn(client);
    const end = await outcome();
    await createAuth(outside.ports).recover();
    expect(await signInItem.get()).toEqual(end);
  });
});
