import { AppError } from '../../shared/errors.ts';
import { type TestWorld, testWorld } from '../../runs/testing/world.ts';
import { ORG, USER } from '../../runs/testing/zylker.ts';
import { createCleanups, type Cleanups } from '../cleanups.ts';
import type { Cleanup } from '../model/types.ts';
import { foundOf } from '../queries/cleanups.ts';
import { closeCleanups, type CleanupStore, createCleanupStore } from '../store/database.ts';

/** A {@link TestWorld} whose workers also run clean-ups. These end with their worker. */
export interface CleanupWorld {
  readonly world: TestWorld;
  cleanups(): Cleanups;
  /** Repeats the request until a worker lives long enough to answer. */
  ask(request: (cleanups: Cleanups) => Promise<void>): Promise<void>;
  cleanup(id: string): Promise<Cleanup | null>;
  /** Resolves with the clean-up once it fits. */
  shows(id: string, fits: (cleanup: Cleanup) => boolean): Promise<Cleanup>;
  isConnected: boolean;
  end(): Promise<void>;
}

export async function cleanupWorld(): Promise<CleanupWorld> {
  await closeCleanups();
  const world = await testWorld();
  const store = createCleanupStore();
  const watchers = new Set<() => void>();
  let present: { readonly engine: unknown; readonly cleanups: Cleanups } | null = null;

  function cleanupsOf(engine: ReturnType<TestWorld['engine']>): Cleanups {
    const isDead = () => world.engine() !== engine;
    const alive = <Value>(value: Value): Promise<Value> =>
      isDead() ? new Promise<never>(() => undefined) : Promise.resolve(value);
    async function mortal(use: () => Promise<unknown>): Promise<unknown> {
      await alive(undefined);
      const isFatal = world.isFatal();
      const value = await world.clock.busy(use());
      if (isFatal && !isDead()) world.kill();
      return alive(value);
    }
    const mortalStore = Object.fromEntries(
      Object.entries(store).map(([name, use]: [string, (...given: never[]) => Promise<unknown>]) => [
        name,
        (...given: never[]) => mortal(() => use(...given)),
      ]),
    ) as unknown as CleanupStore;
    return createCleanups({
      clock: { wall: () => world.clock.now() + world.skewMs },
      store: mortalStore,
      engine,
      acting: () => (made.isConnected ? alive({ org: ORG, user: USER }) : Promise.reject(new AppError('signed-out'))),
      async found(runId, tagIds) {
        return alive(await world.clock.busy(foundOf(runId, tagIds)));
      },
      exclusively: async (_name, task) => {
        await task();
        return true;
      },
      alarms: {
        set: async (_name, ms) => {
          await alive(undefined);
          void world.clock.wait(Math.max(30_000, ms)).then(() => (isDead() ? undefined : made.cleanups().resume()));
        },
        clear: () => alive(undefined),
      },
      settings: () => alive({ historyDays: 30 }),
      zohoDate: () => alive(null),
      changed: () => {
        for (const watcher of watchers) watcher();
      },
      note: (error, where) => void world.notes.push(`${where}: ${String(error)}`),
    });
  }

  const made: CleanupWorld = {
    world,
    isConnected: true,
    cleanups() {
      const engine = world.engine();
      if (present?.engine !== engine) present = { engine, cleanups: cleanupsOf(engine) };
      return present.cleanups;
    },
    ask: (request) => world.ask(() => request(made.cleanups())),
    cleanup: (id) => world.clock.busy(store.one(id)),
    shows: (id, fits) =>
      new Promise((resolve) => {
        const look = () => {
          void made.cleanup(id).then((cleanup) => {
            if (cleanup === null || !fits(cleanup) || !watchers.has(look)) return;
            watchers.delete(look);
            resolve(cleanup);
          });
        };
        watchers.add(look);
        look();
      }),
    async end() {
      await world.end();
      await closeCleanups();
    },
  };
  world.heldBy = (connectionId) => made.cleanups().heldBy(connectionId);
  world.onResume = () => made.cleanups().resume();
  return made;
}
