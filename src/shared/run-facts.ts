import type { RunSummary, Tag } from './run-summary.ts';

/** A run that works, or waits to continue. */
export function isLive({ state }: Pick<RunSummary, 'state'>): boolean {
  return state === 'reading' || state === 'running' || state === 'waiting';
}

/** Whether a run adds tags to records. All others remove tags. */
export function putsOn({ kind }: Pick<RunSummary, 'kind'>): boolean {
  return kind === 'put' || kind === 'undo';
}

/** Whether a run undoes another one. It has the records of that run, each with the tags that were changed on it. */
export function isUndo({ kind }: Pick<RunSummary, 'kind'>): boolean {
  return kind === 'undo' || kind === 'take-back';
}

/** No longer a preview; an undo has none. */
export function isStarted({ startedAt, kind }: Pick<RunSummary, 'startedAt' | 'kind'>): boolean {
  return startedAt !== null || isUndo({ kind });
}

type Counted = Pick<RunSummary, 'kind' | 'total' | 'counts'>;

/**
 * The one total of a run, for its bar, ledger, headline and the history: the records that had a chosen tag; for an
 * undo, all those to restore. A `put` concerns all its records, because those that have the tag already are done.
 */
export function concerned({ kind, total, counts }: Counted): number {
  return kind === 'removal' ? total - counts['had-none'] : total;
}

/**
 * The tags of a run that went by mistake: null where there are none and there may be none. `mistake.tags` are positions
 * in `tags`.
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

/** The names of an undo's deleted tags that other tags have now, as a summary has them. */
export function namesakesIn({
  namesakes = [],
}: {
  readonly namesakes?: readonly { readonly now: { readonly name: string } }[];
}): Pick<RunSummary, 'namesakes'> {
  return namesakes.length === 0 ? {} : { namesakes: namesakes.map(({ now }) => now.name) };
}

/** Records that lack a tag which was not chosen: taken by mistake and not put back, or not known yet. */
export function lacking({ mistake }: Pick<RunSummary, 'mistake'>): number {
  return mistake === null ? 0 : mistake.missing + mistake.unconfirmed;
}

/** Records of that total whose outcome is known. */
export function settled(run: Counted): number {
  return concerned(run) - run.counts.pending;
}

const DAY_MS = 24 * 3_600_000;

/**
 * The latest time at which a run can be undone. Null if it cannot: it is an undo, is not over, or changed no record.
 */
export function undoUntil(
  { kind, endedAt, changed }: Pick<RunSummary, 'kind' | 'endedAt' | 'changed'>,
  historyDays: number,
): number | null {
  return !isUndo({ kind }) && endedAt !== null && changed > 0 ? endedAt + historyDays * DAY_MS : null;
}

/**
 * Records to which an undo started now would put tags back; 0 when the run cannot be undone, or is undone already. The
 * engine decides whether its days are over, because this computer's clock may be wrong.
 */
export function undoable({ changed, undoUntil: until, undoneBy }: RunSummary): number {
  return undoneBy === null && until !== null ? changed : 0;
}
