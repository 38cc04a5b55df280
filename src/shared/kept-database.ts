import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { AppError } from './errors.ts';
import { openingError, openWatched, storeError } from './store-faults.ts';

/** A database of one version, which each page or worker opens once, and again when the browser has closed it. */
export interface KeptDatabase<Schema extends DBSchema> {
  /** Throws `storage-broken`, `storage-full`; the next use tries again. */
  use<Value>(use: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
  /** Erases all of it, even where it cannot be opened. Throws `storage-broken`. */
  erase(): Promise<void>;
}

/** `make` makes the tables of a database that is new. */
export function keptDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  make: (database: IDBPDatabase<Schema>) => void,
): KeptDatabase<Schema> {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;

  function forget(): void {
    opened = null;
  }

  async function open(): Promise<IDBPDatabase<Schema>> {
    try {
      const database: IDBPDatabase<Schema> = await openDB<Schema>(name, version, {
        upgrade: (made) => make(made),
        blocking: () => {
          database.close();
          forget();
        },
        terminated: forget,
      });
      return database;
    } catch (error) {
      throw openingError(error);
    }
  }

  async function close(): Promise<void> {
    const closing = opened;
    forget();
    const database = await closing?.catch(() => null);
    database?.close();
  }

  return {
    close,
    async use(use) {
      try {
        opened ??= openWatched(name, open).catch((error: unknown) => {
          forget();
          throw error;
        });
        return await use(await opened);
      } catch (error) {
        throw storeError(error);
      }
    },
    async erase() {
      await close();
      try {
        await deleteDB(name);
      } catch (error) {
        throw new AppError('storage-broken', {}, { cause: error });
      }
    },
  };
}
