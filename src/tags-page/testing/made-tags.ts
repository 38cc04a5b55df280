import type { Connection } from '../../shared/connection.ts';
import { lookAlikes } from '../../shared/look-alikes.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import type { TagModule, TagRow, TagUseArea } from '../../tags/model/types.ts';

export const NOW = Date.now();
const DAY_MS = 86_400_000;
export const READ_AT = NOW - 10 * 60_000;

export const CONNECTION: Connection = {
  id: 'eu-production-20087145332-581200000000000001',
  dataCentre: 'eu',
  environment: 'production',
  org: { zgid: '20087145332', domainName: 'org20087145332', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '581200000000000001', name: 'Mira Okafor', profile: 'Sales standard' },
  way: 'client',
  clientId: '1000.ABC',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: NOW - 30 * DAY_MS,
};

/** A tag as written in a test: module, name, records, days since its last use, and its uses. */
export interface ToldTag {
  readonly module: string;
  readonly name: string;
  readonly colour?: string;
  /** Null: Zoho has not given it. */
  readonly records?: number | null;
  /** Days since it was last used. Null or absent: Zoho does not say. */
  readonly used?: number | null;
  /** `[kind, action, names]`; an empty list: nothing uses it. Absent: Zoho has not given it. */
  readonly uses?: readonly (readonly [
    kind: TagUseArea['kind'],
    action: TagUseArea['action'],
    names: readonly string[],
  ])[];
}

/** Rows in the form of the store. Look-alikes are found as the worker finds them. */
export function rowsOf(told: readonly ToldTag[], change: Partial<TagRow> = {}): readonly TagRow[] {
  const ids = told.map((_, place) => `5812000000000${String(place + 10_000)}`);
  const alike = new Map<string, string>();
  for (const module of new Set(told.map((tag) => tag.module))) {
    const places = told.flatMap((tag, place) => (tag.module === module ? [place] : []));
    for (const group of lookAlikes(places.map((place) => told[place]?.name ?? ''))) {
      const [first = 0] = group;
      for (const one of group) alike.set(ids[places[one] ?? 0] ?? '', ids[places[first] ?? 0] ?? '');
    }
  }
  return told.map(({ module, name, colour, records, used, uses }, place): TagRow => {
    const id = ids[place] ?? '';
    return {
      id,
      module,
      name,
      colour: colour ?? null,
      createdAt: NOW - (900 + place) * DAY_MS,
      createdBy: place % 3 === 0 ? 'Mira Okafor' : 'Jo Lindqvist',
      records: records === undefined || records === null ? null : { n: records, at: READ_AT, from: 'list' },
      lastUsed: used === undefined || used === null ? null : { on: NOW - used * DAY_MS, at: READ_AT },
      uses:
        uses === undefined
          ? null
          : {
              at: READ_AT,
              isUsed: uses.length > 0,
              isWhole: true,
              areas: uses.map(([kind, action, names]) => ({
                kind,
                action,
                hasHidden: false,
                places: names.map((one, n) => ({
                  name: one,
                  id: `${id}${kind}${n}`,
                  timing: kind === 'view' ? null : 'instant',
                })),
              })),
            },
      alike: alike.get(id) ?? null,
      countError: null,
      ...change,
    };
  });
}

export function moduleOf(apiName: string, place: number, change: Partial<TagModule> = {}): TagModule {
  return {
    connectionId: CONNECTION.id,
    apiName,
    moduleSlug: apiName,
    singular: apiName.replace(/s$/, ''),
    plural: apiName,
    isCustom: false,
    place,
    state: 'read',
    error: null,
    triedAt: READ_AT,
    readAt: READ_AT,
    room: { used: null, allowed: 100 },
    extras: ['associated_record_count', 'last_accessed_time'],
    refusedInclude: null,
    countError: null,
    ...change,
  };
}

export function progressOf(change: Partial<TagsProgress>): TagsProgress {
  return {
    id: 'job',
    revision: 1,
    state: 'ended',
    why: null,
    until: null,
    ending: null,
    error: null,
    startedAt: NOW - 5_000,
    endedAt: null,
    modules: { all: 0, done: 0, reading: [], left: [] },
    counts: { all: 0, done: 0 },
    credits: { spent: 0, planned: 0, left: null },
    stored: {},
    ...change,
  };
}
