import type { Range } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ, MOST_IDS_PER_READ, RECORDS_PER_CREDIT, tagActionCredits } from '../../zoho/limits.ts';

/** The names of tags are read at the start, and again after a minute, in which one lane writes about so many records. */
const RECORDS_PER_NAMES = 20_000;

/**
 * API credits of the undo of a run: each record is read, then written. It costs less where records have their tags again
 * by then. Source of the costs: Zoho docs v8, api-limits.
 */
export function undoPrice({ changed, chosenCount }: Pick<RunSummary, 'changed' | 'chosenCount'>): Range {
  if (changed === 0) return { least: 0, most: 0 };
  const reads = (ids: number) => CREDITS_PER_READ * Math.ceil(changed / ids);
  const names = CREDITS_PER_READ * (1 + Math.floor(changed / RECORDS_PER_NAMES));
  // The plan is never dearer than a write for each tag, or one for each record.
  const writes = Math.min(changed, Math.max(1, chosenCount) * tagActionCredits(changed));
  return {
    least: CREDITS_PER_READ + reads(MOST_IDS_PER_READ) + tagActionCredits(changed),
    most: names + reads(RECORDS_PER_CREDIT) + writes,
  };
}
