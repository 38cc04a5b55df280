import { isHistory } from '../runs/model/machine.ts';
import type { Run } from '../runs/model/types.ts';
import { AppError } from '../shared/errors.ts';
import type { CleanupRequest } from '../shared/messages.ts';
import { inBackground } from '../shared/notes.ts';
import { againTasks, continued, retireTasks, undoTasks } from './model/tasks.ts';
import type { Cleanup, Task } from './model/types.ts';
import type { CleanupPorts } from './ports.ts';
import { ended, workOn } from './working.ts';

/**
 * The clean-ups of the worker. Each function resolves once the request is stored. Pages read the result from the store.
 * Every function may throw `storage-broken` and `storage-full`. `answer`, `stop`, `goOn`, `retry`, `check` and `undo`
 * throw `run-gone` when the clean-up does not exist.
 */
export interface Cleanups {
  /**
   * Starts a clean-up under an id that the page made. A repeated request changes nothing. Throws `busy`, `signed-out`.
   */
  start(request: CleanupRequest): Promise<void>;
  /**
   * A person's answer, where fewer records were found than Zoho counts or the clean-up asks first. `isEnough`: true continues with the found
   * records, false searches again.
   */
  answer(data: { id: string; isEnough: boolean }): Promise<void>;
  stop(data: { id: string }): Promise<void>;
  /** Continues a stopped clean-up with its remaining tasks. Throws `busy`, like `retry` and `check`. */
  goOn(data: { id: string }): Promise<void>;
  /** `retry` sends failed records again. `check` reads records with an unknown result again. */
  retry(data: { id: string }): Promise<void>;
  check(data: { id: string }): Promise<void>;
  /** Puts the removed tags back, once, starting with the last module. Throws `busy`, `undo-done`, `undo-over`. */
  undo(data: { id: string }): Promise<void>;
  /** A person has seen its end. Its runs then need no mirrors after the next start of the browser. */
  seen(data: { id: string }): Promise<void>;
  /** Deletes an ended clean-up and its runs. Throws `busy` before its end. */
  delete(data: { id: string }): Promise<void>;
  /** Deletes every ended clean-up with its runs. */
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

const ALARM_MS = 30_000;

/** Name of a clean-up's alarm. The alarm starts the worker again if it dies between two runs. */
function alarmName(id: string): string {
  return `untag-cleanup-${id}`;
}

export function createCleanups(ports: CleanupPorts): Cleanups {
  const { engine, clock, alarms, store } = ports;
  const visits = new Map<string, { isAskedFor: boolean }>();
  let last: Promise<unknown> = Promise.resolve();

  /** Requests run one after the other, so that none decides on state that another is about to change. */
  function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = last.then(task, task);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** Starts to work on a clean-up, without waiting for it. A visit that is already running is repeated afterwards. */
  function begin(id: string): void {
    const present = visits.get(id);
    if (present !== undefined) {
      present.isAskedFor = true;
      return;
    }
    const visit = { isAskedFor: false };
    visits.set(id, visit);
    inBackground(
      visitOf(id)
        .catch((error: unknown) => ports.note(error, 'cleanups.work'))
        .then(() => {
          visits.delete(id);
          if (visit.isAskedFor) begin(id);
        }),
      'cleanups.visit',
    );
  }

  async function visitOf(id: string): Promise<void> {
    await alarms.set(alarmName(id), ALARM_MS);
    await ports.exclusively(alarmName(id), () => workOn(ports, id));
    const now = await store.one(id);
    if (now === null || now.state !== 'working') await alarms.clear(alarmName(id));
  }

  async function change(id: string, event: (cleanup: Cleanup) => Cleanup): Promise<void> {
    // The alarm comes first: if the worker dies after the write, another worker finds the change.
    await alarms.set(alarmName(id), ALARM_MS);
    const now = await store.change(id, event);
    if (now === null) throw new AppError('run-gone');
    ports.changed(now.connectionId);
    if (now.state === 'working') begin(id);
    else await alarms.clear(alarmName(id));
  }

  async function runsOf({ steps }: Cleanup): Promise<(runId: string) => Run | null> {
    const runs = new Map<string, Run | null>();
    for (const { runId, undoId } of steps) for (const id of [runId, undoId]) runs.set(id, await engine.run(id));
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

  /** Reopens an ended clean-up if there is something to do. Throws `busy`, `run-gone`. */
  async function takeUp(
    id: string,
    tasksOf: (cleanup: Cleanup, runOf: (runId: string) => Run | null) => readonly Task[],
  ) {
    const cleanup = await known(id);
    if (cleanup.state !== 'ended') return;
    const tasks = tasksOf(cleanup, await runsOf(cleanup));
    if (tasks.length === 0) return;
    await refuseIfBusy(cleanup.connectionId, id);
    await change(id, (now) =>
      now.state === 'ended' ? { ...now, state: 'working', tasks, left: [], error: null, endedAt: null } : now,
    );
  }

  async function remove(cleanup: Cleanup): Promise<void> {
    if (cleanup.state !== 'ended') throw new AppError('busy');
    for (const { runId, undoId } of cleanup.steps) for (const id of [undoId, runId]) await engine.delete({ runId: id });
    await store.remove(cleanup.id);
    ports.changed(cleanup.connectionId);
  }

  /** Whether its run waits for a sign-in, or for the right org or user. */
  async function waitsForPerson({ tasks, steps, isUndo }: Cleanup): Promise<boolean> {
    const [task] = tasks;
    if (task === undefined || task.do === 'ask') return false;
    const step = steps[task.step];
    const run = step === undefined ? null : await engine.run(isUndo ? step.undoId : step.runId);
    return run !== null && (run.why === 'sign-in' || run.why === 'org' || run.why === 'user');
  }

  async function forgetIfOver(cleanup: Cleanup): Promise<void> {
    const runOf = await runsOf(cleanup);
    const now = { wall: clock.wall(), zoho: await ports.zohoDate() };
    const days = (await ports.settings()).historyDays;
    const runs = cleanup.steps.flatMap(({ runId, undoId }) => [runOf(runId), runOf(undoId)]);
    const dated = runs.filter((run) => run !== null && run.startedAt !== null);
    if (dated.length > 0 && dated.every((run) => run !== null && isHistory(run, days, now))) await remove(cleanup);
  }

  return {
    start: ({ id, connectionId, steps, asksFirst }) =>
      inTurn(async () => {
        if ((await store.one(id)) !== null) return;
        const acting = await ports.acting(connectionId);
        await refuseIfBusy(connectionId, id);
        await alarms.set(alarmName(id), ALARM_MS);
        await store.add({
          ...acting,
          v: 1,
          id,
          connectionId,
          kind: 'retire',
          steps: steps.map(({ module, holders }, n) => ({
            module,
            holders,
            runId: `${id}-${n}`,
            undoId: `${id}-${n}u`,
          })),
          ...(asksFirst === true && { asksFirst }),
          tasks: retireTasks(steps.length),
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

    answer: ({ id, isEnough }) =>
      inTurn(() =>
        change(id, (now) => {
          if (now.state !== 'asking') return now;
          const tasks = isEnough ? now.tasks.slice(1) : retireTasks(now.steps.length);
          return { ...now, state: 'working', tasks };
        }),
      ),

    stop: ({ id }) =>
      inTurn(async () => {
        await change(id, (now) => {
          if (now.state === 'asking') return ended(now, now.tasks, clock.wall(), null);
          return now.state === 'working' ? { ...now, isStopping: true } : now;
        });
        const { tasks, steps, isUndo } = await known(id);
        const [task] = tasks;
        const step = task === undefined || task.do === 'ask' ? undefined : steps[task.step];
        const runId = isUndo ? step?.undoId : step?.runId;
        // The visit waits for the end of this run.
        if (runId !== undefined && (await engine.run(runId)) !== null) await engine.stop({ runId });
      }),

    goOn: ({ id }) => inTurn(() => takeUp(id, continued)),
    retry: ({ id }) => inTurn(() => takeUp(id, (cleanup, runOf) => againTasks(cleanup, 'retry', runOf))),
    check: ({ id }) => inTurn(() => takeUp(id, (cleanup, runOf) => againTasks(cleanup, 'check', runOf))),

    undo: ({ id }) =>
      inTurn(async () => {
        const cleanup = await known(id);
        if (cleanup.isUndo) throw new AppError('undo-done');
        if (cleanup.state !== 'ended') throw new AppError('busy');
        const tasks = undoTasks(cleanup, await runsOf(cleanup));
        if (tasks.length === 0) throw new AppError('undo-over');
        await refuseIfBusy(cleanup.connectionId, id);
        const at = clock.wall();
        await change(id, (now) =>
          now.state === 'ended' && !now.isUndo
            ? { ...now, state: 'working', isUndo: true, tasks, left: [], error: null, endedAt: null, undoneAt: at }
            : now,
        );
      }),

    seen: ({ id }) =>
      inTurn(async () => {
        const now = await store.change(id, (cleanup) => (cleanup.isSeen ? cleanup : { ...cleanup, isSeen: true }));
        if (now === null) return;
        ports.changed(now.connectionId);
        for (const { runId, undoId } of now.steps)
          for (const run of [runId, undoId])
            if ((await engine.run(run))?.isSeen === false) await engine.seen({ runId: run });
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
      for (const cleanup of await store.all()) {
        if (cleanup.state === 'ended') {
          await forgetIfOver(cleanup).catch((error: unknown) => ports.note(error, 'cleanups.forget'));
          continue;
        }
        await alarms.set(alarmName(cleanup.id), ALARM_MS);
        if (cleanup.state === 'working') begin(cleanup.id);
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
