import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import { AppError } from '../../shared/errors.ts';
import { openingError, openWatched, storeError } from '../../shared/store-faults.ts';
import type { ListedTag } from '../../zoho/types.ts';
import type { TagJob, TagKey } from '../model/job.ts';
import type { OrgTags, RecordCount, TagModule, TagRow, TagUses } from '../model/types.ts';

const TAGS_NAME = 'untag-tags';
const TAGS_VERSION = 1;

/** The list of a module as it was read, each tag with the first of its look-alikes. */
export interface StoredList {
  readonly connectionId: string;
  readonly apiName: string;
  readonly readAt: number;
  readonly tags: readonly (ListedTag & Pick<TagRow, 'alike'>)[];
}

/** The answers about one tag alone. */
export interface StoredCount {
  readonly connectionId: string;
  readonly module: string;
  readonly id: string;
  readonly records: RecordCount | null;
  readonly uses: TagUses | null;
  readonly countError: TagRow['countError'];
}

export interface TagsSchema extends DBSchema {
  orgs: { key: string; value: OrgTags };
  modules: { key: [string, string]; value: TagModule };
  lists: { key: [string, string]; value: StoredList };
  counts: { key: [string, string, string]; value: StoredCount };
  /** Tags to count. */
  wanted: { key: [string, string, string]; value: TagKey & { readonly connectionId: string } };
  jobs: { key: string; value: TagJob };
}
export type TagsDatabase = IDBPDatabase<TagsSchema>;
export const TABLES = ['orgs', 'modules', 'lists', 'counts', 'wanted', 'jobs'] as const;

let opened: Promise<TagsDatabase> | null = null;

/**
 * Uses the store of tags, which each page or worker opens once. Throws `storage-broken`, `storage-full`; the next use
 * tries again.
 */
export async function withTags<Value>(use: (database: TagsDatabase) => Promise<Value>): Promise<Value> {
  try {
    return await use(await openTags());
  } catch (error) {
    throw storeError(error);
  }
}

function openTags(): Promise<TagsDatabase> {
  opened ??= openWatched(TAGS_NAME, open).catch((error: unknown) => {
    forget();
    throw error;
  });
  return opened;
}

async function open(): Promise<TagsDatabase> {
  try {
    const database: TagsDatabase = await openDB<TagsSchema>(TAGS_NAME, TAGS_VERSION, {
      upgrade: (made) => {
        made.createObjectStore('orgs', { keyPath: 'connectionId' });
        made.createObjectStore('modules', { keyPath: ['connectionId', 'apiName'] });
        made.createObjectStore('lists', { keyPath: ['connectionId', 'apiName'] });
        made.createObjectStore('counts', { keyPath: ['connectionId', 'module', 'id'] });
        made.createObjectStore('wanted', { keyPath: ['connectionId', 'module', 'id'] });
        made.createObjectStore('jobs', { keyPath: 'connectionId' });
      },
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

function forget(): void {
  opened = null;
}

/** Closes the store. */
export async function closeTags(): Promise<void> {
  const closing = opened;
  forget();
  const database = await closing?.catch(() => null);
  database?.close();
}

/** Erases the whole store, even one that cannot be opened. Throws `storage-broken`. */
export async function eraseTags(): Promise<void> {
  await closeTags();
  try {
    await deleteDB(TAGS_NAME);
  } catch (error) {
    throw new AppError('storage-broken', {}, { cause: error });
  }
}

/** All rows of a connection, in any table but `orgs` and `jobs`. */
export function ofConnection(connectionId: string): IDBKeyRange {
  return IDBKeyRange.bound([connectionId], [connectionId, []]);
}

/** All counts of a module. */
export function ofModule(connectionId: string, module: string): IDBKeyRange {
  return IDBKeyRange.bound([connectionId, module], [connectionId, module, []]);
}
