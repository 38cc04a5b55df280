/** The simulator's only source of time. All latencies, expiries and delays use it, so that a test can run them faster. */
export interface SimClock {
  /** Milliseconds since the epoch, as the simulated Zoho sees it. */
  now(): number;
  /** Calls `fn` after `ms` of simulated time. The returned function cancels it. */
  after(ms: number, fn: () => void): () => void;
  /** Resolves after `ms` of simulated time. */
  wait(ms: number): Promise<void>;
  /** Lets `ms` of simulated time pass at once. Callbacks that are due by then run soon. */
  skip(ms: number): void;
}

interface Pending {
  due: number;
  fn: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** A clock that runs `factor` times as fast as real time, starting from now. */
export function scaledClock(factor: number): SimClock {
  const start = Date.now();
  let skipped = 0;
  const pending = new Set<Pending>();

  function now() {
    return start + (Date.now() - start) * factor + skipped;
  }

  function arm(entry: Pending) {
    entry.timer = setTimeout(
      () => {
        // A timer may fire a millisecond early, which is a second of a clock that runs a thousand times as fast.
        if (entry.due > now()) return arm(entry);
        pending.delete(entry);
        entry.fn();
      },
      Math.max(0, (entry.due - now()) / factor),
    );
    // A delay that is no longer awaited must not keep the process alive.
    entry.timer.unref();
  }

  function after(ms: number, fn: () => void) {
    const entry: Pending = { due: now() + ms, fn, timer: undefined };
    pending.add(entry);
    arm(entry);
    return () => {
      clearTimeout(entry.timer);
      pending.delete(entry);
    };
  }

  return {
    now,
    after,
    wait: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => after(ms, resolve))),
    skip(ms) {
      skipped += ms;
      for (const entry of pending) {
        clearTimeout(entry.timer);
        arm(entry);
      }
    },
  };
}

/** Real time. */
export function realClock(): SimClock {
  return scaledClock(1);
}
