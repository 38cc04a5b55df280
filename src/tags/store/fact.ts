import type { IDBPTransaction } from 'idb';
import { lookAlikes } from '../../shared/look-alikes.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { slugOf } from '../../zoho/module-of-slug.ts';
import { type ListedTag, type ModuleInfo, TAG_INCLUDES, type TagInclude, type TagList } from '../../zoho/types.ts';
import type { TagJob, TagKey } from '../model/job.ts';
import { isSameInclude } from '../model/ladder.ts';
import type { Failure, OrgTags, TagModule } from '../model/types.ts';
import { ofConnection, ofModule, type StoredCount, type TABLES, type TagsSchema } from './database.ts';

export type Writing = IDBPTransaction<TagsSchema, (typeof TABLES)[number][], 'readwrite'>;

/**
 * One write to the store: the result of a call, and the job without that call. All of it is stored, or nothing. Times
 * are by the wall clock.
 */
export interface Fact {
  /** Null where nothing was ever requested for the connection, or all of it was erased. */
  job: TagJob | null;
  org(): Promise<OrgTags>;
  /** Stored module rows, by API name. */
  modules(): Promise<ReadonlyMap<string, TagModule>>;
  /**
   * Stores the list of modules, and removes other modules with their results. `at`: when Zoho gave the list; null where
   * it did not.
   */
  setModules(infos: readonly ModuleInfo[], at: number | null): Promise<void>;
  /** The stored list of modules is out of date. */
  setListOutdated(): Promise<void>;
  setInclude(include: readonly TagInclude[]): Promise<void>;
  /** Stores Zoho's list of tags, and removes tags that are not in it with their counts. */
  setList(module: string, list: TagList, at: number): Promise<void>;
  /**
   * Stores that Zoho refused a module's list, perhaps because of the extras. After a refusal by all modules, the org's
   * extras are unknown again.
   */
  setRefusedInclude(module: string, include: readonly TagInclude[]): Promise<void>;
  /** A module could not be read. The result of an earlier reading stays. */
  setFailed(module: string, state: 'refused' | 'failed', error: ErrorData, at: number): Promise<void>;
  /** Adds tags to count, without those already on the list. Resolves with the number added. */
  want(keys: readonly TagKey[]): Promise<number>;
  /** Takes a tag off the list to count. Resolves with whether it was on the list. */
  takeWanted(key: TagKey): Promise<boolean>;
  /** Stores the answers about one tag. */
  setCount(key: TagKey, count: Pick<StoredCount, 'records' | 'uses'>): Promise<void>;
  /** One tag could not be counted. Its earlier values stay. */
  setCountFailed(key: TagKey, failure: Failure): Promise<void>;
  /** Stores that a module's tags cannot be counted. Takes them off the list, and resolves with their number. */
  setUncountable(module: string, failure: Failure): Promise<number>;
  /** A tag no longer exists. */
  dropTag(key: TagKey): Promise<void>;
  /** Empties the list of tags to count. */
  wantNone(): Promise<void>;
}

export function createFact(writing: Writing, connectionId: string, job: TagJob | null): Fact {
  const orgs = writing.objectStore('orgs');
  const rows = writing.objectStore('modules');
  const lists = writing.objectStore('lists');
  const counts = writing.objectStore('counts');
  const wanted = writing.objectStore('wanted');

  const fact: Fact = {
    job,
    org: async () => (await orgs.get(connectionId)) ?? { connectionId, modulesAt: null, include: null },

    async modules() {
      const all = await rows.getAll(ofConnection(connectionId));
      return new Map(all.map((row) => [row.apiName, row]));
    },

    async setModules(infos, at) {
      const known = await fact.modules();
      const named = new Set(infos.map(({ apiName }) => apiName));
      for (const gone of known.keys()) if (!named.has(gone)) await dropModule(gone);
      for (const [place, info] of infos.entries()) {
        const row = { ...(known.get(info.apiName) ?? unread(connectionId, info.apiName)), place };
        const { singular, plural, isCustom } = info;
        await rows.put({ ...row, moduleSlug: slugOf(info), singular, plural, isCustom });
      }
      await orgs.put({ ...(await fact.org()), modulesAt: at });
    },

    async setListOutdated() {
      await orgs.put({ ...(await fact.org()), modulesAt: null });
    },

    async setInclude(include) {
      await orgs.put({ ...(await fact.org()), include });
    },

    async setList(module, list, at) {
      const row = await rows.get([connectionId, module]);
      if (row === undefined) return;
      await lists.put({ connectionId, apiName: module, readAt: at, tags: withAlikes(list.tags) });
      const room = { used: list.tags.length, allowed: list.allowed };
      await rows.put({
        ...row,
        state: 'read',
        error: null,
        triedAt: at,
        readAt: at,
        room,
        extras: extrasIn(list.tags),
      });
      const there = new Set(list.tags.map(({ id }) => id));
      for (const key of await counts.getAllKeys(ofModule(connectionId, module)))
        if (!there.has(key[2])) await counts.delete(key);
      changed(module);
    },

    async setRefusedInclude(module, include) {
      const row = await rows.get([connectionId, module]);
      if (row === undefined) return;
      await rows.put({ ...row, refusedInclude: include });
      const known = [...(await fact.modules()).values()];
      if (!known.every(({ refusedInclude }) => isSameInclude(refusedInclude, include))) return;
      await orgs.put({ ...(await fact.org()), include: null });
      for (const each of known) await rows.put({ ...each, refusedInclude: null });
    },

    async setFailed(module, state, error, at) {
      const row = await rows.get([connectionId, module]);
      if (row === undefined) return;
      await rows.put({ ...row, state, error, triedAt: at });
      changed(module);
    },

    async want(keys) {
      let added = 0;
      for (const { module, id } of keys) {
        const key: [string, string, string] = [connectionId, module, id];
        if ((await wanted.getKey(key)) !== undefined) continue;
        await wanted.put({ connectionId, module, id });
        added += 1;
      }
      return added;
    },

    async takeWanted({ module, id }) {
      const isWanted = (await wanted.getKey([connectionId, module, id])) !== undefined;
      if (isWanted) await wanted.delete([connectionId, module, id]);
      return isWanted;
    },

    async setCount({ module, id }, count) {
      const before = await counts.get([connectionId, module, id]);
      // A value that an answer leaves out does not replace a known one.
      const records = count.records ?? before?.records ?? null;
      const uses = count.uses ?? before?.uses ?? null;
      await counts.put({ connectionId, module, id, records, uses, countError: null });
      const row = await rows.get([connectionId, module]);
      if (row !== undefined && row.countError !== null) await rows.put({ ...row, countError: null });
      changed(module);
    },

    async setCountFailed({ module, id }, failure) {
      const before = await counts.get([connectionId, module, id]);
      const earlier = { records: before?.records ?? null, uses: before?.uses ?? null };
      await counts.put({ connectionId, module, id, ...earlier, countError: failure });
      changed(module);
    },

    async setUncountable(module, failure) {
      const ofIt = ofModule(connectionId, module);
      const left = await wanted.count(ofIt);
      await wanted.delete(ofIt);
      const row = await rows.get([connectionId, module]);
      if (row !== undefined) await rows.put({ ...row, countError: failure });
      changed(module);
      return left;
    },

    async dropTag({ module, id }) {
      await counts.delete([connectionId, module, id]);
      const list = await lists.get([connectionId, module]);
      const row = await rows.get([connectionId, module]);
      if (list === undefined || row === undefined) return;
      const tags = withAlikes(list.tags.filter((tag) => tag.id !== id));
      await lists.put({ ...list, tags });
      await rows.put({ ...row, room: { ...row.room, used: tags.length } });
      changed(module);
    },

    wantNone: () => wanted.delete(ofConnection(connectionId)),
  };

  async function dropModule(module: string): Promise<void> {
    await rows.delete([connectionId, module]);
    await lists.delete([connectionId, module]);
    await counts.delete(ofModule(connectionId, module));
    await wanted.delete(ofModule(connectionId, module));
    changed(module);
  }

  /** Tells pages what has changed, so that they read it again. */
  function changed(module: string): void {
    if (fact.job === null) return;
    const { stored } = fact.job;
    fact.job = { ...fact.job, stored: { ...stored, [module]: (stored[module] ?? 0) + 1 } };
  }

  return fact;
}

function unread(connectionId: string, apiName: string): TagModule {
  return {
    connectionId,
    apiName,
    moduleSlug: apiName,
    singular: apiName,
    plural: apiName,
    isCustom: false,
    place: 0,
    state: 'unread',
    error: null,
    triedAt: null,
    readAt: null,
    room: { used: null, allowed: null },
    extras: [],
    refusedInclude: null,
    countError: null,
  };
}

/** The same tags, each with the first of its look-alikes. */
function withAlikes(tags: readonly ListedTag[]): readonly (ListedTag & { readonly alike: string | null })[] {
  const alike = new Map<number, string>();
  for (const group of lookAlikes(tags.map(({ name }) => name)))
    for (const at of group) alike.set(at, tags[group[0] ?? at]?.id ?? '');
  return tags.map((tag, at) => ({ ...tag, alike: alike.get(at) ?? null }));
}

/** The extras that came with the tags. A list without tags shows none. */
function extrasIn(tags: readonly ListedTag[]): readonly TagInclude[] {
  const isGiven: Readonly<Record<TagInclude, (tag: ListedTag) => boolean>> = {
    associated_record_count: ({ records }) => records !== null,
    last_accessed_time: ({ lastUsed }) => lastUsed !== null,
    type: ({ isUsed }) => isUsed !== null,
  };
  return TAG_INCLUDES.filter((include) => tags.some(isGiven[include]));
}
