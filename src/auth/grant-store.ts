import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import type { SignInWay } from '../shared/connection.ts';
import type { DataCentre } from '../shared/data-centres.ts';
import { AppError, isAppError, toAppError } from '../shared/errors.ts';
import { openWatched } from '../shared/store-faults.ts';

/** The results of a sign-in that a renewal needs. */
export interface Grant {
  readonly connectionId: string;
  readonly way: SignInWay;
  readonly clientId: string;
  /** Null for a client-based application, which has none. */
  readonly clientSecret: string | null;
  /** Null if Zoho gave none or revoked it. */
  readonly refreshToken: string | null;
  /** The user's data centre. Its accounts server knows their session and tokens. */
  readonly dataCentre: DataCentre;
  /** The data centre that was asked at sign-in. The client is registered there. */
  readonly clientDataCentre: DataCentre;
}

interface GrantsDb extends DBSchema {
  grants: { key: string; value: Grant };
}

/**
 * Refresh tokens and client secrets, in the extension's own IndexedDB, which no content script can open in any browser.
 * Every function throws `storage-broken` or `storage-full`.
 */
export interface GrantStore {
  read(connectionId: string): Promise<Grant | null>;
  all(): Promise<readonly Grant[]>;
  write(grant: Grant): Promise<void>;
  erase(connectionId: string): Promise<void>;
  /** Erases the whole store, even one that cannot be opened. */
  eraseAll(): Promise<void>;
}

const NAME = 'untag-auth';

export function createGrantStore(): GrantStore {
  let opening: Promise<IDBPDatabase<GrantsDb>> | null = null;

  function open(): Promise<IDBPDatabase<GrantsDb>> {
    opening ??= openWatched(NAME, openGrants).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  }

  async function openGrants(): Promise<IDBPDatabase<GrantsDb>> {
    try {
      return await openDB<GrantsDb>(NAME, 1, {
        upgrade: (db) => {
          db.createObjectStore('grants', { keyPath: 'connectionId' });
        },
        blocking: (_current, _next, event) => {
          forget();
          (event.target as IDBDatabase).close();
        },
        terminated: forget,
      });
    } catch (error) {
      throw grantsError(error);
    }
  }

  function forget(): void {
    opening = null;
  }

  async function run<Result>(task: (db: IDBPDatabase<GrantsDb>) => Promise<Result>): Promise<Result> {
    try {
      return await task(await open());
    } catch (error) {
      throw grantsError(error);
    }
  }

  return {
    read: (connectionId) => run(async (db) => (await db.get('grants', connectionId)) ?? null),
    all: () => run((db) => db.getAll('grants')),
    write: (grant) =>
      run(async (db) => {
        await db.put('grants', grant);
      }),
    erase: (connectionId) => run((db) => db.delete('grants', connectionId)),
    eraseAll: async () => {
      const closing = await opening?.catch(() => null);
      opening = null;
      closing?.close();
      try {
        await deleteDB(NAME);
      } catch (error) {
        throw new AppError('storage-broken', {}, { cause: error });
      }
    },
  };
}

function grantsError(error: unknown): AppError {
  const known = toAppError(error);
  return known.code === 'storage-full' || isAppError(error)
    ? known
    : new AppError('storage-broken', {}, { cause: error });
}
