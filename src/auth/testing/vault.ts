import { CLIENT_ID, CONNECTION, CONNECTION_ID, type Outside } from './outside.ts';
import { connectionsItem, signInItem } from '../../shared/stored-items.ts';
import { createConnections } from '../connections.ts';
import { createConsentWindow } from '../consent-window.ts';
import { createGrantStore, type Grant } from '../grant-store.ts';
import { writeSession } from '../token-store.ts';
import type { Vault } from '../vault.ts';
import '../../shared/testing/extension.ts';
import { vi } from 'vitest';
import type { SignInState } from '../../shared/connection.ts';

const MINUTE = 60_000;

export const GRANT: Grant = {
  connectionId: CONNECTION_ID,
  way: 'client',
  clientId: CLIENT_ID,
  clientSecret: null,
  refreshToken: null,
  dataCentre: 'us',
  clientDataCentre: 'us',
};

/** The stores of one client-based connection. Its token `t0` is valid for a whole hour. */
export async function createVault(outside: Outside): Promise<Vault> {
  const { ports } = outside;
  const vault: Vault = {
    ports,
    consent: createConsentWindow(ports),
    connections: createConnections(),
    grants: createGrantStore(),
  };
  await connectionsItem.set([CONNECTION]);
  await vault.grants.write(GRANT);
  const staleFrom = outside.now + 59 * MINUTE;
  const identity = { zgid: '808232144', userId: '5725767000000411001' };
  const token = { accessToken: 't0', renewFrom: staleFrom - 4 * MINUTE, staleFrom, identity };
  await writeSession(CONNECTION_ID, { token, candidate: null, refusal: null });
  return vault;
}

/** The end of the current sign-in. */
export async function outcome(): Promise<SignInState | null> {
  await vi.waitUntil(async () => (await signInItem.get())?.state !== 'waiting', { interval: 1, timeout: 10_000 });
  return await signInItem.get();
}
