import { checkWanted } from '../../src/auth/owner.ts';
import { createLocks, fakeBrowser } from '../../src/shared/testing/extension.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createRunnerPorts } from '../../src/background/runner-ports.ts';
import { createTagsPorts } from '../../src/background/tags-ports.ts';
import { type IdleClock, idleClock } from '../../src/runs/testing/idle-clock.ts';
import type { BrowserPorts } from '../../src/runs/model/types.ts';
import type { Identity } from '../../src/shared/access.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { apiOrigin } from '../../src/shared/data-centres.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import { type TagsProgress, tagsProgressItem } from '../../src/shared/tags-progress.ts';
import { closeTags } from '../../src/tags/store/database.ts';
import { createTagStore, type TagStore } from '../../src/tags/store/store.ts';
import { createTags, type Tags } from '../../src/tags/tags.ts';
import { createZohoApi } from '../../src/zoho/api.ts';
import type { ModuleInfo } from '../../src/zoho/types.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import type { Module } from '../zoho/world/module.ts';
import type { Org } from '../zoho/world/org.ts';

/** The same value as in the browser. */
const ALARM_MS = 30_000;
/** A dead worker is replaced after this long at the latest. */
const REBIRTH_MS = 31_000;

/**
 * The tags of orgs as the worker connects them, over real HTTPS to the simulated Zoho. Storage, alarms and locks are
 * those of a browser in Node. Time passes only while everybody waits for it.
 */
export interface TagsInNode {
  readonly zoho: Zoho;
  /** The requests to the current worker. */
  readonly tags: Tags;
  /** The connection of an org of the simulated Zoho, by the org's key. */
  connect(org: string): Promise<string>;
  org(key: string): Org;
  /** The modules of a connection, as Zoho lists them for the popup. */
  modulesOf(connectionId: string): Promise<readonly ModuleInfo[]>;
  /** The modules of an org that have tags, and all that can. */
  modules(key: string): readonly Module[];
  clock: IdleClock;
  /** Ends the worker in the middle of its work. Half a minute later another one starts. */
  kill(): void;
  /** Called after each use of the store. Returns whether the worker dies there. */
  isFatal: () => boolean;
  /** The org and user that the token belongs to, if they are wrong. */
  identity: Identity | null;
  creditReserve: number;
  /** Error of this computer's wall clock, in milliseconds. */
  skewMs: number;
  isOnline: boolean;
  /** Names of failures in work that nobody waits for. */
  readonly notes: string[];
  /** Repeats the request until a worker lives long enough to answer. */
  ask(request: () => Promise<void>): Promise<void>;
  /** Resolves with the progress of a connection once it matches. */
  shows(connectionId: string, fits: (progress: TagsProgress) => boolean): Promise<TagsProgress>;
  /** The same once nothing is under way. */
  ends(connectionId: string): Promise<TagsProgress>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTags(): Promise<TagsInNode> {
  const zoho = await startZoho();
  const send = zohoFetch(zoho);
  const tokens = new Map<string, { token: string; org: string }>();

  const alarms = new Map<string, number>();
  let life = 0;
  let living: Tags | null = null;
  /** Called when the worker has died. */
  const mourners: (() => void)[] = [];

  /** The ports of one worker. Once it is dead, nothing reaches it or leaves it. */
  function portsOf(own: number): BrowserPorts {
    const { clock } = world;
    const alive = async <Value>(value: Value | Promise<Value>): Promise<Value> => {
      const result = await value;
      return own === life ? result : new Promise(() => undefined);
    };
    const outside = createRunnerPorts({
      api: (connectionId, observe) => {
        const known = tokens.get(connectionId);
        const org = zoho.world.org(known?.org ?? 'brightside');
        return createZohoApi({
          access: {
            origin: apiOrigin(org.dc, org.environment),
            token: () => Promise.resolve(known?.token ?? ''),
            renew: () => Promise.resolve(known?.token ?? ''),
          },
          fetch: (input, init) => alive(clock.busy(send(input, init))),
          timeoutMs: 20_000,
          isOnline: () => world.isOnline,
          now: () => clock.now(),
          observe,
        });
      },
      identify: async (connectionId, wanted) =>
        checkWanted(await alive(world.identity ?? identityOf(connectionId)), wanted),
      heldBy: () => Promise.resolve(null),
      note: (error, where) => void world.notes.push(`${where}: ${String(error)}`),
    });
    const born = clock.now();
    return {
      ...outside,
      clock: {
        wall: () => clock.now() + world.skewMs,
        monotonic: () => clock.now() - born,
        wait: (ms, signal) => clock.wait(ms, signal).then(() => alive(undefined)),
      },
      isOnline: () => world.isOnline,
      settings: () => alive({ creditReserve: world.creditReserve, historyDays: 30 }),
      exclusively: (name, task) =>
        outside.exclusively(`${String(own)} ${name}`, () => task().then(() => alive(undefined))),
      alarms: {
        set: async (name, ms) => {
          await alive(undefined);
          const at = clock.now() + Math.max(ALARM_MS, ms);
          alarms.set(name, at);
          void clock.wait(at - clock.now()).then(() => ring(name, at));
        },
        clear: (name) => alive(undefined).then(() => void alarms.delete(name)),
      },
    };
  }

  function ring(name: string, at: number): void {
    if (alarms.get(name) !== at) return;
    alarms.delete(name);
    void world.tags.resume();
  }

  /** A store that a dead worker can no longer use, and that stops the clock while it works. */
  function storeOf(own: number): TagStore {
    const never = () => new Promise<never>(() => undefined);
    async function mortal(use: () => Promise<unknown>): Promise<unknown> {
      if (own !== life) return never();
      const value = await world.clock.busy(use());
      if (own === life && world.isFatal()) world.kill();
      return own === life ? value : never();
    }
    return Object.fromEntries(
      Object.entries(createTagStore()).map(([name, use]: [string, (...given: unknown[]) => Promise<unknown>]) => [
        name,
        (...given: unknown[]) => mortal(() => use(...given)),
      ]),
    ) as unknown as TagStore;
  }

  function freshWorker(): Tags {
    const own = life;
    return createTags(createTagsPorts(portsOf(own)), storeOf(own));
  }

  function identityOf(connectionId: string) {
    const [, , zgid = '', userId = ''] = connectionId.split('-');
    return { zgid, userId };
  }

  const world: TagsInNode = {
    zoho,
    get tags() {
      living ??= freshWorker();
      return living;
    },
    kill() {
      life += 1;
      living = null;
      void world.clock.wait(REBIRTH_MS).then(() => world.tags.resume());
      for (const mourner of mourners.splice(0)) mourner();
    },
    async ask(request) {
      for (let isDone = false; !isDone;) {
        const died = new Promise<false>((resolve) => mourners.push(() => resolve(false)));
        isDone = await Promise.race([request().then(() => true), died]);
      }
    },
    isFatal: () => false,
    identity: null,
    creditReserve: 0,
    clock: idleClock(Date.now()),
    skewMs: 0,
    isOnline: true,
    notes: [],
    org: (key) => zoho.world.org(key),
    modulesOf: (connectionId) =>
      portsOf(life)
        .api(connectionId, () => undefined, identityOf(connectionId))
        .modules(),
    modules: (key) => zoho.world.org(key).modules.filter((module) => module.tags().length > 0),
    async connect(key) {
      const org = zoho.world.org(key);
      const [user] = org.users;
      const id = `${org.dc}-${org.environment}-${org.zgid}-${user!.id}`;
      tokens.set(id, { token: zoho.credentials[key]!.accessToken, org: key });
      const connection: Connection = {
        id,
        dataCentre: org.dc,
        environment: org.environment,
        org: { zgid: org.zgid, domainName: '', name: org.companyName, edition: org.edition },
        user: { id: user!.id, name: user!.fullName, profile: user!.profile.name },
        way: 'client',
        clientId: '1000.ABCDEFGH',
        missingScopes: [],
        isSignedOut: false,
        connectedAt: 1,
      };
      await connectionsItem.change((all) => [...all, connection]);
      return id;
    },
    async shows(connectionId, fits) {
      const { clock } = world;
      while (clock === world.clock) {
        const progress = (await tagsProgressItem.get())[connectionId];
        if (progress !== undefined && fits(progress)) return progress;
        await new Promise((resolve) => setImmediate(resolve));
      }
      throw new Error('The test is over.');
    },
    ends: (connectionId) => world.shows(connectionId, ({ state }) => state === 'ended'),
    async reset() {
      world.clock.stop();
      await closeTags();
      fakeBrowser.reset();
      Object.defineProperty(navigator, 'locks', { value: createLocks(), configurable: true });
      globalThis.indexedDB = new IDBFactory();
      zoho.reset();
      tokens.clear();
      life += 1;
      living = null;
      alarms.clear();
      world.isFatal = () => false;
      world.identity = null;
      world.creditReserve = 0;
      world.notes.length = 0;
      world.skewMs = 0;
      world.isOnline = true;
      world.clock = idleClock(Date.now());
    },
    async stop() {
      world.clock.stop();
      await closeTags();
      send.agent.destroy();
      await zoho.stop();
    },
  };
  return world;
}
