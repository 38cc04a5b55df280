import type { SignInState } from '../shared/connection.ts';
import {
  basketItem,
  intentItem,
  lastTabItem,
  modulesItem,
  recentTagsItem,
  selectionsItem,
  signInItem,
  vouchedOrgsItem,
} from '../shared/stored-items.ts';
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

/** What pages keep about a connection: its name stands first in a key, or is a part of a value. */
async function eraseTraces(connectionId: string): Promise<void> {
  const isOf = (text: string): boolean => text.startsWith(`${connectionId} `);
  await Promise.all([
    recentTagsItem.change((tags) => without(tags, isOf)),
    modulesItem.change((modules) => without(modules, isOf)),
    selectionsItem.change((selections) => without(selections, (id) => isOf(selections[id] ?? ''))),
    vouchedOrgsItem.change((orgs) => orgs.filter((org) => !isOf(org))),
    basketItem.change((basket) => (basket?.connectionId === connectionId ? null : basket)),
    // Their addresses name an org.
    lastTabItem.clear(),
    intentItem.clear(),
    signInItem.change((state) => (state !== null && namesConnection(state, connectionId) ? null : state)),
  ]);
}

function without<Value>(record: Record<string, Value>, isGone: (key: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !isGone(key)));
}

function namesConnection(state: SignInState, connectionId: string): boolean {
  if (state.state === 'connected') return state.connectionId === connectionId;
  return state.state === 'failed' && state.details.connectionId === connectionId;
}
