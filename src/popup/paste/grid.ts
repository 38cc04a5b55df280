/** A text read as a table. */
export interface Grid {
  readonly rows: readonly Row[];
  /** The cells that a whole row has. */
  readonly width: number;
  /** The position in `rows` of the row with the names of the columns; null where there is none to be seen. */
  readonly head: number | null;
  /** The line of the first cell whose quotation marks do not fit; from there on nobody can tell the cells apart. */
  readonly brokenAt: number | null;
  /** Null where the rows were the records of a JSON text. */
  readonly separator: string | null;
}

export interface Row {
  /** The position in the text, from 1. */
  readonly at: number;
  readonly cells: readonly string[];
}
