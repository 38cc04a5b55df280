/** Parts of this length are compared. */
const LENGTH = 5;
/** A part that more texts have says little about which of them are alike. */
const COMMON = 60;

/**
 * The names in an order in which each text has much in common with the two before it. Deflate finds a repetition only
 * within 32 kB, and stores a near one in fewer bits. The same texts always give the same order.
 */
export function similarFirst(texts: ReadonlyMap<string, string>): readonly string[] {
  const parts = new Map([...texts].map(([name, text]) => [name, partsOf(text)]));
  const having = new Map<string, string[]>();
  for (const [name, all] of parts)
    for (const part of all) {
      const names = having.get(part) ?? [];
      names.push(name);
      having.set(part, names);
    }

  const left = new Set(texts.keys());
  const order: string[] = [];
  for (let next = first(left); next !== undefined; next = mostAlike(order.slice(-2)) ?? first(left)) {
    order.push(next);
    left.delete(next);
  }
  return order;

  function mostAlike(before: readonly string[]): string | undefined {
    const shared = new Map<string, number>();
    for (const [at, name] of before.entries())
      for (const part of parts.get(name) ?? []) {
        const names = having.get(part) ?? [];
        if (names.length <= COMMON)
          for (const other of names) if (left.has(other)) shared.set(other, (shared.get(other) ?? 0) + at + 1);
      }
    const alike = [...shared].map(
      ([name, score]) => [name, score / Math.sqrt(LENGTH + (parts.get(name)?.size ?? 0))] as const,
    );
    return alike.reduce<readonly [string | undefined, number]>(
      (best, each) => (each[1] > best[1] ? each : best),
      [undefined, 0],
    )[0];
  }
}

function partsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - LENGTH + 1) }, (_, at) => text.slice(at, at + LENGTH)));
}

function first(names: ReadonlySet<string>): string | undefined {
  return names.values().next().value;
}
