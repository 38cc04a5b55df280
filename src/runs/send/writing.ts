import { AppError, toAppError } from '../../shared/errors.ts';
import { tagActionCredits } from '../../zoho/limits.ts';
import type { TagActionAnswer } from '../../zoho/types.ts';
import { verifyIdentity } from '../visit/identity.ts';
import { settleRefusal } from './isolation.ts';
import { mayLoseAgain, todo, withAim } from '../model/outcome.ts';
import { withinCaps } from '../plan/plan.ts';
import { beforeWrite, isStale, readAgain } from '../look/refresh.ts';
import { beginNaming, call, Halted, learnNames, record, type Session } from '../visit/session.ts';
import type { BatchRow, RecordRow, Run } from '../model/types.ts';
import { endsVisit, isOfRecords } from '../model/waits.ts';
import { isTimeout, isWholeRefusal, settleAnswer, settleSilence, takeBack } from './write-result.ts';
import { isNoAnswer } from '../../zoho/answer.ts';

/** Takes one planned write to its end: fresh facts, the right org, `sent`, the call, what came of it. Throws {@link Halted}. */
export async function runWrite(session: Session, planned: BatchRow): Promise<void> {
  const ready = await prepare(session, planned);
  if (ready === null) return;
  const { batch, rows, run } = ready;
  await verifyIdentity(session, run);
  const result = await send(session, run, batch, rows);
  if ('error' in result) return fail(session, run, result, result.error);
  const { answer } = result;
  if (isWholeRefusal(answer)) return fail(session, run, result, wholeRefusal(answer));
  for (const said of answer.rows.values()) if (said.kind === 'ok') learnNames(session, said.tags);
  await record(session, (fact) => settleAnswer(fact, result, answer));
}

/** The batch as it can go out now, or null when it was planned anew. */
async function prepare(
  session: Session,
  planned: BatchRow,
): Promise<{ batch: BatchRow; rows: readonly RecordRow[]; run: Run } | null> {
  for (let isRead = false; ; isRead = true) {
    if (session.run.work.stopping !== null) throw new Halted();
    const found = await session.journal.rows(session.runId, planned.records);
    await session.naming;
    const { run } = session;
    const rows = found.filter((row) => row.outcome === 'pending').map((row) => withAim(row, run));
    const now = session.ports.clock.now();
    const isUnlisted = planned.tags.some((tag) => !session.names?.has(run.tags[tag]?.id ?? ''));
    const stale = rows.filter((row) => isStale(row, run, now) || (isUnlisted && row.readAt < session.namesAt));
    if (stale.length > 0 && !isRead) {
      await readAgain(session, run, { rows: stale, use: 'reads', judge: beforeWrite });
      continue;
    }
    // Where reading them all took too long, those that are still fresh go out and the others are planned anew.
    const fresh = rows.filter((row) => !stale.includes(row) && !mayLoseAgain(row));
    const fit = fresh.filter((row) => planned.tags.every((tag) => todo(row).includes(tag)));
    const batch = { ...planned, records: fit.map(({ n }) => n) };
    const parts = fit.length === 0 ? [] : withinCaps(batch, run.work.caps);
    if (parts.length === 1) return { batch, rows: fit, run };
    await record(session, (fact) => {
      fact.dropBatch(planned.n);
      for (const part of parts) fact.addBatch({ kind: 'write', ...part, isIsolating: planned.isIsolating });
    });
    return null;
  }
}

/** What the tags of a batch are called now. Throws {@link Halted} while that is read anew: the batch stays planned. */
function namesNow({ names }: Session, run: Run, { tags }: BatchRow): ReadonlyMap<number, string> {
  if (names === null) throw new Halted();
  return new Map(tags.map((tag) => [tag, names.get(run.tags[tag]?.id ?? '') ?? run.tags[tag]?.name ?? '']));
}

interface Ended {
  readonly batch: BatchRow;
  readonly names: ReadonlyMap<number, string>;
  readonly endedAt: number;
}

type Result = Ended & ({ readonly answer: TagActionAnswer } | { readonly error: AppError });

/** `sent` is written before the call, so that a death in between is known for what it is. */
async function send(session: Session, run: Run, planned: BatchRow, rows: readonly RecordRow[]): Promise<Result> {
  const { api, ports } = session;
  const { apiName } = run.module;
  const cost = tagActionCredits(rows.length);
  const ids = rows.map(({ id }) => id);
  let batch = planned;
  let names: ReadonlyMap<number, string> = new Map();
  let sentAt = 0;
  try {
    const answer = await call(session, { use: 'writes', cost, useReserve: run.useReserve }, async () => {
      if (rows.some((row) => isStale(row, run, ports.clock.now()))) throw new Halted();
      names = namesNow(session, run, planned);
      sentAt = ports.clock.now();
      session.inFlight += ids.length;
      batch = { ...planned, state: 'sent', sentAt, credits: cost };
      const now = await record(
        session,
        (fact) => {
          if (fact.run.work.stopping === null) fact.putBatch(batch);
        },
        true,
      );
      if (now.work.stopping !== null) throw new Halted();
      const tags = [...names].map(([tag, name]) => ({ id: run.tags[tag]?.id ?? '', name }));
      return run.kind === 'removal' ? api.removeTags(apiName, ids, tags) : api.addTags(apiName, ids, tags);
    });
    const endedAt = ports.clock.now();
    session.pace.calls += 1;
    session.pace.ms += endedAt - sentAt;
    session.pace.records += ids.length;
    return { batch, names, endedAt, answer };
  } catch (error) {
    if (error instanceof Halted) throw error;
    return { batch, names, endedAt: ports.clock.now(), error: toAppError(error) };
  } finally {
    if (sentAt > 0) session.inFlight -= ids.length;
  }
}

/** A batch that a dead worker had sent is a call without an answer, ended now at the latest. */
export async function claimLost(session: Session, run: Run): Promise<void> {
  const lost = await session.journal.batches(run.id, 'sent');
  for (const batch of lost)
    await record(session, async (fact) => {
      fact.change({ credits: { ...fact.run.credits, writes: fact.run.credits.writes + batch.credits } });
      await settleSilence(fact, { batch, endedAt: session.ports.clock.now() }, false);
    });
}

async function fail(session: Session, run: Run, { batch, endedAt }: Result, error: AppError): Promise<void> {
  // The batch stays `sent`: whoever comes next takes it for a call without an answer.
  if (endsVisit(error)) throw error;
  // The name may have changed: what it is now is read before the next call.
  if (error.code === 'tag-gone' && !batch.isIsolating) {
    session.names = null;
    beginNaming(session, run);
  }
  await record(session, async (fact) => {
    if (isNoAnswer(error) || error.code === 'unexpected')
      await settleSilence(fact, { batch, endedAt }, isTimeout(error));
    else if (isOfRecords(error)) await settleRefusal(fact, batch, error, endedAt);
    else takeBack(fact, batch);
  });
}

function wholeRefusal({ unattributed }: TagActionAnswer): AppError {
  const said = unattributed[0];
  return new AppError('data-refused', { zohoCode: said?.code ?? '', zohoMessage: said?.message ?? '' });
}
