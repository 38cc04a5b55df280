import { createModel, signal } from '@preact/signals';
import type { DataCentre } from '../../shared/data-centres.ts';
import type { SignInRequest } from '../../shared/messages.ts';
import { connectionsItem, DEFAULT_SETTINGS, type Settings, signInItem } from '../../shared/stored-items.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { PopupPorts } from './ports.ts';
import { effectiveSettings } from '../../shared/policy.ts';

/** The org that the user wants to connect, by the tab's URL. */
export interface Wanted {
  readonly dataCentre: DataCentre;
  readonly orgSegment: string | null;
  readonly isSandbox: boolean;
  /** The client of a renewed connection, otherwise the configured one. */
  readonly client?: { readonly way: SignInRequest['way']; readonly clientId: string };
}

/** Connections, the sign-in under way, the client id, and the settings. */
export const SessionModel = createModel((ports: Pick<PopupPorts, 'request' | 'clientId'>) => {
  const connections = storedSignal(connectionsItem, []);
  const signIn = storedSignal(signInItem, null);
  const clientId = signal('');
  const settings = signal<Settings>(DEFAULT_SETTINGS);
  const isRead = signal(false);
  const { asked, ask } = createAsk();

  /** The configured client id, or else the one that the data centre already knows, whose secret the worker keeps. */
  const usualClient = (dataCentre: DataCentre): NonNullable<Wanted['client']> => {
    const id = clientId.peek();
    const known = connections.peek().find((one) => one.way === 'server' && one.dataCentre === dataCentre);
    return id === '' && known !== undefined
      ? { way: 'server', clientId: known.clientId }
      : { way: 'client', clientId: id };
  };

  return {
    connections,
    signIn,
    clientId,
    settings,
    isRead,
    asked,

    async load(): Promise<void> {
      const [id, preferences] = await Promise.all([
        ports.clientId(),
        effectiveSettings(),
        connections.load(),
        signIn.load(),
      ]);
      clientId.value = id;
      settings.value = preferences;
      isRead.value = true;
    },
    async connect({ dataCentre, orgSegment, isSandbox, client }: Wanted): Promise<void> {
      const wanted = { orgSegment, isSandbox };
      const { way, clientId: id } = client ?? usualClient(dataCentre);
      await ask(() => ports.request('sign-in.start', { way, dataCentre, clientId: id, wanted }));
    },
    async show(): Promise<void> {
      await ask(() => ports.request('sign-in.show'));
    },
    async cancel(): Promise<void> {
      await ask(() => ports.request('sign-in.cancel'));
    },
  };
});
