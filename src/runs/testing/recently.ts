import type { IdleClock } from './idle-clock.ts';

/** The browser's memory until it closes: when each name was last asked about. */
export function recentlyBy(clock: Pick<IdleClock, 'now'>) {
  const times = new Map<string, number>();
  return {
    isRecent(name: string, ms: number): boolean {
      const isRecent = clock.now() - (times.get(name) ?? -Infinity) < ms;
      if (!isRecent) times.set(name, clock.now());
      return isRecent;
    },
    forget: () => times.clear(),
  };
}
