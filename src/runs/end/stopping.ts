import { advance } from '../model/machine.ts';
import { namesakesOf } from '../model/namesakes.ts';
import { runLook } from '../look/look-batch.ts';
import { lookAgain } from '../look/second-look.ts';
import { Halted, record, type Session } from '../visit/session.ts';
import { tally } from './tally.ts';
import type { Run } from '../model/types.ts';
import { waitForLook } from '../model/failure-policy.ts';
import { SHORT_WAIT_MS } from '../model/waits.ts';
import { followRestores, runRestore } from '../send/restoring.ts';
import { claimLost } from '../send/writing.ts';

/** Waits for Zoho before a stopping run gives up on records in doubt. */
const PATIENCE = 3;

/**
 * Ends a run that must stop. Batches in flight are read until their result is known, and the other records count as not
 * sent. Sets `session.halt` to a wait when a look is due later.
 */
export async function finishStop(session: Session, run: Run): Promise<void> {
  await claimLost(session, run);
  const next = await clearUp(session, run);
  if (next !== null) {
    session.halt = waitForLook(session.ports.clock.wall(), next);
    return;
  }
  if (session.halt?.kind === 'leave' && session.misses < PATIENCE) return;
  if (isWorthWaiting(session, run)) return;
  session.halt = null;
  await tally(session, run, run.work.stopping?.records ?? 'not-sent-stop');
  await finish(session);
}

/** Ends the run, unless one of its records is still pending; then it continues. */
export async function finish(session: Session): Promise<void> {
  const { names, isListed } = session;
  const at = session.ports.clock.wall();
  await record(session, async (fact) => {
    await fact.settleCounts();
    if (fact.run.counts.pending > 0) return;
    fact.change(advance(fact.run, { kind: 'end', at }));
    const namesakes = names === null || !isListed ? [] : namesakesOf(fact.run, names);
    if (namesakes.length > 0) fact.change({ namesakes });
  });
}

/** Milliseconds until the next look; null when nothing is in doubt, or a look is impossible now. */
async function clearUp(session: Session, run: Run): Promise<number | null> {
  try {
    for (const batch of await session.journal.batches(run.id, 'planned'))
      if (batch.kind === 'look') await runLook(session, batch);
    await restoreAll(session);
    return (await lookAgain(session, run)).next;
  } catch (error) {
    if (error instanceof Halted) return null;
    throw error;
  }
}

/** A stopping run also puts back tags that were removed by mistake. */
async function restoreAll(session: Session): Promise<void> {
  await followRestores(session);
  while (session.restoring.size > 0) {
    const planned = await session.journal.batches(session.runId, 'planned');
    const batch = planned.findLast(({ kind }) => kind === 'restore');
    if (batch === undefined) return;
    await runRestore(session, batch);
  }
}

function isWorthWaiting({ halt, misses, ports }: Session, { work }: Run): boolean {
  if (work.stopping?.reason !== 'user' || halt?.kind !== 'wait' || halt.until === null) return false;
  return misses < PATIENCE && halt.until - ports.clock.wall() <= SHORT_WAIT_MS;
}
