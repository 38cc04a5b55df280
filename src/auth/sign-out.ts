import { basketItem, recentTagsItem, signInItem } from '../shared/stored-items.ts';
import type { Grant } from './grant-store.ts';
import { revoke } from './token-endpoint.ts';
import { eraseSession, readSession, type TokenSession } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/**
 * Ends a connection at Zoho and erases all of it, also when Zoho cannot be reached: then its access token lapses within
 * the hour. Runs stay.
 */
export async function signOut(vault: Vault, connectionId: string): Promise<void> {
  await vault.ports.exclusive(TOKENS_LOCK, async () => {
    const [grant, session] = await Promise.all([vault.grants.read(connectionId), readSession(connectionId)]);
    if (grant !== null) await endAtZoho(vault, grant, session);
    await vault.connections.erase(connectionId);
    await eraseSession(connectionId);
    await vault.grants.erase(connectionId);
  });
  await eraseTraces(connectionId);
}

/** The same for every connection, and for grants whose connection is gone. */
export async function signOutOfAll(vault: Vault): Promise<void> {
  const [connections, grants] = await Promise.all([vault.connections.all(), vault.grants.all()]);
  const ids = new Set([...connections.map(({ id }) => id), ...grants.map(({ connectionId }) => connectionId)]);
  for (const id of ids) await signOut(vault, id);
  await signInItem.clear();
}

async function endAtZoho({ ports }: Vault, { refreshToken, dataCentre }: Grant, session: TokenSession): Promise<void> {
  const tokens = [refreshToken, session.token?.accessToken, session.candidate?.accessToken].filter(
    (token) => typeof token === 'string',
  );
  await Promise.allSettled(tokens.map((token) => revoke(ports, dataCentre, token)));
}

async function eraseTraces(connectionId: string): Promise<void> {
  const [recent, basket, signIn] = await Promise.all([recentTagsItem.get(), basketItem.get(), signInItem.get()]);
  const kept = Object.entries(recent).filter(([key]) => !key.startsWith(`${connectionId} `));
  if (kept.length < Object.keys(recent).length) await recentTagsItem.set(Object.fromEntries(kept));
  if (basket?.connectionId === connectionId) await basketItem.clear();
  const names =
    (signIn?.state === 'connected' && signIn.connectionId === connectionId) ||
    (signIn?.state === 'failed' && signIn.details['connectionId'] === connectionId);
  if (names) await signInItem.clear();
}
