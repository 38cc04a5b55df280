import type { Journal } from '../runs/journal/journal.ts';
import type { Run } from '../runs/model/types.ts';
import { inBackground } from '../shared/notes.ts';
import { lostRunsItem, runsMarkItem } from '../shared/stored-items.ts';

export interface MarkedJournal extends Journal {
  /** Detects a journal that was lost since the mark was set. Throws as the journal does. Call it when a worker starts. */
  check(): Promise<void>;
}

/**
 * The journal with a mark in another store of the browser: how many runs were started, and the last of them. The mark
 * is written after a run is added and before one is removed, so that a worker's death never makes runs look lost.
 */
export function createMarkedJournal(journal: Journal, now: () => number = Date.now): MarkedJournal {
  /** Started runs that the mark counts. */
  const counted = new Set<string>();
  let checking: Promise<void> | null = null;

  function check(): Promise<void> {
    checking ??= checkNow().catch((error: unknown) => {
      checking = null;
      throw error;
    });
    return checking;
  }

  async function checkNow(): Promise<void> {
    const ids = (await journal.runs()).filter(isStarted).map(({ id }) => id);
    const mark = await runsMarkItem.get();
    for (const id of ids) counted.add(id);
    if (mark !== null && !ids.includes(mark.lastId))
      await lostRunsItem.change((before) => ({ count: mark.count + (before?.count ?? 0), at: now() }));
    const lastId = ids.at(-1);
    const isTrue = mark?.lastId === lastId && (mark?.count ?? 0) === ids.length;
    if (lastId === undefined) await (mark === null ? null : runsMarkItem.clear());
    else if (!isTrue) await runsMarkItem.set({ count: ids.length, lastId });
  }

  async function count(run: Run): Promise<void> {
    await check();
    if (counted.has(run.id)) return;
    counted.add(run.id);
    await runsMarkItem.change((mark) => ({ count: (mark?.count ?? 0) + 1, lastId: run.id }));
  }

  function see(run: Run): void {
    if (isStarted(run) && !counted.has(run.id)) inBackground(count(run), 'marked-journal.count');
  }

  async function uncount(runId: string): Promise<void> {
    await check();
    if (!counted.delete(runId)) return;
    const isLast = (await runsMarkItem.get())?.lastId === runId;
    const others = isLast ? (await journal.runs()).filter((run) => isStarted(run) && run.id !== runId) : [];
    const last = others.at(-1)?.id ?? null;
    await runsMarkItem.change((mark) => {
      if (mark === null || mark.lastId !== runId) return mark === null ? null : { ...mark, count: mark.count - 1 };
      return last === null ? null : { count: mark.count - 1, lastId: last };
    });
  }

  return {
    ...journal,
    check,
    async create(run, rows, ids) {
      const isAdded = await journal.create(run, rows, ids);
      if (isAdded) see(run);
      return isAdded;
    },
    async write(runId, event, isUrgent) {
      const run = await journal.write(runId, event, isUrgent);
      see(run);
      return run;
    },
    async remove(runId) {
      // A run is removed even when its mark cannot be written.
      await uncount(runId).catch(() => undefined);
      await journal.remove(runId);
    },
  };
}

function isStarted(run: Run): boolean {
  return run.startedAt !== null;
}
