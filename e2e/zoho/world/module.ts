import { createListing } from './listing.ts';
import { createRecordStore } from './records.ts';
import { createTagCounts } from './tag-counts.ts';
import { createTagHistory } from './tag-history.ts';
import { standingRules } from './tag-rules.ts';
import { createTagStore } from './tags.ts';
import { tagView, viewsOf } from './views.ts';
import { NEWEST_LEADS } from './tag-names.ts';
import type { ModuleKind } from './catalogue.ts';
import type { ListingQuery } from './listing.ts';
import type { RecordData, RecordState } from './records.ts';
import type { Counted } from './tag-counts.ts';
import type { MadeRule, TagRule } from './tag-rules.ts';
import type { TagSeed } from './tag-names.ts';
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

/** A record as a search sees it. */
export interface SearchedRecord {
  createdAt: number;
  /** Names of its tags at the time asked for. */
  tagNames: () => string[];
  record: () => CrmRecord;
}

/** The values of a new record. */
export interface NewRecord {
  name: string;
  first?: string;
  last?: string;
  company?: string;
  email?: string;
  /** Id of the owner; the first user unless given. */
  ownerId?: string;
  /** A new one unless given. */
  id?: string;
}

/** A module of an org: its tags, views and records, and its true state for tests. */
export interface Module extends ModuleKind {
  id: string;
  /** From 1, in the order of tabs. */
  number: number;
  tagStore: TagStore;
  views: View[];
  /** Private views, which no user of the API may open. */
  privateViews: View[];
  view(id: string): View | undefined;
  tags(): Tag[];
  /** Number of visible records, converted ones among them. */
  count(): number;
  /** Ids of the newest records, newest first. */
  ids(limit?: number): string[];
  find(id: string): CrmRecord | undefined;
  /** Like `find`, but only records that users of the API see. */
  seen(id: string): CrmRecord | undefined;
  /** The changeable part of a record, without generating its name and the like. */
  state(id: string): RecordState | undefined;
  /** Tags on a record. Throws when there is no such record. */
  tagsOn(id: string): Tag[];
  /** Like `find`, but throws when there is no such record. */
  record(id: string): CrmRecord;
  /** Names of the tags on a record. Throws when there is no such record. */
  tagNames(id: string): string[];
  /** One page of records, and the number of all matching ones. */
  rows(query: RowsQuery): { rows: CrmRecord[]; total: number };
  /** Ids of the visible matching records, newest first, by their tags at `asOf`; by their current tags without it. */
  search(
    query: { converted: 'false' | 'true' | 'both'; asOf?: number },
    fits: (record: SearchedRecord) => boolean,
  ): string[];
  /** Tags on a record at an earlier time of the last hour. Throws when there is no such record. */
  tagsAsOf(id: string, when: number): Tag[];
  /** Grows with every change of any record or tag. */
  revision(): number;
  /** Number of records that the API lists when converted ones are not requested. */
  visibleCount(): number;
  /** Number of records with a tag; by default all of them. */
  tagged(tagId: string, counted?: Counted): number;
  /** Automation that uses tags. */
  rules: TagRule[];
  /** Workflow rules that were made through the API. */
  madeRules: MadeRule[];

  /** Changes of a record; `touch` moves Modified_Time. Each throws when there is no such record. */
  addTag(id: string, name: string): void;
  removeTag(id: string, name: string): void;
  setTags(id: string, tagIds: string[], touch?: boolean): void;
  lock(id: string): void;
  unlock(id: string): void;
  waitForApproval(id: string): void;
  /** Makes the record visible to everybody and read-only for all. */
  forbidEditing(id: string): void;
  rename(id: string, to: string): void;
  convert(id: string): void;
  /** Puts the record into a user's private data. It exists and carries its tags, but no user of the API sees it. */
  hide(id: string): void;
  delete(id: string): void;
  /** Makes a record and gives its id. */
  addRecord(record: NewRecord): string;
  /** Changes of a tag, by name. Each throws when there is no such tag. */
  createTag(name: string, colour?: string | null): Tag;
  renameTag(name: string, to: string): void;
  deleteTag(name: string): void;
  /** Adds automation that uses tags, by their names. */
  addRule(rule: Omit<TagRule, 'tagIds'>, ...tags: string[]): void;
  /** Adds a view that filters by a tag, public or private. */
  addTagView(tag: string, name: string, isPrivate?: boolean): void;
}

export interface ModuleOptions {
  kind: ModuleKind;
  number: number;
  prefix: string;
  seed: string;
  size: number;
  userIds: string[];
  clock: SimClock;
  /** Whether the newest leads have the hand-picked tags. */
  picked: boolean;
  tags: TagSeed[];
  /** Whether automation uses the first tag. */
  hasStandingRules: boolean;
  /** Number of the newest records, and their number of tags. */
  crowded: { records: number; tags: number };
}

/** When the frequently used tags were last put on a record. */
const LAST_USE = '2026-11-20T17:02:00Z';

export function createModule(options: ModuleOptions): Module {
  const { kind, number, prefix, seed, size, userIds, clock, picked, crowded } = options;
  const idFor = (suffix: number) => prefix + String(suffix).padStart(12, '0');
  const creator = userIds[0] ?? '';
  let tagNumber = 0;
  const tagStore = createTagStore(() => idFor(900_000 + number * 1_000 + (tagNumber += 1)));
  const seeds = kind.taggable ? options.tags : [];
  const seedTags = seeds.map(({ name, colour, share, createdAt = '2025-01-06T10:11:12Z', usedAt }) => {
    const tag = tagStore.create({ name, colour, createdBy: creator, at: Date.parse(createdAt) });
    if (usedAt !== undefined || share > 0) tagStore.used(tag.id, Date.parse(usedAt ?? LAST_USE));
    return tag;
  });
  const newest = picked && kind.apiName === 'Leads' ? NEWEST_LEADS : [];
  const records = createRecordStore({
    kind,
    prefix,
    moduleNumber: number,
    size,
    users: userIds.length,
    seed,
    tagsOf(index, random) {
      if (index < crowded.records) {
        const carried = seedTags.filter((_, place) => (seeds[place]?.share ?? 0) > 0);
        const from = (index * 3 + 1) % carried.length;
        return [...carried, ...carried].slice(from, from + crowded.tags).map((tag) => tag.id);
      }
      const chosen = newest[index] ?? seeds.flatMap((entry, place) => (random() < entry.share ? [place] : []));
      // The lowest limit of any edition. No new record has more.
      return chosen.slice(0, 5).flatMap((place) => seedTags[place]?.id ?? []);
    },
  });

  function tagsOf({ tagIds }: RecordState): Tag[] {
    return tagIds.map((id) => tagStore.shown(id)).filter((tag) => tag !== undefined);
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

  const history = createTagHistory();

  function retag(id: string, to: (tagIds: string[]) => string[], touch = true) {
    change(
      id,
      (state) => {
        const before = state.tagIds;
        state.tagIds = to(before);
        history.note(state.index, before, clock.now());
        for (const tagId of state.tagIds) if (!before.includes(tagId)) tagStore.used(tagId, clock.now());
      },
      touch,
    );
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
    for (const index of records.numbers()) {
      const state = records.at(index);
      if (state) yield state;
    }
  }

  const listing = createListing(records, userIds);
  const countsOf = createTagCounts(states, () => records.revision());

  const module: Module = {
    ...kind,
    id: idFor(2_000 + number),
    number,
    tagStore,
    views: [],
    privateViews: [],
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
    seen(id) {
      const state = stateOf(id);
      return state && !state.hidden ? view(state) : undefined;
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
    search({ converted, asOf }, fits) {
      const numbers = listing({ userId: creator, converted }).filter((index) => {
        const createdAt = records.createdAt(index);
        if (asOf !== undefined && createdAt > asOf) return false;
        return fits({
          createdAt,
          tagNames() {
            const past = asOf === undefined ? undefined : history.at(index, asOf);
            const tagIds = past ?? records.at(index)?.tagIds ?? [];
            return tagIds.flatMap((id) => tagStore.shown(id)?.name ?? []);
          },
          record: () => module.record(records.idAt(index)),
        });
      });
      return numbers.map((index) => records.idAt(index));
    },
    tagsAsOf(id, when) {
      const state = known(id);
      return tagsOf({ ...state, tagIds: history.at(state.index, when) ?? state.tagIds });
    },
    revision: () => records.revision() + tagStore.revision(),
    visibleCount: () => listing({ userId: creator }).length,
    tagged: (tagId, counted = 'all') => countsOf(counted).get(tagId) ?? 0,
    rules: seedTags[0] && options.hasStandingRules ? standingRules(seedTags[0].id) : [],
    madeRules: [],
    addTag(id, name) {
      const tag = tagCalled(name);
      retag(id, (tagIds) => (tagIds.includes(tag.id) ? tagIds : [...tagIds, tag.id]));
    },
    removeTag(id, name) {
      const tag = tagCalled(name);
      retag(id, (tagIds) => tagIds.filter((tagId) => tagId !== tag.id));
    },
    setTags: (id, tagIds, touch) => retag(id, () => [...new Set(tagIds)], touch),
    lock: (id) => change(id, (state) => (state.locked = true)),
    unlock: (id) => change(id, (state) => (state.locked = false)),
    waitForApproval: (id) => change(id, (state) => (state.waitingForApproval = true)),
    forbidEditing: (id) => change(id, (state) => (state.editable = false), false),
    rename: (id, to) => change(id, (state) => (state.newName = to)),
    convert(id) {
      const index = records.indexOf(id);
      if (index === undefined || !records.convert(index)) throw new RangeError(`${kind.apiName} has no record ${id}`);
    },
    hide(id) {
      const index = records.indexOf(id);
      if (index === undefined || !records.hide(index)) throw new RangeError(`${kind.apiName} has no record ${id}`);
    },
    delete(id) {
      const index = records.indexOf(id);
      if (index === undefined || !records.delete(index)) throw new RangeError(`${kind.apiName} has no record ${id}`);
    },
    addRecord({ name, first = '', last = name, company = '', email = '', ownerId, id }) {
      const owner = Math.max(0, userIds.indexOf(ownerId ?? creator));
      return records.add({ name, first, last, company, email, owner, createdAt: clock.now() }, id).id;
    },
    createTag: (name, colour = null) => tagStore.create({ name, colour, createdBy: creator, at: clock.now() }),
    renameTag: (name, to) => tagStore.change(tagCalled(name).id, { name: to }, creator, clock.now()),
    deleteTag: (name) => void tagStore.delete(tagCalled(name).id),
    addRule: (rule, ...tags) => void module.rules.push({ ...rule, tagIds: tags.map((name) => tagCalled(name).id) }),
    addTagView(name, called, isPrivate = false) {
      const id = idFor(87_000_000 + number * 1_000 + 100 + module.views.length + module.privateViews.length);
      const list = isPrivate ? module.privateViews : module.views;
      list.push(tagView({ id, name: called, tag: tagCalled(name), fieldId: idFor(900) }));
    },
  };
  module.views = kind.apiSupported ? viewsOf(module, (n) => idFor(87_000_000 + number * 1_000 + n)) : [];
  return module;
}
