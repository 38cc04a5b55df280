import type { BrowserClock } from '../../shared/steady-clock.ts';

/** Turns of the event loop without activity, after which every task counts as waiting for time. */
const QUIET_TURNS = 4;

/** A clock that stands still during activity, and jumps to the next timer when all tasks wait. */
export interface IdleClock extends Pick<BrowserClock, 'wait'> {
  /** The true time, milliseconds since the epoch. */
  now(): number;
  /** Marks an activity, which ends when the returned promise settles. */
  busy<Value>(work: Promise<Value>): Promise<Value>;
  /** Stops for good. No wait ends any more. */
  stop(): void;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

export function idleClock(start: number): IdleClock {
  let now = start;
  let working = 0;
  let activity = 0;
  let isStopped = false;
  let isWatching = false;
  const timers = new Set<Timer>();

  function watch(quiet = 0, seen = activity): void {
    isWatching = true;
    setImmediate(() => {
      if (isStopped || timers.size === 0) isWatching = false;
      else if (working > 0 || seen !== activity) watch();
      else if (quiet < QUIET_TURNS) watch(quiet + 1, seen);
      else {
        jump();
        watch();
      }
    });
  }

  function jump(): void {
    const next = [...timers].reduce((first, timer) => (timer.at < first.at ? timer : first));
    timers.delete(next);
    now = Math.max(now, next.at);
    activity += 1;
    next.fire();
  }

  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        activity += 1;
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const ring = (): void => {
          timers.delete(timer);
          reject(signal?.reason as Error);
        };
        const fire = (): void => {
          signal?.removeEventListener('abort', ring);
          resolve();
        };
        const timer: Timer = { at: now + ms, fire };
        timers.add(timer);
        signal?.addEventListener('abort', ring, { once: true });
        if (!isWatching) watch();
      }),
    async busy(work) {
      working += 1;
      activity += 1;
      try {
        return await work;
      } finally {
        working -= 1;
        activity += 1;
      }
    },
    stop() {
      isStopped = true;
    },
  };
}
