import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type IdleClock, idleClock } from '../../src/runs/testing/idle-clock.ts';
import { ORG, USER } from '../../src/runs/testing/zylker.ts';
import { openErrand } from '../../src/runs/visit/errand.ts';
import { AppError, type ErrorCode } from '../../src/shared/errors.ts';
import { steadyClock } from '../../src/shared/steady-clock.ts';
import type { TagsProgress } from '../../src/shared/tags-progress.ts';
import { closeTags } from '../../src/tags/store/database.ts';
import { createTagStore, type TagStore } from '../../src/tags/store/store.ts';
import { createTags, type Tags } from '../../src/tags/tags.ts';
import type { ModuleInfo, TagInclude, TagList, ZohoApi } from '../../src/zoho/types.ts';

/** The connection. */
export const ID = 'us-production-1-2';
export const LIST: TagList = { tags: [], allowed: null };

type Ports = Parameters<typeof createTags>[0];

/**
 * The tags of one org in a worker. The test acts as Zoho, and breaks the store and the clock. Time passes only while
 * all tasks wait for it.
 */
export interface TagsAlone {
  readonly clock: IdleClock;
  readonly store: TagStore;
  tags: Tags;
  /** The requests to Zoho: modules of lists, with the requested extras. */
  readonly asked: { module: string; include: readonly TagInclude[] }[];
  /** Milliseconds for the next ring of the alarm, each time it was set. */
  readonly alarms: number[];
  readonly progress: Map<string, TagsProgress>;
  /** The error with which a write to the store fails now. */
  fails: () => ErrorCode | null;
  skewMs: number;
  list: (module: string, include: readonly TagInclude[]) => Promise<TagList>;
  modules: () => Promise<readonly ModuleInfo[]>;
  /** Ends the worker; another one starts. */
  rebirth(): void;
  shown(): TagsProgress | undefined;
  /** Reads all, or these, and waits until pages see the end. */
  ends(modules?: readonly string[] | null): Promise<TagsProgress>;
}

export function infoOf(apiName: string): ModuleInfo {
  const name = { apiName, moduleName: apiName, singular: apiName, plural: apiName, nameField: 'Name' };
  return { ...name, isCustom: true, isApiSupported: true };
}

export const modulesUpTo = (n: number) => Array.from({ length: n }, (_, at) => `M${at}`);

export async function openTagsAlone(): Promise<TagsAlone> {
  await closeTags();
  globalThis.indexedDB = new IDBFactory();
  const clock = idleClock(Date.parse('2026-11-23T09:00:00Z'));
  const rings = new Map<string, number>();
  let life = 0;
  const real = createTagStore();
  const store = Object.fromEntries(
    Object.entries(real).map(([name, use]: [string, (...given: unknown[]) => Promise<unknown>]) => [
      name,
      (...given: unknown[]) => {
        const code = name === 'write' ? opened.fails() : null;
        return code === null ? clock.busy(use(...given)) : Promise.reject(new AppError(code));
      },
    ]),
  ) as unknown as TagStore;

  function worker(): Tags {
    const own = (life += 1);
    const born = clock.now();
    const alive = <Value>(value: Value): Promise<Value> =>
      own === life ? Promise.resolve(value) : new Promise(() => undefined);
    const api = {
      modules: () => clock.wait(200).then(() => opened.modules()),
      tagList: (module: string, include: readonly TagInclude[]) => {
        opened.asked.push({ module, include });
        return clock.wait(200).then(() => opened.list(module, include));
      },
    };
    const outside = {
      clock: steadyClock({
        wall: () => clock.now() + opened.skewMs,
        monotonic: () => clock.now() - born,
        wait: (ms, signal) => clock.wait(ms, signal).then(() => alive(undefined)),
      }),
      isOnline: () => true,
      identify: () => Promise.resolve(undefined),
      acting: () => Promise.resolve({ org: ORG, user: USER }),
      settings: () => Promise.resolve({ creditReserve: 0, historyDays: 30 }),
      api: () => api as unknown as ZohoApi,
    };
    const ports = {
      ...outside,
      calls: (id: string, rounds: Parameters<Ports['calls']>[1]) =>
        openErrand(outside as unknown as Parameters<typeof openErrand>[0], id, rounds),
      isConnected: () => Promise.resolve(true),
      exclusively: (_: string, task: () => Promise<void>) => task().then(() => true),
      alarms: {
        set: async (name: string, ms: number) => {
          await alive(undefined);
          opened.alarms.push(ms);
          const at = clock.now() + Math.max(30_000, ms);
          rings.set(name, at);
          void clock.wait(at - clock.now()).then(() => {
            if (rings.get(name) !== at) return undefined;
            rings.delete(name);
            return opened.tags.resume();
          });
        },
        clear: (name: string) => Promise.resolve(void rings.delete(name)),
      },
      heartbeat: () => alive(undefined),
      progress: {
        write: async (id: string, progress: TagsProgress) => {
          await clock.wait(1);
          opened.progress.set(id, progress);
        },
        revisions: () => Promise.resolve(new Map([...opened.progress].map(([id, { revision }]) => [id, revision]))),
        keep: (ids: readonly string[]) => {
          for (const id of opened.progress.keys()) if (!ids.includes(id)) opened.progress.delete(id);
          return Promise.resolve();
        },
      },
      newId: () => 'job',
      note: () => undefined,
    };
    return createTags(ports as unknown as Ports, store);
  }

  const opened: TagsAlone = {
    clock,
    store,
    tags: null as unknown as Tags,
    asked: [],
    alarms: [],
    progress: new Map(),
    fails: () => null,
    skewMs: 0,
    list: () => Promise.resolve(LIST),
    modules: () => Promise.resolve(modulesUpTo(20).map(infoOf)),
    rebirth: () => {
      rings.clear();
      opened.tags = worker();
    },
    shown: () => opened.progress.get(ID),
    async ends(modules = null) {
      opened.asked.length = 0;
      await opened.tags.read({ connectionId: ID, modules });
      for (;;) {
        const progress = opened.shown();
        if (progress?.state === 'ended') return progress;
        await clock.wait(50);
      }
    },
  };
  opened.tags = worker();
  return opened;
}
