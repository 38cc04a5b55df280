import { browser } from '../shared/browser.ts';
import { AppError } from '../shared/errors.ts';
import { mirrorRevisions, removeMirror, writeMirror } from '../shared/run-mirrors.ts';
import { effectiveSettings } from '../shared/settings.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import type { Acting, Clock, RunnerPorts } from '../runs/types.ts';

/** The browser rounds shorter alarms up; asking for less would only be a surprise later. */
const SHORTEST_ALARM_MS = 30_000;

const clock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};

/** The engine's outside in the extension: the browser's clock, locks, alarms and storage. */
export function createRunnerPorts(zoho: Pick<RunnerPorts, 'api' | 'identify'>): RunnerPorts {
  return {
    ...zoho,
    acting,
    clock,
    exclusively: (name, task) =>
      navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock === null) return false;
        await task();
        return true;
      }),
    mirror: { write: writeMirror, remove: removeMirror, revisions: mirrorRevisions },
    alarms: {
      set: async (name, at) => {
        await browser.alarms.create(name, { when: Math.max(at, Date.now() + SHORTEST_ALARM_MS) });
      },
      clear: async (name) => {
        await browser.alarms.clear(name);
      },
    },
    heartbeat: () => browser.storage.session.set({ heartbeat: Date.now() }),
    isOnline: () => navigator.onLine,
    settings: effectiveSettings,
    room: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    },
  };
}

/** Throws `signed-out` when the connection is gone. */
async function acting(connectionId: string): Promise<Acting> {
  const connection = (await connectionsItem.get()).find((each) => each.id === connectionId);
  if (connection === undefined) throw new AppError('signed-out');
  const { org, user, dataCentre, environment } = connection;
  return { org: { ...org, dataCentre, environment }, user: { id: user.id, name: user.name } };
}
