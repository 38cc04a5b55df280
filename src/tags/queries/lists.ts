import type { OrgTags, TagModule, TagRow } from '../model/types.ts';
import { ofConnection, ofModule, type StoredCount, type StoredList, withTags } from '../store/database.ts';

/** The stored state of a connection as a whole, or null before the first reading. Throws `storage-broken`, `storage-full`. */
export function readOrgTags(connectionId: string): Promise<OrgTags | null> {
  return withTags(async (database) => (await database.get('orgs', connectionId)) ?? null);
}

/** The known modules of a connection, in Zoho's order. Throws as above. */
export function readTagModules(connectionId: string): Promise<readonly TagModule[]> {
  return withTags(async (database) => {
    const modules = await database.getAll('modules', ofConnection(connectionId));
    return modules.toSorted((one, other) => one.place - other.place);
  });
}

/**
 * The stored tags of a connection, module after module, each in Zoho's order; with a module, only its tags. Throws as
 * above.
 */
export function readTagRows(connectionId: string, module?: string): Promise<readonly TagRow[]> {
  return withTags(async (database) => {
    const reading = database.transaction(['lists', 'counts']);
    const keys =
      module === undefined
        ? { lists: ofConnection(connectionId), counts: ofConnection(connectionId) }
        : { lists: IDBKeyRange.only([connectionId, module]), counts: ofModule(connectionId, module) };
    const [lists, counts] = await Promise.all([
      reading.objectStore('lists').getAll(keys.lists),
      reading.objectStore('counts').getAll(keys.counts),
    ]);
    const counted = new Map(counts.map((count) => [`${count.module} ${count.id}`, count]));
    return lists.flatMap((list) => rowsOf(list, counted));
  });
}

/** The stored tags of a module by id and name; null where its list was never read. Throws as above. */
export function readTagNames(
  connectionId: string,
  module: string,
): Promise<readonly Pick<TagRow, 'id' | 'name'>[] | null> {
  return withTags(async (database) => (await database.get('lists', [connectionId, module]))?.tags ?? null);
}

/**
 * What is stored about the records of these tags, in their order, whether or not the list of the module was read. Throws
 * as above.
 */
export function readRecordCounts(
  connectionId: string,
  module: string,
  tagIds: readonly string[],
): Promise<readonly Pick<TagRow, 'records' | 'countError'>[]> {
  return withTags(async (database) => {
    const list = await database.get('lists', [connectionId, module]);
    const counts = await database.getAll('counts', ofModule(connectionId, module));
    return tagIds.map((id) => {
      const n = list?.tags.find((tag) => tag.id === id)?.records ?? null;
      const listed = list === undefined || n === null ? null : ({ n, at: list.readAt, from: 'list' } as const);
      const count = counts.find((each) => each.id === id);
      return { records: newer(listed, count?.records ?? null), countError: count?.countError ?? null };
    });
  });
}

function rowsOf(list: StoredList, counted: ReadonlyMap<string, StoredCount>): TagRow[] {
  return list.tags.map((tag) => rowOf(list, tag, counted.get(`${list.apiName} ${tag.id}`)));
}

/** The newer of the list's value and the tag's own count wins. */
function rowOf(list: StoredList, tag: StoredList['tags'][number], count: StoredCount | undefined): TagRow {
  const { readAt } = list;
  const listed = {
    records: tag.records === null ? null : ({ n: tag.records, at: readAt, from: 'list' } as const),
    uses: tag.isUsed === null ? null : { at: readAt, areas: null, isUsed: tag.isUsed, isWhole: false },
  };
  return {
    id: tag.id,
    module: list.apiName,
    name: tag.name,
    colour: tag.colour,
    createdAt: tag.createdAt,
    createdBy: tag.createdBy,
    records: newer(listed.records, count?.records ?? null),
    lastUsed: tag.lastUsed === null ? null : { on: tag.lastUsed.on, at: readAt },
    uses: usesOf(listed.uses, count?.uses ?? null),
    alike: tag.alike,
    countError: count?.countError ?? null,
  };
}

function newer<Value extends { readonly at: number }>(listed: Value | null, counted: Value | null): Value | null {
  if (listed === null || counted === null) return listed ?? counted;
  return counted.at >= listed.at ? counted : listed;
}

/** A list that says only that there are uses does not remove their names. */
function usesOf(listed: TagRow['uses'], counted: TagRow['uses']): TagRow['uses'] {
  if (listed?.isUsed === true && counted?.isUsed === true) return counted;
  return newer(listed, counted);
}
