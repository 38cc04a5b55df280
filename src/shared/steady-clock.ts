/** Time from the browser. */
export interface BrowserClock {
  /** The wall clock, milliseconds since the epoch. A person, a time server or a sleeping computer may set it to anything. */
  wall(): number;
  /** Milliseconds since some moment of this worker's life. Never goes back; stands still while the computer sleeps. */
  monotonic(): number;
  /** Resolves after `ms`. Rejects with the signal's reason when it aborts, or at once where it is aborted already. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Time for the engine. */
export interface Clock {
  /**
   * For ages: milliseconds, comparable with those that earlier workers have stored. Advances by the larger step of the
   * wall clock and the monotonic clock, and never goes back. A clock that is set makes nothing seem younger than it is.
   */
  now(): number;
  /**
   * For waits that must not be too short: milliseconds that have passed at least since a moment of {@link now}. Steps of the
   * wall clock that this worker has seen since do not count, and sleep does not either.
   */
  sureSince(moment: number): number;
  /** For dates that people read, and for alarms: the wall clock, milliseconds since the epoch. */
  wall(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Continues from a moment that an earlier worker has stored, where the wall clock is before it. */
  goOnFrom(stored: number): void;
  /**
   * Values stored up to this moment may be older than they seem, because the wall clock has gone back. 0 where it has
   * not.
   */
  oldUntil(): number;
}

/** Least difference between the browser's two clocks, in milliseconds, at which one of them counts as set. */
const SET_MS = 1_000;

/** A clock that never goes back when the wall clock does. */
export function steadyClock(browser: BrowserClock): Clock {
  const start = browser.wall();
  let since = { wall: start, monotonic: browser.monotonic(), steady: start };
  let steady = start;
  let oldUntil = 0;
  /** Stretches of this clock that the wall clock was set forward by, and that may stand for no time at all. */
  const steps: { readonly from: number; readonly to: number }[] = [];

  function now(): number {
    const [wall, monotonic] = [browser.wall(), browser.monotonic()];
    const [byWall, byMonotonic] = [wall - since.wall, monotonic - since.monotonic];
    steady = Math.max(steady, since.steady + Math.max(byWall, byMonotonic));
    if (Math.abs(byWall - byMonotonic) > SET_MS) {
      if (byWall > byMonotonic) steps.push({ from: steady - (byWall - byMonotonic), to: steady });
      since = { wall, monotonic, steady };
    }
    return steady;
  }

  return {
    now,
    sureSince(moment) {
      const passed = now() - moment;
      // A moment that an earlier worker has stored may lie within a step.
      return steps.reduce((left, { from, to }) => left - Math.max(0, to - Math.max(from, moment)), passed);
    },
    wall: () => browser.wall(),
    wait: (ms, signal) => browser.wait(ms, signal),
    oldUntil: () => oldUntil,
    goOnFrom(stored) {
      if (now() >= stored) return;
      oldUntil = steady = stored;
      since = { wall: browser.wall(), monotonic: browser.monotonic(), steady };
    },
  };
}
