import type { RecordRow } from '../model/types.ts';
import { outcomeNumber, recordText, restoreRecord } from './rows.ts';

/**
 * Records of a block: as many as one read of Zoho names, so that a read makes one block. The number is part of the
 * format. Storing one row per record would cost more time than the call to Zoho.
 */
export const ROWS_PER_BLOCK = 50;

/** Neighbouring records of a run, as stored. */
export interface StoredBlock {
  /** The run's `seq`. */
  readonly r: number;
  /** Number of the block: position of its first record ÷ {@link ROWS_PER_BLOCK}. */
  readonly b: number;
  /** The number of each record's outcome, one digit a place; a blank where no record is yet. */
  readonly o: string;
  /** Each record as text, empty where there is none. */
  readonly t: readonly string[];
  /** The outcomes in it, as keys of the index: `r`, outcome, `b`. */
  readonly k: readonly (readonly [number, number, number])[];
}

const BLANK = ' ';

/** Number of the block that holds a position. */
export function blockOf(position: number): number {
  return Math.floor(position / ROWS_PER_BLOCK);
}

function firstPositionOf({ b }: StoredBlock): number {
  return b * ROWS_PER_BLOCK;
}

/** The rows of the block by position and outcome number. */
export function rowsOf(
  run: string,
  block: StoredBlock,
  isWanted: (n: number, outcome: number) => boolean,
): RecordRow[] {
  const first = firstPositionOf(block);
  const rows: RecordRow[] = [];
  for (const [place, text] of block.t.entries()) {
    const outcome = Number(block.o[place]);
    if (text !== '' && isWanted(first + place, outcome)) rows.push(restoreRecord(run, first + place, outcome, text));
  }
  return rows;
}

/** Positions of the records of one outcome, or of all. */
export function positionsIn(block: StoredBlock, outcome?: number): number[] {
  const first = firstPositionOf(block);
  const wanted = outcome === undefined ? null : String(outcome);
  return block.o
    .split('')
    .flatMap((digit, place) => (digit !== BLANK && (wanted === null || digit === wanted) ? [first + place] : []));
}

/** A block with these rows put into it. `before` is the earlier block, if any. */
export function withRows(
  seq: number,
  b: number,
  before: StoredBlock | undefined,
  rows: Iterable<RecordRow>,
): StoredBlock {
  const texts = before === undefined ? [] : [...before.t];
  const digits = before === undefined ? [] : before.o.split('');
  for (const row of rows) {
    const place = row.n - b * ROWS_PER_BLOCK;
    for (let gap = texts.length; gap < place; gap += 1) {
      texts.push('');
      digits.push(BLANK);
    }
    texts[place] = recordText(row);
    digits[place] = String(outcomeNumber(row.outcome));
  }
  const outcomes = new Set(digits.filter((digit) => digit !== BLANK));
  return { r: seq, b, o: digits.join(''), t: texts, k: [...outcomes].map((digit) => [seq, Number(digit), b] as const) };
}

/** The blocks of a run that has none yet. */
export function blocksOf(seq: number, rows: readonly RecordRow[]): StoredBlock[] {
  const groups = new Map<number, RecordRow[]>();
  for (const row of rows) {
    const b = blockOf(row.n);
    const group = groups.get(b) ?? [];
    groups.set(b, group);
    group.push(row);
  }
  return [...groups].map(([b, group]) => withRows(seq, b, undefined, group));
}
