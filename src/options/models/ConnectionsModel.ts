import { createModel, effect, signal } from '@preact/signals';
import type { ClientSetting } from '../../shared/client-id.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Leftover } from '../../shared/erasure.ts';
import { isLive, isStarted } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { connectionsItem, signInItem } from '../../shared/stored-items.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { mirrorsSignal, storedSignal } from '../../ui/models/stored-signal.ts';
import { inBackground } from '../../shared/notes.ts';
import type { OptionsPorts } from '../ports.ts';

/** The connections, their runs under way, and the way to end one. */
export const ConnectionsModel = createModel((ports: Pick<OptionsPorts, 'request' | 'mirrors' | 'client'>) => {
  const connections = storedSignal(connectionsItem, []);
  const runs = mirrorsSignal(ports.mirrors);
  const signIn = storedSignal(signInItem, null);
  const setting = signal<ClientSetting>({ client: null, refused: [] });
  const isRead = signal(false);
  const { asked, ask } = createAsk();
  /** The one that the user is asked about. */
  const leaving = signal<Connection | null>(null);
  /** The parts that the last disconnection could not erase. */
  const left = signal<readonly Leftover[]>([]);

  async function readClient(): Promise<void> {
    setting.value = await ports.client.read();
  }
  effect(() => ports.client.watch(() => inBackground(readClient(), 'ConnectionsModel.readClient')));

  return {
    connections,
    /** The state of the last sign-in. */
    signIn,
    /** The current client id, and its source. */
    setting,
    isRead,
    asked,
    leaving,
    left,
    async load(): Promise<void> {
      await Promise.all([connections.load(), runs.load(), signIn.load(), readClient()]);
      isRead.value = true;
    },
    /** The run that is under way in a connection, or null. */
    liveRun(connectionId: string): RunSummary | null {
      const all = [...runs.value.values()];
      return all.find((run) => run.connectionId === connectionId && isStarted(run) && isLive(run)) ?? null;
    },
    /** Asks for a sign-in; the worker keeps what secret there is. True where Zoho's window opens. */
    async signInTo({ way, dataCentre, clientId, org, environment }: Connection): Promise<boolean> {
      if (way === 'self') return true;
      const orgSegment = org.domainName || (org.zgid ? `org${org.zgid}` : null);
      const wanted = { orgSegment, isSandbox: environment === 'sandbox' };
      return ask(() => ports.request('sign-in.start', { way, dataCentre, clientId, wanted }));
    },
    async disconnect(): Promise<void> {
      const connectionId = leaving.peek()?.id;
      if (connectionId === undefined) return;
      await ask(async () => {
        left.value = await ports.request('connection.remove', { connectionId });
      });
      leaving.value = null;
    },
  };
});
