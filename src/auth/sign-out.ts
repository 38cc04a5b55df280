import type { SignInState } from '../shared/connection.ts';
import { type DataCentre, placeOfApi } from '../shared/data-centres.ts';
import { createErasure, type Erasure, type Leftover } from '../shared/erasure.ts';
import { type ErrorCode, isAppError } from '../shared/errors.ts';
import {
  basketItem,
  intentItem,
  lastTabItem,
  modulesItem,
  readSizesItem,
  recentTagsItem,
  signInItem,
  viewNamesItem,
  vouchedOrgsItem,
  wideningItem,
} from '../shared/stored-items.ts';
import { apiOriginOf } from './connections.ts';
import type { Grant } from './grant-store.ts';
import type { AuthPorts } from './ports.ts';
import { revoke } from './token-endpoint.ts';
import { eraseSession, readSession, sessionIds, type TokenSession } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/**
 * Ends a connection at Zoho and erases its data. Also erases it when Zoho cannot be reached; the access token then
 * expires within the hour. Runs stay. Resolves with what could not be erased.
 */
export async function signOut(vault: Vault, connectionId: string): Promise<readonly Leftover[]> {
  const erasure = createErasure();
  await vault.ports.exclusive(TOKENS_LOCK, async () => {
    const [grant, session] = await Promise.all([
      erasure.step('zoho', () => vault.grants.read(connectionId)),
      erasure.step('zoho', () => readSession(connectionId)),
    ]);
    await endAtZoho(vault, erasure, connectionId, grant ?? null, session ?? null);
    await erasure.step('sign-in', () => eraseSession(connectionId));
    await erasure.step('sign-in', () => vault.grants.erase(connectionId));
    await erasure.step('settings', () => vault.connections.erase(connectionId));
  });
  await eraseTraces(erasure, connectionId);
  return erasure.left();
}

/** Signs out of every connection, revokes tokens without a connection, and erases the whole store of grants. */
export async function signOutOfAll(vault: Vault): Promise<readonly Leftover[]> {
  const erasure = createErasure();
  const known = await Promise.all([
    erasure.step('settings', async () => (await vault.connections.all()).map(({ id }) => id)),
    erasure.step('zoho', async () => (await vault.grants.all()).map(({ connectionId }) => connectionId)),
    erasure.step('zoho', () => sessionIds()),
  ]);
  for (const id of new Set(known.flatMap((ids) => ids ?? []))) erasure.add(await signOut(vault, id));
  await erasure.step('sign-in', () => vault.grants.eraseAll());
  await erasure.step('settings', () => signInItem.clear());
  await erasure.step('settings', () => wideningItem.clear());
  return erasure.left();
}

/** Revokes the tokens. If the grant cannot be read, the connection's id gives the data centre. */
async function endAtZoho(
  { ports }: Vault,
  erasure: Erasure,
  connectionId: string,
  grant: Grant | null,
  session: TokenSession | null,
): Promise<void> {
  const dataCentre = grant?.dataCentre ?? placeOfApi(apiOriginOf(connectionId) ?? '')?.dataCentre;
  if (dataCentre === undefined) return;
  const { refreshToken = null } = grant ?? {};
  const shortLived = [session?.token?.accessToken, session?.candidate?.accessToken];
  await Promise.all([
    refreshToken === null ? null : erasure.step('zoho', () => endLasting(ports, dataCentre, refreshToken)),
    ...shortLived.map((token) =>
      token === undefined ? null : revoke(ports, dataCentre, token).catch(() => undefined),
    ),
  ]);
}

/**
 * Revokes a refresh token. Any answer of Zoho counts as its end, even that the token is unknown. Throws the codes of a
 * missing answer.
 */
async function endLasting(ports: AuthPorts, dataCentre: DataCentre, refreshToken: string): Promise<void> {
  try {
    await revoke(ports, dataCentre, refreshToken);
  } catch (error) {
    if (isAppError(error) && NO_ANSWER.has(error.code)) throw error;
  }
}

const NO_ANSWER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline',
  'unreachable',
  'timeout',
  'unreadable',
  'zoho-down',
  'sign-in-throttled',
]);

/** Erases what pages store about a connection. Its id starts a key or is part of a value. */
async function eraseTraces(erasure: Erasure, connectionId: string): Promise<void> {
  const isOf = (text: string): boolean => text.startsWith(`${connectionId} `);
  const traces: readonly (() => Promise<unknown>)[] = [
    () => recentTagsItem.change((tags) => without(tags, isOf)),
    () => modulesItem.change((modules) => without(modules, isOf)),
    () => readSizesItem.change((sizes) => without(sizes, (id) => id === connectionId)),
    () => viewNamesItem.change((names) => without(names, isOf)),
    () => vouchedOrgsItem.change((orgs) => orgs.filter((org) => !isOf(org))),
    () => basketItem.change((basket) => (basket?.connectionId === connectionId ? null : basket)),
    // Their addresses name an org.
    () => lastTabItem.clear(),
    () => intentItem.clear(),
    () => wideningItem.change((state) => (state?.connectionId === connectionId ? null : state)),
    () => signInItem.change((state) => (state !== null && namesConnection(state, connectionId) ? null : state)),
  ];
  await Promise.all(traces.map((erase) => erasure.step('settings', erase)));
}

function without<Value>(record: Record<string, Value>, isGone: (key: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !isGone(key)));
}

function namesConnection(state: SignInState, connectionId: string): boolean {
  if (state.state === 'connected') return state.connectionId === connectionId;
  return state.state === 'failed' && state.details.connectionId === connectionId;
}
