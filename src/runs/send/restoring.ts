import type { AppError } from '../../shared/errors.ts';
import { tagActionCredits } from '../../zoho/limits.ts';
import type { TagActionAnswer } from '../../zoho/types.ts';
import type { Fact } from '../journal/fact.ts';
import { placesOf } from '../journal/tag-places.ts';
import { readAgain, staleNow } from '../look/refresh.ts';
import type { Verdict } from '../model/failure-policy.ts';
import { released, withNamesKnown } from '../model/mistaken.ts';
import { afterRead, MOST_TRIES, notFound } from '../model/outcome.ts';
import { refusalOfCall } from '../model/refusal.ts';
import type { BatchRow, RecordRow, Run } from '../model/types.ts';
import { halves } from '../plan/plan.ts';
import { sayMistaken } from '../visit/mistakes.ts';
import { namesSince } from '../visit/names.ts';
import { rereadsUsed } from '../visit/rereads.ts';
import { call, type CallKind, Halted, record, type Session } from '../visit/session.ts';
import { familyOf, isHopeless, loweredCaps, type Settled } from './isolation.ts';
import { end, isWholeRefusal, type Sent, takeBack, wholeRefusal } from './write-result.ts';

/**
 * Puts back tags that calls of this run removed by mistake. Like an undo, it adds them by id. It first reads the names,
 * which show for suspected tags whether this run removed them. It makes at most one call and plans the remainder as new
 * batches. Throws {@link Halted}.
 */
export async function runRestore(session: Session, batch: BatchRow): Promise<void> {
  try {
    const open = await recordsToRestore(session, batch);
    if (open.length > 0) await restore(session, batch, open);
  } finally {
    await followRestores(session);
  }
}

/** Copies the planned restores from the journal to the session. */
export async function followRestores(session: Session): Promise<void> {
  const planned = await session.journal.batches(session.runId, 'planned');
  const restores = planned.filter(({ kind }) => kind === 'restore');
  session.restoring = new Set(restores.flatMap(({ records }) => records));
  if (restores.length === 0) session.isMistaken = false;
}

/** The records that still lack a tag, with their current tags. All others continue or end. */
async function recordsToRestore(session: Session, batch: BatchRow): Promise<readonly RecordRow[]> {
  const found = await pendingRows(session, batch);
  await namesSince(session, session.run, Math.max(0, ...found.map(({ readAt }) => readAt)));
  const names: ReadonlyMap<string, string> = session.names ?? new Map();
  const { run } = session;
  await record(session, async (fact) => {
    for (const row of await fact.rows(batch.records)) {
      if (row.outcome !== 'pending') continue;
      const next = confirmed(row, fact.run, names);
      fact.put(next);
      sayMistaken(fact, next.mistaken);
    }
  });
  const open = await pendingRows(session, batch);
  const stale = open.filter(staleNow(session, { kind: 'undo' }));
  if (stale.length > 0)
    await readAgain(session, run, {
      rows: stale,
      purpose: 'refresh',
      reduce: (row, carried, now, at) => {
        if (row.outcome !== 'pending') return row;
        if (carried === null) return { ...notFound(row, at), mistaken: [], suspected: null };
        return confirmed(afterRead(row, now, carried, at), now, names);
      },
    });
  const still = (await pendingRows(session, batch)).filter((row) => row.mistaken.length > 0);
  if (still.length === 0) await record(session, (fact) => fact.dropBatch(batch.n));
  return still;
}

/** The record after the names were read. Without a mistake it continues. */
function confirmed(row: RecordRow, run: Run, names: ReadonlyMap<string, string>): RecordRow {
  const next = withNamesKnown(row, run, names);
  return next.mistaken.length === 0 ? released(next, run) : next;
}

async function pendingRows(session: Session, { records }: BatchRow): Promise<readonly RecordRow[]> {
  return (await session.journal.rows(session.runId, records)).filter(({ outcome }) => outcome === 'pending');
}

/**
 * Makes one call for records that lack the same tags. If they lack different ones, it plans one batch for each set
 * instead.
 */
async function restore(session: Session, batch: BatchRow, open: readonly RecordRow[]): Promise<void> {
  const { caps } = session.run.work;
  const groups = new Map<string, number[]>();
  for (const { n, mistaken } of open) {
    const key = mistaken.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), n]);
  }
  const size = caps.ids ?? open.length;
  if (groups.size > 1 || open.length > size) {
    const parts = [...groups.values()].flatMap((records) => inParts(records, size));
    await record(session, (fact) => {
      fact.dropBatch(batch.n);
      for (const records of parts) addPart(fact, batch, records);
    });
    return;
  }
  const missing = open[0]?.mistaken ?? [];
  await send(session, batch, open, missing.slice(0, caps.tags ?? missing.length));
}

function inParts(records: readonly number[], size: number): number[][] {
  const parts: number[][] = [];
  for (let at = 0; at < records.length; at += size) parts.push(records.slice(at, at + size));
  return parts;
}

function addPart(fact: Fact, batch: BatchRow, records: readonly number[]): void {
  fact.addBatch({ kind: 'restore', records, tags: batch.tags, isIsolating: false, family: familyOf(batch) });
}

async function send(
  session: Session,
  planned: BatchRow,
  rows: readonly RecordRow[],
  missing: readonly number[],
): Promise<void> {
  const { api, ports, run } = session;
  const ids = rows.map(({ id }) => id);
  const cost = tagActionCredits(ids.length);
  const kind: CallKind = { purpose: 'write', use: 'writes', cost, useReserve: true };
  const refs = missing.flatMap((place) => {
    const tag = run.tags[place];
    return tag === undefined ? [] : [{ id: tag.id, name: session.names?.get(tag.id) ?? tag.name }];
  });
  let batch: BatchRow = { ...planned, records: rows.map(({ n }) => n) };
  const size = { ids: ids.length, tags: refs.length };
  const ending = await call(session, kind, async () => {
    batch = { ...batch, state: 'sent', sentAt: ports.clock.now(), credits: cost };
    await record(session, (fact) => fact.putBatch(batch), true);
    rereadsUsed(session, batch.records);
    return api.addTags(run.module.apiName, ids, refs);
  });
  const endedAt = ports.clock.now();
  if (!ending.isOk) return settleFailure(session, { batch, size, endedAt }, ending);
  const answer = ending.value;
  if (isWholeRefusal(answer)) return refused(session, { batch, size, endedAt }, wholeRefusal(answer));
  await record(session, (fact) => settleRestored(fact, batch, { missing, answer, endedAt }));
}

/** Writes Zoho's answer for each record. A record that still lacks a requested tag keeps lacking it. */
async function settleRestored(
  fact: Fact,
  batch: BatchRow,
  {
    missing,
    answer,
    endedAt,
  }: { readonly missing: readonly number[]; readonly answer: TagActionAnswer; readonly endedAt: number },
): Promise<void> {
  const again: number[] = [];
  for (const row of await fact.rows(batch.records)) {
    const said = answer.rows.get(row.id);
    const next = said?.kind === 'ok' ? afterRead(row, fact.run, placesOf(fact, said.tags), endedAt) : row;
    sayMistaken(fact, next.mistaken);
    const isUnasked = said?.kind === 'ok' && next.mistaken.some((tag) => !missing.includes(tag));
    const isLeftOut = said === undefined && row.tries + 1 < MOST_TRIES;
    if (isUnasked || isLeftOut) again.push(row.n);
    if (isLeftOut) fact.put({ ...next, readAt: 0, tries: row.tries + 1 });
    else fact.put(isUnasked ? next : released(next, fact.run));
  }
  end(fact, batch, endedAt);
  if (again.length > 0) addPart(fact, batch, again);
}

/** A call that is over. `size`: what it was sent with. */
interface SentRestore extends Sent {
  readonly size: { readonly ids: number; readonly tags: number };
}

async function settleFailure(
  session: Session,
  sent: SentRestore,
  { verdict, error }: { readonly verdict: Verdict; readonly error: AppError },
): Promise<void> {
  const { batch } = sent;
  switch (verdict.kind) {
    case 'leave':
      throw new Halted();
    case 'wait':
    case 'stop':
      await record(session, (fact) => takeBack(fact, batch));
      return;
    case 'records':
      await refused(session, sent, error);
      return;
    case 'unknowable':
      await record(session, (fact) => readFirst(fact, batch));
  }
}

/** Zoho may have applied this call, so its records are read before it is repeated. A repetition does no harm. */
export async function readFirst(fact: Fact, batch: BatchRow): Promise<void> {
  for (const row of await fact.rows(batch.records)) fact.put({ ...row, readAt: 0 });
  takeBack(fact, batch);
}

/**
 * Handles the refusal of a whole call. After a limit, the caps of the run are lowered and the records are planned again. The
 * named culprit keeps lacking its tags. Without a name, the call is halved until the culprit stands alone.
 */
async function refused(session: Session, { batch, size, endedAt }: SentRestore, error: AppError): Promise<void> {
  let settled: Settled = 'again';
  await record(session, async (fact) => {
    end(fact, batch, endedAt);
    const caps = error.code === 'limit-exceeded' ? loweredCaps(fact.run.work.caps, size, error) : null;
    if (caps !== null) {
      fact.changeWork({ caps });
      addPart(fact, batch, batch.records);
      settled = 'cut';
      return;
    }
    const rows = await fact.rows(batch.records);
    const culprit = rows.find(({ id }) => id === error.details.recordId) ?? (rows.length === 1 ? rows[0] : undefined);
    if (culprit !== undefined) fact.put(released(culprit, fact.run));
    const rest = rows.filter((row) => row !== culprit).map(({ n }) => n);
    const parts = culprit === undefined ? halves({ records: rest, tags: [] }).map(({ records }) => records) : [rest];
    for (const part of parts) if (part.length > 0) addPart(fact, batch, part);
    settled = rest.length === 0 ? 'ended' : 'again';
  });
  if (isHopeless(session, batch, refusalOfCall(error).code ?? error.code, settled)) await giveUp(session, batch);
}

/** Drops the other planned restores of a refused batch. Their records keep lacking their tags. */
async function giveUp(session: Session, batch: BatchRow): Promise<void> {
  const planned = await session.journal.batches(session.runId, 'planned');
  await record(session, async (fact) => {
    for (const part of planned.filter((other) => other.kind === 'restore' && familyOf(other) === familyOf(batch))) {
      for (const row of await fact.rows(part.records)) fact.put(released(row, fact.run));
      fact.dropBatch(part.n);
    }
  });
}
