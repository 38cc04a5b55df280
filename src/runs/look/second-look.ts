import {
  afterRead,
  isDoubtful,
  mayLoseAgain,
  MOST_TRIES,
  NO_ANSWER,
  notFound,
  settled,
  todo,
  unknown,
  unsent,
  wordsOf,
} from '../model/outcome.ts';
import { mayTakeAnother } from '../model/mistaken.ts';
import { type RowReducer, readAgain } from './refresh.ts';
import type { Session } from '../visit/session.ts';
import type { RecordReason, RecordRow, Run } from '../model/types.ts';
import { LOOK_APART_MS } from '../model/waits.ts';

const ROWS_AT_ONCE = 1_000;
/** A stopping run gives up on a record after this many looks with different results. */
const MOST_DIFFERENT_LOOKS = 3;

/** Milliseconds until a doubtful record may be read next. A clock that is set forward makes it no shorter. */
function lookIn({ doubt }: RecordRow, { ports: { clock } }: Session): number {
  return doubt === null ? 0 : Math.max(0, LOOK_APART_MS - clock.sureSince(doubt.look?.at ?? doubt.endedAt));
}

export interface Looked {
  /** Milliseconds until the next doubtful record is due; null when none is left. */
  readonly next: number | null;
  /** Pending records that are not in doubt. */
  readonly free: number;
}

/**
 * Reads the doubtful records that are due. Two equal looks end the doubt of a record. If it reached the most tries, or
 * the run is stopping, the record ends too. Throws {@link Halted}.
 */
export async function lookAgain(session: Session, run: Run): Promise<Looked> {
  let next: number | null = null;
  let free = 0;
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(run.id, last, ROWS_AT_ONCE, 'pending');
    const end = rows.at(-1);
    if (end === undefined) return { next, free };
    last = end.n;
    const doubtful = rows.filter((row) => isDoubtful(row));
    const due = doubtful.filter((row) => lookIn(row, session) === 0);
    if (due.length > 0) await readAgain(session, run, { rows: due, purpose: 'look', reduce: afterLook });
    const seen = await session.journal.rows(
      run.id,
      rows.map(({ n }) => n),
    );
    for (const row of seen) {
      if (row.outcome !== 'pending') continue;
      if (isDoubtful(row)) next = Math.min(next ?? Infinity, lookIn(row, session));
      else free += 1;
    }
  }
}

const afterLook: RowReducer = (row, carried, run, at) => {
  if (row.doubt === null) return row;
  if (carried === null) return notFound(row, at);
  const read = afterRead(row, run, carried, at);
  if (read.left.length === 0 && !mayLoseAgain(row) && !mayTakeAnother(row)) return settled(read, run, NO_ANSWER);
  const chosen = run.chosen.filter((tag) => carried.includes(tag));
  const { look } = row.doubt;
  const isSecond = look !== null && at - look.at >= LOOK_APART_MS;
  if (!isSecond || look.carried.join(' ') !== chosen.join(' ')) {
    const next: RecordRow = { ...read, doubt: { ...row.doubt, look: { at, carried: chosen } } };
    return isSecond && run.work.stopping !== null ? lookedInVain(next, run.work.stopping.records) : next;
  }
  const quiet: RecordRow = { ...read, doubt: { ...row.doubt, isQuiet: true, look: null } };
  if (todo(quiet).length === 0) return settled(quiet, run, wordsOf(row));
  const isFinal = row.tries >= MOST_TRIES || run.work.stopping !== null;
  return isFinal && row.doubt.tags.length > 0 ? settled(quiet, run, wordsOf(row)) : quiet;
};

/**
 * A look of a stopping run with a different result. These looks are counted in `tries`, above the most tries, because
 * nothing more is sent.
 */
function lookedInVain(row: RecordRow, reason: RecordReason): RecordRow {
  const tries = Math.max(row.tries, MOST_TRIES) + 1;
  if (tries < MOST_TRIES + MOST_DIFFERENT_LOOKS) return { ...row, tries };
  return mayLoseAgain(row) ? unsent(row, reason) : unknown(row);
}
