/** Above so many records the name of the tag has to be typed, or the number where there are several. */
const TYPED_ABOVE = 10_000;

/** From the lightest to the strictest. */
const CONFIRMATIONS = ['none', 'repeat', 'type'] as const;

/** The confirmation before tags are removed from `n` records. */
export function confirmationFor(n: number, confirmAbove: number): (typeof CONFIRMATIONS)[number] {
  if (n > TYPED_ABOVE) return 'type';
  return n > confirmAbove ? 'repeat' : 'none';
}

/** Whether the found records need a stricter confirmation than the number that the user has confirmed. */
export function needsStricter(found: number, confirmed: number, confirmAbove: number): boolean {
  const strictness = (n: number) => CONFIRMATIONS.indexOf(confirmationFor(n, confirmAbove));
  return strictness(found) > strictness(confirmed);
}
