import { isLive, isStarted } from '../../shared/run-facts.ts';
import { type Counts, OUTCOMES, type Source } from '../../shared/run-summary.ts';
import type { Stop, Wait } from './failure-policy.ts';
import type { Run } from './types.ts';

/** Milliseconds between the end of a run and the check of its tags. */
export const AFTER_CHECK_MS = 120_000;

/** The events of a run. Times are milliseconds since the epoch, by the wall clock. */
export type RunEvent =
  /** All its records were read, or copied from another run. */
  | { readonly kind: 'read' }
  | { readonly kind: 'start'; readonly chosen: readonly number[]; readonly at: number }
  | Wait
  | { readonly kind: 'work' }
  /** The run has learned or changed something. */
  | { readonly kind: 'progress' }
  | Stop
  /** Nothing is left to do, or nothing more may be done. */
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'reopen'; readonly what: NonNullable<Run['work']['reopen']> };

/** The run after an event. An event that is illegal in the state changes nothing, so a repeat is harmless. */
export function advance(run: Run, event: RunEvent): Run {
  switch (event.kind) {
    case 'read':
      // A stop that came during the last reads is carried out first.
      if (run.state !== 'reading' || run.work.stopping !== null) return run;
      return { ...run, ...CALM, state: run.startedAt === null ? 'planned' : 'running' };
    case 'start':
      if (run.state !== 'planned') return run;
      return { ...run, state: 'running', chosen: event.chosen, startedAt: event.at, work: moved(run.work) };
    case 'wait': {
      const { why, until, error, tries } = event;
      if (run.state === 'reading') return { ...run, why, until, error, tries };
      return isWorking(run) ? { ...run, state: 'waiting', why, until, error, tries } : run;
    }
    case 'work':
      if (run.state === 'reading') return { ...run, ...CALM };
      return run.state === 'waiting' ? { ...run, ...CALM, state: 'running' } : run;
    case 'progress':
      // The cause of the last wait is gone.
      return { ...run, error: isLive(run) && run.why === null ? null : run.error, work: moved(run.work) };
    case 'stop': {
      const { reason, records, error } = event;
      const { stopping } = run.work;
      // A stop that itself fails for lack of space becomes a stop with the reason `storage-full`.
      const isNew = stopping === null || (reason === 'storage-full' && stopping.reason !== reason);
      if (!isNew || !(isWorking(run) || run.state === 'reading')) return run;
      return { ...run, work: { ...run.work, stopping: { reason, records, error } } };
    }
    case 'end':
      return isWorking(run) || (run.state === 'reading' && run.work.stopping !== null) ? ended(run, event.at) : run;
    case 'reopen':
      return canReopen(run, event.what) ? reopened(run, event) : run;
  }
}

/** Whether its batches may be under way. */
export function isWorking({ state }: Pick<Run, 'state'>): boolean {
  return state === 'running' || state === 'waiting';
}

/** Whether another run still copies records from it, or will when it continues. */
export function isBeingCopied({ id }: Run, all: readonly Run[]): boolean {
  return all.some((other) => other.work.copy?.from === id && (isLive(other) || isStarted(other)));
}

const DAY_MS = 24 * 3_600_000;

/**
 * Whether the days are over for which an ended run is kept and can be undone. Both the dates of Zoho's answers and the
 * wall clock must say so, so that one wrong clock erases nothing. Times are milliseconds since the epoch.
 */
export function isHistory(
  { endedAt, work }: Pick<Run, 'endedAt'> & { readonly work: { readonly time: Pick<Run['work']['time'], 'zoho'> } },
  days: number,
  now: { readonly wall: number; readonly zoho: number | null },
): boolean {
  const { zoho } = work.time;
  if (endedAt === null || zoho === null || now.zoho === null) return false;
  return now.zoho - zoho > days * DAY_MS && now.wall - endedAt > days * DAY_MS;
}

const NEVER_IDLE: Run['work']['idle'] = { ms: { zoho: 0, credits: 0, person: 0 }, lookedAt: 0, askedMs: 0 };
const NO_ROUNDS: Run['work']['rounds'] = { misses: 0, throttles: 0 };

/** Progress resets the idle hours and the rounds. */
function moved(work: Run['work']): Run['work'] {
  return { ...work, idle: NEVER_IDLE, rounds: NO_ROUNDS };
}

const CALM = { why: null, until: null, error: null, tries: null } as const;

function ended(run: Run, at: number): Run {
  const { stopping } = run.work;
  // After a retry in a stopped run, the records that were not sent remain. The run stays `stopped`, so that it can
  // continue.
  const isStopped = stopping !== null || run.counts['not-sent'] > 0;
  return {
    ...run,
    ...CALM,
    state: isStopped ? 'stopped' : 'done',
    stopReason: stopping?.reason ?? (isStopped ? 'user' : null),
    error: stopping?.error ?? null,
    endedAt: at,
    isSeen: false,
    work: {
      ...run.work,
      stopping: null,
      checkAt: run.changed > 0 && run.kind === 'removal' && run.cameBack === null ? at + AFTER_CHECK_MS : null,
    },
  };
}

function canReopen({ state, startedAt, counts, mistake }: Run, what: NonNullable<Run['work']['reopen']>): boolean {
  if (startedAt === null || (state !== 'done' && state !== 'stopped')) return false;
  if (what === 'not-sent') return state === 'stopped';
  if (what === 'unknown') return counts.unknown > 0;
  const lacking = (mistake?.missing ?? 0) + (mistake?.unconfirmed ?? 0);
  return counts.failed + counts.partly + lacking > 0;
}

function reopened(run: Run, { what }: { what: Run['work']['reopen'] }): Run {
  return {
    ...run,
    ...CALM,
    // A run that was stopped during its copy first copies the remaining records.
    state: run.work.copy === null ? 'running' : 'reading',
    stopReason: null,
    endedAt: null,
    isSeen: false,
    cameBack: null,
    work: { ...moved(run.work), reopen: what, isPlanned: false, stopping: null, checkAt: null },
  };
}

function emptyCounts(): Counts {
  return { pending: 0, removed: 0, partly: 0, 'had-none': 0, failed: 0, 'not-sent': 0, unknown: 0 };
}

/** The sum of all buckets. It equals the size of the selection at every moment. */
export function sumOf(counts: Counts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** A run at the start of its reading. */
export function newRun(
  given: Pick<
    Run,
    'id' | 'kind' | 'undoes' | 'connectionId' | 'org' | 'user' | 'module' | 'selection' | 'cleanupId'
  > & {
    source: Source;
    at: number;
  },
): Run {
  const { at, ...rest } = given;
  return {
    ...rest,
    v: 1,
    undoneBy: null,
    tags: [],
    chosen: [],
    state: 'reading',
    ...CALM,
    stopReason: null,
    total: 0,
    read: 0,
    counts: emptyCounts(),
    changed: 0,
    credits: { reads: 0, writes: 0, checks: 0 },
    useReserve: false,
    revision: 0,
    createdAt: at,
    startedAt: null,
    endedAt: null,
    isSeen: false,
    cameBack: null,
    creditsLeft: null,
    work: {
      copy: null,
      view: null,
      reopen: null,
      isPlanned: false,
      caps: { ids: null, tags: null },
      stopping: null,
      nextBatch: 0,
      checkAt: null,
      idle: NEVER_IDLE,
      rounds: NO_ROUNDS,
      time: { at: 0, zoho: null, zohoAt: 0 },
    },
  };
}
