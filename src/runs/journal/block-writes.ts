import { unwrap } from 'idb';
import type { Outcome } from '../../shared/run-summary.ts';
import { blocksAfter, blocksAt, rowsAfter, type RunKey } from './block-reads.ts';
import { blockOf, rowsOf, type StoredBlock, withRows } from './blocks.ts';
import type { RecordRow } from '../model/types.ts';
import type { Writing } from './schema.ts';

/** Rows of a run in an open transaction. Later reads see the rows that were put, and a flush writes them to the table. */
export interface BlockWriter {
  /** Rows by their positions, in order; missing rows are left out. */
  rows(positions: readonly number[]): Promise<RecordRow[]>;
  /** Rows after a position, at most `limit`. */
  rowsAfter(position: number, limit: number): Promise<RecordRow[]>;
  /** Whether a record has this outcome. */
  has(outcome: Outcome): Promise<boolean>;
  /** All rows in order, in parts. */
  all(): AsyncIterable<readonly RecordRow[]>;
  put(row: RecordRow): void;
  flush(): Promise<void>;
}

/** Blocks in memory at once while all are read. */
const BLOCKS_AT_ONCE = 40;

export function createBlockWriter(writing: Writing, run: RunKey): BlockWriter {
  // An urgent event has a transaction without this table.
  const blocks = () => writing.objectStore('blocks');
  /** Blocks that were read, with the rows that were put into them. */
  const known = new Map<number, StoredBlock | undefined>();
  /** Numbers of known blocks that are not on disk yet. */
  const unstored = new Set<number>();
  /** Rows that are not in their block yet, by block and position. */
  let changes = new Map<number, Map<number, RecordRow>>();

  async function load(numbers: Iterable<number>): Promise<void> {
    const missing = [...new Set(numbers)].filter((b) => !known.has(b));
    for (const b of missing) known.set(b, undefined);
    if (missing.length === 0) return;
    for (const block of await blocksAt(blocks(), run.seq, missing))
      // Blocks between the missing ones are read along, and must not undo what was put into them.
      if (known.get(block.b) === undefined) known.set(block.b, block);
  }

  /** Several answers can change the same blocks in one transaction, so a block is stored once, by the flush. */
  async function fill(): Promise<void> {
    const due = changes;
    changes = new Map();
    await load(due.keys());
    for (const [b, rows] of due) {
      known.set(b, withRows(run.seq, b, known.get(b), rows.values()));
      unstored.add(b);
    }
  }

  async function flush(): Promise<void> {
    await fill();
    // The promises are not awaited, because a failure fails the transaction.
    for (const b of unstored) unwrap(blocks()).put(known.get(b));
    unstored.clear();
  }

  return {
    async rows(positions) {
      await fill();
      const wanted = new Set(positions);
      const numbers = [...new Set(positions.map(blockOf))].sort((a, b) => a - b);
      await load(numbers);
      return numbers.flatMap((b) => {
        const block = known.get(b);
        return block === undefined ? [] : rowsOf(run.id, block, (n) => wanted.has(n));
      });
    },
    async rowsAfter(position, limit) {
      await flush();
      return rowsAfter(blocks(), run, { position, limit });
    },
    async has(outcome) {
      await flush();
      return (await rowsAfter(blocks(), run, { position: -1, limit: 1, outcome })).length > 0;
    },
    async *all() {
      await flush();
      for await (const part of blocksAfter(blocks(), run.seq, { position: -1, number: null, count: BLOCKS_AT_ONCE }))
        yield part.flatMap((block) => rowsOf(run.id, block, () => true));
    },
    put(row) {
      const b = blockOf(row.n);
      const rows = changes.get(b) ?? new Map<number, RecordRow>();
      rows.set(row.n, row);
      changes.set(b, rows);
    },
    flush,
  };
}
