import type { AppError } from '../../shared/errors.ts';
import { putsOn } from '../../shared/run-facts.ts';
import { tagActionCredits } from '../../zoho/limits.ts';
import type { TagActionAnswer } from '../../zoho/types.ts';
import { endTogether, familyOf, isHopeless, settleRefusal } from './isolation.ts';
import {
  afterRefusal,
  concluded,
  KEPT_TAGS,
  keptFor,
  lacksNeeded,
  mayLoseAgain,
  todo,
  withAim,
} from '../model/outcome.ts';
import { type Refusal, refusalOfCall, refusalOfRow, TAG_DELETED } from '../model/refusal.ts';
import { withinCaps } from '../plan/plan.ts';
import { beforeWrite, readAgain, staleNow } from '../look/refresh.ts';
import { isNameOfAnother } from '../model/mistaken.ts';
import { restoreFirst } from '../visit/mistakes.ts';
import { readFirst } from './restoring.ts';
import { freshNames, learnNames, mayName, nameAnew } from '../visit/names.ts';
import { rereadsUsed } from '../visit/rereads.ts';
import { call, type CallKind, type Ending, Halted, record, type Session } from '../visit/session.ts';
import type { BatchRow, RecordRow, Run } from '../model/types.ts';
import type { Verdict } from '../model/failure-policy.ts';
import {
  isTimeout,
  isWholeRefusal,
  type Sent,
  settleAnswer,
  settleSilence,
  takeBack,
  wholeRefusal,
} from './write-result.ts';

/**
 * Takes one planned write to its end: fresh facts, the right org, `sent`, the call and its result. `onLeave` is
 * called when the call has left. Throws {@link Halted}.
 */
export async function runWrite(session: Session, planned: BatchRow, onLeave: () => void): Promise<void> {
  const ready = await prepare(session, planned);
  if (ready === null) return;
  const { batch, rows, run } = ready;
  const { ending, ...sent } = await send(session, run, batch, rows, onLeave);
  if (ending.isOk) session.isProbing = false;
  else return settleFailure(session, run, sent, ending);
  const answer = ending.value;
  if (isWholeRefusal(answer)) return refused(session, sent.batch, wholeRefusal(answer), sent.endedAt);
  const sentAt = sent.batch.sentAt ?? 0;
  for (const said of answer.rows.values()) if (said.kind === 'ok') learnNames(session, said.tags, sentAt);
  await record(session, async (fact) => restoreFirst(session, await settleAnswer(fact, sent, answer)));
  if ([...answer.rows.values()].some(({ kind }) => kind === 'ok')) session.refusals.delete(familyOf(sent.batch));
  else await refusedInRows(session, sent.batch, answer);
}

/** The batch in the form that can be sent now; null when it was planned again. */
async function prepare(
  session: Session,
  planned: BatchRow,
): Promise<{ batch: BatchRow; rows: readonly RecordRow[]; run: Run } | null> {
  for (let isRead = false; ; isRead = true) {
    if (session.run.work.stopping !== null) throw new Halted();
    const found = rowsAtHand(session, planned.records) ?? (await session.journal.rows(session.runId, planned.records));
    await freshNames(session, session.run);
    const { run } = session;
    const rows = found.filter((row) => row.outcome === 'pending').map((row) => withAim(row, run));
    if (await barShared(session, run, planned, rows)) continue;
    const isUnlisted = (tag: number) => !(session.names?.has(run.tags[tag]?.id ?? '') ?? false);
    const isAnyUnlisted = planned.tags.some(isUnlisted);
    // A tag that the module has lost since the record was read is off the record, too.
    const lacksSince = (row: RecordRow) => row.readAt <= session.namesAt && (row.needs ?? []).some(isUnlisted);
    const isStale = staleNow(session, run);
    const stale = rows.filter(
      (row) => isStale(row) || (isAnyUnlisted && row.readAt < session.namesAt) || lacksSince(row),
    );
    if (stale.length > 0 && !isRead) {
      await readAgain(session, run, { rows: stale, purpose: 'refresh', reduce: beforeWrite });
      continue;
    }
    // If the read took too long for some, fresh records are sent now and the others are planned again.
    const isFree = (row: RecordRow) => !mayLoseAgain(row) && !session.restoring.has(row.n);
    const fresh = rows.filter((row) => !stale.includes(row) && isFree(row));
    if (await keepLacking(session, fresh)) continue;
    const isWhole = (open: readonly number[]) => planned.tags.every((tag) => open.includes(tag));
    const fit = fresh.filter((row) => isWhole(todo(row)));
    const batch = { ...planned, records: fit.map(({ n }) => n) };
    const parts = fit.length === 0 ? [] : withinCaps(batch, run.work.caps);
    if (parts.length === 1) return { batch, rows: fit, run };
    await record(session, (fact) => {
      fact.dropBatch(planned.n);
      for (const part of parts)
        fact.addBatch({ kind: 'write', ...part, isIsolating: planned.isIsolating, family: familyOf(planned) });
    });
    return null;
  }
}

/** Takes the rows at these positions out of the rows at hand; null where one is missing. */
function rowsAtHand({ atHand }: Session, positions: readonly number[]): RecordRow[] | null {
  const rows = positions.map((n) => atHand.get(n)).filter((row) => row !== undefined);
  for (const n of positions) atHand.delete(n);
  return rows.length === positions.length ? rows : null;
}

/** Stops sending tags whose name would remove another tag from the record. True when there were any. */
async function barShared(session: Session, run: Run, { tags }: BatchRow, rows: readonly RecordRow[]): Promise<boolean> {
  if (run.mistake === undefined || putsOn(run)) return false;
  const names = session.names ?? new Map<string, string>();
  const nameOf = (tag: number) => names.get(run.tags[tag]?.id ?? '') ?? run.tags[tag]?.name ?? '';
  const shared = (row: RecordRow) => todo(row).filter((tag) => isNameOfAnother(row, run, nameOf(tag), names));
  const barred = rows.filter((row) => shared(row).some((tag) => tags.includes(tag)));
  if (barred.length === 0) return false;
  await record(session, async (fact) => {
    for (const row of await fact.rows(barred.map(({ n }) => n))) {
      const aimed = withAim(row, fact.run);
      if (row.outcome === 'pending') fact.put(afterRefusal(aimed, fact.run, shared(aimed), KEPT_TAGS));
    }
  });
  return true;
}

/** Ends records that lack a tag which they must carry before a write. Answers whether there were any. */
async function keepLacking(session: Session, rows: readonly RecordRow[]): Promise<boolean> {
  const isToEnd = (row: RecordRow) => row.outcome === 'pending' && lacksNeeded(row) && todo(row).length > 0;
  const lacking = rows.filter(isToEnd).map(({ n }) => n);
  if (lacking.length === 0) return false;
  await record(session, async (fact) => {
    for (const row of await fact.rows(lacking)) {
      const aimed = withAim(row, fact.run);
      if (isToEnd(aimed)) fact.put(concluded(aimed, fact.run, keptFor(fact.run)));
    }
  });
  return true;
}

/** Current names of a batch's tags. Throws {@link Halted} while they are read again; the batch stays planned. */
function namesNow(session: Session, run: Run, { tags }: BatchRow): ReadonlyMap<number, string> {
  const { names } = session;
  if (names === null || !mayName(session, run)) throw new Halted();
  return new Map(tags.map((tag) => [tag, names.get(run.tags[tag]?.id ?? '') ?? run.tags[tag]?.name ?? '']));
}

/** Whether the size of a call may be tried now. Another call may have been refused with a limit in the meantime. */
function mayTry({ run, isProbing, inFlight }: Session, batch: BatchRow): boolean {
  return withinCaps(batch, run.work.caps).length === 1 && !(isProbing && inFlight > 0);
}

interface Result extends Sent {
  readonly ending: Ending<TagActionAnswer>;
}

/** `sent` is stored before the call, so that the next worker knows about it if this one dies. */
async function send(
  session: Session,
  run: Run,
  planned: BatchRow,
  rows: readonly RecordRow[],
  onLeave: () => void,
): Promise<Result> {
  const { api, ports, pace } = session;
  const { apiName } = run.module;
  const cost = tagActionCredits(rows.length);
  const ids = rows.map(({ id }) => id);
  const kind: CallKind = { purpose: 'write', use: 'writes', cost, useReserve: run.useReserve };
  let batch = planned;
  let sentAt: number | null = null;
  // A part may end with other parts of its batch while it waits for a lane.
  let isOver = false;
  const hasEnded = (row: RecordRow) => row.outcome !== 'pending';
  try {
    const ending = await call(session, kind, async () => {
      if (rows.some(staleNow(session, run)) || !mayTry(session, planned)) throw new Halted();
      const names = namesNow(session, run, planned);
      const named = [...names].map(([tag, name]) => ({ tag, name }));
      sentAt = ports.clock.now();
      session.inFlight += ids.length;
      batch = { ...planned, state: 'sent', sentAt, credits: cost, ...(!putsOn(run) && { named }) };
      // Whether a part has ended is in its records, which no urgent event can read.
      const isPart = planned.family !== null;
      const now = await record(
        session,
        async (fact) => {
          isOver = isPart && (await fact.rows(planned.records)).some(hasEnded);
          if (fact.run.work.stopping !== null || isOver) return;
          fact.putBatch(batch);
        },
        !isPart,
      );
      if (now.work.stopping !== null || isOver) throw new Halted();
      // In the meantime another call has shown that a name belongs to another tag.
      if (session.isMistaken) {
        await record(session, (fact) => takeBack(fact, batch));
        throw new Halted();
      }
      rereadsUsed(session, batch.records);
      const tags = [...names].map(([tag, name]) => ({ id: run.tags[tag]?.id ?? '', name }));
      return putsOn(run) ? api.addTags(apiName, ids, tags, onLeave) : api.removeTags(apiName, ids, tags, onLeave);
    });
    const endedAt = ports.clock.now();
    if (ending.isOk) {
      pace.calls += 1;
      pace.ms += endedAt - (sentAt ?? endedAt);
      pace.records += ids.length;
    }
    return { batch, endedAt, ending };
  } finally {
    if (sentAt !== null) session.inFlight -= ids.length;
  }
}

/** A batch that a dead worker sent is a call without an answer. It counts as ended now. */
export async function claimLost(session: Session, run: Run): Promise<void> {
  const lost = await session.journal.batches(run.id, 'sent');
  for (const batch of lost)
    await record(session, async (fact) => {
      fact.change({ credits: { ...fact.run.credits, writes: fact.run.credits.writes + batch.credits } });
      if (batch.kind === 'restore') await readFirst(fact, batch);
      else await settleSilence(fact, { batch, endedAt: session.ports.clock.now() }, false);
    });
}

/** Writes what a refusal or no answer means for the records. */
async function settleFailure(
  session: Session,
  run: Run,
  { batch, endedAt }: Sent,
  { verdict, error }: { readonly verdict: Verdict; readonly error: AppError },
): Promise<void> {
  // The tag may have been renamed. The names are read before the next call.
  if (error.code === 'tag-gone' && !batch.isIsolating) {
    nameAnew(session, run);
  }
  switch (verdict.kind) {
    case 'leave':
      // The batch stays `sent`: the next worker treats it as a call without an answer.
      throw new Halted();
    case 'wait':
    case 'stop':
      await record(session, (fact) => takeBack(fact, batch));
      return;
    case 'records':
      session.isProbing = error.code === 'limit-exceeded';
      await refused(session, batch, error, endedAt);
      return;
    case 'unknowable':
      await record(session, (fact) => settleSilence(fact, { batch, endedAt }, isTimeout(error)));
  }
}

/** Writes the refusal of a whole call. After repeated equal refusals of parts, the rest of the batch ends too. */
async function refused(session: Session, batch: BatchRow, error: AppError, endedAt: number): Promise<void> {
  let settled: Awaited<ReturnType<typeof settleRefusal>> = 'again';
  const refusal = await refusalIn(session, batch, error);
  await record(session, async (fact) => {
    settled = await settleRefusal(fact, { batch, endedAt }, error, refusal);
  });
  if (isHopeless(session, batch, refusal.code ?? error.code, settled)) await endTheRest(session, batch, refusal);
}

/**
 * The refusal of a whole call. A tag that the module lists is not gone, also where Zoho calls it so: then only Zoho's own
 * words say why.
 */
async function refusalIn(session: Session, { tags }: BatchRow, error: AppError): Promise<Refusal> {
  const refusal = refusalOfCall(error);
  if (refusal.reason !== TAG_DELETED.reason) return refusal;
  // Where they cannot be read, the halt says so.
  await session.naming?.catch(() => undefined);
  const { names, isListed, run } = session;
  const isThere = isListed && tags.every((tag) => names?.has(run.tags[tag]?.id ?? '') === true);
  return isThere ? { ...refusal, reason: 'other' } : refusal;
}

/** Counts a part whose records were all refused alike in their rows. Zoho answers this way for a single record. */
async function refusedInRows(session: Session, batch: BatchRow, { rows }: TagActionAnswer): Promise<void> {
  const refused = [...rows.values()].flatMap((said) => (said.kind === 'refused' ? [said] : []));
  const [first] = refused;
  if (batch.family === null || first === undefined || refused.length < batch.records.length) return;
  if (refused.some(({ code }) => code !== first.code)) return;
  if (isHopeless(session, batch, first.code, 'ended')) await endTheRest(session, batch, refusalOfRow(first));
}

/** Ends the other parts of a batch. Parts that a lane already holds are left to that lane. */
async function endTheRest(session: Session, batch: BatchRow, refusal: Refusal): Promise<void> {
  const planned = await session.journal.batches(session.runId, 'planned');
  const isHeld = (n: number) => session.busy.has(n) && !batch.records.includes(n);
  await record(session, (fact) => {
    const parts = planned.filter((part) => part.family === familyOf(batch) && !part.records.some(isHeld));
    return endTogether(fact, parts, refusal);
  });
}
