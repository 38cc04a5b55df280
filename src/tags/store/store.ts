import type { TagJob, TagKey } from '../model/job.ts';
import { ofConnection, TABLES, type TagsDatabase, withTags } from './database.ts';
import { createFact, type Fact } from './fact.ts';

/** The job of a connection, or null. This and all others throw `storage-broken`, `storage-full`. */
export function jobOf(connectionId: string): Promise<TagJob | null> {
  return withTags(async (database) => (await database.get('jobs', connectionId)) ?? null);
}

export function allJobs(): Promise<readonly TagJob[]> {
  return withTags((database) => database.getAll('jobs'));
}

/** How many modules of a connection are stored, and which extras its Zoho gives. */
export function knownOf(connectionId: string) {
  return withTags(async (database) => ({
    org: (await database.get('orgs', connectionId)) ?? null,
    modules: await database.count('modules', ofConnection(connectionId)),
  }));
}

/** The first tags that are to be counted, by module. */
export function wantedOf(connectionId: string, limit: number): Promise<readonly TagKey[]> {
  return withTags((database) => database.getAll('wanted', ofConnection(connectionId), limit));
}

/** Writes what one event makes of a job and its tags, all of it or nothing. Answers the job as it is then. */
export function write(connectionId: string, event: (fact: Fact) => Promise<void> | void): Promise<TagJob | null> {
  return withTags((database) => writeNow(database, connectionId, event));
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
      // It has ended by itself already.
    }
    await done;
    throw error;
  }
}

/** Removes all that is known of a connection. */
export function forgetConnection(connectionId: string): Promise<void> {
  return withTags(async (database) => {
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
  });
}
