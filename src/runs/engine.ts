import { createInTurn } from '../shared/in-turn.ts';
import { AppError } from '../shared/errors.ts';
import type { ReadRequest } from '../shared/messages.ts';
import type { Tag } from '../shared/run-summary.ts';
import { isLive, isUndo, undoUntil } from '../shared/run-facts.ts';
import { markUndone } from './select/copying.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { sharedPlace } from './journal/tag-places.ts';
import { eraseDatabase } from './journal/schema.ts';
import { advance, isBeingCopied, isHistory, isWorking, newRun } from './model/machine.ts';
import { renewalsIn, withRenewed } from './model/namesakes.ts';
import { beginFinding } from './select/searching.ts';
import { createMirrors } from './mirror/mirrors.ts';
import { closeJournal } from './journal/open-journal.ts';
import { createResume } from './drive/resume.ts';
import { ALARM_MS, alarmName, stageOf } from './drive/runner.ts';
import { steadyClock } from '../shared/steady-clock.ts';
import { lateFor } from './model/outcome.ts';
import { patienceFor } from './model/waits.ts';
import type { BrowserPorts, Run, RunnerPorts } from './model/types.ts';
import { createVisits } from './drive/visits.ts';
import { createNamesAhead } from './visit/names-ahead.ts';

/**
 * The runs of the worker. Each function resolves once the request is in the journal. Pages read its result from there.
 * All may throw `storage-broken` and `storage-full`. Functions that continue a run throw `run-gone` when no run has the
 * id.
 */
export interface Engine {
  /**
   * Starts to read a selection, for a clean-up if its id is given. `kind` is `put` for records that are to get tags. A
   * repeated request changes nothing. Throws `busy` while a run or clean-up of the connection is live.
   */
  read(request: ReadRequest & { readonly cleanupId?: string; readonly kind?: 'put' }): Promise<void>;
  /** Reads the names of a module's tags ahead, for a start soon after. Throws `signed-out`. */
  readNames(data: { connectionId: string; module: string }): Promise<void>;
  /** Starts a removal. Throws `tags-changed` when the preview lacks one of these tags, and `busy`. */
  start(data: { runId: string; tagIds: readonly string[] }): Promise<Started>;
  /**
   * Starts to put tags on those records of a `put` that lack them. A repeated request changes nothing. Throws
   * `tags-changed` when its records are not read, and `busy`.
   */
  put(data: { runId: string; tags: readonly Tag[] }): Promise<void>;
  /**
   * Takes tags off the records of an ended `put`. A record keeps them unless a read of the last five minutes shows the
   * tag `stays` on it. A repeated request changes nothing. Throws `busy`, and `tags-changed` when no record has the tags.
   */
  follow(data: { runId: string; putId: string; tagIds: readonly string[]; stays: string }): Promise<void>;
  stop(data: { runId: string }): Promise<void>;
  /**
   * Like `retry` and `check`: throws `undo-done` for an undone run and `busy`, and does nothing when no record can be
   * reopened.
   */
  goOn(data: { runId: string; useReserve?: boolean }): Promise<void>;
  retry(data: { runId: string }): Promise<void>;
  check(data: { runId: string }): Promise<void>;
  /**
   * Continues an ended undo with the tags that now have the names of deleted ones. Throws `tags-changed` when there are
   * none, and `busy`.
   */
  useNamesakes(data: { runId: string }): Promise<void>;
  /**
   * Continues an ended undo, or the `take-back` that waits for its tags, with other tags in the places of deleted ones.
   * `renewed`: by the ids of the deleted ones. Throws `tags-changed` when it has none of these, and `busy`.
   */
  renew(data: { runId: string; renewed: ReadonlyMap<string, Tag> }): Promise<void>;
  /** Undoes an ended run, once. A repeated request changes nothing. Throws `busy`, `undo-done`, `undo-over`. */
  undo(data: {
    readonly runId: string;
    readonly undoId: string;
    /** Tags that were deleted and made again, by their old ids. */
    readonly renewed?: ReadonlyMap<string, Tag>;
    /** The id of the tag that stays in a replace. */
    readonly stays?: string;
    /** The removal that followed a `put`. A record keeps the new tag until all that this removal took off is back. */
    readonly removal?: string;
  }): Promise<void>;
  /** Reads the records again to which an undo put tags back. Throws `busy`. */
  again(data: { undoId: string; runId: string; selection?: string }): Promise<void>;
  /** The run with this id, or null. */
  run(runId: string): Promise<Run | null>;
  /**
   * Milliseconds, 30,000 at most, until no call of an ended run can be applied any more. 0 where each had an answer, and
   * where no run has the id.
   */
  lateFor(runId: string): Promise<number>;
  /** Throws `busy` while a run outside this clean-up is live, or another clean-up holds the connection. */
  refuseIfBusy(connectionId: string, cleanupId: string): Promise<void>;
  /** Resolves when this worker does not drive the run, or no longer drives it. */
  over(runId: string): Promise<void>;
  seen(data: { runId: string }): Promise<void>;
  /** Throws `busy` while the run or its undo is live. */
  delete(data: { runId: string }): Promise<void>;
  /** Deletes every run that is not live and is no step of a clean-up. */
  deleteAll(): Promise<void>;
  /** Erases the whole journal, even one that cannot be opened. Live runs lose their journal entry and end. */
  erase(): Promise<void>;
  /** Call it at each start of the worker, on each alarm, when the network returns, and after a sign-in. */
  resume(): Promise<void>;
  /** Continues the runs of a connection that has a token again. */
  signedIn(connectionId: string): Promise<void>;
  /** Stops the runs of a connection that was removed, and drops names that were read ahead. */
  disconnected(connectionId: string): Promise<void>;
}

/** Handles each run separately. Throws the first failure after all were handled. */
async function eachByItself(runs: readonly Run[], attend: (run: Run) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const run of runs)
    await attend(run).catch((error: unknown) => {
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
}

/** The tags that a started removal takes off, and the module. */
export type Started = Pick<Run, 'connectionId' | 'module'> & { readonly tags: readonly Tag[] };

/** Bytes of storage for a record of a run, including its undo. */
const ROOM_PER_RECORD = 1_000;
const ROOM_PER_RUN = 1_000_000;
const ROWS_AT_ONCE = 1_000;

export function createEngine(outside: BrowserPorts, journal: Journal = createJournal()): Engine {
  const clock = steadyClock(outside.clock);
  const ahead = createNamesAhead(outside, clock);
  const ports: RunnerPorts = { ...outside, clock, ahead };
  const mirrors = createMirrors(ports, journal);
  const visits = createVisits(ports, journal, mirrors);
  const resuming = createResume({ ports, journal, mirrors, visits });
  const inTurn = createInTurn();

  async function refuseIfBusy(connectionId: string, runId: string, cleanupId?: string): Promise<void> {
    // Clean-ups that cannot be read hold nothing.
    const holder = await ports.heldBy(connectionId).catch((error: unknown) => {
      ports.note(error, 'engine.held-by');
      return null;
    });
    if (holder !== null && holder !== cleanupId) throw new AppError('busy');
    // A clean-up that waits for a person lets others go first.
    const isTaken = (run: Run) =>
      (isWorking(run) || (isLive(run) && stageOf(run) === 'run')) &&
      !(run.cleanupId !== undefined && run.why !== null && patienceFor(run.why) === 'person');
    const others = (await journal.runs()).filter(
      (run) =>
        run.connectionId === connectionId &&
        run.id !== runId &&
        (cleanupId === undefined || run.cleanupId !== cleanupId),
    );
    if (others.some(isTaken)) throw new AppError('busy');
  }

  async function refuseIfFull(records: number): Promise<void> {
    const room = await ports.room();
    if (room !== null && room < ROOM_PER_RUN + records * ROOM_PER_RECORD) throw new AppError('storage-full');
  }

  /** Comes before any write: if the worker dies, another one finds the earlier state. */
  function arm(runId: string): Promise<void> {
    return ports.alarms.set(alarmName(runId), ALARM_MS);
  }

  /** Writes a change and drives the run from there. */
  async function change(runId: string, make: (run: Run) => Run): Promise<void> {
    await arm(runId);
    const run = await journal.write(runId, (fact) => fact.change(make(fact.run)));
    mirrors.show(run);
    if (isLive(run)) visits.begin(run);
  }

  async function known(runId: string): Promise<Run> {
    const run = await journal.run(runId);
    if (run === null) throw new AppError('run-gone');
    return run;
  }

  /** Adds a run over that many records, or over ids. */
  async function add(run: Run, selected: number | readonly string[]): Promise<void> {
    const ids = typeof selected === 'number' ? [] : selected;
    await Promise.all([
      refuseIfBusy(run.connectionId, run.id, run.cleanupId),
      refuseIfFull(typeof selected === 'number' ? selected : ids.length),
    ]);
    await arm(run.id);
    await journal.create(run, [], ids);
    const added = await journal.run(run.id);
    if (added === null || !isLive(added)) return;
    mirrors.show(added);
    visits.begin(added);
  }

  /** Starts a run that was read. Its records are read again where another run has been at work in the module since. */
  async function begin(run: Run, make: (run: Run) => Run): Promise<void> {
    const [all] = await Promise.all([
      journal.runs(),
      refuseIfBusy(run.connectionId, run.id, run.cleanupId),
      refuseIfFull(run.total),
    ]);
    const isOutdated = all.some((other) => hasWorkedSince(other, run));
    const staleUntil = ports.clock.now();
    await change(run.id, (now) => {
      const begun = make(now);
      return isOutdated ? { ...begun, work: { ...begun.work, staleUntil } } : begun;
    });
  }

  async function reopen(runId: string, what: NonNullable<Run['work']['reopen']>): Promise<void> {
    const run = await known(runId);
    if (isLive(run)) return;
    // Without its source, an undo of these tags would be impossible.
    if (run.undoneBy !== null) throw new AppError('undo-done');
    await refuseIfBusy(run.connectionId, runId, run.cleanupId);
    await change(runId, (now) => advance(now, { kind: 'reopen', what }));
  }

  async function remove(run: Run, all: readonly Run[]): Promise<void> {
    if (isBeingCopied(run, all) || (isLive(run) && stageOf(run) === 'run')) throw new AppError('busy');
    await journal.remove(run.id);
    await mirrors.remove(run.id);
  }

  return {
    read: ({ runId, connectionId, module, source, ids, selection, cleanupId, kind }) =>
      inTurn(async () => {
        if ((await journal.run(runId)) !== null) return;
        const acting = await ports.acting(connectionId);
        const at = ports.clock.wall();
        const given = {
          id: runId,
          kind: kind ?? 'removal',
          undoes: null,
          connectionId,
          ...acting,
          module,
          source,
          ...(selection !== undefined && { selection }),
          at,
          ...(cleanupId === undefined ? {} : { cleanupId }),
        } as const;
        const run = newRun(given);
        const view = { cursor: null, isRead: false, ...(source.holders === undefined ? {} : { looked: 0 }) };
        if (source.holders?.way === 'search')
          await add({ ...run, work: { ...run.work, find: beginFinding(source.holders) } }, 0);
        else if (ids === null) await add({ ...run, work: { ...run.work, view } }, 0);
        else await add(run, [...new Set(ids)]);
      }),

    readNames: ({ connectionId, module }) => ahead.read(connectionId, module),

    start: ({ runId, tagIds }) =>
      inTurn(async () => {
        const run = await journal.run(runId);
        if (run === null) throw new AppError('tags-changed');
        if (run.startedAt !== null) return startedRun(run, run.chosen);
        const chosen = run.tags.flatMap((tag, place) => (tagIds.includes(tag.id) ? [place] : []));
        const isWhole = chosen.length > 0 && chosen.length === new Set(tagIds).size;
        if (run.kind !== 'removal' || run.state !== 'planned' || !isWhole) throw new AppError('tags-changed');
        await begin(run, (now) => advance(now, { kind: 'start', chosen, at: ports.clock.wall() }));
        return startedRun(run, chosen);
      }),

    put: ({ runId, tags }) =>
      inTurn(async () => {
        const run = await known(runId);
        if (run.startedAt !== null) return;
        if (run.kind !== 'put' || run.state !== 'planned' || tags.length === 0) throw new AppError('tags-changed');
        await begin(run, (now) => {
          const met = new Set(now.tags.map(({ id }) => id));
          const all = [...now.tags, ...tags.filter(({ id }) => !met.has(id))];
          const chosen = all.flatMap((tag, place) => (tags.some(({ id }) => id === tag.id) ? [place] : []));
          return advance({ ...now, tags: all }, { kind: 'start', chosen, at: ports.clock.wall() });
        });
      }),

    stop: ({ runId }) =>
      inTurn(() =>
        change(runId, (run) => advance(run, { kind: 'stop', reason: 'user', records: 'not-sent-stop', error: null })),
      ),

    goOn: ({ runId, useReserve }) =>
      inTurn(async () => {
        await reopen(runId, 'not-sent');
        const now = ports.clock.wall();
        await change(runId, (present) => ({
          ...present,
          useReserve: useReserve ?? present.useReserve,
          until: present.until === null ? null : Math.min(present.until, now),
        }));
      }),

    retry: ({ runId }) => inTurn(() => reopen(runId, 'failed')),
    check: ({ runId }) => inTurn(() => reopen(runId, 'unknown')),

    useNamesakes: ({ runId }) =>
      inTurn(async () => {
        const run = await known(runId);
        if (isLive(run)) return;
        if ((run.namesakes ?? []).length === 0) throw new AppError('tags-changed');
        await refuseIfBusy(run.connectionId, runId, run.cleanupId);
        await change(runId, (now) =>
          advance(withRenewed(now, now.namesakes ?? []), { kind: 'reopen', what: 'tag-deleted' }),
        );
      }),

    renew: ({ runId, renewed }) =>
      inTurn(async () => {
        const run = await known(runId);
        if (isLive(run)) return;
        if (renewalsIn(run, renewed).length === 0) throw new AppError('tags-changed');
        await refuseIfBusy(run.connectionId, runId, run.cleanupId);
        const what = run.kind === 'undo' ? 'tag-deleted' : 'failed';
        await change(runId, (now) => advance(withRenewed(now, renewalsIn(now, renewed)), { kind: 'reopen', what }));
      }),

    follow: ({ runId, putId, tagIds, stays }) =>
      inTurn(async () => {
        if ((await journal.run(runId)) !== null) return;
        const put = await known(putId);
        if (isLive(put)) throw new AppError('busy');
        const { connectionId, org, user, module, source, tags, cleanupId } = put;
        const chosen = tags.flatMap(({ id }, place) => (tagIds.includes(id) ? [place] : []));
        const place = tags.findIndex(({ id }) => id === stays);
        if (chosen.length === 0 || place < 0) throw new AppError('tags-changed');
        const at = ports.clock.wall();
        const owned = cleanupId === undefined ? {} : { cleanupId };
        const given = {
          id: runId,
          kind: 'removal',
          undoes: null,
          connectionId,
          org,
          user,
          module,
          source,
          at,
        } as const;
        const run = newRun({ ...given, ...owned });
        const work = { ...run.work, copy: { from: putId, next: 0, stays: place }, time: put.work.time, follows: putId };
        await add({ ...run, tags, chosen, startedAt: at, work }, put.total);
      }),

    undo: ({ runId, undoId, renewed = new Map<string, Tag>(), removal, stays }) =>
      inTurn(async () => {
        const run = await known(runId);
        if (run.undoneBy === undoId) return;
        if (run.undoneBy !== null) throw new AppError('undo-done');
        if (isLive(run)) throw new AppError('busy');
        const at = ports.clock.wall();
        const { historyDays } = await ports.settings();
        const isPast = isHistory(run, historyDays, { wall: at, zoho: await ports.zohoDate() });
        const isPossible = undoUntil(run, historyDays) !== null && !isPast;
        if (!isPossible) throw new AppError('undo-over');
        const { connectionId, org, user, module, cleanupId } = run;
        const tags = run.tags.map((tag) => renewed.get(tag.id) ?? tag);
        const changed = [...run.chosen, ...(run.mistake?.missing ? run.mistake.tags : [])];
        const chosen = [...new Set(changed.map((place) => sharedPlace(tags, place)))];
        const source = { kind: 'undo', viewId: null, viewName: run.source.viewName, pages: null } as const;
        const owned = cleanupId === undefined ? {} : { cleanupId };
        const undo = newRun({
          id: undoId,
          kind: run.kind === 'put' ? 'take-back' : 'undo',
          undoes: runId,
          connectionId,
          org,
          user,
          module,
          source,
          at,
          ...owned,
        });
        const copy = { from: runId, next: 0, ...(removal !== undefined && { removal }) };
        const work = { ...undo.work, copy, time: run.work.time, ...(stays !== undefined && { stays }) };
        const { selection } = run;
        const began = { ...undo, ...(selection !== undefined && { selection }), tags, chosen, startedAt: at, work };
        await add(began, run.changed);
        mirrors.show(await journal.write(runId, (fact) => markUndone(fact, undoId)));
      }),

    again: ({ undoId, runId, selection }) =>
      inTurn(async () => {
        if ((await journal.run(runId)) !== null) return;
        const undo = await known(undoId);
        if (isLive(undo)) throw new AppError('busy');
        const { connectionId, org, user, module } = undo;
        const source = { kind: 'again', viewId: null, viewName: undo.source.viewName, pages: null } as const;
        const at = ports.clock.wall();
        const run = newRun({ id: runId, kind: 'removal', undoes: null, connectionId, org, user, module, source, at });
        const work = { ...run.work, copy: { from: undoId, next: 0 }, time: undo.work.time };
        await add({ ...run, ...(selection !== undefined && { selection }), work }, undo.changed);
      }),

    run: (runId) => journal.run(runId),
    async lateFor(runId) {
      let rest = 0;
      for (let last = -1; ;) {
        const rows = await journal.rowsAfter(runId, last, ROWS_AT_ONCE);
        for (const row of rows) rest = Math.max(rest, lateFor(row, ports.clock));
        const end = rows.at(-1);
        if (end === undefined) return rest;
        last = end.n;
      }
    },
    refuseIfBusy: (connectionId, cleanupId) => inTurn(() => refuseIfBusy(connectionId, '', cleanupId)),
    over: (runId) => visits.over(runId),

    seen: ({ runId }) =>
      inTurn(async () => {
        if ((await journal.run(runId)) === null) await mirrors.remove(runId);
        else mirrors.show(await journal.write(runId, (fact) => fact.change({ isSeen: true })));
      }),

    delete: ({ runId }) =>
      inTurn(async () => {
        const run = await journal.run(runId);
        if (run !== null) await remove(run, await journal.runs());
      }),

    deleteAll: () =>
      inTurn(async () => {
        const all = await journal.runs();
        const copying = new Set(all.filter(({ work }) => work.copy !== null));
        // An undo is deleted before the run that it copies from.
        const ended = all.filter((run) => !isLive(run) && run.cleanupId === undefined).reverse();
        await eachByItself(ended, async (run) => {
          if (isBeingCopied(run, [...copying])) return;
          await remove(run, [...copying]);
          copying.delete(run);
        });
      }),

    erase: () =>
      inTurn(async () => {
        try {
          await closeJournal();
          await eraseDatabase();
        } finally {
          await mirrors.removeAll();
        }
      }),

    resume: () => inTurn(() => resuming.resume()),
    signedIn: (connectionId) => inTurn(() => resuming.signedIn(connectionId)),
    disconnected: (connectionId) =>
      inTurn(async () => {
        const stop = { kind: 'stop', reason: 'deleted-connection', records: 'not-sent-sign-in', error: null } as const;
        const all = await journal.runs();
        const isPreview = (run: Run) => !isUndo(run) && run.startedAt === null;
        const ofConnection = all.filter((run) => run.connectionId === connectionId);
        await eachByItself(ofConnection, async (run) => {
          if (isPreview(run)) await remove(run, all);
          else if (isLive(run)) await change(run.id, (now) => advance(now, stop));
        });
      }),
  };
}

/** Whether another run may have changed records of the same module after these were read. */
function hasWorkedSince(other: Run, { id, connectionId, module, cleanupId, createdAt }: Run): boolean {
  const isOther = other.id !== id && (cleanupId === undefined || other.cleanupId !== cleanupId);
  const isThere = other.connectionId === connectionId && other.module.apiName === module.apiName;
  return isOther && isThere && other.startedAt !== null && (other.endedAt ?? Infinity) > createdAt;
}

function startedRun({ connectionId, module, tags }: Run, chosen: readonly number[]): Started {
  return { connectionId, module, tags: chosen.flatMap((place) => tags[place] ?? []) };
}
