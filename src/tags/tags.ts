import { createInTurn } from '../shared/in-turn.ts';
import { AppError, toErrorData } from '../shared/errors.ts';
import type { TagsOfModule } from '../shared/messages.ts';
import { inBackground } from '../shared/notes.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ModuleInfo } from '../zoho/types.ts';
import { ALARM_MS, alarmName, drive, giveUp, isDue, leftOf } from './drive/drive.ts';
import { canCarryTags } from './drive/reading.ts';
import { endJob, openVisit } from './drive/visit.ts';
import { newJob, type TagJob } from './model/job.ts';
import { isListKept } from './model/list-kept.ts';
import type { Calls, TagsPorts } from './ports.ts';
import { createProgress, NOTHING_READ, type Progress } from './progress.ts';
import type { Fact } from './store/fact.ts';
import { type FreshCounts, freshCounts } from './fresh-counts.ts';
import { createTagStore, type TagStore } from './store/store.ts';

/**
 * The tags of orgs, for the worker. Each function resolves once the request is stored. Pages read the results from the
 * store (`tags/queries`) and the progress from `tagsProgressItem`. All may throw `storage-broken`, `storage-full`.
 */
export interface Tags {
  /** Reads the tag lists of these modules; null reads all. Throws `signed-out` when the connection is gone. */
  read(data: { connectionId: string; modules: readonly string[] | null }): Promise<void>;
  /** Counts the records of these tags one by one, and asks for their uses. Throws as `read`. */
  count(data: { connectionId: string; tags: readonly TagsOfModule[] }): Promise<void>;
  cancel(data: { connectionId: string }): Promise<void>;
  /** The counts of these tags. Old counts are read again. Throws `signed-out`. */
  fresh(data: { connectionId: string; steps: readonly TagsOfModule[] }): Promise<FreshCounts>;
  /** Stores the list of all modules from a new answer of Zoho's, so that no reading has to request it. */
  listed(data: { connectionId: string; modules: readonly ModuleInfo[] }): Promise<void>;
  /** Call it at each start of the worker, on each alarm, and when the network returns. */
  resume(): Promise<void>;
  /** Erases all data of a connection that was removed. */
  disconnected(connectionId: string): Promise<void>;
  /** Erases the whole store, even one that cannot be opened. */
  erase(): Promise<void>;
}

/** Only calls of the extension API keep a worker alive. */
const BEAT_MS = 10_000;

/** A job that this worker is driving. */
interface Present {
  /** Aborted when the next wait is to end. Each turn of the loop makes a new one. */
  bell: AbortController;
  calls: Calls | null;
  /** Whether something was requested during the visit. */
  isAsked: boolean;
  /** Whether the connection's data was erased during the visit. Its answers are then dropped. */
  isGone: boolean;
  done: Promise<void>;
}

export function createTags(ports: TagsPorts, store: TagStore = createTagStore()): Tags {
  const progress = createProgress(ports);
  const visits = new Map<string, Present>();
  /** Credits that were spent and could not be stored yet, by connection id. */
  const debts = new Map<string, { credits: number }>();
  const inTurn = createInTurn();
  let isFirst = true;

  /** Starts to drive a connection's job, unless it is driven already. Does not wait for it. */
  function begin(connectionId: string): void {
    const driven = visits.get(connectionId);
    if (driven !== undefined) {
      driven.isAsked = true;
      return;
    }
    const present: Present = {
      bell: new AbortController(),
      calls: null,
      isAsked: false,
      isGone: false,
      done: Promise.resolve(),
    };
    visits.set(connectionId, present);
    present.done = visitOf(connectionId, present).catch((error: unknown) => ports.note(error, 'tags.visit'));
    inBackground(
      present.done.then(() => ended(connectionId, present)),
      'tags.visit',
    );
  }

  /** Continues with requests that came while the visit ended. */
  async function ended(connectionId: string, present: Present): Promise<void> {
    visits.delete(connectionId);
    const job = present.isAsked ? await store.job(connectionId) : null;
    if (job !== null && job.state !== 'ended') begin(connectionId);
  }

  async function visitOf(connectionId: string, present: Present): Promise<void> {
    const isMine = await ports.exclusively(`untag-tags-${connectionId}`, () => visitNow(connectionId, present));
    if (!isMine) await ports.alarms.set(alarmName(connectionId), ALARM_MS);
  }

  async function visitNow(connectionId: string, present: Present): Promise<void> {
    const job = await store.job(connectionId);
    if (job === null || job.state === 'ended') return;
    ports.clock.goOnFrom(job.idle.lookedAt);
    const calls = await ports.calls(connectionId, job.rounds).catch((error: unknown) => refuse(connectionId, error));
    if (calls === null) return;
    present.calls = calls;
    const debt = debts.get(connectionId) ?? { credits: 0 };
    debts.set(connectionId, debt);
    const isGone = (): boolean => present.isGone;
    const show: Progress['show'] = (now, reading) => progress.show(now, reading);
    const visit = openVisit({ connectionId, ports, store, calls, job, debt, isGone, show });
    const end = new AbortController();
    await ports.alarms.set(alarmName(connectionId), ALARM_MS);
    inBackground(beat(connectionId, calls, end.signal), 'tags.beat');
    try {
      await drive(visit, () => {
        present.bell = new AbortController();
        return present.bell.signal;
      });
    } catch (error) {
      end.abort();
      await giveUp(visit, error);
    } finally {
      end.abort();
      const now = await store.job(connectionId).catch(() => null);
      if (now === null || now.state === 'ended') await ports.alarms.clear(alarmName(connectionId));
      await progress.written();
    }
  }

  /** Ends a job whose connection is gone. */
  async function refuse(connectionId: string, thrown: unknown): Promise<null> {
    const over = { why: null, error: toErrorData(thrown), at: ports.clock.wall() };
    const job = await store.write(connectionId, (fact) => endJob(fact, 'given-up', over));
    if (job !== null) progress.show(job, NOTHING_READ);
    return null;
  }

  /** Keeps the alarm in the future while a job is driven, so that it rings only after this worker died. */
  async function beat(connectionId: string, calls: Calls, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await ports.clock.wait(BEAT_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await ports.heartbeat();
        if (calls.halt === null && !signal.aborted) await ports.alarms.set(alarmName(connectionId), ALARM_MS);
      } catch {
        // The browser failed to store this beat. The next one may succeed.
      }
    }
  }

  /** Adds to the job of a connection, or makes a new one. */
  async function add(connectionId: string, more: (fact: Fact, job: TagJob) => Promise<TagJob>): Promise<void> {
    if (!(await ports.isConnected(connectionId))) throw new AppError('signed-out');
    // The alarm comes first: if the worker dies after the write, another worker finds the job.
    await ports.alarms.set(alarmName(connectionId), ALARM_MS);
    const { clock } = ports;
    const job = await store.write(connectionId, async (fact) => {
      const present = fact.job;
      const isLive = present !== null && present.state !== 'ended';
      const fresh = newJob({ connectionId, id: ports.newId(), wall: clock.wall(), now: clock.now() });
      // The numbers of `stored` continue, because pages compare them.
      const base = isLive
        ? present
        : { ...fresh, stored: present?.stored ?? {}, revision: (present?.revision ?? 0) + 1 };
      if (!isLive) debts.delete(connectionId);
      if (!isLive) await fact.wantNone();
      fact.job = await more(fact, base);
    });
    if (job !== null) progress.show(job, NOTHING_READ);
    begin(connectionId);
    // The caller then sees this job, and never the end of an earlier one.
    await progress.written();
  }

  async function addModules(fact: Fact, job: TagJob, modules: readonly string[] | null): Promise<TagJob> {
    const hasToLearn = job.hasToLearn || (await fact.org()).include === null;
    const known = await fact.modules();
    if (modules === null) {
      if (job.isOfAll) return job;
      const isKept = isListKept(await fact.org(), known.size, ports.clock.wall());
      const all = { ...job, isOfAll: true, hasToLearn };
      if (!isKept) return { ...all, wantsAll: true, expected: known.size || STANDARD_MODULES.length };
      return withModules(
        all,
        [...known.values()].toSorted((one, other) => one.place - other.place).map(({ apiName }) => apiName),
      );
    }
    // Modules outside the store are ignored, because pages take module names from the store.
    return withModules(
      { ...job, hasToLearn },
      modules.filter((module) => known.has(module)),
    );
  }

  function withModules(job: TagJob, modules: readonly string[]): TagJob {
    const added = [...new Set(modules)].filter((module) => !job.modules.includes(module));
    const { all, done } = job.sum.modules;
    return {
      ...job,
      modules: [...job.modules, ...added],
      sum: { ...job.sum, modules: { all: all + added.length, done } },
    };
  }

  /** Writes mirrors that an earlier worker left behind. A job that ended before the browser started needs none. */
  async function catchUp(jobs: readonly TagJob[]): Promise<void> {
    await ports.progress.keep(jobs.map(({ connectionId }) => connectionId));
    const shown = await ports.progress.revisions();
    for (const job of jobs) {
      const revision = shown.get(job.connectionId);
      const isStale = revision !== job.revision && (revision !== undefined || job.state !== 'ended');
      if (isStale && !visits.has(job.connectionId)) progress.show(job, NOTHING_READ);
    }
  }

  /** Continues a wait in this worker. After the wall clock was set back, the date is moved to the rest of the wait. */
  async function waitOn(job: TagJob): Promise<void> {
    const { connectionId, revision } = job;
    const leftMs = leftOf(job, ports.clock);
    const until = ports.clock.wall() + leftMs;
    if (job.until !== null && job.until > until) {
      const dated = await store.write(connectionId, (fact) => {
        if (fact.job?.revision === revision) fact.job = { ...fact.job, until };
      });
      if (dated !== null) progress.show(dated, NOTHING_READ);
    }
    await ports.alarms.set(alarmName(connectionId), Math.max(ALARM_MS, leftMs));
  }

  /** Tells pages what was stored outside a job. A live job is shown by its visit. */
  function showEnded(job: TagJob | null): void {
    if (job?.state === 'ended') progress.show(job, NOTHING_READ);
  }

  /** Ends a visit whose results are no longer stored. */
  function leave(present: Present | undefined): void {
    if (present === undefined) return;
    present.isGone = true;
    present.calls?.cancel();
    present.bell.abort();
  }

  return {
    read: ({ connectionId, modules }) => inTurn(() => add(connectionId, (fact, job) => addModules(fact, job, modules))),

    count: ({ connectionId, tags }) =>
      inTurn(() =>
        add(connectionId, async (fact, job) => {
          const keys = tags.flatMap(({ module, tagIds }) => tagIds.map((id) => ({ module, id })));
          const { all, done } = job.sum.counts;
          return { ...job, sum: { ...job.sum, counts: { all: all + (await fact.want(keys)), done } } };
        }),
      ),

    cancel: ({ connectionId }) =>
      inTurn(async () => {
        const job = await store.write(connectionId, async (fact) => {
          if (fact.job === null || fact.job.state === 'ended') return;
          endJob(fact, 'cancelled', { why: null, error: null, at: ports.clock.wall() });
          await fact.wantNone();
        });
        const present = visits.get(connectionId);
        present?.calls?.cancel();
        present?.bell.abort();
        if (job !== null) progress.show(job, NOTHING_READ);
        await progress.written();
        if (present === undefined) await ports.alarms.clear(alarmName(connectionId));
      }),

    async fresh({ connectionId, steps }) {
      const counts = await freshCounts(ports, store, connectionId, steps);
      if (counts.asked.length > 0) await inTurn(async () => showEnded(await store.job(connectionId)));
      return counts;
    },

    listed: ({ connectionId, modules }) =>
      inTurn(async () => {
        if (!(await ports.isConnected(connectionId))) return;
        const job = await store.write(connectionId, (fact) =>
          fact.setModules(modules.filter(canCarryTags), ports.clock.wall()),
        );
        showEnded(job);
      }),

    async resume() {
      const jobs = await store.jobs();
      for (const { until, idle } of jobs) if (until !== null) ports.clock.goOnFrom(idle.lookedAt);
      if (isFirst) await catchUp(jobs);
      isFirst = false;
      for (const job of jobs) {
        if (job.state === 'ended' || visits.has(job.connectionId)) continue;
        if (isDue(job, ports)) begin(job.connectionId);
        else await waitOn(job);
      }
    },

    disconnected: (connectionId) =>
      inTurn(async () => {
        // Does not wait for Zoho's open answers: they find no job and are not stored.
        leave(visits.get(connectionId));
        debts.delete(connectionId);
        try {
          // If it cannot be removed, the whole store is erased. It is only a copy of Zoho's data.
          await store.forget(connectionId).catch(() => store.erase());
        } finally {
          await progress.drop(connectionId);
          const left = await store.jobs().catch(() => []);
          await ports.progress.keep(left.map((job) => job.connectionId));
          await ports.alarms.clear(alarmName(connectionId));
        }
      }),

    erase: () =>
      inTurn(async () => {
        for (const present of visits.values()) leave(present);
        debts.clear();
        await progress.drop();
        try {
          await store.erase();
        } finally {
          await ports.progress.keep([]);
        }
      }),
  };
}
