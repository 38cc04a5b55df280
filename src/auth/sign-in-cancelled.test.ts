import { CLIENT_ID, createOutside, everythingStored, json, NORTHWIND, type Outside } from './testing/outside.ts';
import { outcome } from './testing/vault.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionsItem, signInItem } from '../shared/stored-items.ts';
import { type Auth, createAuth } from './auth.ts';
import { TOKENS_LOCK } from './vault.ts';

let outside: Outside;
let auth: Auth;

beforeEach(() => {
  outside = createOutside();
  outside.fetch = async () => json({ status: 'success' });
  auth = createAuth(outside.ports);
});

const client = { way: 'client', dataCentre: 'us', clientId: CLIENT_ID } as const;

/** Holds the lock of the tokens, as a renewal does. Returns a function that releases it. */
function holdTokens(): () => void {
  let free = (): void => undefined;
  const holding = new Promise<void>((resolve) => (free = resolve));
  outside.ports.exclusive(TOKENS_LOCK, () => holding).catch(() => undefined);
  return free;
}

function revoked(): (string | null)[] {
  return outside.fetches.map(({ url }) => url.searchParams.get('token'));
}

/** Keeps Zoho's answer about the next token open until `answer` is called. */
function holdIdentity(): { answer: () => void } {
  const held = { answer: (): void => undefined };
  outside.identify = () => new Promise((resolve) => (held.answer = () => resolve(NORTHWIND)));
  return held;
}

describe('a sign-in that is cancelled', () => {
  it('stays cancelled while its tokens wait to be stored, and they end at Zoho', async () => {
    const free = holdTokens();
    await auth.signIn(client);
    await vi.waitUntil(() => outside.identified.length === 1);
    await auth.cancel();
    free();
    await vi.waitUntil(() => revoked().includes('t1'));
    expect(await signInItem.get()).toBeNull();
    expect(await connectionsItem.get()).toEqual([]);
    expect(await everythingStored()).not.toContain('"t1"');
  });

  it('stays cancelled while Zoho is asked whom it is for', async () => {
    const held = holdIdentity();
    await auth.signIn(client);
    await vi.waitUntil(() => outside.identified.length === 1);
    await auth.cancel();
    held.answer();
    await vi.waitUntil(() => revoked().includes('t1'));
    expect(await signInItem.get()).toBeNull();
    expect(await connectionsItem.get()).toEqual([]);
  });

  it('gives way to another at once, and its late answer changes nothing of that one', async () => {
    const held = holdIdentity();
    await auth.signIn(client);
    await vi.waitUntil(() => outside.identified.length === 1);
    await auth.cancel();
    const late = held.answer;
    await auth.signIn(client);
    await vi.waitUntil(() => outside.identified.length === 2);
    late();
    await vi.waitUntil(() => revoked().includes('t1'));
    expect(await signInItem.get()).toMatchObject({ state: 'waiting' });
    held.answer();
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(revoked()).toEqual(['t1']);
  });

  it('gives way to another whose window waits until its own is closed', async () => {
    const windows: { answer: () => Promise<void>; refuse: () => void }[] = [];
    const grant = outside.launch;
    outside.launch = (url) =>
      new Promise((resolve, reject) => {
        windows.push({
          answer: () => grant(url, true).then(resolve, reject),
          refuse: () => reject(new Error('The user did not approve access.')),
        });
      });
    await auth.signIn(client);
    await vi.waitUntil(() => windows.length === 1);
    await auth.cancel();
    await auth.signIn(client);
    expect(await signInItem.get()).toMatchObject({ state: 'waiting' });
    expect(windows).toHaveLength(1);
    windows[0]!.refuse();
    await vi.waitUntil(() => windows.length === 2);
    await windows[1]!.answer();
    expect(await outcome()).toMatchObject({ state: 'connected' });
    expect(outside.closed).toEqual([7]);
  });

  it('is waited for when its connection is just being stored', async () => {
    const put = vi.spyOn(connectionsItem, 'change');
    let store = (): void => undefined;
    put.mockImplementationOnce(async (edit) => {
      await new Promise<void>((resolve) => (store = resolve));
      put.mockRestore();
      return connectionsItem.change(edit);
    });
    await auth.signIn(client);
    await vi.waitUntil(() => put.mock.calls.length === 1);
    const cancelling = auth.cancel();
    store();
    await cancelling;
    expect(await signInItem.get()).toMatchObject({ state: 'connected' });
    expect(await connectionsItem.get()).toHaveLength(1);
  });
});
