import type { DBSchema, IDBPDatabase } from 'idb';
import { keptDatabase } from '../../shared/kept-database.ts';
import type { ListedTag } from '../../zoho/types.ts';
import type { TagJob, TagKey } from '../model/job.ts';
import type { OrgTags, RecordCount, TagModule, TagRow, TagUses } from '../model/types.ts';

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

const database = keptDatabase<TagsSchema>('untag-tags', 1, (made) => {
  made.createObjectStore('orgs', { keyPath: 'connectionId' });
  made.createObjectStore('modules', { keyPath: ['connectionId', 'apiName'] });
  made.createObjectStore('lists', { keyPath: ['connectionId', 'apiName'] });
  made.createObjectStore('counts', { keyPath: ['connectionId', 'module', 'id'] });
  made.createObjectStore('wanted', { keyPath: ['connectionId', 'module', 'id'] });
  made.createObjectStore('jobs', { keyPath: 'connectionId' });
});

/**
 * Uses the store of tags, which each page or worker opens once. Throws `storage-broken`, `storage-full`; the next use
 * tries again.
 */
export function withTags<Value>(use: (open: TagsDatabase) => Promise<Value>): Promise<Value> {
  return database.use(use);
}

/** Closes the store. */
export function closeTags(): Promise<void> {
  return database.close();
}

/** Erases the whole store, even one that cannot be opened. Throws `storage-broken`. */
export function eraseTags(): Promise<void> {
  return database.erase();
}

/** All rows of a connection, in any table but `orgs` and `jobs`. */
export function ofConnection(connectionId: string): IDBKeyRange {
  return IDBKeyRange.bound([connectionId], [connectionId, []]);
}

/** All counts of a module. */
export function ofModule(connectionId: string, module: string): IDBKeyRange {
  return IDBKeyRange.bound([connectionId, module], [connectionId, module, []]);
}
