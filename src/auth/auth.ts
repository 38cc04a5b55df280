import type { Access, Wanted } from '../shared/access.ts';
import { createErasure, type Leftover } from '../shared/erasure.ts';
import type { SignInRequest, WidenRequest } from '../shared/messages.ts';
import { accessFor } from './access.ts';
import { createConnections } from './connections.ts';
import { createConsentWindow } from './consent-window.ts';
import { createGrantStore } from './grant-store.ts';
import type { AuthPorts } from './ports.ts';
import { createSignIn, type PasteRequest } from './sign-in.ts';
import { signOut, signOutOfAll } from './sign-out.ts';
import { createWidening } from './widening.ts';
import type { Vault } from './vault.ts';

/** Everything that the worker can request about sign-in. */
export interface Auth {
  signIn(request: SignInRequest): Promise<void>;
  paste(request: PasteRequest): Promise<void>;
  /** Asks for more rights of a connection. */
  widen(request: WidenRequest): Promise<void>;
  show(): Promise<void>;
  cancel(): Promise<void>;
  /** Call it once when the worker starts. */
  recover(): Promise<void>;
  accessFor(connectionId: string, wanted?: Wanted): Access;
  /** Resolves with what could not be erased, as does `removeAll`. */
  remove(connectionId: string): Promise<readonly Leftover[]>;
  removeAll(): Promise<readonly Leftover[]>;
}

export function createAuth(ports: AuthPorts): Auth {
  const vault: Vault = {
    ports,
    consent: createConsentWindow(ports),
    connections: createConnections(),
    grants: createGrantStore(),
  };
  const signIn = createSignIn(vault);
  const widening = createWidening(vault);
  const cancel = async (): Promise<void> => {
    await widening.cancel();
    await signIn.cancel();
  };
  return {
    signIn: (request) => signIn.start(request),
    paste: (request) => signIn.paste(request),
    widen: (request) => widening.start(request),
    show: () => signIn.show(),
    cancel,
    recover: async () => {
      await Promise.all([signIn.recover(), widening.recover()]);
    },
    accessFor: (connectionId, wanted) => accessFor(vault, connectionId, wanted),
    remove: (connectionId) => signOut(vault, connectionId),
    removeAll: async () => {
      const erasure = createErasure();
      await erasure.step('settings', cancel);
      erasure.add(await signOutOfAll(vault));
      return erasure.left();
    },
  };
}
