/** The item in the middle by a figure: of an even number of items, the lower of the two. */
export function median<Item>(items: readonly Item[], figureOf: (item: Item) => number): Item {
  const sorted = items.toSorted((one, other) => figureOf(one) - figureOf(other));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('There is no median of nothing');
  return middle;
}
