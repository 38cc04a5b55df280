import {
  CONNECTION,
  CONNECTION_ID,
  createOutside,
  everythingStored,
  json,
  NORTHWIND,
  type Outside,
} from './testing/outside.ts';
import { createVault, GRANT } from './testing/vault.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  basketItem,
  connectionsItem,
  intentItem,
  lastTabItem,
  modulesItem,
  readSizesItem,
  recentTagsItem,
  signInItem,
  viewNamesItem,
  vouchedOrgsItem,
} from '../shared/stored-items.ts';
import { accessFor } from './access.ts';
import { signOut, signOutOfAll } from './sign-out.ts';
import type { Vault } from './vault.ts';

let outside: Outside;
let vault: Vault;

beforeEach(async () => {
  outside = createOutside();
  vault = await createVault(outside);
  outside.fetch = async () => json({ status: 'success' });
});

function revoked(): (string | null)[] {
  const revokes = outside.fetches.filter(({ url }) => url.pathname === '/oauth/v2/token/revoke');
  return revokes.map(({ url }) => url.searchParams.get('token'));
}

describe('sign-out', () => {
  it('ends the token at Zoho and leaves nothing of the connection in any storage', async () => {
    await recentTagsItem.set({ [`${CONNECTION_ID} Leads`]: [{ id: '1', name: 'Prime' }], 'other Leads': [] });
    const module = {
      apiName: 'Leads',
      moduleSlug: 'Leads',
      singular: 'Lead',
      plural: 'Leads',
      isCustom: false,
      nameField: 'Full_Name',
    };
    await basketItem.set({ connectionId: CONNECTION_ID, module, ids: [], pages: [], keptAt: 0 });
    const kept = { askedAt: 0, module };
    await modulesItem.set({ [`${CONNECTION_ID} Leads`]: kept, 'other Leads': kept });
    const names = { askedAt: 0, names: { '1': 'My leads' } };
    await viewNamesItem.set({ [`${CONNECTION_ID} Leads`]: names, 'other Leads': names });
    await readSizesItem.set({ [CONNECTION_ID]: 'long', other: 'short' });
    await vouchedOrgsItem.set([`${CONNECTION_ID} name`, 'other name']);
    await signInItem.set({ state: 'connected', connectionId: CONNECTION_ID, at: 0 });
    const url = 'https://crm.zoho.com/crm/org808232144/tab/Leads/custom-view/1/list';
    await lastTabItem.set({ tabId: 1, url });
    await intentItem.set({ tabId: 1, frameId: 0, url, ids: [], source: 'clicked', tagId: null, at: 0 });
    await signOut(vault, CONNECTION_ID);
    expect(revoked()).toEqual(['t0']);
    expect(await everythingStored()).not.toMatch(/t0|808232144/);
    expect(await recentTagsItem.get()).toEqual({ 'other Leads': [] });
    expect(await modulesItem.get()).toEqual({ 'other Leads': kept });
    expect(await viewNamesItem.get()).toEqual({ 'other Leads': names });
    expect(await readSizesItem.get()).toEqual({ other: 'short' });
    expect(await vouchedOrgsItem.get()).toEqual(['other name']);
  });

  it('ends refresh token and access token of a lasting connection', async () => {
    await vault.grants.write({ ...GRANT, way: 'server', clientSecret: 's3cret', refreshToken: 'r1', dataCentre: 'eu' });
    await signOut(vault, CONNECTION_ID);
    expect(revoked()).toEqual(['r1', 't0']);
    expect(outside.fetches[0]!.url.host).toBe('accounts.zoho.eu');
    expect(await everythingStored()).not.toMatch(/r1|s3cret/);
  });

  it('erases just as well when Zoho cannot be reached', async () => {
    outside.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await signOut(vault, CONNECTION_ID);
    expect(await everythingStored()).not.toMatch(/t0|808232144/);
  });

  it('leaves other connections alone', async () => {
    const other = { ...CONNECTION, id: 'us-production-2-3' };
    await connectionsItem.set([CONNECTION, other]);
    await signOut(vault, CONNECTION_ID);
    expect(await connectionsItem.get()).toEqual([other]);
  });

  it('gets no token back from a renewal that is under way, and ends that token too', async () => {
    let verify = (): void => undefined;
    const verifying = new Promise<void>((begun) => {
      outside.identify = () => {
        begun();
        return new Promise((resolve) => {
          verify = () => resolve(NORTHWIND);
        });
      };
    });
    const renewal = accessFor(vault, CONNECTION_ID).renew('t0');
    await verifying;
    const leaving = signOut(vault, CONNECTION_ID);
    verify();
    await Promise.all([renewal, leaving]);
    expect(revoked()).toEqual(['t1']);
    expect(await everythingStored()).not.toMatch(/t0|t1|808232144/);
    await expect(accessFor(vault, CONNECTION_ID).token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(await everythingStored()).not.toMatch(/t0|t1|808232144/);
  });

  it('takes every connection along, and grants that lost theirs', async () => {
    await vault.grants.write({ ...GRANT, connectionId: 'us-production-2-3', refreshToken: 'r2' });
    await signOutOfAll(vault);
    expect(new Set(revoked())).toEqual(new Set(['r2', 't0']));
    expect(await everythingStored()).not.toMatch(/t0|r2|production/);
  });
});
