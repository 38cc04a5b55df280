import { fakeBrowser } from '../shared/testing/extension.ts';
import { CONNECTION_ID, createOutside, json, type Outside } from './testing/outside.ts';
import { createVault, GRANT } from './testing/vault.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionsItem } from '../shared/stored-items.ts';
import { createAuth } from './auth.ts';
import { signOut, signOutOfAll } from './sign-out.ts';
import type { Vault } from './vault.ts';

let outside: Outside;
let vault: Vault;

beforeEach(async () => {
  outside = createOutside();
  vault = await createVault(outside);
  outside.fetch = async () => json({ status: 'success' });
});
afterEach(() => vi.restoreAllMocks());

function revoked(): string[] {
  return outside.fetches.map(({ url }) => url.searchParams.get('token') ?? '').sort();
}

async function storedKeys(): Promise<string[]> {
  const areas = await Promise.all([fakeBrowser.storage.local.get(), fakeBrowser.storage.session.get()]);
  return areas.flatMap((area) => Object.keys(area));
}

/** Leaves the grants in a database of a newer version of Untag. */
async function upgradeGrants(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('untag-auth', 99);
    opening.addEventListener('error', () => reject(new Error('not opened')));
    opening.addEventListener('success', () => {
      opening.result.close();
      resolve();
    });
  });
}

describe('sign-out over a store of grants that cannot be opened', () => {
  beforeEach(upgradeGrants);

  it('ends and erases the token that is known, and says what may be left', async () => {
    expect(new Set(await signOut(vault, CONNECTION_ID))).toEqual(new Set(['zoho', 'sign-in']));
    expect(revoked()).toEqual(['t0']);
    expect(await storedKeys()).not.toContain(`auth:${CONNECTION_ID}`);
    expect(await connectionsItem.get()).toEqual([]);
  });

  it('erases the store itself when everything goes', async () => {
    expect(await signOutOfAll(vault)).toContain('zoho');
    expect(revoked()).toEqual(['t0']);
    const databases = await indexedDB.databases();
    expect(databases.map(({ name }) => name)).not.toContain('untag-auth');
  });
});

describe('sign-out over a storage that fails', () => {
  it('ends and erases tokens when the list of connections cannot be written', async () => {
    await vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's3cret', refreshToken: 'r1' });
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('IO error'));
    expect(await signOut(vault, CONNECTION_ID)).toEqual(['settings']);
    expect(revoked()).toEqual(['r1', 't0']);
    expect(await vault.grants.all()).toEqual([]);
    expect(await storedKeys()).not.toContain(`auth:${CONNECTION_ID}`);
  });

  it('ends and erases all tokens when the list of connections cannot be read', async () => {
    await vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's3cret', refreshToken: 'r1' });
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
    expect(await createAuth(outside.ports).removeAll()).toEqual(['settings']);
    vi.restoreAllMocks();
    expect(revoked()).toEqual(['r1', 't0']);
    expect(await storedKeys()).not.toContain(`auth:${CONNECTION_ID}`);
  });

  it('ends the lasting token when those of the session cannot be read', async () => {
    await vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's3cret', refreshToken: 'r1' });
    vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('IO error'));
    expect(await signOut(vault, CONNECTION_ID)).toContain('zoho');
    expect(revoked()).toEqual(['r1']);
    expect(await vault.grants.all()).toEqual([]);
  });
});

describe('a lasting sign-in', () => {
  beforeEach(() => vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's3cret', refreshToken: 'r1' }));

  it('may still hold where Zoho cannot be reached, and that is said', async () => {
    outside.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await signOut(vault, CONNECTION_ID)).toEqual(['zoho']);
    expect(await vault.grants.all()).toEqual([]);
  });

  it('that Zoho does not know any more is not said to hold', async () => {
    outside.fetch = async () => json({ error: 'invalid_token' }, 400);
    expect(await signOut(vault, CONNECTION_ID)).toEqual([]);
  });
});
