import { type SimulatedSignIn, startSimulatedSignIn } from './testing/simulated-zoho.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, WideningState } from '../shared/connection.ts';
import { type ExtraScope, holdsScope, SCOPES, scopesToAsk, SEARCH_SCOPE, TAGS_SCOPE } from '../shared/scopes.ts';
import { connectionsItem, wideningItem } from '../shared/stored-items.ts';
import { createGrantStore } from './grant-store.ts';
import { allGrants, everythingStored } from './testing/outside.ts';
import { outcome } from './testing/vault.ts';

const EXTENSION_CLIENT_ID = '1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF';
const HOUR = 3_600_000;
const WIDE = [...SCOPES, SEARCH_SCOPE];

let world: SimulatedSignIn;

beforeAll(async () => {
  world = await startSimulatedSignIn();
});
afterAll(() => world.stop());
beforeEach(() => world.reset());
afterEach(() => world.checkNoLeak());

type Way = 'client' | 'server' | 'self';
const WAYS = ['client', 'server', 'self'] as const;

async function connection(): Promise<Connection> {
  const [newest] = await connectionsItem.get();
  if (newest === undefined) throw new Error('nothing is connected');
  return newest;
}

function choose(orgKey: string, person: Partial<typeof world.browser.person> = {}): void {
  const org = world.zoho.world.org(orgKey);
  world.browser.person = { zuid: org.users[0]!.zuid, zgid: org.zgid, forSession: true, decision: 'accept', ...person };
}

/** A connection made in one of the three ways, with the scopes of a first sign-in. */
async function connect(way: Way, orgKey = 'brightside'): Promise<Connection> {
  const org = world.zoho.world.org(orgKey);
  const { clientId, clientSecret, selfClientId, selfClientSecret } = world.zoho.credentials[orgKey]!;
  const dataCentre = org.dc;
  choose(orgKey);
  if (way === 'self') {
    const code = await world.consoleCode(dataCentre, selfClientId);
    await world.auth().paste({ dataCentre, clientId: selfClientId, clientSecret: selfClientSecret, code });
  } else if (way === 'server') await world.auth().signIn({ way, dataCentre, clientId, clientSecret });
  else await world.auth().signIn({ way, dataCentre, clientId: EXTENSION_CLIENT_ID });
  expect(await outcome()).toMatchObject({ state: 'connected' });
  return connection();
}

/**
 * Requests a scope, that for the search unless told. A console code is made for the list that the page shows, or for the
 * given list.
 */
async function widen(known: Connection, scopes?: readonly string[], wanted: ExtraScope = SEARCH_SCOPE): Promise<void> {
  const list = scopes ?? scopesToAsk(known, [wanted]);
  const code = known.way === 'self' ? { code: await world.consoleCode(known.dataCentre, known.clientId, list) } : {};
  await world.auth().widen({ connectionId: known.id, scopes: [wanted], ...code });
}

async function ending(): Promise<WideningState | null> {
  await vi.waitUntil(async () => (await wideningItem.get())?.state !== 'waiting', { interval: 1, timeout: 10_000 });
  return wideningItem.get();
}

async function scopesNow(): Promise<readonly string[] | undefined> {
  const token = await world
    .auth()
    .accessFor((await connection()).id)
    .token();
  return world.zoho.world.tokens.access(token)?.scopes;
}

/** A promise that a test settles. */
function gate<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((resolved, rejected) => {
    [resolve, reject] = [resolved, rejected];
  });
  return { promise, resolve: (value: Value) => resolve(value), reject: (error: Error) => reject(error) };
}

/** Everything stored about a connection: the connection, its tokens, and the tokens that Zoho still accepts. */
async function everything() {
  const { tokens } = world.zoho.world;
  const { clientId } = await connection();
  const users = world.zoho.world.orgs.flatMap((org) => org.users);
  return {
    connections: await connectionsItem.get(),
    grants: await allGrants(),
    scopes: await scopesNow(),
    lasting: users.flatMap(({ id }) => tokens.refreshTokensOf(clientId, id)).map(({ token }) => token),
    living: tokens.allAccess().length,
  };
}

describe.each(WAYS)('a connection by %s', (way) => {
  it('asks for no more than today at the first sign-in', async () => {
    const known = await connect(way);
    expect(await scopesNow()).toEqual(SCOPES);
    expect(holdsScope(known, SEARCH_SCOPE)).toBe(false);
  });

  it('gets the right, in its place, and keeps it through renewals', async () => {
    const known = await connect(way);
    await connect(way, 'nordwind');
    const list = (await connectionsItem.get()).map(({ id }) => id);
    choose('brightside');
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted', connectionId: known.id, scopes: [SEARCH_SCOPE] });
    const after = await connectionsItem.get();
    expect(after.map(({ id }) => id)).toEqual(list);
    expect(after.at(-1)).toEqual({ ...known, extraScopes: [SEARCH_SCOPE], isLasting: true });
    const access = world.auth().accessFor(known.id);
    const first = await access.token();
    expect(world.zoho.world.tokens.access(first)?.scopes).toEqual(WIDE);
    const second = await access.renew(first);
    world.ahead = HOUR;
    const third = await access.token();
    expect(new Set([first, second, third]).size).toBe(3);
    expect(world.zoho.world.tokens.access(third)?.scopes).toEqual(WIDE);
    expect(holdsScope((await connectionsItem.get()).at(-1)!, SEARCH_SCOPE)).toBe(true);
  });

  it('gets the right to change tags in place of the right to read them, and keeps the right to search', async () => {
    const known = await connect(way);
    await widen(known);
    await ending();
    await widen(await connection(), undefined, TAGS_SCOPE);
    expect(await ending()).toMatchObject({ state: 'granted', scopes: [TAGS_SCOPE] });
    const now = await connection();
    expect([holdsScope(now, TAGS_SCOPE), holdsScope(now, SEARCH_SCOPE)]).toEqual([true, true]);
    expect(now.missingScopes).toEqual([]);
    const asked = await scopesNow();
    expect(asked).toEqual([
      ...SCOPES.filter((scope) => scope !== 'ZohoCRM.settings.tags.READ'),
      SEARCH_SCOPE,
      TAGS_SCOPE,
    ]);
    const access = world.auth().accessFor(now.id);
    const first = await access.token();
    expect(world.zoho.world.tokens.access(await access.renew(first))?.scopes).toEqual(asked);
  });

  it('is granted at once what it has, and asks Zoho for nothing', async () => {
    const known = await connect(way);
    await widen(known);
    await ending();
    const asked = world.zoho.requestsTo('/oauth/').length;
    await world.auth().widen({ connectionId: known.id, scopes: [SEARCH_SCOPE] });
    expect(await ending()).toMatchObject({ state: 'granted' });
    expect(world.zoho.requestsTo('/oauth/')).toHaveLength(asked);
  });

  it('stays as it was where the rights are of another org or user', async () => {
    const known = await connect(way);
    const before = await everything();
    if (way === 'self') {
      // A code made by another user of the org.
      const body = new URLSearchParams({ client_id: known.clientId, scope: WIDE.join(','), user: 'jonas' });
      const url = 'https://accounts.zoho.com/sim/self-client-code';
      const { code } = (await (await world.ports.fetch(url, { method: 'POST', body })).json()) as { code: string };
      await world.auth().widen({ connectionId: known.id, scopes: [SEARCH_SCOPE], code });
    } else {
      choose('harbour');
      await widen(known);
    }
    const code = way === 'self' ? 'other-user' : 'other-org';
    expect(await ending()).toMatchObject({ state: 'failed', code, connectionId: known.id });
    expect(await everything()).toEqual(before);
  });

  it('of an org that is no production org comes back to its own API', async () => {
    const known = await connect(way, 'brightside-sandbox');
    choose('brightside-sandbox');
    world.zoho.set({ apiDomainMissing: true });
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted' });
    expect(await connection()).toMatchObject({ id: known.id, environment: 'sandbox' });
  });

  it.each(['scopeMismatch', 'noPermission'] as const)(
    'stays as it was where Zoho does not tell its org: %s',
    async (org) => {
      const known = await connect(way);
      world.zoho.set({ org });
      await widen(known);
      expect(await ending()).toMatchObject({ state: 'failed', code: 'owner-unknown' });
      expect(await connectionsItem.get()).toEqual([known]);
      expect(await scopesNow()).toEqual(SCOPES);
    },
  );

  it('that was removed meanwhile does not come back', async () => {
    const known = await connect(way);
    const waits = gate<undefined>();
    const identify = world.ports.identify.bind(world.ports);
    const held = vi.spyOn(world.ports, 'identify').mockImplementation(async (token, origin) => {
      const owner = await identify(token, origin);
      await waits.promise;
      return owner;
    });
    await widen(known);
    await vi.waitUntil(() => held.mock.calls.length > 0, { interval: 1 });
    await world.auth().remove(known.id);
    held.mockRestore();
    waits.resolve(undefined);
    await vi.waitUntil(async () => (await wideningItem.get()) === null, { interval: 1 });
    await vi.waitUntil(() => world.zoho.world.tokens.refreshTokensOf(known.clientId, known.user.id).length <= 1);
    expect(await connectionsItem.get()).toEqual([]);
    expect(await everythingStored()).not.toMatch(/1000\.[\da-f]{32}/);
  });

  it('that is gone cannot be given more', async () => {
    const known = await connect(way);
    await world.auth().remove(known.id);
    await expect(world.auth().widen({ connectionId: known.id, scopes: [SEARCH_SCOPE] })).rejects.toMatchObject({
      code: 'signed-out',
    });
  });

  it('that has signed out works again', async () => {
    const known = await connect(way);
    await connectionsItem.set([{ ...known, isSignedOut: true }]);
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted' });
    expect((await connection()).isSignedOut).toBe(false);
  });
});

describe.each(['client', 'server'] as const)('Zoho’s window for a connection by %s', (way) => {
  it.each([
    ['refuse', 'consent-refused'],
    ['close', 'consent-closed'],
  ] as const)('refused (%s) leaves token and connection as they were', async (decision, code) => {
    const known = await connect(way);
    const before = await everything();
    choose('brightside', { decision });
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'failed', code });
    expect(await everything()).toEqual(before);
    const access = world.auth().accessFor(known.id);
    expect(world.zoho.world.tokens.access(await access.renew(await access.token()))?.scopes).toEqual(SCOPES);
  });

  it.each([
    { answerIn: 'query' },
    { leadingAmpersand: true },
    { apiDomainMissing: true },
    { expiresKey: 'expires_in_sec' },
    { sessionKey: 'full_grant' },
    { accountsServerInImplicit: true },
    { tokenScopes: 'absent' },
    { tokenErrorStatus: 400 },
    { scopeMismatchStatus: 403 },
  ] as const)('%o brings the right all the same', async (switches) => {
    const known = await connect(way);
    world.zoho.set(switches);
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted' });
    expect(await scopesNow()).toEqual(WIDE);
  });

  it.each([
    [{ stateAnswer: 'wrong' }, 'state-mismatch'],
    [{ stateAnswer: 'missing' }, 'state-mismatch'],
    [{ htmlForRedirect: true }, 'consent-closed'],
    [{ extensionRedirects: false }, 'redirect-refused'],
    ...(way === 'client' ? [[{ foreignApiDomain: 'https://www.zohoapis.evil.example' }, 'foreign-host'] as const] : []),
    ...(way === 'server' ? [[{ refreshTokensPerTenMinutes: 1 }, 'sign-in-throttled'] as const] : []),
  ] as const)('%o is a failure that changes nothing', async (switches, code) => {
    const known = await connect(way);
    const before = await everything();
    world.zoho.set(switches);
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'failed', code });
    world.zoho.set({ apiDomainMissing: false });
    expect(await everything()).toEqual({ ...before, living: expect.any(Number) as unknown });
  });

  it('is one at a time, and can be given up', async () => {
    const known = await connect(way);
    const opened = gate<undefined>();
    const answer = gate<string>();
    const window = vi.spyOn(world.browser, 'launchWebAuthFlow').mockImplementation(() => {
      opened.resolve(undefined);
      return answer.promise;
    });
    await widen(known);
    await opened.promise;
    await expect(widen(known)).rejects.toMatchObject({ code: 'consent-busy' });
    const cancelled = world.auth().cancel();
    answer.reject(new Error('The user did not approve access.'));
    await cancelled;
    expect(await wideningItem.get()).toBeNull();
    window.mockRestore();
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted' });
  });
});

describe('a lasting sign-in', () => {
  it.each(['server', 'self'] as const)('by %s ends at Zoho once the wider one is stored', async (way) => {
    const known = await connect(way);
    const [old] = world.zoho.world.tokens.refreshTokensOf(known.clientId, known.user.id).slice(-1);
    await widen(known);
    await ending();
    expect(world.zoho.world.tokens.refresh(old!.token)).toBeUndefined();
    const [stored] = (await allGrants()) as { refreshToken: string }[];
    expect(world.zoho.world.tokens.refresh(stored!.refreshToken)?.scopes).toEqual(WIDE);
  });

  it('by self client stays as it was where the code was made for fewer rights', async () => {
    const known = await connect('self');
    const before = await everything();
    await widen(known, SCOPES);
    expect(await ending()).toMatchObject({ state: 'failed', code: 'scope-missing', details: { name: SEARCH_SCOPE } });
    await widen(known, [SEARCH_SCOPE, ...SCOPES.slice(1)]);
    expect(await ending()).toMatchObject({ state: 'failed', code: 'scope-missing', details: { name: SCOPES[0] } });
    expect(await everything()).toEqual(before);
  });

  it('by self client stays as it was where the code is spent, wrong, or not given', async () => {
    const known = await connect('self');
    const before = await everything();
    await world.auth().widen({ connectionId: known.id, scopes: [SEARCH_SCOPE], code: '1000.no.code' });
    expect(await ending()).toMatchObject({ state: 'failed', code: 'code-spent' });
    const none = world.auth().widen({ connectionId: known.id, scopes: [SEARCH_SCOPE] });
    await expect(none).rejects.toMatchObject({ code: 'unexpected' });
    expect(await everything()).toEqual(before);
  });

  it('of another client that was made meanwhile is not mixed with the wider one', async () => {
    const known = await connect('server');
    const waits = gate<undefined>();
    const identify = world.ports.identify.bind(world.ports);
    const held = vi.spyOn(world.ports, 'identify').mockImplementationOnce(async (token, origin) => {
      const owner = await identify(token, origin);
      await waits.promise;
      return owner;
    });
    await widen(known);
    await vi.waitUntil(() => held.mock.calls.length > 0, { interval: 1 });
    const again = await connect('self');
    expect(again.id).toBe(known.id);
    const grants = await allGrants();
    waits.resolve(undefined);
    expect(await ending()).toMatchObject({ state: 'failed', code: 'state-mismatch', connectionId: known.id });
    expect(await allGrants()).toEqual(grants);
    expect(await connection()).toEqual(again);
    const access = world.auth().accessFor(known.id);
    expect(world.zoho.world.tokens.access(await access.renew(await access.token()))?.scopes).toEqual(SCOPES);
    const wider = world.zoho.world.tokens.refreshTokensOf(known.clientId, known.user.id);
    expect(wider.filter(({ scopes }) => scopes.includes(SEARCH_SCOPE))).toEqual([]);
  });

  it('whose store cannot be written stays as it was', async () => {
    const known = await connect('server');
    const before = await everything();
    const change = vi.spyOn(connectionsItem, 'change').mockRejectedValueOnce(new Error('no room'));
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'failed' });
    change.mockRestore();
    expect(await everything()).toEqual(before);
  });
});

describe('a renewal that brings fewer rights is noticed', () => {
  it.each(WAYS)('by %s', async (way) => {
    const known = await connect(way);
    await widen(known);
    await ending();
    world.zoho.set({ withdrawnScopes: [SEARCH_SCOPE] });
    const access = world.auth().accessFor(known.id);
    const token = await access.renew(await access.token());
    expect(world.zoho.world.tokens.access(token)?.scopes).toEqual(SCOPES);
    expect(await connection()).toMatchObject({ extraScopes: [], missingScopes: [], isSignedOut: false });
    world.zoho.set({ withdrawnScopes: [] });
    await widen(await connection());
    expect(await ending()).toMatchObject({ state: 'granted' });
    expect(await scopesNow()).toEqual(WIDE);
  });

  it.each(['server', 'self'] as const)('by %s, of the rights of every sign-in, too', async (way) => {
    const { id } = await connect(way);
    world.zoho.set({ withdrawnScopes: ['ZohoCRM.settings.custom_views.READ'] });
    const access = world.auth().accessFor(id);
    await access.renew(await access.token());
    expect((await connection()).missingScopes).toEqual(['ZohoCRM.settings.custom_views.READ']);
    world.zoho.set({ withdrawnScopes: [] });
    await access.renew(await access.token());
    expect((await connection()).missingScopes).toEqual([]);
  });

  it('at the first refusal, where nothing said so before', async () => {
    const known = await connect('server');
    await widen(known);
    await ending();
    const access = world.auth().accessFor(known.id);
    access.lacks?.(SCOPES[0]);
    expect(holdsScope(await connection(), SEARCH_SCOPE)).toBe(true);
    access.lacks?.(SEARCH_SCOPE);
    await vi.waitUntil(async () => !holdsScope(await connection(), SEARCH_SCOPE), { interval: 1 });
  });

  it('and a sign-in of the same connection asks for its rights again', async () => {
    const known = await connect('client');
    await widen(known);
    await ending();
    const { dataCentre, clientId, org } = known;
    const wanted = { orgSegment: org.domainName, isSandbox: false };
    await world.auth().signIn({ way: 'client', dataCentre, clientId, wanted });
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(await scopesNow()).toEqual(WIDE);
    expect(holdsScope(await connection(), SEARCH_SCOPE)).toBe(true);
    choose('harbour');
    const other = { orgSegment: world.zoho.world.org('harbour').domainName, isSandbox: false };
    await world.auth().signIn({ way: 'client', dataCentre, clientId, wanted: other });
    await outcome();
    expect(await scopesNow()).toEqual(SCOPES);
  });
});

describe('a connection that is made again', () => {
  async function widened(): Promise<Connection> {
    const known = await connect('client');
    await widen(known);
    expect(await ending()).toMatchObject({ state: 'granted' });
    return connection();
  }

  it('asks for the rights that it had where its grant is gone, also by another way and client', async () => {
    const { dataCentre, org, id } = await widened();
    await createGrantStore().erase(id);
    const wanted = { orgSegment: org.domainName, isSandbox: false };
    const { clientId, clientSecret } = world.zoho.credentials['brightside']!;
    await world.auth().signIn({ way: 'server', dataCentre, clientId, clientSecret, wanted });
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(await scopesNow()).toEqual(WIDE);
    expect(holdsScope(await connection(), SEARCH_SCOPE)).toBe(true);
  });

  it('asks for them where no tab names the org, if it is signed out', async () => {
    const { dataCentre, clientId } = await widened();
    await world.auth().signIn({ way: 'client', dataCentre, clientId });
    await outcome();
    expect(await scopesNow()).toEqual(SCOPES);
    await widen(await connection());
    await ending();
    await connectionsItem.change((all) => all.map((one) => ({ ...one, isSignedOut: true })));
    await world.auth().signIn({ way: 'client', dataCentre, clientId });
    await outcome();
    expect(await scopesNow()).toEqual(WIDE);
  });

  it('asks for those that a renewal has lost, and renewals do not', async () => {
    const { dataCentre, clientId, org, id } = await widened();
    world.zoho.set({ withdrawnScopes: [SEARCH_SCOPE] });
    const access = world.auth().accessFor(id);
    await access.renew(await access.token());
    expect(await connection()).toMatchObject({ extraScopes: [], lostScopes: [SEARCH_SCOPE] });
    world.zoho.set({ withdrawnScopes: [] });
    expect(world.zoho.world.tokens.access(await access.renew(await access.token()))?.scopes).toEqual(SCOPES);
    const wanted = { orgSegment: org.domainName, isSandbox: false };
    await world.auth().signIn({ way: 'client', dataCentre, clientId, wanted });
    await outcome();
    expect(await connection()).toMatchObject({ extraScopes: [SEARCH_SCOPE] });
    expect((await connection()).lostScopes).toBeUndefined();
  });
});

it('a worker that died while it asked says that it has ended', async () => {
  const known = await connect('client');
  const scopes = [SEARCH_SCOPE] as const;
  await wideningItem.set({ state: 'waiting', connectionId: known.id, scopes: [...scopes], startedAt: 1 });
  await world.auth().recover();
  expect(await wideningItem.get()).toMatchObject({ state: 'failed', code: 'consent-closed' });
});
