import type { AppError, ErrorData } from '../../shared/errors.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import { isNoAnswer } from '../../zoho/answer.ts';
import type { TagJob } from '../model/job.ts';
import type { Calls, TagsPorts } from '../ports.ts';
import type { Fact } from '../store/fact.ts';
import type { TagStore } from '../store/store.ts';

/** Calls without an answer for one module or tag, before the others continue without it. */
export const MOST_TRIES = 3;

/** Items started at once: a few more than there are lanes, so that no lane waits for the store. */
const AT_ONCE = 12;

/** One worker's visit to a connection's job. It ends with the worker; the store holds the durable state. */
export interface Visit {
  readonly connectionId: string;
  readonly ports: TagsPorts;
  readonly store: TagStore;
  readonly calls: Calls;
  /** The job as last read or written. */
  readonly job: TagJob;
  /** Modules that are being requested. */
  readonly reading: ReadonlySet<string>;
  begun(module: string): void;
  over(module: string): void;
  /**
   * Writes the result of a call and the credits spent since the last write. After a failed write these go with the next
   * one. A result that comes after the job's end is stored; one that comes after an erasure is not. `hasMoved`: whether
   * it counts as progress.
   */
  write(event: (fact: Fact, job: TagJob) => Promise<void> | void, hasMoved: boolean): Promise<void>;
  change(fact: Fact, changes: Partial<TagJob>): void;
  /** Marks a module as read or unreadable. */
  moduleDone(fact: Fact, module: string): void;
  /** Adds to the number of tags that are counted or uncountable. */
  counted(fact: Fact, tags: number): void;
  /** Counts a call without an answer. Returns the number so far. */
  tried(fact: Fact, key: string): number;
  /** Ends the job. Its unfinished parts stay as they were stored. */
  end(fact: Fact, ending: NonNullable<TagsProgress['ending']>, over: Over): void;
  /** Shows pages the end of a job that cannot be stored. */
  showEnd(ending: NonNullable<TagsProgress['ending']>, over: Over): void;
  sideBySide<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void>;
}

interface Over {
  readonly why: WaitReason | null;
  readonly error: ErrorData | null;
}

export function openVisit(given: {
  readonly connectionId: string;
  readonly ports: TagsPorts;
  readonly store: TagStore;
  readonly calls: Calls;
  readonly job: TagJob;
  /** Credits that were spent and are in no write yet. */
  readonly debt: { credits: number };
  /** Whether the connection's data was erased since. Then nothing is stored any more. */
  readonly isGone: () => boolean;
  readonly show: (job: TagJob, reading: ReadonlySet<string>) => void;
}): Visit {
  const { connectionId, ports, store, calls, debt, isGone, show } = given;
  const reading = new Set<string>();
  let last = given.job;

  function showAgain(): void {
    if (!isGone()) show(last, reading);
  }

  const visit: Visit = {
    connectionId,
    ports,
    store,
    calls,
    get job() {
      return last;
    },
    reading,
    begun(module) {
      reading.add(module);
      showAgain();
    },
    over(module) {
      reading.delete(module);
    },
    async write(event, hasMoved) {
      if (isGone()) return;
      const taken = calls.takeCredits();
      const spent = debt.credits + taken.spent;
      debt.credits = 0;
      const writing = store.write(connectionId, async (fact) => {
        const before = fact.job;
        if (before === null || isGone()) return;
        visit.change(fact, { starts: 0 });
        await event(fact, before);
        const { credits, idle } = fact.job ?? before;
        visit.change(fact, { credits: { spent: credits.spent + spent, left: taken.left ?? credits.left } });
        if (hasMoved) visit.change(fact, { idle: { ...idle, ms: 0, lookedAt: ports.clock.now() } });
      });
      const job = await writing.catch((error: unknown) => {
        debt.credits += spent;
        throw error;
      });
      if (hasMoved) calls.moved();
      if (job === null) return;
      last = job;
      showAgain();
    },
    change(fact, changes) {
      if (fact.job !== null) fact.job = { ...fact.job, ...changes };
    },
    moduleDone(fact, module) {
      const { job } = fact;
      if (job === null || !job.modules.includes(module)) return;
      const { all, done } = job.sum.modules;
      visit.change(fact, {
        modules: job.modules.filter((other) => other !== module),
        sum: { ...job.sum, modules: { all, done: done + 1 } },
      });
    },
    counted(fact, tags) {
      const { job } = fact;
      if (job === null || job.state === 'ended') return;
      const { all, done } = job.sum.counts;
      visit.change(fact, { sum: { ...job.sum, counts: { all, done: Math.min(all, done + tags) } } });
    },
    tried(fact, key) {
      const tries = (fact.job?.tries[key] ?? 0) + 1;
      visit.change(fact, { tries: { ...fact.job?.tries, [key]: tries } });
      return tries;
    },
    end(fact, ending, over) {
      endJob(fact, ending, { ...over, at: ports.clock.wall() });
    },
    showEnd(ending, over) {
      const { credits, revision } = last;
      last = {
        ...ended(last, ending, { ...over, at: ports.clock.wall() }),
        revision: revision + 1,
        credits: { ...credits, spent: credits.spent + debt.credits },
      };
      showAgain();
    },
    async sideBySide(items, work) {
      const queue = [...items].toReversed();
      const errors: unknown[] = [];
      const worker = async (): Promise<void> => {
        for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
          if (calls.halt !== null || errors.length > 0) return;
          await work(item).catch((error: unknown) => errors.push(error));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      if (errors.length > 0) throw errors[0];
    },
  };
  return visit;
}

/** Ends the job of a fact. Modules not read and tags not counted keep their stored values. */
export function endJob(
  fact: Fact,
  ending: NonNullable<TagsProgress['ending']>,
  over: Over & { readonly at: number },
): void {
  const { job } = fact;
  if (job !== null && job.state !== 'ended') fact.job = ended(job, ending, over);
}

function ended(
  job: TagJob,
  ending: NonNullable<TagsProgress['ending']>,
  { why, error, at }: Over & { readonly at: number },
): TagJob {
  return {
    ...job,
    state: 'ended',
    ending,
    why,
    error,
    until: null,
    endedAt: at,
    wantsAll: false,
    modules: [],
    tries: {},
  };
}

/** Whether Zoho was asked and has not answered. Without a network it was not asked. */
export function isSilent(error: AppError): boolean {
  return (
    error.code !== 'offline' && error.code !== 'rate-limited' && error.code !== 'out-of-credits' && isNoAnswer(error)
  );
}
