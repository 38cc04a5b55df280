import { afterRead, afterRefusal, notFound, wordsOf } from '../model/outcome.ts';
import { type Judge, readAgain } from './refresh.ts';
import { record, type Session } from '../visit/session.ts';
import type { BatchRow } from '../model/types.ts';

/** Looks once at records that an answer left out, or refused without saying why. Zoho has answered: nothing comes late. */
export async function runLook(session: Session, batch: BatchRow): Promise<void> {
  const run = await session.journal.run(session.runId);
  if (run === null) return;
  const rows = (await session.journal.rows(run.id, batch.records)).filter((row) => row.outcome === 'pending');
  const judge: Judge = (row, carried, now, at) => {
    if (row.outcome !== 'pending') return row;
    if (carried === null) return notFound(row, at);
    const read = afterRead(row, now, carried, at);
    const isKept = batch.tags.some((tag) => read.left.includes(tag));
    return isKept || read.left.length === 0 ? afterRefusal(read, now, batch.tags, wordsOf(row)) : read;
  };
  await readAgain(session, run, { rows, purpose: 'look', judge });
  await record(session, (fact) => fact.putBatch({ ...batch, state: 'answered', endedAt: session.ports.clock.now() }));
}
