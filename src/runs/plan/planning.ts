import { putsOn } from '../../shared/run-facts.ts';
import type { Fact, NewBatch } from '../journal/fact.ts';
import { isDoubtful, settled, todo, whyKept, withAim } from '../model/outcome.ts';
import { type Call, createPlanner, type Planner } from './plan.ts';
import { type Group, planGroups } from './plan-groups.ts';
import { TAG_DELETED } from '../model/refusal.ts';
import { record, type Session } from '../visit/session.ts';
import type { RecordRow, Run } from '../model/types.ts';

/** Few, so that the first calls leave while the next ones are planned. */
const ROWS_AT_ONCE = 2_000;
/** Rows that are kept for the next calls, so that these need not read them again: a few megabytes. */
const MOST_AT_HAND = 12_000;

/**
 * Puts every pending record into batches, page by page. Batches go out while later pages are planned. Records without
 * chosen tags end afterwards, while calls are in flight. Yields after each page. A pass that a dead worker left starts
 * again at the first page. `held`: what {@link forgetPlans} resolved with.
 */
export async function* plan(session: Session, run: Run, held: ReadonlySet<number>): AsyncGenerator<void, void> {
  const pages = pendingPages(session, run);
  // Only the planner changes records outside batches, so a page of them stays valid until it is written.
  const [first, planner] = await Promise.all([pages.next(), plannerFor(session, run)]);
  let isAnyOver = false;
  for (let page = first; page.done !== true; page = await pages.next()) {
    const rows = page.value;
    const free = rows.filter((row) => !held.has(row.n) && !isDoubtful(row)).map((row) => withAim(row, run));
    const jobs = free.map((row) => ({ n: row.n, tags: sendable(session, run, row), row }));
    isAnyOver ||= jobs.some(({ tags }) => tags.length === 0);
    for (const { tags, row } of jobs)
      if (tags.length > 0 && session.atHand.size < MOST_AT_HAND) session.atHand.set(row.n, row);
    const calls: Call[] = [];
    for (const job of jobs) calls.push(...planner.add(job));
    if (calls.length > 0) await addCalls(session, calls);
    yield;
  }
  if (!isGoingOn(session)) return;
  await addCalls(session, planner.end(), { isPlanned: true });
  yield;
  if (!isAnyOver) return;
  const isOver = (row: RecordRow): boolean =>
    row.outcome === 'pending' &&
    !held.has(row.n) &&
    !isDoubtful(row) &&
    sendable(session, run, withAim(row, run)).length === 0;
  for await (const rows of pendingPages(session, run)) {
    const over = rows.filter(isOver).map(({ n }) => n);
    // One that is still at hand is read again before it is sent, because its tag is not listed.
    if (over.length > 0)
      await record(session, async (fact) => {
        for (const row of await fact.rows(over)) if (isOver(row)) endUnsent(fact, row);
      });
    yield;
  }
}

/** Plans calls. Lanes may wait for them. */
async function addCalls(session: Session, calls: readonly Call[], also: Partial<Run['work']> = {}): Promise<void> {
  await record(
    session,
    (fact) => {
      for (const call of calls) fact.addBatch(writeOf(call));
      fact.changeWork(also);
    },
    true,
  );
}

/** Pages of pending records, until the run halts. */
async function* pendingPages(session: Session, { id }: Run): AsyncGenerator<readonly RecordRow[], void> {
  for (let last = -1; isGoingOn(session);) {
    const rows = await session.journal.rowsAfter(id, last, ROWS_AT_ONCE, 'pending');
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.n;
    yield rows;
  }
}

/** Whether more may be sent, by what this visit knows. */
export function isGoingOn({ halt, run }: Session): boolean {
  return halt === null && run.work.stopping === null;
}

/** A planned call as a new batch. */
export function writeOf({ records, tags }: Pick<NewBatch, 'records' | 'tags'>): NewBatch {
  return { kind: 'write', records, tags, isIsolating: false, family: null };
}

/** Plans a call for each tag, because Zoho refused several at once for one that it does not name. */
export function planApart(fact: Fact, tags: readonly number[], records: readonly number[]): void {
  if (records.length > 0) for (const tag of tags) fact.addBatch(writeOf({ records, tags: [tag] }));
}

/** Tags that can be sent now. */
function sendable(session: Session, run: Run, row: RecordRow): readonly number[] {
  return putsOn(run) ? todo(row).filter((tag) => isKnown(session, run, tag)) : todo(row);
}

function endUnsent(fact: Fact, found: RecordRow): void {
  const row = withAim(found, fact.run);
  fact.put(settled(row, fact.run, todo(row).length > 0 ? TAG_DELETED : whyKept(row)));
}

/** A tag that Get Tags no longer lists cannot be put on. */
function isKnown({ names }: Session, run: Run, tag: number): boolean {
  return names === null || names.has(run.tags[tag]?.id ?? '');
}

/** Drops the planned writes. Returns positions of records that other planned calls hold. */
export async function forgetPlans(session: Session, run: Run): Promise<ReadonlySet<number>> {
  const planned = await session.journal.batches(run.id, 'planned');
  const writes = planned.filter(({ kind }) => kind === 'write');
  if (writes.length > 0)
    await record(session, (fact) => {
      for (const { n } of writes) fact.dropBatch(n);
    });
  return new Set(planned.flatMap(({ kind, records }) => (kind === 'write' ? [] : records)));
}

async function plannerFor(session: Session, run: Run): Promise<Planner> {
  const subsets = await subsetsOf(session, run);
  const { by, groups } = planGroups(subsets);
  return createPlanner({ by, groups, lanes: session.lanes.limit, caps: run.work.caps });
}

/**
 * Number of pending records for each set of chosen tags. For the first planning of a removal, the preview has the
 * numbers.
 */
async function subsetsOf(session: Session, run: Run): Promise<readonly Group<number>[]> {
  const preview = run.work.nextBatch === 0 ? await session.journal.preview(run.id) : null;
  if (preview !== null)
    return preview.sets.map(({ tags, records }) => ({
      tags: run.chosen.filter((tag) => tags.includes(tag) !== putsOn(run)),
      records,
    }));
  const groups = new Map<string, { readonly tags: readonly number[]; records: number }>();
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(run.id, last, ROWS_AT_ONCE, 'pending');
    for (const row of rows) {
      const tags = todo(withAim(row, run));
      const group = groups.get(tags.join(' ')) ?? { tags, records: 0 };
      group.records += 1;
      groups.set(tags.join(' '), group);
    }
    const end = rows.at(-1);
    if (end === undefined) return [...groups.values()];
    last = end.n;
  }
}
