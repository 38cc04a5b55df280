import { isUndo } from '../../shared/run-facts.ts';
import type { Fact } from '../journal/fact.ts';
import { sharedPlace } from '../journal/tag-places.ts';
import { afterCopy, freshRow, hasLost, isDoubtful, lostOf } from '../model/outcome.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import type { Copying, RecordRow, Run } from '../model/types.ts';

const ROWS_AT_ONCE = 500;

type NewRow = Omit<RecordRow, 'run' | 'n'>;

/** The copy of another run's row; null when the row is not copied. */
type Copier = (row: RecordRow, run: Run) => NewRow | null;

/**
 * Copies the records of another run into this one, page by page. An undo reverts what that run has changed. A new
 * removal reads the changed records again, as for any selection. A removal that follows a `put` takes all its records.
 */
export async function copyRecords(session: Session, run: Run): Promise<void> {
  const { journal } = session;
  const { from, next: first, ...how } = run.work.copy ?? { from: '', next: 0 };
  // The worker may have died before it wrote this. A deleted run has no rows to copy.
  const source = await journal.run(from);
  if (isUndo(run) && source !== null && source.undoneBy !== run.id)
    session.changed(await journal.write(from, (fact) => markUndone(fact, run.id)));
  for (let next = first; ;) {
    const rows = await journal.rowsAfter(from, next - 1, ROWS_AT_ONCE);
    const end = rows.at(-1);
    const copier = await copierOf(session, run, how, rows);
    const now = await record(session, (fact) => {
      for (const row of rows) {
        const copy = copier(row, fact.run);
        if (copy !== null) fact.append(copy);
      }
      fact.changeWork({ copy: end === undefined ? null : { from, next: end.n + 1, ...how } });
      if (run.startedAt !== null) fact.change({ read: fact.run.total });
    });
    if (end === undefined) return;
    // A started run copies all records even when it stops, so that each is reported as not sent.
    if (run.startedAt === null && now.work.stopping !== null) throw new Halted();
    next = end.n + 1;
  }
}

/** Marks a run as undone. Tags that an undo puts back do not count as having come back. */
export function markUndone(fact: Fact, undoId: string): void {
  fact.change({ undoneBy: fact.run.undoneBy ?? undoId });
  fact.changeWork({ checkAt: null });
}

/** The way to copy the rows of a page. */
async function copierOf(
  { journal }: Session,
  run: Run,
  { stays, removal }: Omit<Copying, 'from' | 'next'>,
  rows: readonly RecordRow[],
): Promise<Copier> {
  if (stays !== undefined) return (row, now) => afterCopy(row, now, stays);
  const ofChanged =
    (make: (row: RecordRow, now: Run) => NewRow): Copier =>
    (row, now) =>
      hasLost(row) ? make(row, now) : null;
  if (!isUndo(run)) return ofChanged(anew);
  if (removal === undefined) return ofChanged(toUndo);
  // The removal has copied all these records, in the same order.
  const positions = rows.map(({ n }) => n);
  const removed = await journal.rows(removal, positions);
  const needs = new Map(removed.map((row) => [row.id, lostOf(row)]));
  return ofChanged((row, now) => {
    const needed = placesIn(now, needs.get(row.id) ?? []);
    return { ...toUndo(row, now), ...(needed.length > 0 && { needs: needed }) };
  });
}

/** Positions in an undo, each once and ascending. */
function placesIn({ tags }: Pick<Run, 'tags'>, places: readonly number[]): number[] {
  return [...new Set(places.map((place) => sharedPlace(tags, place)))].sort((a, b) => a - b);
}

function anew({ id, name }: RecordRow): NewRow {
  return freshRow({ id, name, before: [], readAt: 0 });
}

/** A late call would change the record again, so such records wait for two equal looks. */
function toUndo(row: RecordRow, now: Run): NewRow {
  const { endedAt } = row.doubt ?? { endedAt: 0 };
  const doubt = isDoubtful(row) ? { tags: [], endedAt, isQuiet: false, look: null } : null;
  return { ...anew(row), left: placesIn(now, [...row.lost, ...row.mistaken]), doubt };
}
