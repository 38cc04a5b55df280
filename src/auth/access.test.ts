import {
  CONNECTION,
  CONNECTION_ID,
  createOutside,
  everythingStored,
  implicitRedirect,
  json,
  NORTHWIND,
  type Outside,
  readableByContentScripts,
  revokedIn,
} from './testing/outside.ts';
import { createVault, GRANT } from './testing/vault.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import type { Wanted } from '../shared/access.ts';
import { fakeBrowser } from '../shared/testing/extension.ts';
import { accessFor } from './access.ts';
import { readSession, writeSession } from './token-store.ts';
import type { Vault } from './vault.ts';

const MINUTE = 60_000;

let outside: Outside;
let vault: Vault;

afterEach(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  outside = createOutside();
  vault = await createVault(outside);
});

function access(): ReturnType<typeof accessFor> {
  return accessFor(vault, CONNECTION_ID);
}

async function isSignedOut(): Promise<boolean | undefined> {
  return (await connectionsItem.get())[0]?.isSignedOut;
}

describe('the token to use', () => {
  it('is the stored one for most of its hour, without any call', async () => {
    outside.now += 54 * MINUTE;
    expect(await access().token()).toBe('t0');
    expect(outside.launches).toEqual([]);
    expect(access().origin).toBe('https://www.zohoapis.com');
  });

  it('is given only to those whose org and user it speaks for, after one look at what is stored', async () => {
    const own = { zgid: '808232144', userId: '5725767000000411001' };
    const session = await readSession(CONNECTION_ID);
    const reads = vi.spyOn(fakeBrowser.storage.session, 'get');
    expect(await accessFor(vault, CONNECTION_ID, own).token()).toBe('t0');
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
    const asked = (wanted: Wanted) => accessFor(vault, CONNECTION_ID, wanted).token();
    await expect(asked({ ...own, zgid: '1' })).rejects.toMatchObject({ code: 'other-org' });
    await expect(asked({ ...own, userId: '1' })).rejects.toMatchObject({ code: 'other-user' });
    await expect(accessFor(vault, CONNECTION_ID, { ...own, zgid: '1' }).renew('t0')).rejects.toMatchObject({
      code: 'other-org',
    });
    // Where Zoho refuses to name the org, records read by id identify it, because an org never returns another org's
    // records.
    const token = session.token === null ? null : { ...session.token, identity: { zgid: null, userId: null } };
    await writeSession(CONNECTION_ID, { ...session, token });
    expect(await asked({ zgid: '1', userId: '1' })).toBe('t0');
  });

  it('is renewed where a clock was set back by more than a token lives: it may have lapsed', async () => {
    outside.now -= 25 * 60 * MINUTE;
    expect(await access().token()).toBe('t1');
  });

  it('is renewed in its last five minutes', async () => {
    outside.now += 55 * MINUTE;
    expect(await access().token()).toBe('t1');
    expect(outside.launches).toHaveLength(1);
    expect(outside.launches[0]).toMatchObject({ interactive: false });
    expect(outside.launches[0]?.url.pathname).toBe('/oauth/v2/auth/refresh');
    expect(await access().token()).toBe('t1');
    expect(outside.launches).toHaveLength(1);
  });

  it('stays the old one in those minutes when the renewal fails, which is not tried again at once', async () => {
    outside.now += 56 * MINUTE;
    outside.launch = () => Promise.reject(new Error('User interaction required.'));
    expect(await access().token()).toBe('t0');
    expect(await access().token()).toBe('t0');
    expect(outside.launches).toHaveLength(1);
    expect(await isSignedOut()).toBe(false);
  });

  it('is never the old one in its last minute', async () => {
    outside.now += 59 * MINUTE;
    outside.launch = () => Promise.reject(new Error('User interaction required.'));
    await expect(access().token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(await isSignedOut()).toBe(true);
  });

  it('comes silently after a restart of the browser', async () => {
    await writeSession(CONNECTION_ID, { token: null, candidate: null, refusal: null });
    expect(await access().token()).toBe('t1');
  });

  it('is renewed after a 401 whatever the clock says', async () => {
    expect(await access().renew('t0')).toBe('t1');
    expect(await access().token()).toBe('t1');
  });

  it('is not used again after a 401 whose renewal failed', async () => {
    outside.launch = () => Promise.reject(new Error('User interaction required.'));
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'signed-out' });
    await expect(access().token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(outside.launches).toHaveLength(1);
  });

  it('is nobody’s for an id that names no place', () => {
    expect(() => accessFor(vault, 'mars-production-1-2')).toThrow(new AppError('signed-out'));
  });
});

describe('one renewal at a time', () => {
  it('serves all callers who ask at once', async () => {
    const callers = Array.from({ length: 8 }, () => access().renew('t0'));
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['t1']));
    expect(outside.launches).toHaveLength(1);
  });

  it('serves a late caller with what another has renewed', async () => {
    await access().renew('t0');
    expect(await access().renew('t0')).toBe('t1');
    expect(outside.launches).toHaveLength(1);
  });

  it('fails all callers at once instead of asking Zoho eight times', async () => {
    outside.launch = () => Promise.reject(new Error('User interaction required.'));
    const callers = Array.from({ length: 8 }, () => access().renew('t0'));
    const results = await Promise.allSettled(callers);
    expect(results.map(({ status }) => status)).toEqual(Array<string>(8).fill('rejected'));
    expect(outside.launches).toHaveLength(1);
    outside.now += MINUTE;
    await expect(access().token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(outside.launches).toHaveLength(2);
  });

  it('goes on after the user has come back to Zoho', async () => {
    const granted = outside.launch;
    outside.launch = () => Promise.reject(new Error('User interaction required.'));
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'signed-out' });
    outside.launch = granted;
    outside.now += MINUTE;
    expect(await access().token()).toBe('t1');
    expect(await isSignedOut()).toBe(false);
  });

  it('waits while the user signs in elsewhere', async () => {
    outside.launch = () => Promise.reject(new Error('Only one web auth flow is allowed at a time.'));
    await expect(access().renew('t0')).rejects.toMatchObject({
      code: 'sign-in-throttled',
      details: { retryAfterMs: 15_000 },
    });
    expect(await isSignedOut()).toBe(false);
  });
});

describe('the accounts server of a silent renewal', () => {
  it('is the user’s own, then the client’s', async () => {
    await vault.grants.write({ ...GRANT, dataCentre: 'us', clientDataCentre: 'eu' });
    outside.launch = async (url) => {
      if (url.host === 'accounts.zoho.com') throw new Error('User interaction required.');
      return implicitRedirect(url, { access_token: 't1' });
    };
    expect(await access().renew('t0')).toBe('t1');
    expect(outside.launches.map(({ url }) => url.host)).toEqual(['accounts.zoho.com', 'accounts.zoho.eu']);
  });

  it('tells what the user’s own server said when both refuse', async () => {
    await vault.grants.write({ ...GRANT, dataCentre: 'us', clientDataCentre: 'eu' });
    outside.launch = async (url) =>
      `${implicitRedirect(url, { access_token: '' })}&error=${url.host === 'accounts.zoho.com' ? 'client_not_granted' : 'invalid_client'}`;
    await expect(access().renew('t0')).rejects.toMatchObject({
      code: 'signed-out',
      details: {},
    });
    expect(outside.launches).toHaveLength(2);
  });

  it('is told from a network that is gone', async () => {
    outside.launch = () => Promise.reject(new Error('Authorization page could not be loaded.'));
    await expect(access().renew('t0')).rejects.toMatchObject({
      code: 'unreachable',
      details: { host: 'accounts.zoho.com' },
    });
    expect(await isSignedOut()).toBe(false);
    outside.isOnline = false;
    outside.now += 10_000;
    await expect(access().token()).rejects.toMatchObject({ code: 'offline' });
  });
});

describe('what is no verdict on the grant', () => {
  const needsUser = new Error('User interaction required.');

  it.each([
    ['Zoho’s server is broken', () => new Response('<html>', { status: 503 }), 'zoho-down'],
    ['Zoho was asked too often', () => new Response('<html>', { status: 429 }), 'sign-in-throttled'],
    ['Zoho does not answer', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
  ])('is a page that comes because %s: waited out', async (_why, answer, code) => {
    outside.launch = () => Promise.reject(needsUser);
    outside.fetch = async () => await answer();
    await expect(access().renew('t0')).rejects.toMatchObject({ code });
    expect(await isSignedOut()).toBe(false);
  });

  it.each([
    ['The user did not approve access.', 'unreachable'],
    ['Something new', 'zoho-down'],
  ])('is a browser that says "%s" where nobody was asked', async (message, code) => {
    outside.launch = () => Promise.reject(new Error(message));
    await expect(access().renew('t0')).rejects.toMatchObject({ code });
    expect(await isSignedOut()).toBe(false);
  });

  it.each([
    ['invalid_client', 'client-unknown'],
    ['invalid_redirect_uri', 'redirect-refused'],
    ['brand_new', 'zoho-down'],
  ])('is the error %s', async (error, code) => {
    outside.launch = async (url) => implicitRedirect(url, { error });
    await expect(access().renew('t0')).rejects.toMatchObject({ code });
    expect(await isSignedOut()).toBe(false);
  });

  it.each(['access_denied', 'client_not_granted', 'prompt_required', 'login_required'])(
    'is not the error %s: that one signs out',
    async (error) => {
      outside.launch = async (url) => implicitRedirect(url, { error });
      await expect(access().renew('t0')).rejects.toMatchObject({ code: 'signed-out' });
      expect(await isSignedOut()).toBe(true);
    },
  );

  it('is an API that does not take the new token: it is ended, and another is asked for after a minute', async () => {
    outside.identify = () => Promise.reject(new AppError('signed-out', { status: 401 }));
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'zoho-down', details: { status: 401 } });
    expect(await isSignedOut()).toBe(false);
    expect(revokedIn(outside)).toEqual(['accounts.zoho.com t1']);
    outside.identify = async () => NORTHWIND;
    outside.now += MINUTE - 1;
    await expect(access().token()).rejects.toMatchObject({ code: 'zoho-down' });
    expect(outside.launches).toHaveLength(1);
    outside.now += 1;
    expect(await access().token()).toBe('t2');
  });
});

describe('by refresh token', () => {
  beforeEach(() => vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's', refreshToken: 'r0' }));

  it.each([
    ['invalid_code', 'signed-out', true],
    ['invalid_grant', 'signed-out', true],
    ['access_denied', 'sign-in-throttled', false],
    ['invalid_client', 'client-unknown', false],
    ['invalid_client_secret', 'client-secret', false],
    ['general_error', 'zoho-down', false],
    ['brand_new', 'zoho-down', false],
  ])('the error %s is %s', async (error, code, isOut) => {
    outside.fetch = async () => json({ error });
    await expect(access().renew('t0')).rejects.toMatchObject({ code });
    expect(await isSignedOut()).toBe(isOut);
    expect((await vault.grants.read(CONNECTION_ID))?.refreshToken).toBe('r0');
  });

  it('an answer for another data centre is ended where it came from, and the refresh token is kept', async () => {
    outside.fetch = async ({ pathname }) =>
      json(
        pathname.endsWith('/revoke')
          ? { status: 'success' }
          : { access_token: 't9', refresh_token: 'r0', api_domain: 'https://www.zohoapis.eu' },
      );
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'places-differ' });
    expect(revokedIn(outside)).toEqual(['accounts.zoho.com t9']);
    expect(outside.identified).toEqual([]);
  });
});

describe('a token that came and could not be verified', () => {
  it('is kept for the next try, and not used before', async () => {
    outside.identify = () => Promise.reject(new AppError('offline'));
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'offline' });
    expect((await readSession(CONNECTION_ID)).token).toBeNull();
    outside.identify = async () => NORTHWIND;
    outside.now += 10_000;
    expect(await access().token()).toBe('t1');
    expect(outside.launches).toHaveLength(1);
  });
});

it('keeps every token out of what content scripts can read', async () => {
  await access().renew('t0');
  expect(await readableByContentScripts()).not.toMatch(/t0|t1/);
});

describe('a renewal for somebody else', () => {
  const other = { ...NORTHWIND, org: { ...NORTHWIND.org!, zgid: '999', name: 'Contoso' } };

  it('is not stored when the org is another, and heals when it is the right one again', async () => {
    outside.identify = async () => other;
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org', details: { name: 'Contoso' } });
    expect(await readSession(CONNECTION_ID)).toMatchObject({ token: null, candidate: null });
    expect(revokedIn(outside)).toEqual(['accounts.zoho.com t1']);
    expect(await isSignedOut()).toBe(true);
    await expect(access().token()).rejects.toMatchObject({ code: 'other-org', details: { name: 'Contoso' } });
    expect(outside.launches).toHaveLength(1);
    outside.identify = async () => NORTHWIND;
    outside.now += MINUTE;
    expect(await access().token()).toBe('t2');
  });

  it('is stored nowhere while it is not known for whom it is', async () => {
    const seen: string[] = [];
    outside.identify = async () => {
      seen.push(await everythingStored());
      return other;
    };
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org' });
    seen.push(await everythingStored());
    expect(seen).toHaveLength(2);
    for (const stored of seen) expect(stored).not.toContain('t1');
  });

  it('is not stored when the user is another', async () => {
    outside.identify = async () => ({ ...NORTHWIND, user: { id: '1', name: 'Bob', profile: null } });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-user' });
    expect((await readSession(CONNECTION_ID)).token).toBeNull();
  });

  it.each([
    ['the org', { ...NORTHWIND, org: null }],
    ['the user', { ...NORTHWIND, user: null }],
    ['either', { org: null, user: null, missingScopes: ['ZohoCRM.org.READ'] }],
  ])('is not used while Zoho does not tell %s again, which was known; it is asked again', async (_what, identity) => {
    outside.identify = async () => identity;
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'owner-unknown' });
    expect((await readSession(CONNECTION_ID)).token).toBeNull();
    expect(await isSignedOut()).toBe(false);
    outside.now += MINUTE - 1;
    await expect(access().token()).rejects.toMatchObject({ code: 'owner-unknown' });
    expect(outside.identified).toHaveLength(1);
    outside.identify = async () => NORTHWIND;
    outside.now += 1;
    expect(await access().token()).toBe('t1');
    expect(revokedIn(outside)).toEqual([]);
  });

  it('is another’s, and not only unknown, when Zoho tells another user and no org', async () => {
    outside.identify = async () => ({ ...NORTHWIND, org: null, user: { id: '1', name: 'Bob', profile: null } });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org' });
  });

  it.each([
    ['the org', { org: { ...CONNECTION.org, zgid: '' } }, { ...NORTHWIND, org: null }],
    ['the user', { user: { ...CONNECTION.user, id: '' } }, { ...NORTHWIND, user: null }],
  ])('is told by the rest where %s was never known', async (_what, unknown, identity) => {
    await connectionsItem.set([{ ...CONNECTION, ...unknown }]);
    outside.identify = async () => identity;
    expect(await access().renew('t0')).toBe('t1');
  });

  it.each([
    ['location alone', { location: 'eu', api_domain: '' }],
    ['location and API', { location: 'eu', api_domain: 'https://www.zohoapis.eu' }],
  ])(
    'is seen from another data centre already, by %s: no API gets the token, and it ends there',
    async (_by, named) => {
      outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', ...named });
      await expect(access().renew('t0')).rejects.toMatchObject({
        code: 'other-org',
        details: { host: 'accounts.zoho.eu' },
      });
      expect(outside.identified).toEqual([]);
      expect(revokedIn(outside)).toEqual(['accounts.zoho.eu t1']);
    },
  );

  it.each([
    { location: 'eu' },
    { api_domain: 'https://www.zohoapis.eu' },
    { 'accounts-server': 'https://accounts.zoho.eu' },
  ])('goes nowhere at all when what it names does not agree: %o', async (named) => {
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', ...named });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'places-differ' });
    expect(outside.identified).toEqual([]);
    expect(outside.fetches).toEqual([]);
  });

  it('is told by its own API where Zoho names the production API for a sandbox', async () => {
    const id = CONNECTION_ID.replace('production', 'sandbox');
    await connectionsItem.set([{ ...CONNECTION, id, environment: 'sandbox' }]);
    await vault.grants.write({ ...GRANT, connectionId: id });
    expect(await accessFor(vault, id).token()).toBe('t1');
    expect(outside.identified).toEqual([{ token: 't1', apiOrigin: 'https://sandbox.zohoapis.com' }]);
  });

  it('from another environment gets no API, and ends', async () => {
    outside.launch = async (url) =>
      implicitRedirect(url, { access_token: 't1', api_domain: 'https://sandbox.zohoapis.com' });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org' });
    expect(outside.identified).toEqual([]);
    expect(revokedIn(outside)).toEqual(['accounts.zoho.com t1']);
  });

  it('comes too late: it ends', async () => {
    vi.useFakeTimers();
    let answer = (): void => undefined;
    outside.launch = (url) =>
      new Promise((resolve) => (answer = () => resolve(implicitRedirect(url, { access_token: 'late' }))));
    const renewal = access()
      .renew('t0')
      .catch((error: unknown) => error);
    await vi.waitUntil(() => outside.launches.length === 1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await renewal).toMatchObject({ code: 'timeout' });
    answer();
    await vi.waitUntil(() => outside.fetches.length === 1);
    expect(revokedIn(outside)).toEqual(['accounts.zoho.com late']);
  });

  it('gets no token to a foreign host or for a foreign state', async () => {
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', api_domain: 'https://evil.example' });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'foreign-host' });
    outside.now += MINUTE;
    outside.launch = async (url) => implicitRedirect(url, { access_token: 't1', state: 'other' });
    await expect(access().token()).rejects.toMatchObject({ code: 'state-mismatch' });
    expect(outside.identified).toEqual([]);
  });
});
