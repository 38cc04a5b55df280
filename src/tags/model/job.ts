import type { ErrorData } from '../../shared/errors.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { MOST_EXTRA_CALLS } from './ladder.ts';

/** A tag, with the facts needed to count it. */
export interface TagKey {
  /** API name of its module. */
  readonly module: string;
  readonly id: string;
}

/**
 * The reading and counting of one connection, in the form that outlives the worker. There is one at a time, to which
 * more can be added. A module or tag is taken off the list in the same write that stores its result. Tags to count are
 * in a separate table. `until` and dates are by the wall clock, `idle` by the steady one.
 */
export interface TagJob extends Pick<
  TagsProgress,
  'id' | 'revision' | 'state' | 'until' | 'ending' | 'startedAt' | 'endedAt' | 'stored'
> {
  readonly connectionId: string;
  readonly why: WaitReason | null;
  readonly error: ErrorData | null;
  /** Whether all modules were requested. Requesting them again changes nothing. */
  readonly isOfAll: boolean;
  /** Whether Zoho has to list the modules first. All of them are read then. */
  readonly wantsAll: boolean;
  /** How many modules there were at the last reading, or in any org. */
  readonly expected: number;
  /** API names of the modules to read. */
  readonly modules: readonly string[];
  /** How many there were and how many are done. */
  readonly sum: {
    readonly modules: { readonly all: number; readonly done: number };
    readonly counts: { readonly all: number; readonly done: number };
  };
  readonly credits: { readonly spent: number; readonly left: number | null };
  /** Whether finding out which extras Zoho gives may still cost calls. */
  readonly hasToLearn: boolean;
  /** Calls that finding it out has cost so far, besides the one of each module. */
  readonly extraCalls: number;
  /** Rounds of calls in a row that started and stored nothing. */
  readonly starts: number;
  /** How often a module (by API name) or a tag (by id) was requested without an answer. `modules` is the list of modules. */
  readonly tries: Readonly<Record<string, number>>;
  /** Rounds in a row without an answer, and rounds that Zoho throttled. Waits continue to grow in another worker. */
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /**
   * Milliseconds in which it could have worked and made no progress; when that was last checked, and the planned length
   * of the wait.
   */
  readonly idle: { readonly ms: number; readonly lookedAt: number; readonly askedMs: number };
}

/** A new job with nothing to do yet. `wall`, `now`: the wall clock and the steady one. */
export function newJob(given: { connectionId: string; id: string; wall: number; now: number }): TagJob {
  const { connectionId, id, wall, now } = given;
  return {
    connectionId,
    id,
    revision: 0,
    state: 'working',
    why: null,
    until: null,
    ending: null,
    error: null,
    startedAt: wall,
    endedAt: null,
    isOfAll: false,
    wantsAll: false,
    expected: 0,
    modules: [],
    sum: { modules: { all: 0, done: 0 }, counts: { all: 0, done: 0 } },
    credits: { spent: 0, left: null },
    stored: {},
    hasToLearn: false,
    extraCalls: 0,
    starts: 0,
    tries: {},
    rounds: { misses: 0, throttles: 0 },
    idle: { ms: 0, lookedAt: now, askedMs: 0 },
  };
}

/** The cost of the whole job in API credits, as far as it is known. */
function plannedOf({ wantsAll, expected, modules, sum, credits, hasToLearn, extraCalls }: TagJob): number {
  const lists = wantsAll
    ? CREDITS_PER_READ * (1 + Math.max(expected, modules.length))
    : modules.length * CREDITS_PER_READ;
  const canLearn = hasToLearn && (wantsAll || modules.length > 0);
  const learning = canLearn ? (MOST_EXTRA_CALLS - extraCalls) * CREDITS_PER_READ : 0;
  return credits.spent + lists + learning + (sum.counts.all - sum.counts.done) * CREDITS_PER_READ;
}

/** The mirror of a job. `reading`: modules that are being requested. */
export function progressOf(job: TagJob, reading: ReadonlySet<string>): TagsProgress {
  const { id, revision, state, why, until, ending, error, startedAt, endedAt, sum, credits, stored } = job;
  return {
    id,
    revision,
    state,
    why,
    until,
    ending,
    error,
    startedAt,
    endedAt,
    modules: {
      all: job.wantsAll ? null : sum.modules.all,
      done: sum.modules.done,
      reading: job.modules.filter((module) => reading.has(module)),
      left: job.modules.filter((module) => !reading.has(module)),
    },
    counts: sum.counts,
    credits: { ...credits, planned: plannedOf(job) },
    stored,
  };
}
