import { MOST_TRIES } from '../model/outcome.ts';
import { hasLoss, isReopened, type Reopening } from '../model/reopening.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { planRestore } from '../visit/mistakes.ts';
import { record, type Session } from '../visit/session.ts';

const ROWS_AT_ONCE = 500;

/** Reopens ended records: those that were not sent, those whose failure a retry can change, or the unknown. */
export async function reopen(session: Session, run: Run): Promise<void> {
  const { reopen: what } = run.work;
  if (what === null) return;
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(run.id, last, ROWS_AT_ONCE);
    const end = rows.at(-1);
    await record(session, async (fact) => {
      const taken = rows.filter((row) => isReopened(row, what)).map(({ n }) => n);
      for (const row of await fact.rows(taken)) fact.put(anew(row, what));
      const lacking = rows.filter((row) => taken.includes(row.n) && hasLoss(row));
      const mistaken = new Set(lacking.flatMap((row) => row.mistaken));
      planRestore(fact, { records: lacking.map(({ n }) => n), mistaken });
      if (end === undefined) fact.changeWork({ reopen: null });
    });
    if (end === undefined) return;
    last = end.n;
  }
}

/** Its tags are read before the next write. A record with an unknown result is only read. */
function anew(row: RecordRow, what: Reopening): RecordRow {
  const { tagReasons: _earlier, ...kept } = row;
  const fresh: RecordRow = {
    ...kept,
    outcome: 'pending',
    reason: null,
    zohoCode: null,
    zohoMessage: null,
    refused: [],
    readAt: 0,
  };
  const isQuiet = row.doubt?.isQuiet === true && what !== 'unknown';
  const doubt = row.doubt === null ? null : { ...row.doubt, isQuiet, look: null };
  // Others may have changed the record in the meantime. A tag that is gone at the next read is not this run's mistake.
  const seen = what === 'unknown' ? row.seen : [];
  return { ...fresh, seen, doubt, tries: what === 'unknown' ? MOST_TRIES : 0 };
}
