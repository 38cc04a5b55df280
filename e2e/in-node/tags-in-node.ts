import { createLocks, fakeBrowser } from '../../src/shared/testing/extension.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createRunnerPorts } from '../../src/background/runner-ports.ts';
import { createTagsPorts } from '../../src/background/tags-ports.ts';
import { type IdleClock, idleClock } from '../../src/runs/testing/idle-clock.ts';
import type { BrowserPorts } from '../../src/runs/model/types.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { apiOrigin } from '../../src/shared/data-centres.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import { type TagsProgress, tagsProgressItem } from '../../src/shared/tags-progress.ts';
import { closeTags } from '../../src/tags/store/database.ts';
import { createTags, type Tags } from '../../src/tags/tags.ts';
import { createZohoApi } from '../../src/zoho/api.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import type { Module } from '../zoho/world/module.ts';
import type { Org } from '../zoho/world/org.ts';

/**
 * The tags of orgs as the worker wires them, over real HTTPS to the simulated Zoho; storage, alarms and locks are those of a
 * browser in Node. Time passes only while everybody waits for it.
 */
export interface TagsInNode {
  readonly zoho: Zoho;
  tags: Tags;
  /** The connection of an org of the simulated Zoho, by the org's key. */
  connect(org: string): Promise<string>;
  org(key: string): Org;
  /** The modules of an org that have tags, and all that can. */
  modules(key: string): readonly Module[];
  clock: IdleClock;
  /** By how much the wall clock of this computer is wrong, in milliseconds. */
  skewMs: number;
  isOnline: boolean;
  /** Names of what failed where nobody waits for it. */
  readonly notes: string[];
  /** Resolves with the progress of a connection once it fits. */
  shows(connectionId: string, fits: (progress: TagsProgress) => boolean): Promise<TagsProgress>;
  /** The same once nothing is under way any more. */
  ends(connectionId: string): Promise<TagsProgress>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTags(): Promise<TagsInNode> {
  const zoho = await startZoho();
  const send = zohoFetch(zoho);
  const tokens = new Map<string, { token: string; org: string }>();

  function portsOf(): BrowserPorts {
    const { clock } = world;
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
          fetch: (input, init) => clock.busy(send(input, init)),
          timeoutMs: 20_000,
          isOnline: () => world.isOnline,
          now: () => clock.now(),
          observe,
        });
      },
      identify: () => Promise.resolve(),
      heldBy: () => Promise.resolve(null),
      note: (error, where) => void world.notes.push(`${where}: ${String(error)}`),
    });
    const born = clock.now();
    return {
      ...outside,
      clock: {
        wall: () => clock.now() + world.skewMs,
        monotonic: () => clock.now() - born,
        wait: (ms, signal) => clock.wait(ms, signal),
      },
      isOnline: () => world.isOnline,
    };
  }

  const world: TagsInNode = {
    zoho,
    tags: null as never,
    clock: idleClock(Date.now()),
    skewMs: 0,
    isOnline: true,
    notes: [],
    org: (key) => zoho.world.org(key),
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
      world.notes.length = 0;
      world.skewMs = 0;
      world.isOnline = true;
      world.clock = idleClock(Date.now());
      world.tags = createTags(createTagsPorts(portsOf()));
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
