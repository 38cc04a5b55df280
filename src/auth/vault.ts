import type { Connections } from './connections.ts';
import type { ConsentWindow } from './consent-window.ts';
import type { GrantStore } from './grant-store.ts';
import type { AuthPorts } from './ports.ts';

/** The parts that sign-in, renewal and sign-out share: the ports, the window and the stores. */
export interface Vault {
  readonly ports: AuthPorts;
  readonly consent: ConsentWindow;
  readonly connections: Connections;
  readonly grants: GrantStore;
}

/**
 * Lock for every change of a connection's tokens. It allows one renewal at a time over all connections and callers, and
 * keeps a removed connection from getting tokens back.
 */
export const TOKENS_LOCK = 'untag-tokens';
