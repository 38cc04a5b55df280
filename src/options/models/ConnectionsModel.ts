import { createModel, signal } from '@preact/signals';
import type { Connection } from '../../shared/connection.ts';
import type { Leftover } from '../../shared/erasure.ts';
import { isLive, isStarted } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { connectionsItem } from '../../shared/stored-items.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { mirrorsSignal, storedSignal } from '../../ui/models/stored-signal.ts';
import type { OptionsPorts } from '../ports.ts';

/** The connections that there are, the runs that go on in them, and ending one. */
export const ConnectionsModel = createModel((ports: Pick<OptionsPorts, 'request' | 'mirrors'>) => {
  const connections = storedSignal(connectionsItem, []);
  const runs = mirrorsSignal(ports.mirrors);
  const isRead = signal(false);
  const { asked, ask } = createAsk();
  /** The one that the user is asked about. */
  const leaving = signal<Connection | null>(null);
  /** What the last disconnecting could not erase. */
  const left = signal<readonly Leftover[]>([]);

  return {
    connections,
    isRead,
    asked,
    leaving,
    left,
    async load(): Promise<void> {
      await Promise.all([connections.load(), runs.load()]);
      isRead.value = true;
    },
    /** The run that is under way in a connection, or null. */
    liveRun(connectionId: string): RunSummary | null {
      const all = [...runs.value.values()];
      return all.find((run) => run.connectionId === connectionId && isStarted(run) && isLive(run)) ?? null;
    },
    /** Asks for a sign-in without a secret. */
    async signIn({ dataCentre, clientId, org, environment }: Connection): Promise<void> {
      const orgSegment = org.domainName || (org.zgid ? `org${org.zgid}` : null);
      const wanted = { orgSegment, isSandbox: environment === 'sandbox' };
      await ask(() => ports.request('sign-in.start', { way: 'client', dataCentre, clientId, wanted }));
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
