import type { AppError } from '../../shared/errors.ts';
import type { Fact, NewBatch } from '../journal/fact.ts';
import { afterRefusal, concluded } from '../model/outcome.ts';
import { halves, withinCaps } from '../plan/plan.ts';
import type { Refusal } from '../model/refusal.ts';
import { aimedRows, end, type Sent } from './write-result.ts';
import type { BatchRow, Caps, RecordRow } from '../model/types.ts';
import type { Session } from '../visit/session.ts';

export type Settled = 'cut' | 'again' | 'ended';

/** After this many parts in a row with the same refusal, the rest of a batch counts as refused too. */
const MOST_IN_A_ROW = 3;

/**
 * Writes the refusal of a whole call. If Zoho names a culprit, it ends and the rest is sent again. Otherwise the
 * records are read once more, which finds deleted ones. If that does not help, the batch is halved until the culprit
 * stands alone. `why`: the reason for records that end. Resolves with the result for this part: `cut` to a size that
 * Zoho accepts, sent `again` in some form, or `ended`.
 */
export async function settleRefusal(
  fact: Fact,
  { batch, endedAt }: Sent,
  error: AppError,
  why: Refusal,
): Promise<Settled> {
  const rows = await aimedRows(fact, batch);
  end(fact, batch, endedAt);
  if (error.code === 'limit-exceeded' && cut(fact, batch, error)) return 'cut';

  const culprit = rows.find((row) => row.id === error.details.recordId);
  if (culprit !== undefined) {
    fact.put(concluded(culprit, fact.run, why));
    again(
      fact,
      batch,
      rows.filter((row) => row !== culprit),
      batch.isIsolating,
    );
    return rows.length === 1 ? 'ended' : 'again';
  }
  if (!batch.isIsolating) {
    for (const row of rows) fact.put({ ...row, readAt: 0 });
    again(fact, batch, rows, true);
    return 'again';
  }
  const suspect = error.details.field === 'ids' ? rows[error.details.index ?? -1] : undefined;
  const parts = suspect !== undefined && rows.length > 1 ? apart(batch, suspect) : split(batch, error);
  if (parts.length === 1) for (const row of rows) fact.put(afterRefusal(row, fact.run, batch.tags, why));
  else for (const part of parts) fact.addBatch(part);
  return parts.length === 1 ? 'ended' : 'again';
}

/** Counts the refusal of a part of a batch. Returns true when the rest of that batch is not worth sending. */
export function isHopeless({ refusals }: Session, batch: BatchRow, code: string, settled: Settled): boolean {
  // A call that was too big shows nothing about its records.
  if (settled === 'cut') return false;
  const family = familyOf(batch);
  const before = refusals.get(family);
  const inARow = (before?.words === code ? before.inARow : 0) + Number(settled === 'ended');
  refusals.set(family, { words: code, inARow });
  return inARow >= MOST_IN_A_ROW;
}

/** Ends the rest of a batch after several equal refusals and no success. */
export async function endTogether(fact: Fact, parts: readonly BatchRow[], why: Refusal): Promise<void> {
  const refusal: Refusal = { ...why, reason: 'refused-together' };
  for (const part of parts) {
    for (const row of await aimedRows(fact, part))
      if (row.outcome === 'pending') fact.put(afterRefusal(row, fact.run, part.tags, refusal));
    fact.dropBatch(part.n);
  }
}

/** Number of the batch that a part comes from. */
export function familyOf({ family, n }: BatchRow): number {
  return family ?? n;
}

/**
 * The caps for the rest of a run after Zoho has refused a call of so many ids and tags with a limit: the size that it named,
 * else half of what it refused. A cap that another refusal has lowered further stays. Null when nothing can be cut.
 */
export function loweredCaps(
  caps: Caps,
  call: { readonly ids: number; readonly tags: number },
  { details }: AppError,
): Caps | null {
  const what = details.field === 'tags' ? 'tags' : 'ids';
  const size = call[what];
  if (size < 2) return null;
  const limit = details.limit === undefined ? size : Math.max(1, details.limit);
  const lowest = Math.min(limit, caps[what] ?? size);
  return { ...caps, [what]: lowest < size ? lowest : Math.ceil(size / 2) };
}

/** Cuts the batch to a cap, and keeps the cap for the rest of the run. False when nothing can be cut. */
function cut(fact: Fact, batch: BatchRow, error: AppError): boolean {
  const size = { ids: batch.records.length, tags: batch.tags.length };
  const next = loweredCaps(fact.run.work.caps, size, error);
  if (next === null) return false;
  fact.changeWork({ caps: next });
  for (const part of withinCaps(batch, next))
    fact.addBatch({ kind: 'write', ...part, isIsolating: batch.isIsolating, family: familyOf(batch) });
  return true;
}

function again(fact: Fact, batch: BatchRow, rows: readonly RecordRow[], isIsolating: boolean): void {
  const { tags } = batch;
  const records = rows.map(({ n }) => n);
  if (records.length > 0) fact.addBatch({ kind: 'write', records, tags, isIsolating, family: familyOf(batch) });
}

function apart(batch: BatchRow, suspect: RecordRow): NewBatch[] {
  const { records, tags } = batch;
  const rest = records.filter((n) => n !== suspect.n);
  const family = familyOf(batch);
  return [[suspect.n], rest].map((part) => ({ kind: 'write', records: part, tags, isIsolating: true, family }));
}

/**
 * After the refusal of a tag the tags are split first, otherwise the records. A single part means that nothing is left
 * to split.
 */
function split(batch: BatchRow, { code }: AppError): NewBatch[] {
  const { records, tags } = batch;
  const parts =
    code === 'tag-gone' || records.length === 1
      ? tags.map((tag) => ({ records, tags: [tag] }))
      : halves({ records, tags });
  return parts.map((part) => ({ kind: 'write', ...part, isIsolating: true, family: familyOf(batch) }));
}
