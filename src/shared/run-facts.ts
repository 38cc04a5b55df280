import type { RunSummary, Tag } from './run-summary.ts';

/** A run in which something goes on, or waits to go on. */
export function isLive({ state }: Pick<RunSummary, 'state'>): boolean {
  return state === 'reading' || state === 'running' || state === 'waiting';
}

/** Not a preview any more: an undo has none. */
export function isStarted({ startedAt, kind }: Pick<RunSummary, 'startedAt' | 'kind'>): boolean {
  return startedAt !== null || kind === 'undo';
}

type Counted = Pick<RunSummary, 'kind' | 'total' | 'counts'>;

/**
 * The one total that is said of a run, in its bar, ledger, headline and in the history: the records that had a chosen tag;
 * of an undo all those that it is to restore.
 */
export function concerned({ kind, total, counts }: Counted): number {
  return kind === 'undo' ? total : total - counts['had-none'];
}

/**
 * What a run says of tags that went by mistake: null where none did, nor may have. `mistake.tags` are positions in `tags`.
 */
export function mistakeOf({
  mistake,
  tags,
}: {
  readonly mistake?: {
    readonly tags: readonly number[];
    readonly missing: number;
    readonly restored: number;
    readonly unconfirmed: number;
  };
  readonly tags: readonly Tag[];
}): RunSummary['mistake'] {
  if (mistake === undefined || mistake.missing + mistake.restored + mistake.unconfirmed === 0) return null;
  return { ...mistake, tags: mistake.tags.flatMap((place) => tags[place]?.name ?? []) };
}

/** Records that lack a tag which nobody chose: taken by mistake and not put back, or that is not known yet. */
export function lacking({ mistake }: Pick<RunSummary, 'mistake'>): number {
  return mistake === null ? 0 : mistake.missing + mistake.unconfirmed;
}

/** Records of that total whose fate is known, one way or another. */
export function settled(run: Counted): number {
  return concerned(run) - run.counts.pending;
}

const DAY_MS = 24 * 3_600_000;

/** Until when a run can be undone; null when it cannot: it is an undo, is not over, or took nothing off. */
export function undoUntil(
  { kind, endedAt, changed }: Pick<RunSummary, 'kind' | 'endedAt' | 'changed'>,
  historyDays: number,
): number | null {
  return kind === 'removal' && endedAt !== null && changed > 0 ? endedAt + historyDays * DAY_MS : null;
}

/**
 * Records to which an undo of the run, begun now, would put tags back; 0 when it cannot be undone, or is. Whether its days are
 * over is for the engine to say: the clock of this computer may be wrong.
 */
export function undoable({ changed, undoUntil: until, undoneBy }: RunSummary): number {
  return undoneBy === null && until !== null ? changed : 0;
}
