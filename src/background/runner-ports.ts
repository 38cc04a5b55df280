import { browser } from '../shared/browser.ts';
import { AppError } from '../shared/errors.ts';
import { mirrorRevisions, removeMirror, writeMirror } from '../shared/run-mirrors.ts';
import { effectiveSettings } from '../shared/policy.ts';
import { connectionsItem, readSizesItem, triesItem, zohoDateItem } from '../shared/stored-items.ts';
import type { BrowserClock } from '../shared/steady-clock.ts';
import type { Acting, BrowserPorts } from '../runs/model/types.ts';

/** The browser rounds shorter alarms up, so shorter requests would ring later than asked. */
const SHORTEST_ALARM_MS = 30_000;

const clock: BrowserClock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const ring = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', ring);
        resolve();
      }, ms);
      signal?.addEventListener('abort', ring, { once: true });
    }),
};

/** The engine's ports in the extension: the browser's clock, locks, alarms and storage. */
export function createRunnerPorts(given: Pick<BrowserPorts, 'api' | 'identify' | 'note' | 'heldBy'>): BrowserPorts {
  return {
    ...given,
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
      set: async (name, ms) => {
        await browser.alarms.create(name, { when: Date.now() + Math.max(ms, SHORTEST_ALARM_MS) });
      },
      clear: async (name) => {
        await browser.alarms.clear(name);
      },
    },
    isRecent,
    heartbeat: () => browser.storage.session.set({ heartbeat: Date.now() }),
    isOnline: () => navigator.onLine,
    settings: effectiveSettings,
    room: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    },
    zohoDate: () => zohoDateItem.get(),
    readSize: {
      get: async (connectionId) => (await readSizesItem.get())[connectionId] ?? null,
      set: async (connectionId, size) => {
        await readSizesItem.change((sizes) => ({ ...sizes, [connectionId]: size }));
      },
    },
  };
}

/** After a clock was set back nothing counts as recent. */
async function isRecent(name: string, ms: number): Promise<boolean> {
  const now = Date.now();
  let isOne = false;
  await triesItem.change((tries) => {
    const recent = Object.entries(tries).filter(([, at]) => at <= now && now - at < ms);
    isOne = recent.some(([known]) => known === name);
    return isOne ? tries : { ...Object.fromEntries(recent), [name]: now };
  });
  return isOne;
}

/** Throws `signed-out` when the connection is gone. */
async function acting(connectionId: string): Promise<Acting> {
  const connection = (await connectionsItem.get()).find((each) => each.id === connectionId);
  if (connection === undefined) throw new AppError('signed-out');
  const { org, user, dataCentre, environment } = connection;
  return { org: { ...org, dataCentre, environment }, user: { id: user.id, name: user.name } };
}
