import { IDBFactory } from 'fake-indexeddb';
import { AppError } from '../../shared/errors.ts';
import type { RunSummary, Tag } from '../../shared/run-summary.ts';
import { createEngine, type Engine } from '../engine.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { closeJournal } from '../journal/open-journal.ts';
import type { ZohoApi } from '../../zoho/types.ts';
import type { Identity, Wanted } from '../../shared/access.ts';
import { steadyClock } from '../../shared/steady-clock.ts';
import type { Acting, BrowserPorts } from '../model/types.ts';
import type { ErrandPorts } from '../visit/errand.ts';
import { type IdleClock, idleClock } from './idle-clock.ts';
import { type ModelZoho, modelZoho } from './model-zoho.ts';
import { recentlyBy } from './recently.ts';
import { ORG, USER } from './zylker.ts';

export const CONNECTION = 'us-production-1-2';
export const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
} as const;
const START = Date.parse('2026-11-23T09:00:00Z');

/** The most milliseconds until a dead worker is replaced. */
const REBIRTH_MS = 31_000;
/** Uses of the journal that change it. */
const WRITES: readonly string[] = ['create', 'write', 'remove'];
/** The same value as in the browser. */
const SHORTEST_ALARM_MS = 30_000;

/** A browser with Untag in it, and a small Zoho. Workers die on request and alarms start them, as in a browser. */
export interface TestWorld {
  readonly clock: IdleClock;
  readonly zoho: ModelZoho;
  readonly journal: Journal;
  readonly mirrors: Map<string, RunSummary>;
  /** The org and user that the token belongs to. */
  identity: Identity;
  /** The org and user that a connection stands for. */
  acting: () => Promise<Acting>;
  /** A wait before each call, when set. */
  untilIdentified: () => Promise<void>;
  isOnline: boolean;
  /** The stored answer to how many ids Zoho accepts in a read. */
  readSize: 'long' | 'short' | null;
  /** The error of this computer's wall clock. */
  skewMs: number;
  /** Called for each mirror. Returns why it cannot be removed; null where it can. */
  removeFails: (runId: string) => Error | null;
  /** The journal in the hands of the next engine. */
  journalFor: (journal: Journal) => Journal;
  /** Called before each write to the journal. Returns why it fails; null where it does not. */
  writeFails: () => AppError | null;
  /** Why the settings cannot be read; null where they can. */
  settingsFail: () => AppError | null;
  /** Called with each beat, which is written when this resolves. */
  onBeat: () => Promise<void>;
  /** Failures that nobody waits for. */
  readonly notes: string[];
  room: number | null;
  creditReserve: number;
  engine(): Engine;
  /** The ports of calls outside runs, in the present worker. */
  errandPorts(): ErrandPorts;
  /** Ends the worker at once. Another one starts soon. */
  kill(): void;
  /** Clears everything that the browser forgets when it closes. */
  forgetSession(): void;
  /** Called with it: what others have in the session. */
  onForget: () => void;
  /** Called before each use of the journal: whether the worker dies right after it. */
  isFatal: () => boolean;
  /** Called after each use of the journal, before its caller goes on. */
  onUse: () => Promise<void>;
  /** Called after an alarm is cleared, before the caller goes on. */
  onAlarmCleared: () => Promise<void>;
  /** Times of the browser's alarms, by name. */
  readonly alarms: ReadonlyMap<string, number>;
  /** Called before a mirror is written. Returns why that fails; null where it does not. */
  mirrorFails: (summary: RunSummary) => Error | null;
  /** Called with each mirror that is written. */
  onMirror: (summary: RunSummary) => void;
  /** Called when the worker has died. */
  onDeath: () => void;
  /** The clean-up that holds a connection. */
  heldBy: (connectionId: string) => Promise<string | null>;
  /** Further work of a started worker, after it has resumed its runs. */
  onResume: () => Promise<void>;
  /** Repeats the request to the engine until a worker lives long enough to answer. */
  ask(request: (engine: Engine) => Promise<unknown>): Promise<void>;
  /** Resolves with the mirror of a run once it matches. */
  shows(runId: string, fits: (summary: RunSummary) => boolean): Promise<RunSummary>;
  end(): Promise<void>;
}

/** The API. Each call first awaits a promise, and fails if that rejects. */
function behind(first: () => Promise<void>, api: ZohoApi): ZohoApi {
  const calls = Object.entries(api).map(([name, make]: [string, (...given: unknown[]) => Promise<unknown>]) => [
    name,
    async (...given: unknown[]) => {
      await first();
      return make(...given);
    },
  ]);
  return Object.fromEntries(calls) as ZohoApi;
}

export const TICKED = { kind: 'ticked', viewId: null, viewName: 'All Leads', pages: null } as const;

/** Fills the module with tags 1 to 5 and with records that carry some of them. Returns the ids. */
export function fill(world: TestWorld, records: number, tagsOf: (n: number) => readonly number[]): string[] {
  for (let n = 1; n <= 5; n += 1) world.zoho.tags.set(tagOf(n).id, tagOf(n));
  return Array.from({ length: records }, (_, n) => {
    world.zoho.records.set(recordId(n), new Set(tagsOf(n).map((tag) => tagOf(tag).id)));
    return recordId(n);
  });
}

/** Reads ids into a preview. */
export async function preview(world: TestWorld, ids: readonly string[], runId = 'run'): Promise<void> {
  await world.engine().read({ runId, connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
  await world.shows(runId, ({ state }) => state === 'planned');
}

/** Removes tag 1 from records until the run ends. */
export async function removeFirstTag(world: TestWorld, ids: readonly string[], runId = 'run'): Promise<RunSummary> {
  await preview(world, ids, runId);
  await world.engine().start({ runId, tagIds: [tagOf(1).id] });
  return world.shows(runId, isOver);
}

export function isOver({ state }: RunSummary): boolean {
  return state === 'done' || state === 'stopped';
}

export function recordId(n: number): string {
  return `5725767${String(n).padStart(12, '0')}`;
}

export function tagOf(n: number): Tag {
  return { id: `5725768${String(n).padStart(12, '0')}`, name: `Tag ${n}`, colour: null };
}

export async function testWorld(): Promise<TestWorld> {
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
  const clock = idleClock(START);
  const zoho = modelZoho(clock);
  const mirrors = new Map<string, RunSummary>();
  const alarms = new Map<string, number>();
  const recently = recentlyBy(clock);
  const watchers = new Set<() => void>();
  const locks = new Map<string, number>();
  const mourners: (() => void)[] = [];
  let life = 0;
  let zohoDate: number | null = null;
  let engine: Engine | null = null;

  function portsOf(own: number): BrowserPorts {
    const isDead = () => own !== life;
    const born = clock.now();
    const alive = async <Value>(value: Value | Promise<Value>): Promise<Value> => {
      const settled = await value;
      return isDead() ? new Promise(() => undefined) : settled;
    };
    const speaksFor = async (wanted: Wanted): Promise<void> => {
      await world.untilIdentified();
      const { zgid, userId } = await alive(world.identity);
      if (zgid !== null && zgid !== wanted.zgid) throw new AppError('other-org');
      if (userId !== null && userId !== wanted.userId) throw new AppError('other-user');
    };
    return {
      clock: {
        wall: () => clock.now() + world.skewMs,
        monotonic: () => clock.now() - born,
        wait: (ms, signal) => clock.wait(ms, signal).then(() => alive(undefined)),
      },
      api: (_connection, observe, wanted) =>
        behind(
          () => speaksFor(wanted),
          zoho.api((meta) => {
            zohoDate = Math.max(zohoDate ?? 0, meta.date ?? 0);
            observe(meta);
          }, isDead),
        ),
      identify: (_connection, wanted) => speaksFor(wanted),
      acting: () => world.acting().then(alive),
      async exclusively(name, task) {
        if (locks.get(name) === own) return alive(false);
        locks.set(name, own);
        try {
          await task();
        } finally {
          locks.delete(name);
        }
        return true;
      },
      mirror: {
        async write(summary) {
          await alive(undefined);
          const failure = world.mirrorFails(summary);
          if (failure !== null) throw failure;
          mirrors.set(summary.id, structuredClone(summary));
          world.onMirror(summary);
          for (const watcher of watchers) watcher();
        },
        async remove(runId) {
          await alive(undefined);
          const failure = world.removeFails(runId);
          if (failure !== null) throw failure;
          mirrors.delete(runId);
        },
        revisions: () => alive(new Map([...mirrors].map(([id, { revision }]) => [id, revision]))),
      },
      alarms: {
        async set(name, ms) {
          await alive(undefined);
          const at = clock.now() + Math.max(SHORTEST_ALARM_MS, ms);
          alarms.set(name, at);
          void clock.wait(at - clock.now()).then(() => ring(name, at));
        },
        clear: (name) =>
          alive(undefined).then(() => {
            alarms.delete(name);
            return world.onAlarmCleared();
          }),
      },
      heartbeat: () => world.onBeat().then(() => alive(undefined)),
      heldBy: (connectionId) => world.heldBy(connectionId).then(alive),
      isRecent: (name, ms) => alive(recently.isRecent(name, ms)),
      isOnline: () => world.isOnline,
      async settings() {
        const failure = world.settingsFail();
        if (failure !== null) throw failure;
        return alive({ creditReserve: world.creditReserve, historyDays: 30 });
      },
      room: () => alive(world.room),
      note: (error, where) => void world.notes.push(`${where}: ${String(error)}`),
      zohoDate: () => alive(zohoDate),
      readSize: {
        get: () => alive(world.readSize),
        set: (_connection, size) => alive(undefined).then(() => void (world.readSize = size)),
      },
    };
  }

  function ring(name: string, at: number): void {
    if (alarms.get(name) !== at) return;
    alarms.delete(name);
    resume();
  }

  function resume(): void {
    void world
      .engine()
      .resume()
      .then(() => world.onResume())
      .catch((error: unknown) => world.notes.push(`resume: ${String(error)}`));
  }

  /** A journal that a dead worker can no longer use. It stops the clock while it works. */
  function journalOf(own: number): Journal {
    const never = () => new Promise<never>(() => undefined);
    async function mortal(name: string, use: () => Promise<unknown>): Promise<unknown> {
      if (own !== life) return never();
      const failure = WRITES.includes(name) ? world.writeFails() : null;
      if (failure !== null) throw failure;
      const isFatal = world.isFatal();
      const value = await clock.busy(use().then((used) => (own === life ? world.onUse().then(() => used) : used)));
      if (isFatal && own === life) world.kill();
      return own === life ? value : never();
    }
    return Object.fromEntries(
      Object.entries(world.journalFor(createJournal())).map(
        ([name, use]: [string, (...given: unknown[]) => Promise<unknown>]) => [
          name,
          (...given: unknown[]) => mortal(name, () => use(...given)),
        ],
      ),
    ) as unknown as Journal;
  }

  const world: TestWorld = {
    clock,
    zoho,
    mirrors,
    alarms,
    journal: createJournal(),
    identity: { zgid: ORG.zgid, userId: USER.id },
    acting: () => Promise.resolve({ org: ORG, user: USER }),
    untilIdentified: () => Promise.resolve(),
    isOnline: true,
    skewMs: 0,
    readSize: 'short',
    notes: [],
    removeFails: () => null,
    journalFor: (journal) => journal,
    writeFails: () => null,
    settingsFail: () => null,
    onBeat: () => Promise.resolve(),
    room: null,
    creditReserve: 500,
    errandPorts() {
      const ports = portsOf(life);
      return { ...ports, clock: steadyClock(ports.clock) };
    },
    engine() {
      engine ??= createEngine(portsOf(life), journalOf(life));
      return engine;
    },
    forgetSession() {
      mirrors.clear();
      alarms.clear();
      recently.forget();
      world.onForget();
    },
    onForget: () => undefined,
    isFatal: () => false,
    onUse: () => Promise.resolve(),
    onAlarmCleared: () => Promise.resolve(),
    mirrorFails: () => null,
    onMirror: () => undefined,
    onDeath: () => undefined,
    heldBy: () => Promise.resolve(null),
    onResume: () => Promise.resolve(),
    kill() {
      life += 1;
      engine = null;
      world.onDeath();
      void clock.wait(REBIRTH_MS).then(resume);
      for (const mourner of mourners.splice(0)) mourner();
    },
    async ask(request) {
      for (let isDone = false; !isDone;) {
        const died = new Promise<false>((resolve) => mourners.push(() => resolve(false)));
        isDone = await Promise.race([request(world.engine()).then(() => true), died]);
      }
    },
    shows: (runId, fits) =>
      new Promise((resolve) => {
        const look = () => {
          const summary = mirrors.get(runId);
          if (summary === undefined || !fits(summary)) return;
          watchers.delete(look);
          resolve(summary);
        };
        watchers.add(look);
        look();
      }),
    async end() {
      life += 1;
      clock.stop();
      await closeJournal();
    },
  };
  return world;
}
