import { AppError } from '../../shared/errors.ts';
import { putsOn } from '../../shared/run-facts.ts';
import type { TagActionAnswer } from '../../zoho/types.ts';
import type { Fact } from '../journal/fact.ts';
import {
  afterAnswer,
  afterOmission,
  afterRefusal,
  afterSilence,
  concluded,
  MOST_TRIES,
  NO_ANSWER,
  todo,
  toLookAt,
  whyKept,
  withAim,
  withTagsRefused,
} from '../model/outcome.ts';
import { halves } from '../plan/plan.ts';
import { planApart, writeOf } from '../plan/planning.ts';
import { type Losses, noLosses, openForLoss, planRestore } from '../visit/mistakes.ts';
import { mayTakeAnother } from '../model/mistaken.ts';
import { withNamesChecked } from '../model/names-sent.ts';
import { isAmbiguous, isOfOneTag, type Refusal, refusalOfRow, TAG_LIMIT } from '../model/refusal.ts';
import { placesOf } from '../journal/tag-places.ts';
import type { BatchRow, RecordRow } from '../model/types.ts';

/** A sent batch with the names in the call, and when the call ended, by the engine's clock. */
export interface Sent {
  readonly batch: BatchRow;
  readonly endedAt: number;
}

/**
 * Writes Zoho's answer for each record. Records that it left out, or refused without a clear reason, get one look.
 * Returns the records that lack a tag nobody chose.
 */
export async function settleAnswer(fact: Fact, sent: Sent, answer: TagActionAnswer): Promise<Losses> {
  const { batch, endedAt } = sent;
  const left: number[] = [];
  const apart: number[] = [];
  const losses = noLosses();
  for (const row of await aimedRows(fact, batch)) {
    const said = answer.rows.get(row.id);
    const refusal = said?.kind === 'refused' ? refusalOfRow(said) : null;
    if (said?.kind === 'ok') {
      fact.put(openForLoss(losses, row, settleOk(fact, sent, row, said)));
    } else if (refusal !== null && isOfOneTag(refusal) && batch.tags.length > 1) apart.push(row.n);
    else if (refusal !== null && !isAmbiguous(refusal)) fact.put(afterRefusal(row, fact.run, batch.tags, refusal));
    else {
      left.push(row.n);
      fact.put(refusal === null ? afterOmission(row, batch, endedAt, omitted(answer)) : toLookAt(row, refusal));
    }
  }
  if (left.length > 0) {
    const { tags, named } = batch;
    const look = { kind: 'look', records: left, tags, isIsolating: false, family: null } as const;
    fact.addBatch({ ...look, ...(named !== undefined && { named }) });
  }
  planApart(fact, batch.tags, apart);
  planRestore(fact, losses);
  end(fact, batch, endedAt);
  return losses;
}

/** The records of a batch, with their chosen tags. */
export async function aimedRows(fact: Fact, { records }: BatchRow): Promise<RecordRow[]> {
  return (await fact.rows(records)).map((row) => withAim(row, fact.run));
}

function omitted({ lockedCount, unattributed }: TagActionAnswer): Refusal {
  if (lockedCount > 0) return { reason: 'locked-maybe', code: null, message: null };
  const said = unattributed[0];
  return said === undefined ? NO_ANSWER : { reason: 'other', code: said.code, message: said.message };
}

function settleOk(
  fact: Fact,
  { batch, endedAt }: Sent,
  row: RecordRow,
  said: {
    readonly tags: readonly { id: string; name: string; colour: string | null }[];
    readonly notAdded: readonly string[];
  },
): RecordRow {
  const { run } = fact;
  const carried = placesOf(fact, said.tags);
  // A tag whose name differs from the name that was sent was never requested.
  const sent = (tag: number) => batch.named?.find((one) => one.tag === tag)?.name;
  const isRenamed = (tag: number) => {
    const name = said.tags.find(({ id }) => id === run.tags[tag]?.id)?.name;
    return !putsOn(run) && name !== undefined && name !== sent(tag);
  };
  const refused = batch.tags.filter((tag) => !isRenamed(tag));
  // An earlier call without an answer may have sent another name. That name has passed to another tag, or is gone.
  const checked = withNamesChecked(row, sent);
  const after = afterAnswer(checked, fact.run, { asked: batch, carried, refused, at: endedAt });
  const why = said.notAdded.length > 0 ? TAG_LIMIT : whyKept(after);
  const next = withTagsRefused(after, refused, why);
  if (todo(next).length > 0 || (next.left.length === 0 && mayTakeAnother(next))) return next;
  return concluded(next, fact.run, why);
}

/**
 * Writes that a call got no answer. Its records must be read before the next write. Those with the most tries wait for
 * the second look. After a timeout the rest is sent in halves.
 */
export async function settleSilence(fact: Fact, { batch, endedAt }: Sent, inHalves: boolean): Promise<void> {
  const again: number[] = [];
  for (const row of await aimedRows(fact, batch)) {
    const next = afterSilence(row, batch, endedAt);
    fact.put(next);
    if (next.tries < MOST_TRIES) again.push(row.n);
  }
  const rest = { records: again, tags: batch.tags };
  if (again.length > 0)
    for (const part of inHalves ? halves(rest) : [rest])
      fact.addBatch({ ...writeOf(part), isIsolating: batch.isIsolating, family: batch.family });
  end(fact, batch, endedAt);
}

/** Plans a batch again after a failure that concerns the run, not the records. It counts as not sent. */
export function takeBack(fact: Fact, batch: BatchRow): void {
  fact.putBatch({ ...batch, state: 'planned', sentAt: null });
}

/** Marks a batch as answered. `endedAt` in milliseconds since the epoch. */
export function end(fact: Fact, batch: BatchRow, endedAt: number): void {
  fact.putBatch({ ...batch, state: 'answered', endedAt });
}

/** Whether an answer refuses the whole call in rows without record ids. */
export function isWholeRefusal({ rows, unattributed }: TagActionAnswer): boolean {
  return rows.size === 0 && unattributed.length > 0;
}

/** Zoho's refusal in such an answer. */
export function wholeRefusal({ unattributed }: TagActionAnswer): AppError {
  const said = unattributed[0];
  return new AppError('data-refused', { zohoCode: said?.code ?? '', zohoMessage: said?.message ?? '' });
}

/** Whether a call ended without an answer because it took too long. */
export function isTimeout({ code }: AppError): boolean {
  return code === 'timeout';
}
