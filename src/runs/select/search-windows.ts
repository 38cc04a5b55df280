import type { SearchWindow } from '../../zoho/types.ts';

/** Zoho has no older records. */
const FIRST_SECOND = Date.UTC(2000, 0, 1) / 1_000;

/** All possible creation times, up to a day from now, because an org's clock may be ahead. */
export function allTime(nowMs: number): SearchWindow {
  return { from: FIRST_SECOND, to: Math.ceil(nowMs / 1_000) + 86_400 };
}

/** The two halves of a window, which share no second; null for a window of one second, which cannot be halved. */
export function halves({ from, to }: SearchWindow): readonly [SearchWindow, SearchWindow] | null {
  if (from >= to) return null;
  const middle = Math.floor((from + to) / 2);
  return [
    { from, to: middle },
    { from: middle + 1, to },
  ];
}
