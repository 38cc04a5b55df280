import type { SearchWindow } from '../../zoho/types.ts';

/** Imported records may have been created long before Zoho was. */
const FIRST_SECOND = 0;
/** Where neither clock is to be trusted. */
const LAST_SECOND = Date.UTC(2100, 0, 1) / 1_000;
const DAY_SECONDS = 86_400;

/**
 * All of the time in which a record can have been created. Zoho's clock decides, because this computer's may be years
 * behind. `zohoMs`: the newest date of its answers, milliseconds since the epoch; null where it has sent none.
 */
export function allTime(zohoMs: number | null): SearchWindow {
  const to = zohoMs === null ? LAST_SECOND : Math.ceil(zohoMs / 1_000) + DAY_SECONDS;
  return { from: FIRST_SECOND, to };
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
