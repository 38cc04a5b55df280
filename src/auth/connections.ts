import type { Connection } from '../shared/connection.ts';
import { apiOrigin, DATA_CENTRES, type DataCentre, type Environment } from '../shared/data-centres.ts';
import { connectionsItem } from '../shared/stored-items.ts';

/** The list of connections in `storage.local`, without tokens. */
export interface Connections {
  find(connectionId: string): Promise<Connection | null>;
  all(): Promise<readonly Connection[]>;
  /** Puts the connection first and replaces the one with the same id. */
  put(connection: Connection): Promise<void>;
  /**
   * Replaces a connection in its place. Does nothing when there is none with this id, or when `edit` returns the same
   * object.
   */
  change(connectionId: string, edit: (connection: Connection) => Connection): Promise<void>;
  setSignedOut(connectionId: string, isSignedOut: boolean): Promise<void>;
  erase(connectionId: string): Promise<void>;
}

export function createConnections(): Connections {
  async function change(edit: (connections: Connection[]) => Connection[]): Promise<void> {
    await connectionsItem.change(edit);
  }

  function changeOne(connectionId: string, edit: (connection: Connection) => Connection): Promise<void> {
    return change((list) => {
      const before = list.find(({ id }) => id === connectionId);
      const after = before === undefined ? undefined : edit(before);
      return after === undefined || after === before ? list : list.map((each) => (each === before ? after : each));
    });
  }

  return {
    find: async (connectionId) => (await connectionsItem.get()).find(({ id }) => id === connectionId) ?? null,
    all: () => connectionsItem.get(),
    put: (connection) => change((list) => [connection, ...list.filter(({ id }) => id !== connection.id)]),
    change: changeOne,
    setSignedOut: (connectionId, isSignedOut) =>
      changeOne(connectionId, (connection) =>
        connection.isSignedOut === isSignedOut ? connection : { ...connection, isSignedOut },
      ),
    erase: (connectionId) => change((list) => list.filter(({ id }) => id !== connectionId)),
  };
}

interface Key {
  readonly dataCentre: DataCentre;
  readonly environment: Environment;
  /** Empty if Zoho did not name it. */
  readonly zgid: string;
  readonly userId: string;
}

/** The id of a connection: data centre, environment, org id and user id, joined by hyphens. */
export function connectionIdOf({ dataCentre, environment, zgid, userId }: Key): string {
  return [dataCentre, environment, zgid, userId].join('-');
}

/** The API origin in a connection's id; null for an invalid id. */
export function apiOriginOf(connectionId: string): string | null {
  for (const dataCentre of DATA_CENTRES)
    for (const environment of ['production', 'sandbox', 'developer'] as const)
      if (connectionId.startsWith(`${dataCentre}-${environment}-`)) return apiOrigin(dataCentre, environment);
  return null;
}
