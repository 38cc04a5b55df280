import type { Fact } from '../journal/fact.ts';
import { freshRow, hasLost, isDoubtful } from '../model/outcome.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import type { RecordRow, Run } from '../model/types.ts';

const ROWS_AT_ONCE = 500;

/**
 * Copies the records of another run that lost tags (of an undo: got them back) into this one, page by page. An undo
 * puts these tags back. A new removal reads the records again, as for any selection.
 */
export async function copyRecords(session: Session, run: Run): Promise<void> {
  const { journal } = session;
  const from = run.work.copy?.from ?? '';
  // The worker may have died before it wrote this. A deleted run has no rows to copy.
  const source = await journal.run(from);
  if (run.kind === 'undo' && source !== null && source.undoneBy !== run.id)
    session.changed(await journal.write(from, (fact) => markUndone(fact, run.id)));
  let next = run.work.copy?.next ?? 0;
  for (;;) {
    const rows = await journal.rowsAfter(from, next - 1, ROWS_AT_ONCE);
    const end = rows.at(-1);
    const now = await record(session, (fact) => {
      for (const row of rows) if (hasLost(row)) fact.append(run.kind === 'undo' ? toPutBack(row) : anew(row));
      fact.changeWork({ copy: end === undefined ? null : { from, next: end.n + 1 } });
      if (run.kind === 'undo') fact.change({ read: fact.run.total });
    });
    if (end === undefined) return;
    // An undo copies all records even when it stops, so that each is reported as not sent.
    if (run.kind === 'removal' && now.work.stopping !== null) throw new Halted();
    next = end.n + 1;
  }
}

/** Marks a run as undone. Tags that an undo puts back do not count as having come back. */
export function markUndone(fact: Fact, undoId: string): void {
  fact.change({ undoneBy: fact.run.undoneBy ?? undoId });
  fact.changeWork({ checkAt: null });
}

function anew({ id, name }: RecordRow): Omit<RecordRow, 'run' | 'n'> {
  return freshRow({ id, name, before: [], readAt: 0 });
}

/** A late removal would remove the tag again, so such records wait for two equal looks. */
function toPutBack(row: RecordRow): Omit<RecordRow, 'run' | 'n'> {
  const { endedAt } = row.doubt ?? { endedAt: 0 };
  const doubt = isDoubtful(row) ? { tags: [], endedAt, isQuiet: false, look: null } : null;
  return { ...anew(row), left: [...row.lost, ...row.mistaken].sort((a, b) => a - b), doubt };
}
