import { isHistory } from '../runs/model/machine.ts';
import type { Run } from '../runs/model/types.ts';
import { createInTurn } from '../shared/in-turn.ts';
import { AppError } from '../shared/errors.ts';
import type { CleanupAnswer, CleanupRequest } from '../shared/messages.ts';
import { inBackground } from '../shared/notes.ts';
import { isLive } from '../shared/run-facts.ts';
import { TAGS_SCOPE } from '../shared/scopes.ts';
import { isTyped } from '../shared/typed.ts';
import { refuseUnlisted, stepsOf } from './asked.ts';
import { askedFor, isAskedTooLong } from './model/idle.ts';
import type { Pass } from './model/progress.ts';
import {
  againTasks,
  changesTags,
  continued,
  findingRun,
  foundAgain,
  namesakeTasks,
  runIdsOf,
  runOfTask,
  tasksOf,
  undoTasks,
  withNamesakes,
} from './model/tasks.ts';
import type { Cleanup, CleanupStep, Task } from './model/types.ts';
import type { CleanupPorts } from './ports.ts';
import { isOpenStep, toTypeOf } from './queries/confirming.ts';
import { waitLeft } from './tag-tasks.ts';
import { ended, workOn } from './working.ts';

/**
 * The clean-ups of the worker. Each function resolves once the request is stored. Pages read the result from the store.
 * Every function may throw `storage-broken` and `storage-full`. `answer`, `stop`, `goOn`, `retry`, `check` and `undo`
 * throw `run-gone` when the clean-up does not exist.
 */
export interface Cleanups {
  /**
   * Starts a clean-up under an id that the page made. A repeated request changes nothing. Throws `busy`, `signed-out`,
   * `unexpected` for a step that does not fit its kind, `tags-changed` where the module's list lacks a tag or names it otherwise,
   * and `scope-missing` where it makes, renames or deletes tags and the connection lacks the right.
   */
  start(request: CleanupRequest): Promise<void>;
  /**
   * A person's answer to the question whether the right records were found. Throws `tags-changed` where it is about another
   * number of records, `unexpected` where the text to type is missing or another one, and `scope-missing` like `goOn`.
   */
  answer(data: CleanupAnswer): Promise<void>;
  stop(data: { id: string }): Promise<void>;
  /**
   * Continues a stopped clean-up with its remaining tasks, or ends the wait of its run or its change of tags.
   * `useReserve` lets that run spend the credit reserve, or all changes of tags until the end. Throws `busy`, and `scope-missing` where what remains makes,
   * renames or deletes tags and the connection lacks the right; like `retry` and `check`.
   */
  goOn(data: { id: string; useReserve?: boolean }): Promise<void>;
  /**
   * `retry` sends failed records again, reads modules again that could not be read, counts tags again that were not
   * deleted, and makes deleted tags again that Zoho has refused. `check` reads records with an unknown result again.
   */
  retry(data: { id: string }): Promise<void>;
  check(data: { id: string }): Promise<void>;
  /**
   * Puts the removed tags back, once, starting with the last module. Throws `busy`, `undo-done`, `undo-over`, and
   * `scope-missing` where it makes or renames tags and the connection lacks the right.
   */
  undo(data: { id: string }): Promise<void>;
  /**
   * Continues an ended undo with the tags that now have the names of deleted ones. Throws `tags-changed` when there are
   * none, and `busy`.
   */
  useNamesakes(data: { id: string }): Promise<void>;
  /** Marks its end as seen by the user. The next start of the browser then makes no mirrors of its runs. */
  seen(data: { id: string }): Promise<void>;
  /** Deletes an ended clean-up and its runs. Throws `busy` before its end. */
  delete(data: { id: string }): Promise<void>;
  /** Deletes all ended clean-ups with their runs. */
  deleteAll(): Promise<void>;
  /** Id of the working clean-up that holds a connection. Null when there is none, or when it waits for a person. */
  heldBy(connectionId: string): Promise<string | null>;
  /**
   * Call it after the runs are resumed: at each start of the worker, on each alarm, when the network returns and after
   * a sign-in.
   */
  resume(): Promise<void>;
  /** Ends the clean-ups of a connection that was removed. */
  disconnected(connectionId: string): Promise<void>;
  erase(): Promise<void>;
}

/** Time in milliseconds after which a worker that died at work is replaced. */
const ALARM_MS = 30_000;
/** Time until the next pass, in milliseconds, by what the clean-up waits for. Its run has alarms of its own. */
const NEXT_PASS_MS: Readonly<Record<Pass, number>> = {
  run: 30 * 60_000,
  tags: ALARM_MS,
  'other-run': 60_000,
  store: 60_000,
  nothing: ALARM_MS,
};

/** Name of a clean-up's alarm. The alarm starts the worker again if it dies between two runs. */
function alarmName(id: string): string {
  return `untag-cleanup-${id}`;
}

/** The work of this worker on one clean-up. */
interface Visit {
  /** It is to be repeated. */
  isAskedFor: boolean;
  /** Its next short wait is to be left out. */
  isHurried: boolean;
  /** Ends the short wait that it is in. */
  endWait: () => void;
}

type HistoryOf = Parameters<typeof isHistory>[0];

export function createCleanups(ports: CleanupPorts): Cleanups {
  const { engine, clock, alarms, store } = ports;
  const visits = new Map<string, Visit>();
  const inTurn = createInTurn();
  let isFirst = true;

  /** Starts to work on a clean-up, without waiting for it. A visit that is already running is repeated afterwards. */
  function begin(id: string): void {
    const present = visits.get(id);
    if (present !== undefined) {
      present.isAskedFor = true;
      return;
    }
    const visit: Visit = { isAskedFor: false, isHurried: false, endWait: () => undefined };
    visits.set(id, visit);
    inBackground(
      visitOf(id, visit)
        .catch(async (error: unknown) => {
          ports.note(error, 'cleanups.work');
          await alarms.set(alarmName(id), NEXT_PASS_MS.store);
        })
        .catch((error: unknown) => ports.note(error, 'cleanups.alarm'))
        .then(() => {
          visits.delete(id);
          if (visit.isAskedFor) begin(id);
        }),
      'cleanups.visit',
    );
  }

  async function visitOf(id: string, visit: Visit): Promise<void> {
    await alarms.set(alarmName(id), ALARM_MS);
    let pass: Pass = 'nothing';
    const hurried: CleanupPorts = {
      ...ports,
      clock: { ...clock, wait: (ms) => waitIn(visit, ms) },
    };
    await ports.exclusively(alarmName(id), async () => {
      pass = await workOn(hurried, id);
    });
    await rest(await store.one(id), id, pass);
  }

  /** A short wait of a visit, which {@link hurry} ends. */
  async function waitIn(visit: Visit, ms: number): Promise<void> {
    if (!visit.isHurried) {
      const hurried = new Promise<void>((resolve) => {
        visit.endWait = resolve;
      });
      await Promise.race([clock.wait(ms), hurried]);
    }
    visit.isHurried = false;
  }

  /** Ends the short wait that the visit of a clean-up is in, or its next one. */
  function hurry(id: string): void {
    const visit = visits.get(id);
    if (visit === undefined) return;
    visit.isHurried = true;
    visit.endWait();
  }

  /** Sets the alarm for the next pass over a clean-up that no worker is working on. */
  async function rest(cleanup: Cleanup | null, id: string, pass: Pass): Promise<void> {
    if (cleanup === null || cleanup.state === 'ended') await alarms.clear(alarmName(id));
    else
      await alarms.set(alarmName(id), cleanup.idle?.askedMs ?? waitLeft(cleanup, clock.wall()) ?? NEXT_PASS_MS[pass]);
  }

  async function change(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<void> {
    // The alarm comes first: if the worker dies after the write, another worker finds the change.
    await alarms.set(alarmName(id), ALARM_MS);
    const now = await store.change(id, event);
    if (now?.state === 'working') begin(id);
    else await rest(now, id, 'nothing');
    if (now === null) throw new AppError('run-gone');
    ports.changed(now.connectionId);
  }

  async function runsOf({ steps }: Cleanup): Promise<(runId: string) => Run | null> {
    const runs = new Map<string, Run | null>();
    for (const id of steps.flatMap(runIdsOf)) runs.set(id, await engine.run(id));
    return (runId) => runs.get(runId) ?? null;
  }

  async function known(id: string): Promise<Cleanup> {
    const cleanup = await store.one(id);
    if (cleanup === null) throw new AppError('run-gone');
    return cleanup;
  }

  async function refuseIfBusy(connectionId: string, id: string): Promise<void> {
    const others = (await store.all()).filter((other) => other.connectionId === connectionId && other.id !== id);
    if (others.some(({ state }) => state !== 'ended')) throw new AppError('busy');
    await engine.refuseIfBusy(connectionId, id);
  }

  /** Refuses tasks that change tags themselves without the right for that, before the first of them begins. */
  async function refuseWithoutRight(connectionId: string, tasks: readonly Task[]): Promise<void> {
    if (tasks.some(changesTags) && !(await ports.holds(connectionId, TAGS_SCOPE)))
      throw new AppError('scope-missing', { name: TAGS_SCOPE });
  }

  /** Refuses an answer to an earlier question, or without the text that so many records demand. */
  async function refuseUnconfirmed(
    { connectionId, steps, tasks }: Cleanup,
    { records, typed }: Extract<CleanupAnswer, { readonly isEnough: true }>,
  ): Promise<void> {
    const open: CleanupStep[] = [];
    let found = 0;
    for (const step of steps) {
      const run = await engine.run(findingRun(step));
      if (!isOpenStep(step, run)) continue;
      open.push(step);
      found += run?.total ?? 0;
    }
    if (records !== found) throw new AppError('tags-changed');
    const toType = toTypeOf(open, found);
    if (toType !== null && !isTyped(typed, toType)) throw new AppError('unexpected', { name: 'cleanup.answer' });
    await refuseWithoutRight(connectionId, tasks);
  }

  /**
   * Reopens an ended clean-up if something is to be done. `leftOf`: what remains after that. Throws `busy`, `run-gone`,
   * `scope-missing`.
   */
  async function takeUp(
    id: string,
    toDo: (cleanup: Cleanup, runOf: (runId: string) => Run | null) => readonly Task[],
    leftOf: (cleanup: Cleanup) => readonly Task[],
    stepsFor: (cleanup: Cleanup, tasks: readonly Task[]) => readonly CleanupStep[] = askedAnew,
  ) {
    const cleanup = await known(id);
    if (cleanup.isGoing === true) throw new AppError('run-gone');
    if (cleanup.state !== 'ended') return;
    const tasks = toDo(cleanup, await runsOf(cleanup));
    if (tasks.length === 0) return;
    await refuseWithoutRight(cleanup.connectionId, tasks);
    await refuseIfBusy(cleanup.connectionId, id);
    await change(id, (now) =>
      now.state === 'ended'
        ? {
            ...now,
            steps: stepsFor(now, tasks),
            state: 'working',
            tasks,
            left: leftOf(now),
            error: null,
            endedAt: null,
          }
        : now,
    );
  }

  /** The run of a clean-up's first task, or null. */
  async function runNow({ tasks, steps }: Cleanup): Promise<Run | null> {
    const runId = runOfTask(steps, tasks[0]);
    return runId === null ? null : engine.run(runId);
  }

  async function remove(cleanup: Cleanup): Promise<void> {
    if (cleanup.state !== 'ended') throw new AppError('busy');
    // Without all its runs, an undo would not know what each record has lost.
    await store.change(cleanup.id, (now) => (now.isGoing === true ? now : { ...now, isGoing: true }));
    for (const runId of cleanup.steps.flatMap(runIdsOf)) await engine.delete({ runId });
    await store.remove(cleanup.id);
    ports.changed(cleanup.connectionId);
  }

  /** Whether its run waits for a sign-in, or for the right org or user. */
  async function waitsForPerson(cleanup: Cleanup): Promise<boolean> {
    const why = (await runNow(cleanup))?.why ?? cleanup.wait?.why;
    return why === 'sign-in' || why === 'org' || why === 'user';
  }

  async function forgetIfOver(cleanup: Cleanup): Promise<void> {
    if (cleanup.isGoing === true) return remove(cleanup);
    const zoho = await ports.zohoDate();
    // The history's days are counted from the first date of Zoho's answers after its end.
    if ((cleanup.zohoAt ?? null) === null && zoho !== null)
      await store.change(cleanup.id, (now) => (now.state === 'ended' ? { ...now, zohoAt: zoho } : now));
    const own = historyOf(cleanup);
    const runOf = await runsOf(cleanup);
    const runs = cleanup.steps.flatMap(runIdsOf).map(runOf);
    const started = runs.filter((run) => run !== null && run.startedAt !== null);
    const days = (await ports.settings()).historyDays;
    const isOver = (of: HistoryOf | null) => of !== null && isHistory(of, days, { wall: clock.wall(), zoho });
    if (isOver(own) && started.every(isOver)) await remove(cleanup);
  }

  async function lookAtAsking({ id, connectionId }: Cleanup): Promise<void> {
    const wall = clock.wall();
    const now = await store.change(id, (cleanup) => {
      if (cleanup.state !== 'asking') return cleanup;
      const idle = askedFor(cleanup.idle, wall);
      return isAskedTooLong(idle) ? ended(cleanup, cleanup.tasks, wall, null) : { ...cleanup, idle };
    });
    await rest(now, id, 'nothing');
    if (now?.state === 'ended') ports.changed(connectionId);
  }

  return {
    start: (request) =>
      inTurn(async () => {
        const { id, connectionId, kind = 'retire', isDeleting, isMerge, asksFirst } = request;
        if ((await store.one(id)) !== null) return;
        const steps = stepsOf(request);
        const tasks = tasksOf({ kind, steps, isDeleting });
        const acting = await ports.acting(connectionId);
        await refuseUnlisted(ports, request);
        await refuseWithoutRight(connectionId, tasks);
        await refuseIfBusy(connectionId, id);
        await alarms.set(alarmName(id), ALARM_MS);
        await store.add({
          ...acting,
          v: 1,
          id,
          connectionId,
          kind,
          steps,
          ...(isDeleting === true && { isDeleting }),
          ...(isMerge === true && { isMerge }),
          ...(asksFirst === true && { asksFirst }),
          tasks,
          state: 'working',
          isStopping: false,
          left: [],
          isUndo: false,
          error: null,
          startedAt: clock.wall(),
          endedAt: null,
          undoneAt: null,
          isSeen: false,
          revision: 0,
        });
        ports.changed(connectionId);
        begin(id);
      }),

    answer: (data) =>
      inTurn(async () => {
        const { id } = data;
        const cleanup = await known(id);
        if (cleanup.state === 'asking' && data.isEnough) await refuseUnconfirmed(cleanup, data);
        await change(id, (now) => {
          if (now.state !== 'asking') return now;
          const tasks = data.isEnough ? now.tasks.slice(1) : foundAgain(now);
          return { ...now, state: 'working', tasks, idle: null };
        });
      }),

    stop: ({ id }) =>
      inTurn(async () => {
        await change(id, (now) => {
          if (now.state === 'asking') return ended(now, now.tasks, clock.wall(), null);
          return now.state === 'working' ? { ...now, isStopping: true } : now;
        });
        // The visit waits for the end of this run.
        const run = await runNow(await known(id));
        if (run !== null && isLive(run)) await engine.stop({ runId: run.id });
        else hurry(id);
      }),

    goOn: ({ id, useReserve }) =>
      inTurn(async () => {
        const cleanup = await known(id);
        const isWorking = cleanup.state === 'working' && !cleanup.isStopping;
        const run = isWorking ? await runNow(cleanup) : null;
        if (isWorking && run === null && (cleanup.wait ?? null) !== null) {
          await change(id, (now) => {
            const free = withoutWait(now, clock.wall());
            return useReserve === true && now.state === 'working' ? { ...free, useReserve } : free;
          });
          return hurry(id);
        }
        if (run === null || !isLive(run)) return takeUp(id, continued, () => []);
        await engine.goOn({ runId: run.id, ...(useReserve !== undefined && { useReserve }) });
        begin(id);
      }),
    retry: ({ id }) =>
      inTurn(() =>
        takeUp(
          id,
          (cleanup, runOf) => againTasks(cleanup, 'retry', runOf),
          ({ left }) => left,
        ),
      ),
    check: ({ id }) =>
      inTurn(() =>
        takeUp(
          id,
          (cleanup, runOf) => againTasks(cleanup, 'check', runOf),
          ({ left }) => left,
        ),
      ),

    undo: ({ id }) =>
      inTurn(async () => {
        const cleanup = await known(id);
        if (cleanup.isGoing === true) throw new AppError('undo-over');
        if (cleanup.isUndo) throw new AppError('undo-done');
        if (cleanup.state !== 'ended') throw new AppError('busy');
        const runOf = await runsOf(cleanup);
        const now = { wall: clock.wall(), zoho: await ports.zohoDate() };
        const { historyDays } = await ports.settings();
        const tasks = undoTasks(
          cleanup,
          (runId) => {
            const run = runOf(runId);
            return run === null || isHistory(run, historyDays, now) ? null : run;
          },
          isHistory(historyOf(cleanup), historyDays, now),
        );
        if (tasks.length === 0) throw new AppError('undo-over');
        await refuseWithoutRight(cleanup.connectionId, tasks);
        await refuseIfBusy(cleanup.connectionId, id);
        const at = clock.wall();
        await change(id, (present) =>
          present.state === 'ended' && !present.isUndo
            ? { ...present, state: 'working', isUndo: true, tasks, left: [], error: null, endedAt: null, undoneAt: at }
            : present,
        );
      }),

    useNamesakes: ({ id }) =>
      inTurn(async () => {
        const cleanup = await known(id);
        const runOf = await runsOf(cleanup);
        if (cleanup.state === 'ended' && namesakeTasks(cleanup, runOf).length === 0) throw new AppError('tags-changed');
        await takeUp(
          id,
          namesakeTasks,
          ({ left }) => left,
          ({ steps }) => withNamesakes(steps, runOf),
        );
      }),

    seen: ({ id }) =>
      inTurn(async () => {
        const now = await store.change(id, (cleanup) => (cleanup.isSeen ? cleanup : { ...cleanup, isSeen: true }));
        if (now === null) return;
        ports.changed(now.connectionId);
        for (const runId of now.steps.flatMap(runIdsOf))
          if ((await engine.run(runId))?.isSeen === false) await engine.seen({ runId });
      }),

    delete: ({ id }) =>
      inTurn(async () => {
        const cleanup = await store.one(id);
        if (cleanup !== null) await remove(cleanup);
      }),

    deleteAll: () =>
      inTurn(async () => {
        for (const cleanup of await store.all()) if (cleanup.state === 'ended') await remove(cleanup);
      }),

    async heldBy(connectionId) {
      const all = await store.all();
      const holder = all.find((cleanup) => cleanup.connectionId === connectionId && cleanup.state === 'working');
      return holder === undefined || (await waitsForPerson(holder)) ? null : holder.id;
    },

    async resume() {
      const all = await store.all();
      // The last worker may have died between a change and its notification.
      if (isFirst)
        for (const connectionId of new Set(all.map((cleanup) => cleanup.connectionId))) ports.changed(connectionId);
      isFirst = false;
      for (const cleanup of all) {
        if (cleanup.state === 'ended') {
          await forgetIfOver(cleanup).catch((error: unknown) => ports.note(error, 'cleanups.forget'));
        } else if (cleanup.state === 'asking') {
          await lookAtAsking(cleanup).catch((error: unknown) => ports.note(error, 'cleanups.asking'));
        } else {
          await alarms.set(alarmName(cleanup.id), ALARM_MS);
          begin(cleanup.id);
        }
      }
    },

    disconnected: (connectionId) =>
      inTurn(async () => {
        for (const cleanup of await store.all())
          if (cleanup.connectionId === connectionId && cleanup.state !== 'ended')
            await change(cleanup.id, (now) =>
              now.state === 'asking' ? ended(now, now.tasks, clock.wall(), null) : { ...now, isStopping: true },
            );
      }),

    erase: () => inTurn(() => store.erase()),
  };
}

/**
 * The steps with their open tags as if they were asked for the first time: kept ones where these tasks delete, and those that
 * Zoho has refused to make where they make tags again.
 */
function askedAnew({ steps }: Cleanup, tasks: readonly Task[]): readonly CleanupStep[] {
  const has = (what: Task['do'], place: number) =>
    tasks.some((task) => task.do === what && 'step' in task && task.step === place);
  return steps.map((step, place) => {
    if (step.tags === undefined) return step;
    const { kept, unmade, ...tags } = step.tags;
    const counted = has('delete', place) ? kept?.filter(({ why }) => why === 'gone') : kept;
    const refused = has('remake', place) ? undefined : unmade;
    return { ...step, tags: { ...tags, ...(counted && { kept: counted }), ...(refused && { unmade: refused }) } };
  });
}

/** With the dated wait of its tag task over. The waits after the next failures are as long as they would be. */
function withoutWait(cleanup: Cleanup, wall: number): Cleanup {
  const { wait = null } = cleanup;
  if (wait === null || wait.until === null) return cleanup;
  return { ...cleanup, wait: { ...wait, until: Math.min(wait.until, wall) } };
}

/** What the days of the history are counted by, for the clean-up itself. */
function historyOf({ endedAt, zohoAt = null }: Cleanup): HistoryOf {
  return { endedAt, work: { time: { zoho: zohoAt } } };
}
