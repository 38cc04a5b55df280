/** A text read as a table. */
export interface Grid {
  readonly rows: readonly Row[];
  /** Number of cells in a whole row. */
  readonly width: number;
  /** The position in `rows` of the column names; null without any. */
  readonly head: number | null;
  /** The line of the first cell with wrong quotation marks. The cells after it are uncertain. */
  readonly brokenAt: number | null;
  /** Null if the rows were records of a JSON text. */
  readonly separator: string | null;
}

export interface Row {
  /** The position in the text, from 1. */
  readonly at: number;
  readonly cells: readonly string[];
}
