import { failuresByReason } from '../runs/read/failures.ts';
import { openJournal } from '../runs/read/open-journal.ts';
import { readPreview } from '../runs/read/preview.ts';
import { listRecords } from '../runs/read/records.ts';

export { failuresByReason, listRecords, readPreview };

/** Opens the journal once. Throws `storage-broken`. */
export async function checkJournal(): Promise<void> {
  await openJournal();
}
