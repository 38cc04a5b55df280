import { canRetry } from './read/failures.ts';
import { isDoubtful, KEPT_TAGS, settled, unknown, unsent, withAim } from './outcome.ts';
import { freshRow } from './fresh-row.ts';
import { record, type Session } from './session.ts';
import { MOST_TRIES } from './write-result.ts';
import type { RecordReason, RecordRow, Run } from './types.ts';

const ROWS_AT_ONCE = 500;

/** Puts every record that is still pending into its last bucket. */
export async function tally(session: Session, run: Run, reason: RecordReason): Promise<void> {
  let block = await session.journal.givenAfter(run.id, -1);
  for (; block !== null; block = await session.journal.givenAfter(run.id, block.last)) {
    const { open } = block;
    await record(session, (fact) => {
      for (const { n, id } of open) fact.place(unsent(unread(run, id, n), reason));
    });
  }
  for (;;) {
    const rows = await session.journal.rowsAfter(run.id, -1, ROWS_AT_ONCE, 'pending');
    if (rows.length === 0) break;
    await record(session, async (fact) => {
      for (const row of await fact.rows(rows.map(({ n }) => n)))
        if (row.outcome === 'pending') fact.put(last(row, fact.run, reason));
    });
  }
  const planned = await session.journal.batches(run.id, 'planned');
  await record(session, (fact) => {
    for (const { n } of planned) fact.dropBatch(n);
    fact.dropGiven();
  });
}

function unread({ id: run }: Run, id: string, n: number): RecordRow {
  return { ...freshRow({ id, name: '', before: [], readAt: 0 }), run, n };
}

function last(row: RecordRow, run: Run, reason: RecordReason): RecordRow {
  if (isDoubtful(row) && row.doubt?.tags.length !== 0) return unknown(row);
  const aimed = withAim(row, run);
  const hasNone = run.startedAt !== null && aimed.left.length === 0 && aimed.readAt > 0;
  return hasNone ? settled(aimed, run, KEPT_TAGS) : unsent(aimed, reason);
}

/** Takes ended records up again: those that were not sent, those that failed and may not fail again, or the unknown. */
export async function reopen(session: Session, run: Run): Promise<void> {
  const { reopen: what } = run.work;
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(run.id, last, ROWS_AT_ONCE);
    const end = rows.at(-1);
    await record(session, async (fact) => {
      const taken = rows.filter((row) => isToReopen(row, what)).map(({ n }) => n);
      for (const row of await fact.rows(taken)) fact.put(taken.includes(row.n) ? anew(row, what) : row);
      if (end === undefined) fact.changeWork({ reopen: null });
    });
    if (end === undefined) return;
    last = end.n;
  }
}

function isToReopen({ outcome, reason }: RecordRow, what: Run['work']['reopen']): boolean {
  if (what === 'unknown') return outcome === 'unknown';
  const isUnsent = reason?.startsWith('not-sent') === true;
  if (what === 'not-sent') return outcome === 'not-sent' || (outcome === 'partly' && isUnsent);
  return (outcome === 'failed' || outcome === 'partly') && !isUnsent && canRetry(reason);
}

/** Its tags are read before anything is sent. A record in doubt is only looked at. */
function anew(row: RecordRow, what: Run['work']['reopen']): RecordRow {
  const fresh: RecordRow = {
    ...row,
    outcome: 'pending',
    reason: null,
    zohoCode: null,
    zohoMessage: null,
    refused: [],
    readAt: 0,
  };
  const doubt = row.doubt === null ? null : { ...row.doubt, look: null };
  return { ...fresh, doubt, tries: what === 'unknown' ? MOST_TRIES : 0 };
}
