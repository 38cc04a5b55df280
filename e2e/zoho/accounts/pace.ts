import type { Context } from '../http.ts';

const TEN_MINUTES = 600_000;

/** Counts one more event of a kind, unless `most` of them happened in the last ten minutes. */
export function mayGoOn(context: Context, kind: string, most: number): boolean {
  const times = context.memory('accounts.pace', () => new Map<string, number[]>());
  const now = context.clock.now();
  const recent = (times.get(kind) ?? []).filter((at) => now - at < TEN_MINUTES);
  const may = recent.length < most;
  times.set(kind, may ? [...recent, now] : recent);
  return may;
}
