import { type Cleanups, createCleanups } from '../../src/cleanups/cleanups.ts';
import type { Cleanup } from '../../src/cleanups/model/types.ts';
import { carryingAfter, foundOf } from '../../src/cleanups/queries/cleanups.ts';
import { closeCleanups, createCleanupStore } from '../../src/cleanups/store/database.ts';
import { openErrand } from '../../src/runs/visit/errand.ts';
import { steadyClock } from '../../src/shared/steady-clock.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { nodeHome } from './node-ports.ts';

/** In the extension the alarms of runs wake clean-ups, too. Simulated milliseconds. */
const LONGEST_SLEEP_MS = 5_000;

/** Clean-ups outside of a browser, over the engine of a {@link nodeHome} with every scope. */
interface CleanupHome {
  readonly cleanups: Cleanups;
  readonly connectionId: string;
  /** Resolves with the clean-up `clean` once it fits. */
  shows(this: void, fits: (cleanup: Cleanup) => boolean): Promise<Cleanup>;
  end(): Promise<void>;
}

/** `speed`: how many times as fast as real time the simulated Zoho's clock runs. */
export async function cleanupHome(zoho: Zoho, { speed }: { speed: number }): Promise<CleanupHome> {
  await closeCleanups();
  const home = await nodeHome(zoho, { orgKey: 'brightside', speed, isWide: true });
  const { engine, ports, connectionId } = home;
  const clock = steadyClock(ports.clock);
  const store = createCleanupStore();
  const watchers = new Set<() => void>();
  const alarms = new Map<string, () => void>();
  let isOver = false;

  const cleanups = createCleanups({
    ...ports,
    clock,
    engine,
    store,
    holds: () => Promise.resolve(true),
    listed: () => Promise.resolve(null),
    found: foundOf,
    carrying: carryingAfter,
    settings: () => Promise.resolve({ historyDays: 30, confirmAbove: 500 }),
    tagsChanged: () => Promise.resolve(),
    errand: (connection, rounds) => openErrand({ ...ports, clock }, connection, rounds),
    alarms: {
      set: (name, ms) => {
        alarms.get(name)?.();
        if (!isOver)
          alarms.set(
            name,
            zoho.clock.after(Math.min(ms, LONGEST_SLEEP_MS), () => void cleanups.resume()),
          );
        return Promise.resolve();
      },
      clear: (name) => Promise.resolve(alarms.get(name)?.()),
    },
    changed: () => {
      void hurry();
      for (const look of watchers) look();
    },
  });

  /** Nothing is under way while a change of a tag waits, so the rest of the wait may pass at once. */
  async function hurry(): Promise<void> {
    const now = isOver ? null : await store.one('clean');
    const rest = (now?.wait?.until ?? 0) - clock.wall();
    if (now?.state === 'working' && rest > 0) setImmediate(() => zoho.clock.skip(rest));
  }

  return {
    cleanups,
    connectionId,
    shows: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          void store.one('clean').then((cleanup) => {
            if (cleanup === null || !fits(cleanup)) return;
            watchers.delete(look);
            resolve(cleanup);
          });
        };
        watchers.add(look);
        look();
      }),
    async end() {
      isOver = true;
      for (const callOff of alarms.values()) callOff();
      await home.end();
      await closeCleanups();
    },
  };
}
