import { IDBFactory } from 'fake-indexeddb';
import { createEngine, type Engine } from '../../src/runs/engine.ts';
import { createJournal, type Journal } from '../../src/runs/journal/journal.ts';
import { closeJournal } from '../../src/runs/journal/open-journal.ts';
import type { BrowserClock } from '../../src/shared/steady-clock.ts';
import type { BrowserPorts } from '../../src/runs/model/types.ts';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import { createZohoApi } from '../../src/zoho/api.ts';
import type { CallMeta, ZohoApi } from '../../src/zoho/types.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import { apiHost } from '../zoho/hosts.ts';
import type { Zoho } from '../zoho/simulator.ts';

/** Simulated milliseconds after which a call counts as unanswered, as in the extension. */
const TIMEOUT_MS = 25_000;

/** The engine outside of a browser: real storage calls, real HTTPS to the simulated Zoho, and the simulated Zoho's time. */
export interface NodeHome {
  readonly engine: Engine;
  /** Its ports, for parts beside it. */
  readonly ports: BrowserPorts;
  /** Calls of the connection outside of any run. */
  readonly api: ZohoApi;
  readonly connectionId: string;
  /** Resolves with the mirror of a run once it matches. */
  shows(runId: string, fits: (summary: RunSummary) => boolean): Promise<RunSummary>;
  /** Sets this computer's wall clock that many milliseconds from the true time. */
  setClock(skewMs: number): void;
  end(): Promise<void>;
}

/**
 * `speed`: how many times as fast as real time the simulated Zoho's clock runs. `isWide`: whether the token has every
 * scope, and not only Untag's first ones.
 */
export async function nodeHome(
  zoho: Zoho,
  { orgKey, speed, isWide = false }: { orgKey: string; speed: number; isWide?: boolean },
): Promise<NodeHome> {
  await closeJournal();
  globalThis.indexedDB = new IDBFactory();
  const fetch = zohoFetch(zoho);
  const mirrors = new Map<string, RunSummary>();
  const alarms = new Map<string, () => void>();
  const watchers = new Set<() => void>();
  const org = zoho.world.org(orgKey);
  const user = org.user('mara');
  const skew = { ms: 0 };
  const clock = clockOf(zoho, skew);
  const credentials = zoho.credentials[orgKey];
  let token = (isWide ? credentials?.wideAccessToken : credentials?.accessToken) ?? '';
  const { scopes = [], clientId = '' } = zoho.world.tokens.access(token) ?? {};

  /** A token lives for an hour, and runs wait for days. */
  function renewed(): string {
    const issuedAt = zoho.clock.now();
    const { dc, environment, key: orgId } = org;
    const given = { orgId, userId: user.id, scopes, clientId, dc, environment, issuedAt };
    ({ token } = zoho.world.tokens.issueAccessToken({ ...given, expiresAt: issuedAt + 3_600_000 }));
    return token;
  }
  let isOver = false;

  function apiFor(observe: (meta: CallMeta) => void) {
    return createZohoApi({
      access: {
        origin: `https://${apiHost(org.dc, org.environment)}`,
        token: () => Promise.resolve(token),
        renew: () => Promise.resolve(renewed()),
      },
      fetch,
      timeoutMs: TIMEOUT_MS / speed,
      isOnline: () => true,
      now: () => clock.wall(),
      observe,
    });
  }

  /** Nothing is under way while a run waits, so the rest of the wait may pass at once. */
  function hurry({ why, until }: RunSummary): void {
    const rest = (until ?? 0) - clock.wall();
    if (why !== null && rest > 0) setImmediate(() => zoho.clock.skip(rest));
  }

  const ports: BrowserPorts = {
    clock,
    api: (_connectionId, observe) => apiFor(observe),
    identify: () => Promise.resolve(),
    acting: () =>
      Promise.resolve({
        org: {
          zgid: org.zgid,
          domainName: org.domainName,
          name: org.companyName,
          dataCentre: org.dc,
          environment: org.environment,
          edition: org.edition,
        },
        user: { id: user.id, name: user.fullName },
      }),
    exclusively: async (_name, task) => {
      await task();
      return true;
    },
    mirror: {
      write: (summary) => {
        mirrors.set(summary.id, summary);
        for (const watcher of watchers) watcher();
        hurry(summary);
        return Promise.resolve();
      },
      remove: (runId) => Promise.resolve(void mirrors.delete(runId)),
      revisions: () => Promise.resolve(new Map([...mirrors].map(([id, { revision }]) => [id, revision]))),
    },
    heldBy: () => Promise.resolve(null),
    alarms: {
      set(name, ms) {
        alarms.get(name)?.();
        if (isOver) return Promise.resolve();
        alarms.set(
          name,
          zoho.clock.after(ms, () => void engine.resume()),
        );
        return Promise.resolve();
      },
      clear: (name) => Promise.resolve(alarms.get(name)?.()),
    },
    isRecent: () => Promise.resolve(false),
    heartbeat: () => Promise.resolve(),
    isOnline: () => true,
    settings: () => Promise.resolve({ creditReserve: 500, historyDays: 30 }),
    room: () => Promise.resolve(null),
    note: () => undefined,
    readSize: { get: () => Promise.resolve('short'), set: () => Promise.resolve() },
    zohoDate: () => Promise.resolve(zoho.clock.now()),
  };
  const engine = createEngine(
    ports,
    mortal(createJournal(), () => isOver),
  );

  return {
    engine,
    ports,
    api: apiFor(() => undefined),
    connectionId: `${org.dc}-${org.environment}-${org.zgid}-${user.id}`,
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
    setClock: (skewMs) => void (skew.ms = skewMs),
    async end() {
      isOver = true;
      for (const callOff of alarms.values()) callOff();
      fetch.agent.destroy();
      await closeJournal();
    },
  };
}

/**
 * The journal of a worker. Once the worker is dead, the journal stops answering; otherwise the worker would drive the
 * runs of the next one.
 */
function mortal(journal: Journal, isOver: () => boolean): Journal {
  const never = () => new Promise<never>(() => undefined);
  return Object.fromEntries(
    Object.entries(journal).map(([name, use]: [string, (...given: unknown[]) => Promise<unknown>]) => [
      name,
      async (...given: unknown[]) => {
        if (isOver()) return never();
        const value = await use(...given);
        return isOver() ? never() : value;
      },
    ]),
  ) as unknown as Journal;
}

function clockOf(zoho: Zoho, skew: { readonly ms: number }): BrowserClock {
  return {
    wall: () => zoho.clock.now() + skew.ms,
    monotonic: () => zoho.clock.now(),
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const ring = (): void => {
          callOff();
          reject(signal?.reason as Error);
        };
        const callOff = zoho.clock.after(ms, () => {
          signal?.removeEventListener('abort', ring);
          resolve();
        });
        signal?.addEventListener('abort', ring, { once: true });
      }),
  };
}
