import { cleanup } from '@testing-library/preact';
import { deleteDB } from 'idb';
import { afterEach } from 'vitest';
import { closeCleanups } from '../../cleanups/store/database.ts';
import { closeJournal } from '../../runs/journal/open-journal.ts';

/** Leaves no page and no past run or clean-up to the next test. For all tests of the file. */
export function withEmptyStores(): void {
  afterEach(async () => {
    cleanup();
    await closeJournal();
    await closeCleanups();
    await deleteDB('untag-runs');
    await deleteDB('untag-cleanups');
  });
}
