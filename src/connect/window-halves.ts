/** A place on the screen, in CSS pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Below this width of the screen two windows side by side are of no use, in CSS pixels. */
const LEAST_WIDTH = 1_000;

/**
 * The two halves of what the screen leaves to windows: our own page where one begins to read, Zoho's at the end side.
 * Null where there is no room.
 */
export function halvesOf(
  area: Bounds,
  direction: 'ltr' | 'rtl',
): { readonly own: Bounds; readonly other: Bounds } | null {
  if (area.width < LEAST_WIDTH) return null;
  const width = Math.floor(area.width / 2);
  const first = { ...area, width };
  const second = { ...area, left: area.left + width, width: area.width - width };
  return direction === 'ltr' ? { own: first, other: second } : { own: second, other: first };
}
