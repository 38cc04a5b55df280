import { companyName, emailOf, personName, thingName } from './names.ts';
import { randomFrom, seedOf } from './random.ts';
import type { ModuleKind } from './catalogue.ts';

/** The changeable part of a record. */
export interface RecordState {
  id: string;
  /** 0 is the newest of the start; records made since have negative numbers. */
  index: number;
  /** In the order in which they were added. Ids of deleted tags may remain and do not count. */
  tagIds: string[];
  locked: boolean;
  waitingForApproval: boolean;
  /** Whether sharing rules let users change it; all of them see it. */
  editable: boolean;
  /** In a user's private data: no user of the API sees it. */
  hidden: boolean;
  /** A name that replaced the first one. */
  newName?: string;
  /** Leads only. */
  converted: boolean;
  modifiedAt: number;
}

/** The fixed part of a record. */
export interface RecordData {
  name: string;
  first: string;
  last: string;
  company: string;
  email: string;
  /** Place of the owner in the org's list of users. */
  owner: number;
  createdAt: number;
}

export interface RecordStore {
  /** Numbers of all records ever made, newest first, including deleted ones. */
  numbers(): Iterable<number>;
  /**
   * The record's state; undefined when deleted or never made. It is a copy unless it was changed before, so use
   * `change` to write.
   */
  at(index: number): RecordState | undefined;
  indexOf(id: string): number | undefined;
  idAt(index: number): string;
  data(index: number): RecordData;
  createdAt(index: number): number;
  /** Makes a record; it becomes the newest. */
  add(data: RecordData, id?: string): RecordState;
  /** The state to write to. Undefined when deleted or never made. */
  change(index: number): RecordState | undefined;
  delete(index: number): boolean;
  convert(index: number): boolean;
  hide(index: number): boolean;
  exists(index: number): boolean;
  isConverted(index: number): boolean;
  isHidden(index: number): boolean;
  /** Place of the owner in the org's list of users. */
  owner(index: number): number;
  /** Grows with every change of any record. */
  revision(): number;
  /** Grows when a record is added, removed, converted or hidden. */
  membership(): number;
}

export interface RecordStoreOptions {
  kind: ModuleKind;
  /** First seven digits of every id of the org. */
  prefix: string;
  /** Number of the module in the org, from 1; keeps the ids of modules apart. */
  moduleNumber: number;
  size: number;
  users: number;
  seed: string;
  /** Ids of the tags of a new record. */
  tagsOf: (index: number, random: () => number) => string[];
}

const NEWEST = Date.parse('2026-11-20T16:42:00Z');
const MINUTE = 60_000;
const STEP = 3;
const FIRST_SUFFIX = 4_321_001;

/**
 * Records made from their number on demand. Nothing is stored until it changes, so 100,001 leads cost nothing at start.
 * Added ones are stored. Ids decrease by three from one record to the next, so that most numbers between two ids are no
 * record.
 */
export function createRecordStore(options: RecordStoreOptions): RecordStore {
  const { kind, prefix, moduleNumber, size, users, tagsOf } = options;
  const seed = seedOf(`${options.seed}/${kind.apiName}`);
  const changed = new Map<number, RecordState>();
  const deleted = new Set<number>();
  const converted = new Set<number>();
  const hidden = new Set<number>();
  const added: { id: string; data: RecordData }[] = [];
  const places = new Map<string, number>();
  let revision = 0;
  let membership = 0;
  const base = moduleNumber * 1_000_000_000 + FIRST_SUFFIX;

  function addedAt(index: number) {
    return index < 0 ? added[-1 - index] : undefined;
  }

  function idAt(index: number) {
    return addedAt(index)?.id ?? prefix + String(base - index * STEP).padStart(12, '0');
  }

  function indexOf(id: string) {
    const place = places.get(id);
    if (place !== undefined) return place;
    if (!id.startsWith(prefix) || id.length !== prefix.length + 12) return undefined;
    const distance = base - Number(id.slice(prefix.length));
    const index = distance / STEP;
    return Number.isInteger(index) && index >= 0 && index < size ? index : undefined;
  }

  function createdAt(index: number) {
    return addedAt(index)?.data.createdAt ?? NEWEST - index * 37 * MINUTE;
  }

  function fresh(index: number): RecordState {
    const random = randomFrom(seed ^ Math.imul(index + 1, 0x9e3779b1));
    return {
      id: idAt(index),
      index,
      tagIds: index < 0 ? [] : tagsOf(index, random),
      locked: false,
      waitingForApproval: false,
      editable: true,
      hidden: hidden.has(index),
      converted: converted.has(index),
      modifiedAt: createdAt(index) + (index < 0 ? 0 : Math.floor(random() * 30) * MINUTE),
    };
  }

  function exists(index: number) {
    return index >= -added.length && index < size && !deleted.has(index);
  }

  function at(index: number) {
    return exists(index) ? (changed.get(index) ?? fresh(index)) : undefined;
  }

  function owner(index: number) {
    const made = addedAt(index);
    if (made) return made.data.owner;
    const random = randomFrom(seed ^ Math.imul(index + 1, 0xc2b2ae35));
    return random() < 0.7 ? 0 : Math.floor(random() * users);
  }

  function change(index: number) {
    const state = at(index);
    if (!state) return undefined;
    changed.set(index, state);
    revision += 1;
    return state;
  }

  function* numbers() {
    for (let index = -added.length; index < size; index += 1) yield index;
  }

  return {
    numbers,
    at,
    idAt,
    indexOf,
    exists,
    owner,
    change,
    createdAt,
    isConverted: (index) => converted.has(index),
    isHidden: (index) => hidden.has(index),
    revision: () => revision,
    membership: () => membership,
    data(index) {
      const made = addedAt(index);
      if (made) return made.data;
      const random = randomFrom(seed ^ Math.imul(index + 1, 0x85ebca6b));
      const person = personName(random);
      const company = companyName(random);
      const names = {
        person: `${person.first} ${person.last}`.trim(),
        company,
        thing: thingName(random, kind.apiName),
      };
      const email = emailOf(person, index);
      return { ...person, name: names[kind.named], company, email, owner: owner(index), createdAt: createdAt(index) };
    },
    add(data, id) {
      const index = -1 - added.length;
      const own = id ?? idAt(index);
      added.push({ id: own, data });
      places.set(own, index);
      revision += 1;
      membership += 1;
      const state = fresh(index);
      changed.set(index, state);
      return state;
    },
    hide(index) {
      const state = change(index);
      if (!state) return false;
      hidden.add(index);
      state.hidden = true;
      membership += 1;
      return true;
    },
    convert(index) {
      const state = change(index);
      if (!state) return false;
      converted.add(index);
      state.converted = true;
      membership += 1;
      return true;
    },
    delete(index) {
      if (!exists(index)) return false;
      deleted.add(index);
      changed.delete(index);
      revision += 1;
      membership += 1;
      return true;
    },
  };
}
