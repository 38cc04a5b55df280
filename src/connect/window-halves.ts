/** A place on the screen, in CSS pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Two windows side by side need at least this width of the screen, in CSS pixels. */
const LEAST_WIDTH = 1_000;

/**
 * Two halves of the screen's free area: Untag's page at the side where lines begin, Zoho's at the other. Null if the
 * screen is too narrow.
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
