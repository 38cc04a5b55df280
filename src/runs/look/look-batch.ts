import { afterRead, afterRefusal, notFound, wordsOf } from '../model/outcome.ts';
import { isAmbiguous } from '../model/refusal.ts';
import { type RowReducer, readAgain } from './refresh.ts';
import { planApart } from '../plan/planning.ts';
import { record, type Session } from '../visit/session.ts';
import type { BatchRow, Named, Run } from '../model/types.ts';

/** Whether a tag still has the name that was sent. False only if another name is known. */
function hasNameSent(
  { names, learned }: Session,
  { tags }: Run,
  named: readonly Named[] | undefined,
  tag: number,
): boolean {
  const id = tags[tag]?.id ?? '';
  const name = names?.get(id) ?? learned.get(id)?.name;
  return named === undefined || name === undefined || named.some((one) => one.tag === tag && one.name === name);
}

/**
 * Reads once the records that an answer left out, or refused without a clear reason. Zoho has answered this call, so no
 * late change can follow.
 */
export async function runLook(session: Session, batch: BatchRow): Promise<void> {
  const run = await session.journal.run(session.runId);
  if (run === null) return;
  const rows = (await session.journal.rows(run.id, batch.records)).filter((row) => row.outcome === 'pending');
  // A record is added again if its read is written again.
  const apart = new Set<number>();
  const reduce: RowReducer = (row, carried, now, at) => {
    if (row.outcome !== 'pending') return row;
    if (carried === null) return notFound(row, at);
    const read = afterRead(row, now, carried, at);
    // A tag whose name differs from the name that was sent was never requested.
    const asked = batch.tags.filter((tag) => hasNameSent(session, now, batch.named, tag));
    const kept = asked.filter((tag) => read.left.includes(tag));
    if (kept.length > 1 && isAmbiguous({ code: row.zohoCode })) {
      apart.add(row.n);
      return read;
    }
    return kept.length > 0 || read.left.length === 0 ? afterRefusal(read, now, asked, wordsOf(row)) : read;
  };
  await readAgain(session, run, { rows, purpose: 'look', reduce });
  await record(session, (fact) => {
    planApart(fact, batch.tags, [...apart]);
    fact.putBatch({ ...batch, state: 'answered', endedAt: session.ports.clock.now() });
  });
}
