import { type ErrandPorts, openErrand } from '../runs/visit/errand.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { steadyClock } from '../shared/steady-clock.ts';
import { tagsProgressItem } from '../shared/tags-progress.ts';
import type { BrowserPorts } from '../runs/model/types.ts';
import type { TagsPorts } from '../tags/ports.ts';

/** The ports of the tags in the extension: the same clock, alarms and storage as those of runs. */
export function createTagsPorts(given: BrowserPorts): TagsPorts {
  const clock = steadyClock(given.clock);
  const ports: ErrandPorts = { ...given, clock };
  return {
    ...given,
    clock,
    calls: (connectionId, rounds) => openErrand(ports, connectionId, rounds),
    isConnected: async (connectionId) => (await connectionsItem.get()).some(({ id }) => id === connectionId),
    progress: {
      write: async (connectionId, progress) => {
        await tagsProgressItem.change((all) => ({ ...all, [connectionId]: progress }));
      },
      revisions: async () =>
        new Map(Object.entries(await tagsProgressItem.get()).map(([id, { revision }]) => [id, revision])),
      keep: async (connectionIds) => {
        await tagsProgressItem.change((all) =>
          Object.keys(all).every((id) => connectionIds.includes(id))
            ? all
            : Object.fromEntries(Object.entries(all).filter(([id]) => connectionIds.includes(id))),
        );
      },
    },
    newId: () => crypto.randomUUID(),
  };
}
