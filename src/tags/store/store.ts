import type { TagJob, TagKey } from '../model/job.ts';
import type { OrgTags, TagModule } from '../model/types.ts';
import { eraseTags, ofConnection, TABLES, type TagsDatabase, withTags } from './database.ts';
import { createFact, type Fact } from './fact.ts';

/** The store of tags, as the worker uses it. All functions throw `storage-broken`, `storage-full`. */
export interface TagStore {
  /** The job of a connection, or null. */
  job(connectionId: string): Promise<TagJob | null>;
  jobs(): Promise<readonly TagJob[]>;
  org(connectionId: string): Promise<OrgTags | null>;
  /** Known modules of a connection, by API name. */
  modules(connectionId: string): Promise<ReadonlyMap<string, TagModule>>;
  /** The first tags to count, by module. */
  wanted(connectionId: string, limit: number): Promise<readonly TagKey[]>;
  /** Writes the changes of one event to a job and its tags, all of them or none. Resolves with the new job. */
  write(connectionId: string, event: (fact: Fact) => Promise<void> | void): Promise<TagJob | null>;
  /** Removes all data of a connection. */
  forget(connectionId: string): Promise<void>;
  /** Erases the whole store, even one that cannot be opened. */
  erase(): Promise<void>;
}

export function createTagStore(): TagStore {
  return {
    job: (connectionId) => withTags(async (database) => (await database.get('jobs', connectionId)) ?? null),
    jobs: () => withTags((database) => database.getAll('jobs')),
    org: (connectionId) => withTags(async (database) => (await database.get('orgs', connectionId)) ?? null),
    modules: (connectionId) =>
      withTags(async (database) => {
        const rows = await database.getAll('modules', ofConnection(connectionId));
        return new Map(rows.map((row) => [row.apiName, row]));
      }),
    wanted: (connectionId, limit) =>
      withTags((database) => database.getAll('wanted', ofConnection(connectionId), limit)),
    write: (connectionId, event) => withTags((database) => writeNow(database, connectionId, event)),
    forget: (connectionId) => withTags((database) => forget(database, connectionId)),
    erase: eraseTags,
  };
}

async function writeNow(
  database: TagsDatabase,
  connectionId: string,
  event: (fact: Fact) => Promise<void> | void,
): Promise<TagJob | null> {
  const writing = database.transaction([...TABLES], 'readwrite');
  // A failed request also rejects this promise; the error is thrown once, below.
  const done = writing.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    const before = (await writing.objectStore('jobs').get(connectionId)) ?? null;
    const fact = createFact(writing, connectionId, before);
    await event(fact);
    const { job } = fact;
    const after = job === null || job === before ? job : { ...job, revision: job.revision + 1 };
    if (after !== null && after !== before) await writing.objectStore('jobs').put(after);
    const failure = await done;
    if (failure !== null) throw failure.error;
    return after;
  } catch (error) {
    try {
      writing.abort();
    } catch {
      // It has already ended.
    }
    await done;
    throw error;
  }
}

async function forget(database: TagsDatabase, connectionId: string): Promise<void> {
  const writing = database.transaction([...TABLES], 'readwrite');
  const ofIt = ofConnection(connectionId);
  await Promise.all([
    writing.objectStore('orgs').delete(connectionId),
    writing.objectStore('jobs').delete(connectionId),
    writing.objectStore('modules').delete(ofIt),
    writing.objectStore('lists').delete(ofIt),
    writing.objectStore('counts').delete(ofIt),
    writing.objectStore('wanted').delete(ofIt),
    writing.done,
  ]);
}
