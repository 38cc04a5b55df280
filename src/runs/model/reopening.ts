import { canRetry } from './refusal.ts';
import type { RecordRow, Run } from './types.ts';

/** What a run takes up again: `not-sent` where it goes on, `failed` where that is tried again, `unknown` where it is checked. */
export type Reopening = NonNullable<Run['work']['reopen']>;

/** Whether an ended record is taken up again: the one rule for what is done, and for the number that a button says. */
export function isReopened(row: RecordRow, what: Reopening): boolean {
  const { outcome, reason, readAt } = row;
  if (what === 'unknown') return outcome === 'unknown';
  // A tag that went by mistake is restored on the way, whatever became of the chosen ones.
  if (hasLoss(row)) return true;
  const hasFailed = outcome === 'failed' || outcome === 'partly';
  if (what === 'failed') return hasFailed && canRetry(reason);
  // What was stopped half way is finished, too; and a run that stopped before it looked at a refused record has not read it.
  return outcome === 'not-sent' || (hasFailed && (reason?.startsWith('not-sent') === true || readAt === 0));
}

/** Whether it lacks a tag that nobody chose: taken by mistake, or that is not known yet. */
export function hasLoss({ mistaken, suspected }: RecordRow): boolean {
  return mistaken.length > 0 || suspected !== null;
}
