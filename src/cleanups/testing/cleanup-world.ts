import type { AppError } from '../../shared/errors.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { ExtraScope } from '../../shared/scopes.ts';
import { type TestWorld, testWorld } from '../../runs/testing/world.ts';
import { openErrand } from '../../runs/visit/errand.ts';
import { createCleanups, type Cleanups } from '../cleanups.ts';
import type { Cleanup } from '../model/types.ts';
import { carryingAfter, foundOf, readCleanup } from '../queries/cleanups.ts';
import { isOpenStep, toTypeOf } from '../queries/confirming.ts';
import { closeCleanups, type CleanupStore, createCleanupStore } from '../store/database.ts';

/** The same value as in the browser. */
const SHORTEST_ALARM_MS = 30_000;

/** A {@link TestWorld} whose workers also run clean-ups. These end with their worker. */
export interface CleanupWorld {
  readonly world: TestWorld;
  cleanups(): Cleanups;
  /** Repeats the request until a worker lives long enough to answer. */
  ask(request: (cleanups: Cleanups) => Promise<void>): Promise<void>;
  /** Answers that the right records were found, as a page does that shows them. */
  agree(cleanups: Cleanups, id: string): Promise<void>;
  cleanup(id: string): Promise<Cleanup | null>;
  /** Resolves with the clean-up once it fits. */
  shows(id: string, fits: (cleanup: Cleanup) => boolean): Promise<Cleanup>;
  /** The newest date of Zoho's answers that the browser has stored. */
  zohoDate: number | null;
  /** Called before each use of the clean-ups' store. Returns the reason why the store fails; null if it works. */
  storeFails: (use: keyof CleanupStore) => AppError | null;
  /** The lists of tags that pages show, by module. A module without one was never read. */
  readonly lists: Map<string, readonly Tag[]>;
  /** The extra rights that the connection lacks. */
  lacks: readonly ExtraScope[];
  /** Modules whose lists of tags were requested again, in order. */
  readonly readAgain: string[];
  /** Alarms of clean-ups that have fired so far. */
  rings: number;
  end(): Promise<void>;
}

export async function cleanupWorld(): Promise<CleanupWorld> {
  await closeCleanups();
  const world = await testWorld();
  const store = createCleanupStore();
  const watchers = new Set<() => void>();
  world.onForget = () => alarms.clear();
  const alarms = new Map<string, number>();
  let present: { readonly engine: unknown; readonly cleanups: Cleanups } | null = null;

  function cleanupsOf(engine: ReturnType<TestWorld['engine']>): Cleanups {
    const isDead = () => world.engine() !== engine;
    const alive = <Value>(value: Value): Promise<Value> =>
      isDead() ? new Promise<never>(() => undefined) : Promise.resolve(value);
    async function mortal(name: keyof CleanupStore, use: () => Promise<unknown>): Promise<unknown> {
      await alive(undefined);
      const failure = made.storeFails(name);
      if (failure !== null) throw failure;
      const isFatal = world.isFatal();
      const value = await world.clock.busy(use());
      if (isFatal && !isDead()) world.kill();
      return alive(value);
    }
    const mortalStore = Object.fromEntries(
      Object.entries(store).map(([name, use]: [string, (...given: never[]) => Promise<unknown>]) => [
        name,
        (...given: never[]) => mortal(name as keyof CleanupStore, () => use(...given)),
      ]),
    ) as unknown as CleanupStore;
    const ports = world.errandPorts();
    return createCleanups({
      clock: ports.clock,
      errand: (connectionId, rounds, useReserve) => openErrand(ports, connectionId, rounds, useReserve),
      store: mortalStore,
      engine,
      acting: () => world.acting().then(alive),
      holds: (_connectionId, scope) => alive(!made.lacks.includes(scope)),
      listed: (_connectionId, module) => alive(made.lists.get(module) ?? null),
      async found(runId, tagIds) {
        return alive(await world.clock.busy(foundOf(runId, tagIds)));
      },
      carrying: async (runId, tagId) => alive(await world.clock.busy(carryingAfter(runId, tagId))),
      exclusively: async (_name, task) => {
        await task();
        return true;
      },
      alarms: {
        set: async (name, ms) => {
          await alive(undefined);
          const at = world.clock.now() + Math.max(SHORTEST_ALARM_MS, ms);
          alarms.set(name, at);
          void world.clock.wait(at - world.clock.now()).then(() => ring(name, at));
        },
        clear: (name) => alive(undefined).then(() => void alarms.delete(name)),
      },
      settings: () => alive({ historyDays: 30, confirmAbove: 500 }),
      zohoDate: () => alive(made.zohoDate),
      tagsChanged: (_connectionId, module) => alive(undefined).then(() => void made.readAgain.push(module)),
      changed: () => {
        for (const watcher of watchers) watcher();
      },
      note: (error, where) => void world.notes.push(`${where}: ${String(error)}`),
    });
  }

  /** The browser wakes a worker, which continues its runs and then its clean-ups. */
  function ring(name: string, at: number): void {
    if (alarms.get(name) !== at) return;
    alarms.delete(name);
    made.rings += 1;
    void world
      .engine()
      .resume()
      .then(() => made.cleanups().resume())
      .catch((error: unknown) => world.notes.push(`ring: ${String(error)}`));
  }

  const made: CleanupWorld = {
    world,
    zohoDate: null,
    storeFails: () => null,
    lists: new Map(),
    lacks: [],
    readAgain: [],
    rings: 0,
    cleanups() {
      const engine = world.engine();
      if (present?.engine !== engine) present = { engine, cleanups: cleanupsOf(engine) };
      return present.cleanups;
    },
    ask: (request) => world.ask(() => request(made.cleanups())),
    async agree(cleanups, id) {
      const view = await world.clock.busy(readCleanup(id));
      const open = (view?.steps ?? []).filter((step) => isOpenStep(step, step.put ?? step.run));
      const records = open.reduce((sum, step) => sum + ((step.put ?? step.run)?.total ?? 0), 0);
      const toType = toTypeOf(open, records);
      const typed = toType === null ? '' : toType.what === 'name' ? toType.name : String(toType.n);
      await cleanups.answer({ id, isEnough: true, records, typed });
    },
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
  world.onResume = async () => {
    // A page that loses its worker asks the next one.
    for (const watcher of watchers) watcher();
    await made.cleanups().resume();
  };
  return made;
}
