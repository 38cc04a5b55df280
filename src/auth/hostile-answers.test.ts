import { everythingStored } from './testing/outside.ts';
import { type SimulatedSignIn, startSimulatedSignIn } from './testing/simulated-zoho.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectionsItem } from '../shared/stored-items.ts';
import { outcome } from './testing/vault.ts';

const EXTENSION_CLIENT_ID = '1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF';

let world: SimulatedSignIn;

beforeAll(async () => {
  world = await startSimulatedSignIn();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
  const org = world.zoho.world.org('brightside');
  world.browser.person = { zuid: org.users[0]!.zuid, zgid: org.zgid, forSession: true, decision: 'accept' };
});
afterEach(() => world.checkNoLeak());

/** Tokens that Zoho issued since the start, without the prepared ones. */
function given(): string[] {
  const ready = Object.values(world.zoho.credentials).flatMap(({ accessToken, wideAccessToken }) => [
    accessToken,
    wideAccessToken,
  ]);
  return world.zoho.world.tokens
    .allAccess()
    .map(({ token }) => token)
    .filter((token) => !ready.includes(token));
}

function attemptsWith(secret: string): string[] {
  return world.attempts.filter((attempt) => attempt.includes(secret));
}

async function signIn(way: 'client' | 'server'): Promise<void> {
  const { clientId, clientSecret } = world.zoho.credentials['brightside']!;
  await world
    .auth()
    .signIn(
      way === 'client'
        ? { way, dataCentre: 'us', clientId: EXTENSION_CLIENT_ID }
        : { way, dataCentre: 'us', clientId, clientSecret },
    );
}

describe('at sign-in', () => {
  it.each([
    [{ foreignApiDomain: 'https://www.zohoapis.evil.example' }, 'foreign-host'],
    [{ foreignApiDomain: 'https://www.zohoapis.com.evil.example' }, 'foreign-host'],
    [{ foreignApiDomain: 'http://www.zohoapis.com' }, 'foreign-host'],
    [{ foreignAccountsServer: 'https://accounts.zoho.evil.example' }, 'foreign-host'],
    [{ foreignApiDomain: 'https://www.zohoapis.eu' }, 'places-differ'],
    [{ foreignApiDomain: 'https://sandbox.zohoapis.com.cn' }, 'places-differ'],
    [{ foreignAccountsServer: 'https://accounts.zoho.in' }, 'places-differ'],
    [
      { foreignApiDomain: 'https://www.zohoapis.eu', foreignAccountsServer: 'https://accounts.zoho.eu' },
      'places-differ',
    ],
    [{ stateAnswer: 'wrong' }, 'state-mismatch'],
    [{ stateAnswer: 'missing' }, 'state-mismatch'],
    [{ htmlForRedirect: true }, 'consent-closed'],
    [{ htmlForRedirect: true, leadingAmpersand: true }, 'consent-closed'],
  ] as const)('%o gets the implicit token nowhere', async (switches, code) => {
    world.zoho.set(switches);
    await signIn('client');
    expect(await outcome()).toMatchObject({ state: 'failed', code });
    expect(given()).toHaveLength(1);
    expect(attemptsWith(given()[0]!)).toEqual([]);
    expect(await connectionsItem.get()).toEqual([]);
    expect(await everythingStored()).not.toContain(given()[0]);
  });

  it.each([
    [{ foreignAccountsServer: 'https://accounts.zoho.com.evil.example' }, 'foreign-host'],
    [{ foreignAccountsServer: 'https://accounts.zoho.com.cn' }, 'places-differ'],
    [{ stateAnswer: 'wrong' }, 'state-mismatch'],
    [{ stateAnswer: 'missing' }, 'state-mismatch'],
    [{ htmlForRedirect: true }, 'consent-closed'],
  ] as const)('%o gets neither code nor secret', async (switches, code) => {
    world.zoho.set(switches);
    await signIn('server');
    expect(await outcome()).toMatchObject({ state: 'failed', code });
    expect(world.attempts.filter((attempt) => attempt.includes('/oauth/v2/token'))).toEqual([]);
    expect(attemptsWith(world.zoho.credentials['brightside']!.clientSecret)).toEqual([]);
    expect(given()).toEqual([]);
  });

  it.each([
    ['https://evil.example', 'foreign-host', 'evil.example'],
    ['https://www.zohoapis.jp', 'places-differ', 'accounts.zoho.com, www.zohoapis.jp'],
  ])('a token answer that names the API %s gets the token nowhere', async (foreignApiDomain, code, host) => {
    world.zoho.set({ foreignApiDomain });
    await signIn('server');
    expect(await outcome()).toMatchObject({ state: 'failed', code, details: { host } });
    expect(attemptsWith(given()[0]!)).toEqual([]);
    expect(await everythingStored()).not.toContain(given()[0]);
  });
});

describe('at a silent renewal', () => {
  it.each([
    [{ foreignApiDomain: 'https://www.zohoapis.evil.example' }, 'foreign-host'],
    [{ foreignAccountsServer: 'https://accounts.zoho.evil.example' }, 'foreign-host'],
    [{ foreignApiDomain: 'https://www.zohoapis.eu' }, 'places-differ'],
    [{ foreignAccountsServer: 'https://accounts.zoho.eu' }, 'places-differ'],
    [{ stateAnswer: 'wrong' }, 'state-mismatch'],
    [{ stateAnswer: 'missing' }, 'state-mismatch'],
    [{ htmlForRedirect: true }, 'signed-out'],
  ] as const)('%o gets the token nowhere', async (switches, code) => {
    await signIn('client');
    await outcome();
    const [connection] = await connectionsItem.get();
    const access = world.auth().accessFor(connection!.id);
    const before = await access.token();
    world.zoho.set(switches);
    await expect(access.renew(before)).rejects.toMatchObject({ code });
    const stolen = given().filter((token) => token !== before);
    expect(stolen.length).toBeGreaterThan(0);
    for (const token of stolen) expect(attemptsWith(token)).toEqual([]);
    for (const token of stolen) expect(await everythingStored()).not.toContain(token);
  });
});
