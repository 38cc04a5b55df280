import { AppError } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import { putsOn } from '../../shared/run-facts.ts';
import { stopFor, waitForLook } from '../model/failure-policy.ts';
import { runLook } from '../look/look-batch.ts';
import { forgetPlans, isGoingOn, plan } from '../plan/planning.ts';
import { lookAgain } from '../look/second-look.ts';
import { startNaming } from '../visit/names.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import { reopen } from '../plan/reopen.ts';
import type { BatchRow, Run } from '../model/types.ts';
import { familyOf } from '../send/isolation.ts';
import { followRestores, runRestore } from '../send/restoring.ts';
import { claimLost, runWrite } from '../send/writing.ts';

/** Prepared batches for each lane. While one is in flight the next is read and checked. */
const AHEAD = 2;
/** Planned batches to search for one whose records no other batch holds. */
const WINDOW = 32;
/** After this many passes in a row without a call or a change, records and counts disagree. */
const MOST_IDLE_PASSES = 3;

/** Sends batches until nothing is left to send, the session is halted, or the run has to stop. */
export async function work(session: Session, run: Run): Promise<void> {
  try {
    const [changedAt] = await Promise.all([changedByOthers(session, run), claimLost(session, run)]);
    session.factsFrom.at = Math.max(session.factsFrom.at, changedAt);
    if (run.work.reopen !== null) await reopen(session, run);
    await followRestores(session);
    session.isMistaken = session.restoring.size > 0;
    startNaming(session, run, run.why === null);
    // Only an existing tag can be put on. A removal is planned in the meantime.
    if (putsOn(run)) await session.naming;
    await passes(session, run.id);
    await session.naming;
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
  } finally {
    await session.naming?.catch(() => undefined);
  }
}

/**
 * When another run last changed records of this module. What was read before that may have changed by its work, and is
 * read again before anything is sent.
 */
async function changedByOthers({ journal }: Session, own: Run): Promise<number> {
  const others = (await journal.runs()).filter(
    (run) =>
      run.id !== own.id &&
      run.connectionId === own.connectionId &&
      run.module.apiName === own.module.apiName &&
      run.id !== own.work.follows &&
      // The steps of a clean-up know what those before them did.
      (run.cleanupId === undefined || run.cleanupId !== own.cleanupId),
  );
  // A read that began as a result was stored came after it.
  return Math.max(0, ...others.map(({ work }) => (work.wroteAt ?? 0) - 1));
}

async function passes(session: Session, runId: string): Promise<void> {
  const standing = ({ run, spent }: Session): string => JSON.stringify([run.counts, run.credits, spent]);
  let idle = 0;
  for (let before = standing(session); await pass(session, runId);) {
    const now = standing(session);
    idle = now === before ? idle + 1 : 0;
    before = now;
    if (idle < MOST_IDLE_PASSES) continue;
    session.halt = stopFor(new AppError('unexpected', { name: 'idle passes' }));
    return;
  }
}

/** Plans the unplanned records, sends all batches, then looks at the records in doubt. True when there is more to do. */
async function pass(session: Session, runId: string): Promise<boolean> {
  const run = await current(session, runId);
  await drain(session, run);
  const now = await current(session, runId);
  if (now.counts.pending === 0) return false;
  const { next, free } = await lookAgain(session, now);
  if (free > 0) await record(session, (fact) => fact.changeWork({ isPlanned: false }));
  else if (next !== null) session.halt = waitForLook(session.ports.clock.wall(), next);
  return session.halt === null;
}

async function current(session: Session, runId: string): Promise<Run> {
  const run = await session.journal.run(runId);
  if (run === null || run.work.stopping !== null || session.halt !== null) throw new Halted();
  return run;
}

/** Runs all planned batches in lanes, no record in two of them at once, while the planner adds more. */
async function drain(session: Session, run: Run): Promise<void> {
  session.atHand.clear();
  // A plan that a dead worker left is gone before a lane can take a batch of it.
  const pages = run.work.isPlanned ? null : plan(session, run, await forgetPlans(session, run));
  let isPlanned = pages === null;
  let page = pages === null ? null : pages.next();
  const active = new Map<number, UnderWay>();
  const over = new Set<number>();
  const failures: unknown[] = [];
  try {
    for (;;) {
      const isOpen = failures.length === 0 && isGoingOn(session);
      const batches = isOpen ? await nextBatches(session, run, active) : [];
      for (const batch of batches) {
        active.set(batch.n, begin(session, batch, failures, over));
      }
      if (isOpen && !isPlanned && pages !== null) page ??= nextPage(session, pages, active);
      if (active.size === 0 && page === null) break;
      const ended = await Promise.race([...doneOf(active), ...(page === null ? [] : [page])]);
      // Several batches end with one transaction. They leave `active` here, after the planned batches were read.
      for (const n of over) active.delete(n);
      over.clear();
      if (ended === undefined) continue;
      isPlanned = ended.done === true;
      page = null;
    }
  } finally {
    await Promise.allSettled([...doneOf(active), page]);
  }
  if (failures.length > 0) throw failures[0];
}

/** Plans the next page. The first call of each lane does not wait for the planning of later calls. */
async function nextPage(
  { lanes }: Session,
  pages: ReturnType<typeof plan>,
  active: ReadonlyMap<number, UnderWay>,
): Promise<IteratorResult<void, void>> {
  if (active.size >= lanes.limit) await Promise.race([haveLeft(active, lanes.limit), ...doneOf(active)]);
  return pages.next();
}

/**
 * A batch in a lane. `left` resolves when its write leaves. `done` resolves when it is over, with or without success.
 */
interface UnderWay {
  readonly batch: BatchRow;
  readonly left: Promise<void>;
  readonly done: Promise<void>;
}

function begin(session: Session, batch: BatchRow, failures: unknown[], over: Set<number>): UnderWay {
  let done = Promise.resolve();
  const left = new Promise<void>((resolve) => {
    done = runBatch(session, batch, failures, resolve).finally(() => over.add(batch.n));
  });
  return { batch, left, done };
}

/** Resolves when as many writes have left. */
function haveLeft(active: ReadonlyMap<number, UnderWay>, wanted: number): Promise<void> {
  let many = 0;
  return new Promise((resolve) => {
    const counted = [...active.values()].map(async ({ left }) => {
      await left;
      many += 1;
      if (many === wanted) resolve();
    });
    inBackground(Promise.all(counted), 'work.haveLeft');
  });
}

function doneOf(active: ReadonlyMap<number, UnderWay>): Promise<void>[] {
  return [...active.values()].map(({ done }) => done);
}

async function nextBatches(session: Session, run: Run, active: ReadonlyMap<number, UnderWay>): Promise<BatchRow[]> {
  const room = session.lanes.limit * AHEAD - active.size;
  if (room <= 0) return [];
  const most = WINDOW + active.size;
  // A call that is planned after this may be missing in what is read.
  const { isPlanned } = session.run.work;
  const planned = await session.journal.batches(run.id, 'planned', most);
  const chosen: BatchRow[] = [];
  const underWay = [...active.values()].map(({ batch }) => batch);
  if (session.isMistaken) return claim(session, restoreNow(await allPlanned(session), active));
  for (const batch of inTurn(session, { planned, isAll: isPlanned && planned.length < most }, active)) {
    if (chosen.length === room) break;
    if (batch.kind === 'restore') continue;
    if (batch.kind === 'write' && session.isProbing && isAnyWrite([...underWay, ...chosen])) continue;
    if (active.has(batch.n) || batch.records.some((n) => session.busy.has(n))) continue;
    for (const n of batch.records) session.busy.add(n);
    chosen.push(batch);
  }
  // Suspected mistakes come after all other work, because most are none.
  return chosen.length > 0 || active.size > 0 ? chosen : claim(session, restoreNow(planned, active));
}

function isAnyWrite(batches: readonly BatchRow[]): boolean {
  return batches.some(({ kind }) => kind === 'write');
}

/** The last restores, one call at a time, because the parts of a refused call follow it. */
function restoreNow(planned: readonly BatchRow[], active: ReadonlyMap<number, UnderWay>): readonly BatchRow[] {
  if ([...active.values()].some(({ batch }) => batch.kind === 'restore')) return [];
  return planned.filter(({ kind }) => kind === 'restore').slice(-1);
}

function claim({ busy }: Session, batches: readonly BatchRow[]): BatchRow[] {
  const free = batches.filter(({ records }) => !records.some((n) => busy.has(n)));
  for (const { records } of free) for (const n of records) busy.add(n);
  return free;
}

function allPlanned({ journal, runId }: Session): Promise<BatchRow[]> {
  return journal.batches(runId, 'planned');
}

/**
 * The batches that may go out now. `isAll`: no others are planned or will be. Of the last ones the largest goes first,
 * so that lanes end together. Parts of a refused batch without a success go one by one, the smallest first. That finds
 * the culprit, or shows with the fewest calls that all parts are refused.
 */
export function inTurn(
  { refusals, lanes }: Pick<Session, 'refusals' | 'lanes'>,
  { planned, isAll }: { readonly planned: readonly BatchRow[]; readonly isAll: boolean },
  active: ReadonlyMap<number, UnderWay>,
): BatchRow[] {
  const underWay = new Set([...active.values()].map(({ batch }) => familyOf(batch)));
  const free = planned.filter((batch) => !refusals.has(familyOf(batch)));
  const waiting = free.filter(({ n }) => !active.has(n));
  if (isAll && waiting.length <= lanes.limit) waiting.sort((one, other) => other.records.length - one.records.length);
  const last = new Map(
    planned.filter((batch) => refusals.has(familyOf(batch))).map((batch) => [familyOf(batch), batch]),
  );
  return [...waiting, ...[...last.values()].filter((batch) => !underWay.has(familyOf(batch)))];
}

const RUNS = { write: runWrite, look: runLook, restore: runRestore } as const;

async function runBatch(session: Session, batch: BatchRow, failures: unknown[], onLeave: () => void): Promise<void> {
  try {
    await RUNS[batch.kind](session, batch, onLeave);
  } catch (error) {
    if (!(error instanceof Halted)) failures.push(error);
  } finally {
    for (const n of batch.records) session.busy.delete(n);
  }
}
