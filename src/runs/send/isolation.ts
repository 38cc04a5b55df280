import type { AppError } from '../../shared/errors.ts';
import type { Fact, NewBatch } from '../journal/fact.ts';
import { concluded } from '../model/outcome.ts';
import { halves, withinCaps } from '../plan/plan.ts';
import { refusalOfCall } from '../model/refusal.ts';
import { aimedRows, end } from './write-result.ts';
import type { BatchRow, RecordRow } from '../model/types.ts';

/**
 * Writes that a call was refused as a whole. A culprit that Zoho names ends here, the rest goes out again. Without one the
 * records are read once more, which finds those that are gone; if that does not help the batch is halved, without a cap,
 * until the culprit stands alone.
 */
export async function settleRefusal(fact: Fact, batch: BatchRow, error: AppError, endedAt: number): Promise<void> {
  const rows = await aimedRows(fact, batch);
  end(fact, batch, endedAt);
  if (error.code === 'limit-exceeded' && cut(fact, batch, error)) return;

  const culprit = rows.find((row) => row.id === error.details.recordId);
  if (culprit !== undefined) {
    fact.put(concluded(culprit, fact.run, refusalOfCall(error)));
    again(
      fact,
      batch,
      rows.filter((row) => row !== culprit),
      batch.isIsolating,
    );
    return;
  }
  if (!batch.isIsolating) {
    for (const row of rows) fact.put({ ...row, readAt: 0 });
    again(fact, batch, rows, true);
    return;
  }
  const suspect = error.details.field === 'ids' ? rows[error.details.index ?? -1] : undefined;
  const parts = suspect !== undefined && rows.length > 1 ? apart(batch, suspect) : split(batch, error);
  if (parts.length === 1) for (const row of rows) fact.put(concluded(row, fact.run, refusalOfCall(error)));
  else for (const part of parts) fact.addBatch(part);
}

/** Cuts the batch to a cap that Zoho named, and remembers it for the rest of the run. False when that changes nothing. */
function cut(fact: Fact, batch: BatchRow, { details }: AppError): boolean {
  const limit = Math.max(1, details.limit ?? 0);
  const { caps } = fact.run.work;
  const isTags = details.field === 'tags';
  const size = isTags ? batch.tags.length : batch.records.length;
  if (size < 2) return false;
  const cap = limit < size && details.limit !== undefined ? limit : Math.ceil(size / 2);
  const next = isTags ? { ...caps, tags: cap } : { ...caps, ids: cap };
  fact.changeWork({ caps: next });
  for (const part of withinCaps(batch, next)) fact.addBatch({ kind: 'write', ...part, isIsolating: batch.isIsolating });
  return true;
}

function again(fact: Fact, { tags }: BatchRow, rows: readonly RecordRow[], isIsolating: boolean): void {
  if (rows.length > 0) fact.addBatch({ kind: 'write', records: rows.map(({ n }) => n), tags, isIsolating });
}

function apart({ records, tags }: BatchRow, suspect: RecordRow): NewBatch[] {
  const rest = records.filter((n) => n !== suspect.n);
  return [[suspect.n], rest].map((part) => ({ kind: 'write', records: part, tags, isIsolating: true }));
}

/** A refusal of a tag is looked for among the tags first, any other among the records. One part: nothing is left to split. */
function split({ records, tags }: BatchRow, { code }: AppError): NewBatch[] {
  const parts =
    code === 'tag-gone' || records.length === 1
      ? tags.map((tag) => ({ records, tags: [tag] }))
      : halves({ records, tags });
  return parts.map((part) => ({ kind: 'write', ...part, isIsolating: true }));
}
