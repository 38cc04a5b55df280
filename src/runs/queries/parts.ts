import { blocksAfter, type Range } from '../journal/block-reads.ts';
import type { StoredBlock } from '../journal/blocks.ts';
import type { JournalDatabase } from '../journal/schema.ts';

/**
 * A run's blocks, a few at a time. Each part is read in a separate transaction, so that a caller may await anything
 * between two parts.
 */
export function partsOf(
  database: JournalDatabase,
  seq: number,
  range: Range,
): AsyncGenerator<readonly StoredBlock[], void> {
  return blocksAfter(
    {
      getAll: (keys, count) => database.getAll('blocks', keys, count),
      index: (name) => ({ getAll: (keys, count) => database.getAllFromIndex('blocks', name, keys, count) }),
    },
    seq,
    range,
  );
}
