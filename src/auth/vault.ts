import type { Connections } from './connections.ts';
import type { ConsentWindow } from './consent-window.ts';
import type { GrantStore } from './grant-store.ts';
import type { AuthPorts } from './ports.ts';

/** What the policies share: the outside, the window, and the stores. */
export interface Vault {
  readonly ports: AuthPorts;
  readonly consent: ConsentWindow;
  readonly connections: Connections;
  readonly grants: GrantStore;
}

/**
 * Whoever changes what a connection holds, holds this lock: one renewal at a time over all connections and callers, and
 * no token comes back to a connection that was removed meanwhile.
 */
export const TOKENS_LOCK = 'untag-tokens';
