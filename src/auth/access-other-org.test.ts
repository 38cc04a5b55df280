import {
  CONNECTION_ID,
  createOutside,
  everythingStored,
  implicitRedirect,
  NORTHWIND,
  type Outside,
} from './testing/outside.ts';
import { createVault } from './testing/vault.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionsItem } from '../shared/stored-items.ts';
import { accessFor } from './access.ts';
import { readSession } from './token-store.ts';
import type { Vault } from './vault.ts';

const MINUTE = 60_000;

let outside: Outside;
let vault: Vault;

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

describe('a renewal for somebody else', () => {
  const other = { ...NORTHWIND, org: { ...NORTHWIND.org!, zgid: '999', name: 'Contoso' } };

  it('is not stored when the org is another, and heals when it is the right one again', async () => {
    outside.identify = async () => other;
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org', details: { name: 'Contoso' } });
    expect(await readSession(CONNECTION_ID)).toMatchObject({ token: null, candidate: null });
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
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'other-org' });
    expect((await readSession(CONNECTION_ID)).token).toBeNull();
  });

  it('compares what Zoho still says where it refuses /org', async () => {
    outside.identify = async () => ({ ...NORTHWIND, org: null });
    expect(await access().renew('t0')).toBe('t1');
    outside.identify = async () => ({ ...NORTHWIND, org: null, user: { id: '1', name: 'Bob', profile: null } });
    await expect(access().renew('t1')).rejects.toMatchObject({ code: 'other-org' });
  });

  it('is not stored when Zoho says nothing that could be compared', async () => {
    outside.identify = async () => ({ org: null, user: null, missingScopes: [] });
    await expect(access().renew('t0')).rejects.toMatchObject({ code: 'signed-out' });
  });

  it('is seen from another API already, which then gets no token', async () => {
    outside.launch = async (url) =>
      implicitRedirect(url, { access_token: 't1', api_domain: 'https://www.zohoapis.eu' });
    await expect(access().renew('t0')).rejects.toMatchObject({
      code: 'other-org',
      details: { host: 'www.zohoapis.eu' },
    });
    expect(outside.identified).toEqual([]);
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
