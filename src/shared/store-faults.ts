import * as v from 'valibot';
import { AppError, isAppError, toAppError } from './errors.ts';
import { inBackground } from './notes.ts';
import { stored } from './stored-value.ts';

/** Stores that could not be opened, each with the browser session in which that first happened. */
const faultsItem = stored('local', 'storeFaults', v.record(v.string(), v.string()), {});
/** Identifies the time from one start of the browser to the next. */
const sessionItem = stored('session', 'browserSession', v.string(), '');

/**
 * Opens a store of IndexedDB and remembers when that fails. It throws what `open` throws. A `storage-broken` says
 * whether the same store also failed to open at an earlier start of the browser; then another restart does not help.
 */
export async function openWatched<Database>(store: string, open: () => Promise<Database>): Promise<Database> {
  try {
    const database = await open();
    inBackground(forgetFault(store), 'store-faults.forget');
    return database;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'storage-broken') throw error;
    const isLasting = await noteFault(store).catch(() => false);
    throw isLasting ? new AppError('storage-broken', { ...error.details, isLasting }, { cause: error.cause }) : error;
  }
}

/** True where the fault was there before this start of the browser. */
async function noteFault(store: string): Promise<boolean> {
  const now = await sessionItem.change((known) => (known === '' ? crypto.randomUUID() : known));
  const faults = await faultsItem.change((known) => (store in known ? known : { ...known, [store]: now }));
  return faults[store] !== now;
}

async function forgetFault(store: string): Promise<void> {
  if (!(store in (await faultsItem.get()))) return;
  const left = await faultsItem.change((known) =>
    Object.fromEntries(Object.entries(known).filter(([name]) => name !== store)),
  );
  if (Object.keys(left).length === 0) await faultsItem.clear();
}

/**
 * The meaning of a failed use of a store: `storage-full` where there is no room, `storage-broken`, or a fault of
 * Untag's.
 */
export function storeError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof RangeError || error instanceof TypeError) return toAppError(error);
  return openingError(error);
}

/** The same where a store could not be opened or led to its newest version. */
export function openingError(error: unknown): AppError {
  const isOutOfRoom = error instanceof Error && error.name === 'QuotaExceededError';
  return new AppError(isOutOfRoom ? 'storage-full' : 'storage-broken', {}, { cause: error });
}
