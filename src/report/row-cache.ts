import type { ShownRow } from './shown-row.ts';

/** The most rows in the cache: several screens. */
const MOST = 2_000;

interface Kept {
  readonly row: ShownRow | null;
  readonly age: number;
}

/**
 * The rows shown last, by their position in the selection. After {@link age} a row still shows, but is read again when
 * it is in sight.
 */
export class RowCache {
  readonly #rows = new Map<number, Kept>();
  #age = 0;

  get(n: number): ShownRow | null {
    return this.#rows.get(n)?.row ?? null;
  }

  /** The positions that must be read. */
  missing(positions: readonly number[]): number[] {
    return positions.filter((n) => this.#rows.get(n)?.age !== this.#age);
  }

  /** Stores the rows of these positions. Missing rows are not requested again. */
  put(positions: readonly number[], rows: ReadonlyMap<number, ShownRow>): void {
    for (const n of positions) {
      this.#rows.delete(n);
      this.#rows.set(n, { row: rows.get(n) ?? null, age: this.#age });
    }
    for (const n of this.#rows.keys()) {
      if (this.#rows.size <= MOST) break;
      this.#rows.delete(n);
    }
  }

  age(): void {
    this.#age += 1;
  }

  clear(): void {
    this.#rows.clear();
  }
}
