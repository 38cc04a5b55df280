import type { IdleClock } from './idle-clock.ts';

/** What a browser remembers until it is closed: when it was last asked of a name. */
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
