import { everythingStored, readableByContentScripts } from './testing/outside.ts';
import { type SimulatedSignIn, startSimulatedSignIn } from './testing/simulated-zoho.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../shared/connection.ts';
import { apiOrigin, DATA_CENTRES, type DataCentre } from '../shared/data-centres.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { outcome } from './testing/vault.ts';

const EXTENSION_CLIENT_ID = '1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF';
const MOBILE_CLIENT_ID = '1000.M0B1L3W5H7R9C2V4X6Z8Q1T3Y5P7KD';

let world: SimulatedSignIn;

beforeAll(async () => {
  world = await startSimulatedSignIn();
});
afterAll(() => world.stop());
beforeEach(() => world.reset());
afterEach(() => world.checkNoLeak());

const client = { way: 'client', dataCentre: 'us', clientId: EXTENSION_CLIENT_ID } as const;

async function connection(): Promise<Connection> {
  const [newest] = await connectionsItem.get();
  if (newest === undefined) throw new Error('nothing is connected');
  return newest;
}

function choose(orgKey: string, forSession = false): void {
  const org = world.zoho.world.org(orgKey);
  world.browser.person = { zuid: org.users[0]!.zuid, zgid: org.zgid, forSession, decision: 'accept' };
}

/** The owner of a token in the simulator's state. */
async function truthOf(token: string): Promise<{ orgId: string; userId: string } | undefined> {
  return world.zoho.world.tokens.access(token);
}

async function connectByCode(): Promise<void> {
  const { clientId, clientSecret } = world.zoho.credentials['brightside']!;
  choose('brightside');
  await world.auth().signIn({ way: 'server', dataCentre: 'us', clientId, clientSecret });
  expect(await outcome()).toMatchObject({ state: 'connected', isLasting: true });
}

describe('each way to connect', () => {
  const orgs = [
    'brightside',
    'brightside-sandbox',
    'brightside-developer',
    'harbour',
    'nordwind',
    ...DATA_CENTRES.filter((dataCentre) => dataCentre !== 'us' && dataCentre !== 'eu'),
  ];

  it.each(orgs)('client-based, to the org %s', async (key) => {
    const org = world.zoho.world.org(key);
    choose(key);
    await world.auth().signIn({ ...client, dataCentre: org.dc });
    expect(await outcome()).toMatchObject({ state: 'connected' });
    const { id, org: connected, ...rest } = await connection();
    expect(rest).toMatchObject({ dataCentre: org.dc, environment: org.environment, way: 'client', missingScopes: [] });
    expect(connected).toMatchObject({ zgid: org.zgid, domainName: org.domainName, name: org.companyName });
    const access = world.auth().accessFor(id);
    expect(access.origin).toBe(apiOrigin(org.dc as DataCentre, org.environment));
    expect(await truthOf(await access.token())).toMatchObject({ orgId: key, userId: org.users[0]!.id });
  });

  it('server-based, with a lasting sign-in that renews itself', async () => {
    await connectByCode();
    const access = world.auth().accessFor((await connection()).id);
    const first = await access.token();
    const second = await access.renew(first);
    expect(second).not.toBe(first);
    expect(await truthOf(second)).toMatchObject({ orgId: 'brightside' });
  });

  it('mobile, whose proof key Zoho demands', async () => {
    const secret = world.zoho.world.clients.get(MOBILE_CLIENT_ID)!.secrets.eu!;
    choose('nordwind');
    await world.auth().signIn({ way: 'server', dataCentre: 'us', clientId: MOBILE_CLIENT_ID, clientSecret: secret });
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(await connection()).toMatchObject({ dataCentre: 'eu', org: { domainName: 'nordwind' } });
  });

  it('self client, with a code of the console', async () => {
    const { selfClientId, selfClientSecret } = world.zoho.credentials['nordwind']!;
    const code = await world.consoleCode('eu', selfClientId);
    const paste = { dataCentre: 'eu', clientId: selfClientId, clientSecret: selfClientSecret, code } as const;
    await world.auth().paste(paste);
    expect(await outcome()).toMatchObject({ state: 'connected', isLasting: true });
    await world.auth().paste(paste);
    expect(await outcome()).toMatchObject({ state: 'failed', code: 'code-spent' });
    const access = world.auth().accessFor((await connection()).id);
    expect(await truthOf(await access.renew(await access.token()))).toMatchObject({ orgId: 'nordwind' });
  });

  it('a user of Europe with a client of the US, whose renewal goes to Europe', async () => {
    choose('nordwind', true);
    await world.auth().signIn(client);
    await outcome();
    const access = world.auth().accessFor((await connection()).id);
    expect(access.origin).toBe('https://www.zohoapis.eu');
    const token = await access.renew(await access.token());
    expect(await truthOf(token)).toMatchObject({ orgId: 'nordwind' });
    expect(world.zoho.requestsTo('/oauth/v2/auth/refresh').map(({ host }) => host)).toEqual(['accounts.zoho.eu']);
  });
});

describe('what Zoho may answer', () => {
  it.each([
    { answerIn: 'query' },
    { leadingAmpersand: true },
    { apiDomainMissing: true },
    { expiresKey: 'expires_in_sec' },
    { sessionKey: 'full_grant' },
    { accountsServerInImplicit: true },
    { grantedForSession: 'missing' },
    { leadingAmpersand: true, answerIn: 'query', apiDomainMissing: true },
  ] as const)('%o connects all the same', async (switches) => {
    world.zoho.set(switches);
    choose('brightside-sandbox');
    await world.auth().signIn({ ...client, wanted: { orgSegment: 'brightsidestaging', isSandbox: true } });
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(await connection()).toMatchObject({ environment: 'sandbox', org: { domainName: 'brightsidestaging' } });
  });

  it.each([
    [{ org: 'scopeMismatch' }, ['ZohoCRM.org.READ']],
    [{ currentUser: 'scopeMismatch' }, ['ZohoCRM.users.READ']],
    [{ org: 'noPermission' }, []],
  ] as const)('%o connects without what is refused', async (switches, missingScopes) => {
    world.zoho.set(switches);
    choose('brightside');
    await world.auth().signIn(client);
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect((await connection()).missingScopes).toEqual(missingScopes);
  });
});

it.each([
  { org: 'scopeMismatch', currentUser: 'scopeMismatch' },
  { org: 'noPermission', currentUser: 'scopeMismatch' },
] as const)('%o is refused: nobody could tell whose tokens come later', async (switches) => {
  world.zoho.set(switches);
  choose('brightside');
  const ready = world.zoho.world.tokens.allAccess().length;
  await world.auth().signIn(client);
  expect(await outcome()).toMatchObject({ state: 'failed', code: 'owner-unknown' });
  expect(await connectionsItem.get()).toEqual([]);
  expect(world.zoho.requestsTo('/oauth/v2/token/revoke')).toHaveLength(1);
  expect(world.zoho.world.tokens.allAccess()).toHaveLength(ready);
});

describe('sign-out', () => {
  it('is seen by Zoho, and leaves nothing behind', async () => {
    await connectByCode();
    const { id } = await connection();
    const token = await world.auth().accessFor(id).token();
    expect(await readableByContentScripts()).not.toContain(token);
    await world.auth().remove(id);
    expect(world.zoho.requestsTo('POST https://accounts.zoho.com/oauth/v2/token/revoke').length).toBeGreaterThan(0);
    expect(await truthOf(token)).toBeUndefined();
    expect(await everythingStored()).not.toMatch(/1000\.|808232144/);
    await expect(world.auth().accessFor(id).token()).rejects.toMatchObject({ code: 'signed-out' });
  });

  it('of everything ends every connection', async () => {
    await connectByCode();
    choose('nordwind');
    await world.auth().signIn(client);
    await outcome();
    await world.auth().removeAll();
    expect(await connectionsItem.get()).toEqual([]);
    expect(await everythingStored()).not.toMatch(/1000\./);
  });
});
