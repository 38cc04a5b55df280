import { type SimulatedSignIn, startSimulatedSignIn } from './testing/simulated-zoho.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Access } from '../shared/access.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { outcome } from './testing/vault.ts';

const EXTENSION_CLIENT_ID = '1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF';
const EU_ONLY_CLIENT_ID = '1000.E2F8RJT5YQ0ZKXVWH7B4NPM6CDGA13';
const HOUR = 3_600_000;

let world: SimulatedSignIn;

beforeAll(async () => {
  world = await startSimulatedSignIn();
});
afterAll(() => world.stop());
beforeEach(() => world.reset());
afterEach(() => world.checkNoLeak());

async function accessTo(orgKey: string, forSession: boolean): Promise<Access> {
  const org = world.zoho.world.org(orgKey);
  world.browser.person = { zuid: org.users[0]!.zuid, zgid: org.zgid, forSession, decision: 'accept' };
  await world.auth().signIn({ way: 'client', dataCentre: 'us', clientId: EXTENSION_CLIENT_ID });
  await outcome();
  const [connection] = await connectionsItem.get();
  return world.auth().accessFor(connection!.id);
}

async function accessByCode(): Promise<Access> {
  const { clientId, clientSecret } = world.zoho.credentials['brightside']!;
  const org = world.zoho.world.org('brightside');
  world.browser.person = { zuid: org.users[0]!.zuid, zgid: org.zgid, decision: 'accept' };
  await world.auth().signIn({ way: 'server', dataCentre: 'us', clientId, clientSecret });
  await outcome();
  const [connection] = await connectionsItem.get();
  return world.auth().accessFor(connection!.id);
}

async function isSignedOut(): Promise<boolean | undefined> {
  return (await connectionsItem.get())[0]?.isSignedOut;
}

describe('a client-based connection', () => {
  it('renews itself before its hour is over, where it was granted for the session', async () => {
    const access = await accessTo('brightside', true);
    const first = await access.token();
    world.ahead = HOUR - 4 * 60_000;
    const second = await access.token();
    expect(second).not.toBe(first);
    expect(world.zoho.world.tokens.access(second)).toMatchObject({ orgId: 'brightside' });
    expect(await access.token()).toBe(second);
  });

  it('uses its hour to the end and then waits for the user, where it was not', async () => {
    const access = await accessTo('brightside', false);
    const token = await access.token();
    world.ahead = HOUR - 4 * 60_000;
    expect(await access.token()).toBe(token);
    expect(await isSignedOut()).toBe(false);
    world.ahead = HOUR;
    await expect(access.token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(await isSignedOut()).toBe(true);
  });

  it.each(['clientNotGranted', 'promptRequired', 'loginPage', 'html'] as const)(
    'waits for the user when Zoho answers %s, and goes on when it works again',
    async (silentRenewal) => {
      const access = await accessTo('brightside', true);
      world.zoho.set({ silentRenewal });
      await expect(access.renew(await access.token())).rejects.toMatchObject({ code: 'signed-out' });
      world.zoho.set({ silentRenewal: 'works' });
      world.ahead = 60_000;
      expect(world.zoho.world.tokens.access(await access.token())).toMatchObject({ orgId: 'brightside' });
      expect(await isSignedOut()).toBe(false);
    },
  );

  it.each(['otherOrg', 'otherUser'] as const)('does not take a token of %s', async (silentRenewal) => {
    const access = await accessTo('brightside', true);
    const mine = await access.token();
    world.zoho.set({ silentRenewal });
    const code = silentRenewal === 'otherOrg' ? 'other-org' : 'other-user';
    await expect(access.renew(mine)).rejects.toMatchObject({ code });
    await expect(access.token()).rejects.toMatchObject({ code });
    world.zoho.set({ silentRenewal: 'works' });
    world.ahead = 60_000;
    expect(world.zoho.world.tokens.access(await access.token())).toMatchObject({ orgId: 'brightside' });
  });

  it('is renewed once for many callers of several connections', async () => {
    const brightside = await accessTo('brightside', true);
    const token = await brightside.token();
    const eu = await accessTo('nordwind', true);
    const euToken = await eu.token();
    const renewals = await Promise.all([
      ...Array.from({ length: 6 }, () => brightside.renew(token)),
      ...Array.from({ length: 6 }, () => eu.renew(euToken)),
    ]);
    expect(new Set(renewals).size).toBe(2);
    expect(world.zoho.requestsTo('/oauth/v2/auth/refresh')).toHaveLength(2);
  });

  it('believes a 401 more than its clock', async () => {
    const access = await accessTo('brightside', true);
    const token = await access.token();
    world.zoho.world.tokens.revoke(token);
    world.ahead = -24 * HOUR;
    expect(world.zoho.world.tokens.access(await access.renew(token))).toBeDefined();
  });
});

describe('a connection by code', () => {
  it('waits when it was renewed too often, and asks nothing meanwhile', async () => {
    world.zoho.set({ accessTokensPerTenMinutes: 2 });
    const access = await accessByCode();
    const token = await access.renew(await access.token());
    await expect(access.renew(token)).rejects.toMatchObject({ code: 'sign-in-throttled' });
    const asked = world.zoho.requestsTo('/oauth/v2/token').length;
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => access.token()));
    expect(results).toMatchObject(
      Array.from({ length: 8 }, () => ({ status: 'rejected', reason: { code: 'sign-in-throttled' } })),
    );
    expect(world.zoho.requestsTo('/oauth/v2/token')).toHaveLength(asked);
    world.zoho.set({ accessTokensPerTenMinutes: 10 });
    world.ahead = 10 * 60_000;
    expect(world.zoho.world.tokens.access(await access.token())).toMatchObject({ orgId: 'brightside' });
  });

  it.each([200, 400] as const)('is signed out when its refresh token was revoked, told with %d', async (status) => {
    world.zoho.set({ tokenErrorStatus: status });
    const access = await accessByCode();
    const token = await access.token();
    for (const { token: dead } of world.zoho.world.tokens.refreshTokensOf(
      world.zoho.credentials['brightside']!.clientId,
      world.zoho.world.org('brightside').users[0]!.id,
    ))
      world.zoho.world.tokens.revoke(dead);
    await expect(access.renew(token)).rejects.toMatchObject({ code: 'signed-out' });
    expect(await isSignedOut()).toBe(true);
  });
});

describe('a refusal at sign-in', () => {
  it.each([
    [{ clientId: EU_ONLY_CLIENT_ID }, 'client-unknown'],
    [{ clientId: '1000.NOBODYKNOWSTHISONE' }, 'client-unknown'],
  ])('names what Zoho’s page says: %o', async ({ clientId }, code) => {
    await world.auth().signIn({ way: 'client', dataCentre: 'us', clientId });
    expect(await outcome()).toMatchObject({ state: 'failed', code });
  });

  it('names the redirect address', async () => {
    world.zoho.set({ extensionRedirects: false });
    await world.auth().signIn({ way: 'client', dataCentre: 'us', clientId: EXTENSION_CLIENT_ID });
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'redirect-refused' });
  });

  it.each([
    ['refuse', 'consent-refused'],
    ['close', 'consent-closed'],
  ] as const)('tells when the person will not: %s', async (decision, code) => {
    world.browser.person = { decision };
    await world.auth().signIn({ way: 'client', dataCentre: 'us', clientId: EXTENSION_CLIENT_ID });
    expect(await outcome()).toMatchObject({ state: 'failed', code });
  });

  it('tells a wrong secret from a wrong client', async () => {
    const { clientId } = world.zoho.credentials['brightside']!;
    await world.auth().signIn({ way: 'server', dataCentre: 'us', clientId, clientSecret: 'wrong' });
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'client-secret' });
  });
});
