import { storeError } from '../../shared/store-faults.ts';
import { MOST_READ } from '../../zoho/limits.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { Run } from '../model/types.ts';

/**
 * Records of a module as the newest scan in the journal has counted them; more than a scan reaches where it came to its
 * limit. Null where there was no scan to the end. Throws `storage-broken`.
 */
export async function recordsScanned(connectionId: string, module: string): Promise<number | null> {
  try {
    const database = await openJournal();
    for (
      let cursor = await database.transaction('runs').store.openCursor(null, 'prev');
      cursor !== null;
      cursor = await cursor.continue()
    ) {
      const run = cursor.value;
      const records = run.connectionId === connectionId && run.module.apiName === module ? scannedBy(run) : null;
      if (records !== null) return records;
    }
    return null;
  } catch (error) {
    throw storeError(error);
  }
}

function scannedBy({ source, work: { view }, error }: Run): number | null {
  if (source.holders === undefined || view === null) return null;
  if (error?.code === 'view-too-big') return MOST_READ + 1;
  return view.isRead ? (view.looked ?? null) : null;
}
