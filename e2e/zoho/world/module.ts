import { createListing } from './listing.ts';
import { createRecordStore } from './records.ts';
import { createTagStore } from './tags.ts';
import { viewsOf } from './views.ts';
import { NEWEST_LEADS, tagSeeds } from './tag-names.ts';
import type { ModuleKind } from './catalogue.ts';
import type { ListingQuery } from './listing.ts';
import type { RecordData, RecordState } from './records.ts';
import type { Tag, TagStore } from './tags.ts';
import type { View } from './views.ts';
import type { SimClock } from '../clock.ts';

/** A record as it is now. */
export interface CrmRecord extends Omit<RecordState, 'tagIds' | 'newName'>, Omit<RecordData, 'owner'> {
  /** Id of the owner. */
  ownerId: string;
  tags: Tag[];
  tagNames: string[];
}

export interface RowsQuery extends ListingQuery {
  offset: number;
  limit: number;
}

/** A module of an org: its tags, views and records, and for tests the truth about them. */
export interface Module extends ModuleKind {
  id: string;
  /** From 1, in the order of tabs. */
  number: number;
  tagStore: TagStore;
  views: View[];
  view(id: string): View | undefined;
  tags(): Tag[];
  /** Number of records that are not deleted. */
  count(): number;
  /** Ids of the newest records, newest first. */
  ids(limit?: number): string[];
  find(id: string): CrmRecord | undefined;
  /** What can change about a record, without making up its name and the like. */
  state(id: string): RecordState | undefined;
  /** Tags on a record. Throws when there is no such record. */
  tagsOn(id: string): Tag[];
  /** Like `find`, but throws when there is no such record. */
  record(id: string): CrmRecord;
  /** Names of the tags on a record. Throws when there is no such record. */
  tagNames(id: string): string[];
  /** One page of records and the number of all that fit. */
  rows(query: RowsQuery): { rows: CrmRecord[]; total: number };
  /** Number of records that carry a tag. */
  tagged(tagId: string): number;

  /** Changes of a record; `touch` moves Modified_Time. Each throws when there is no such record. */
  addTag(id: string, name: string): void;
  removeTag(id: string, name: string): void;
  setTags(id: string, tagIds: string[], touch?: boolean): void;
  lock(id: string): void;
  unlock(id: string): void;
  waitForApproval(id: string): void;
  /** Lets everybody see the record and nobody change it. */
  forbidEditing(id: string): void;
  rename(id: string, to: string): void;
  convert(id: string): void;
  delete(id: string): void;
  /** Changes of a tag, by name. Each throws when there is no such tag. */
  createTag(name: string, colour?: string | null): Tag;
  renameTag(name: string, to: string): void;
  deleteTag(name: string): void;
}

export interface ModuleOptions {
  kind: ModuleKind;
  number: number;
  prefix: string;
  seed: string;
  size: number;
  userIds: string[];
  clock: SimClock;
  /** Whether the newest leads carry the hand-picked tags. */
  picked: boolean;
}

export function createModule({ kind, number, prefix, seed, size, userIds, clock, picked }: ModuleOptions): Module {
  const idFor = (suffix: number) => prefix + String(suffix).padStart(12, '0');
  const creator = userIds[0] ?? '';
  let tagNumber = 0;
  const tagStore = createTagStore(() => idFor(900_000 + number * 1_000 + (tagNumber += 1)));
  const seeds = kind.taggable ? tagSeeds(kind.apiName) : [];
  const seedTags = seeds.map((entry) =>
    tagStore.create(entry.name, entry.colour, creator, Date.parse('2025-01-06T10:11:12Z')),
  );
  const newest = picked && kind.apiName === 'Leads' ? NEWEST_LEADS : [];
  const records = createRecordStore({
    kind,
    prefix,
    moduleNumber: number,
    size,
    users: userIds.length,
    seed,
    tagsOf(index, random) {
      const chosen = newest[index] ?? seeds.flatMap((entry, place) => (random() < entry.share ? [place] : []));
      // The lowest limit of any edition: no fresh record carries more.
      return chosen.slice(0, 5).flatMap((place) => seedTags[place]?.id ?? []);
    },
  });

  function tagsOf(state: RecordState): Tag[] {
    return state.tagIds.flatMap((id) => tagStore.get(id) ?? []);
  }

  function view(state: RecordState): CrmRecord {
    const { tagIds: _tagIds, newName, ...rest } = state;
    const { owner, ...data } = records.data(state.index);
    const tags = tagsOf(state);
    const name = newName ?? data.name;
    return { ...rest, ...data, name, ownerId: userIds[owner] ?? creator, tags, tagNames: tags.map((tag) => tag.name) };
  }

  function stateOf(id: string): RecordState | undefined {
    const index = records.indexOf(id);
    return index === undefined ? undefined : records.at(index);
  }

  function change(id: string, write: (state: RecordState) => void, touch = true) {
    const index = records.indexOf(id);
    const state = index === undefined ? undefined : records.change(index);
    if (!state) throw new RangeError(`${kind.apiName} has no record ${id}`);
    write(state);
    if (touch) state.modifiedAt = clock.now();
  }

  function tagCalled(name: string): Tag {
    const tag = tagStore.byName(name);
    if (!tag) throw new RangeError(`${kind.apiName} has no tag ${name}`);
    return tag;
  }

  function known(id: string): RecordState {
    const state = stateOf(id);
    if (!state) throw new RangeError(`${kind.apiName} has no record ${id}`);
    return state;
  }

  function* states(): Generator<RecordState> {
    for (let index = 0; index < records.size; index += 1) {
      const state = records.at(index);
      if (state) yield state;
    }
  }

  const listing = createListing(records, userIds);

  const module: Module = {
    ...kind,
    id: idFor(2_000 + number),
    number,
    tagStore,
    views: [],
    view: (id) => module.views.find((candidate) => candidate.id === id),
    tags: () => tagStore.all(),
    count: () => listing({ userId: creator, converted: 'both' }).length,
    ids(limit = Infinity) {
      const ids: string[] = [];
      for (const state of states()) {
        if (ids.length >= limit) break;
        ids.push(state.id);
      }
      return ids;
    },
    find(id) {
      const state = stateOf(id);
      return state && view(state);
    },
    state: stateOf,
    tagsOn: (id) => tagsOf(known(id)),
    record: (id) => view(known(id)),
    tagNames: (id) => tagsOf(known(id)).map((tag) => tag.name),
    rows(query) {
      const numbers = listing(query);
      const page = numbers.slice(query.offset, query.offset + query.limit);
      return {
        rows: page.flatMap((index) => {
          const state = records.at(index);
          return state ? [view(state)] : [];
        }),
        total: numbers.length,
      };
    },
    tagged(tagId) {
      let count = 0;
      for (const state of states()) if (state.tagIds.includes(tagId)) count += 1;
      return count;
    },
    addTag(id, name) {
      const tag = tagCalled(name);
      change(id, (state) => state.tagIds.includes(tag.id) || state.tagIds.push(tag.id));
    },
    removeTag(id, name) {
      const tag = tagCalled(name);
      change(id, (state) => (state.tagIds = state.tagIds.filter((tagId) => tagId !== tag.id)));
    },
    setTags: (id, tagIds, touch) => change(id, (state) => (state.tagIds = [...tagIds]), touch),
    lock: (id) => change(id, (state) => (state.locked = true)),
    unlock: (id) => change(id, (state) => (state.locked = false)),
    waitForApproval: (id) => change(id, (state) => (state.waitingForApproval = true)),
    forbidEditing: (id) => change(id, (state) => (state.editable = false), false),
    rename: (id, to) => change(id, (state) => (state.newName = to)),
    convert(id) {
      const index = records.indexOf(id);
      if (index === undefined || !records.convert(index)) throw new RangeError(`${kind.apiName} has no record ${id}`);
    },
    delete(id) {
      const index = records.indexOf(id);
      if (index === undefined || !records.delete(index)) throw new RangeError(`${kind.apiName} has no record ${id}`);
    },
    createTag: (name, colour = null) => tagStore.create(name, colour, creator, clock.now()),
    renameTag: (name, to) => tagStore.rename(tagCalled(name).id, to, clock.now()),
    deleteTag: (name) => void tagStore.delete(tagCalled(name).id),
  };
  module.views = kind.apiSupported ? viewsOf(module, (n) => idFor(87_000_000 + number * 1_000 + n)) : [];
  return module;
}
