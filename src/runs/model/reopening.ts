import { canRetry } from './refusal.ts';
import type { RecordRow, Run } from './types.ts';

/** The records that a run reopens: `not-sent` to continue, `failed` to retry, `unknown` to check. */
export type Reopening = NonNullable<Run['work']['reopen']>;

/** Whether an ended record is reopened. The engine and the numbers on buttons use this one rule. */
export function isReopened(row: RecordRow, what: Reopening): boolean {
  const { outcome, reason, readAt } = row;
  if (what === 'unknown') return outcome === 'unknown';
  if (what === 'tag-deleted') return (outcome === 'failed' || outcome === 'partly') && lacksDeleted(row);
  // A tag that was removed by mistake is put back as well, with any result for the chosen tags.
  if (hasLoss(row)) return true;
  const hasFailed = outcome === 'failed' || outcome === 'partly';
  if (what === 'failed') return hasFailed && canRetry(reason);
  // A record that was stopped half-way is finished too. `readAt` 0: the run stopped before the read that explains a
  // refusal.
  return outcome === 'not-sent' || (hasFailed && (reason?.startsWith('not-sent') === true || readAt === 0));
}

/** Whether one of its tags was not put back because it was deleted. */
function lacksDeleted({ reason, tagReasons = [] }: RecordRow): boolean {
  return reason === 'tag-deleted' || tagReasons.some((one) => one.reason === 'tag-deleted');
}

/** Whether it lacks a tag that nobody chose, by a proven or a suspected mistake. */
export function hasLoss({ mistaken, suspected }: RecordRow): boolean {
  return mistaken.length > 0 || suspected !== null;
}
