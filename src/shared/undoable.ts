import type { RunSummary } from './run-summary.ts';

const DAY_MS = 24 * 3_600_000;

/** Until when a run can be undone; null when it cannot: it is an undo, is not over, or took nothing off. */
export function undoUntil(
  { kind, endedAt, changed }: Pick<RunSummary, 'kind' | 'endedAt' | 'changed'>,
  historyDays: number,
): number | null {
  return kind === 'removal' && endedAt !== null && changed > 0 ? endedAt + historyDays * DAY_MS : null;
}

/** Records to which an undo of the run, begun now, would put tags back; 0 when it cannot be undone, or is. */
export function undoable({ changed, undoUntil: until, undoneBy }: RunSummary): number {
  return undoneBy === null && until !== null && until >= Date.now() ? changed : 0;
}
