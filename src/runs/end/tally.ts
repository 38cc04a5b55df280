import { freshRow, isDoubtful, KEPT_TAGS, settled, unknown, unsent, withAim, wordsOf } from '../model/outcome.ts';
import { record, type Session } from '../visit/session.ts';
import type { RecordReason, RecordRow, Run } from '../model/types.ts';

const ROWS_AT_ONCE = 500;

/** Puts every pending record into its final bucket. */
export async function tally(session: Session, run: Run, reason: RecordReason): Promise<void> {
  let block = await session.journal.givenAfter(run.id, -1);
  for (; block !== null; block = await session.journal.givenAfter(run.id, block.last)) {
    const { open } = block;
    await record(session, (fact) => {
      for (const { n, id } of open) fact.place(unsent(unread(run, id, n), reason));
    });
  }
  const planned = await session.journal.batches(run.id, 'planned');
  for (const { kind, records } of planned)
    if (kind === 'look')
      await record(session, async (fact) => {
        for (const row of await fact.rows(records)) if (row.outcome === 'pending') fact.put(unseen(row, fact.run));
      });
  for (;;) {
    const rows = await session.journal.rowsAfter(run.id, -1, ROWS_AT_ONCE, 'pending');
    if (rows.length === 0) break;
    await record(session, async (fact) => {
      for (const row of await fact.rows(rows.map(({ n }) => n)))
        if (row.outcome === 'pending') fact.put(last(row, fact.run, reason));
    });
  }
  await record(session, (fact) => {
    for (const { n } of planned) fact.dropBatch(n);
    fact.dropGiven();
  });
}

function unread({ id: run }: Run, id: string, n: number): RecordRow {
  return { ...freshRow({ id, name: '', before: [], readAt: 0 }), run, n };
}

/** A record that Zoho left out of its answer, or refused, and that could not be read. */
function unseen(row: RecordRow, run: Run): RecordRow {
  return row.doubt !== null && row.doubt.tags.length > 0 ? unknown(row) : settled(row, run, wordsOf(row));
}

function last(row: RecordRow, run: Run, reason: RecordReason): RecordRow {
  if (isDoubtful(row) && row.doubt?.tags.length !== 0) return unknown(row);
  const aimed = withAim(row, run);
  const hasNone = run.startedAt !== null && aimed.left.length === 0 && aimed.readAt > 0;
  return hasNone ? settled(aimed, run, KEPT_TAGS) : unsent(aimed, reason);
}
