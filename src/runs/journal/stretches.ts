/** Reading a block in vain costs less than asking once more. */
const GAP = 2;

/** First and last of each stretch of numbers that lie close together, none longer than `most`. */
export function stretches(numbers: readonly number[], most: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const open = found.at(-1);
    if (open !== undefined && n - open[1] <= GAP && n - open[0] < most) open[1] = n;
    else found.push([n, n]);
  }
  return found;
}
