import { storeError } from '../../shared/store-faults.ts';
import type { Run } from '../model/types.ts';
import { openJournal } from '../journal/open-journal.ts';

/** Opens the journal, if it is not open yet. Throws `storage-broken`, `storage-full`. */
export async function checkJournal(): Promise<void> {
  await openJournal();
}

/** One page of a list, and the start of the next; null after the last. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

/** Started runs that are no step of a clean-up, newest first. `before` is the `next` of the page before. Throws `storage-broken`. */
export async function listRuns({ before, limit }: { before: number | null; limit: number }): Promise<Page<Run>> {
  try {
    const database = await openJournal();
    const range = before === null ? null : IDBKeyRange.upperBound(before, true);
    const rows: Run[] = [];
    let last = 0;
    let cursor = await database.transaction('runs').store.openCursor(range, 'prev');
    for (; cursor !== null && rows.length < limit; cursor = await cursor.continue()) {
      last = cursor.key;
      if (isStarted(cursor.value) && cursor.value.cleanupId === undefined) rows.push(cursor.value);
    }
    return { rows, next: cursor === null ? null : last };
  } catch (error) {
    throw storeError(error);
  }
}

/** A run, or null when there is none of that id. Throws `storage-broken`. */
export async function readRun(id: string): Promise<Run | null> {
  try {
    const database = await openJournal();
    return (await database.getFromIndex('runs', 'id', id)) ?? null;
  } catch (error) {
    throw storeError(error);
  }
}

/** An undo counts as a run at once. A removal counts only when its preview was started. */
function isStarted(run: Run): boolean {
  return run.startedAt !== null;
}
