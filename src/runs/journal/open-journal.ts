import { openWatched } from '../../shared/store-faults.ts';
import { JOURNAL_NAME, type JournalDatabase, openDatabase } from './schema.ts';

let opened: Promise<JournalDatabase> | null = null;

/**
 * The journal, opened once for each page or worker and again when the browser has closed it. Throws `storage-broken`;
 * the next use tries again.
 */
export function openJournal(): Promise<JournalDatabase> {
  opened ??= openWatched(JOURNAL_NAME, () => openDatabase(forget)).catch((error: unknown) => {
    forget();
    throw error;
  });
  return opened;
}

function forget(): void {
  opened = null;
}

/** Closes the journal, so that it can be erased or opened by another version. */
export async function closeJournal(): Promise<void> {
  const closing = opened;
  forget();
  const database = await closing?.catch(() => null);
  database?.close();
}
