import type { CleanupPorts } from '../cleanups/ports.ts';
import { carryingAfter, foundOf } from '../cleanups/queries/cleanups.ts';
import { createCleanupStore } from '../cleanups/store/database.ts';
import type { Engine } from '../runs/engine.ts';
import type { BrowserPorts } from '../runs/model/types.ts';
import { openErrand } from '../runs/visit/errand.ts';
import { steadyClock } from '../shared/steady-clock.ts';
import { cleanupsChangedItem } from '../shared/cleanups-changed.ts';
import { effectiveSettings } from '../shared/policy.ts';
import { holdsScope } from '../shared/scopes.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { readTagNames } from '../tags/queries/lists.ts';
import type { Tags } from '../tags/tags.ts';
import { createCleanupMirrors } from './cleanup-mirrors.ts';
import { inBackground } from '../shared/notes.ts';

/** The ports of clean-ups in the extension: the same locks, alarms and storage as those of runs. */
export function createCleanupPorts(given: BrowserPorts, engine: Engine, tags: Pick<Tags, 'read'>): CleanupPorts {
  const clock = steadyClock(given.clock);
  const mirrors = createCleanupMirrors();
  // After a restart of the browser there may be none.
  mirrors.refresh();
  return {
    ...given,
    clock,
    engine,
    store: createCleanupStore(),
    async holds(connectionId, scope) {
      const connection = (await connectionsItem.get()).find(({ id }) => id === connectionId);
      return connection !== undefined && holdsScope(connection, scope);
    },
    listed: readTagNames,
    found: foundOf,
    carrying: carryingAfter,
    settings: effectiveSettings,
    errand: (connectionId, rounds, useReserve) => openErrand({ ...given, clock }, connectionId, rounds, useReserve),
    tagsChanged: (connectionId, module) => tags.read({ connectionId, modules: [module] }),
    changed(connectionId) {
      mirrors.refresh();
      const count = cleanupsChangedItem.change((all) => ({ ...all, [connectionId]: (all[connectionId] ?? 0) + 1 }));
      inBackground(count, 'cleanups.changed');
    },
  };
}
