import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Tag } from '../../shared/run-summary.ts';
import { lastNumberedPage, RECORDS_PER_PAGE, tagActionCredits } from '../../zoho/limits.ts';
import type {
  CallMeta,
  FoundPage,
  RecordTags,
  RowAnswer,
  SearchWindow,
  TagActionAnswer,
  TagCountAnswer,
  TagDeletion,
  TagNaming,
  TagUseAnswer,
  TagRef,
  ViewCursor,
  ViewPage,
  ZohoApi,
} from '../../zoho/types.ts';
import { PAGES_PER_SEARCH } from '../../zoho/search.ts';
import type { IdleClock } from './idle-clock.ts';

/** The fate of one call of a tag action or a read. `applyAfterMs`: null = never applied. */
export type Fault =
  | { readonly kind: 'silent'; readonly code: ErrorCode; readonly applyAfterMs: number | null; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly error: AppError }
  /** Every n-th row is left out of the answer. `isKept`: these records are not changed either. */
  | { readonly kind: 'omits'; readonly every: number; readonly isKept?: boolean }
  /** Every n-th record is refused with that code. */
  | { readonly kind: 'refuses'; readonly code: string; readonly every: number }
  /** The answer reports success, but nothing is changed. */
  | { readonly kind: 'keeps' };

export interface Call {
  readonly kind:
    | 'remove'
    | 'add'
    | 'read'
    | 'view'
    | 'scan'
    | 'search'
    | 'tags'
    | 'use'
    | 'count'
    | 'make'
    | 'rename'
    | 'delete';
  readonly ids: readonly string[];
  readonly tags: readonly TagRef[];
  /** The most records that a page of a view was asked for. */
  readonly perPage?: number;
  readonly at: number;
  endedAt: number | null;
  /** Whether the caller has its answer. */
  hasAnswer: boolean;
  /** Records whose tags the answer gave. */
  answeredFor: readonly string[];
}

/** A small Zoho in memory: one module, its tags, its records. Runs are compared with its true state. */
export interface ModelZoho {
  /** The API for one worker. A dead worker never gets an answer. */
  readonly api: (observe: (meta: CallMeta) => void, isDead: () => boolean) => ZohoApi;
  readonly tags: Map<string, Tag>;
  /** Tag ids of each record. */
  readonly records: Map<string, Set<string>>;
  /** API names of the modules of records other than leads. */
  readonly modules: Map<string, string>;
  readonly locked: Set<string>;
  /** Where tags are used, by their ids. */
  readonly uses: Map<string, TagUseAnswer>;
  readonly calls: Call[];
  /** Called before each call. Returns the call's fate. */
  fault: (call: Call) => Fault | null;
  /** Called at the start and end of each call. */
  watch: (call: Call) => void;
  creditsLeft: number | null;
  /** Whether the `Date` of an answer is the time of its first byte, long before its last. */
  isDatedEarly: boolean;
  latencyMs: number;
  /** The most ids in the answer of a read. The others are silently left out. */
  mostFound: number;
  /** Whether removals ignore the letter case of names. */
  isCaseBlind: boolean;
  /** The most tags of a record, and whether those beyond are left out or the record is refused; null for any number. */
  tagLimit: { readonly most: number; readonly isRefused: boolean } | null;
  /** Called before a tag comes off a record. `carried`: its tags before the call. `asked`: ids of the tags that the call meant. */
  onRemoved: (removed: {
    readonly record: string;
    readonly tag: string;
    readonly carried: ReadonlySet<string>;
    readonly asked: readonly string[];
  }) => void;
  /** Whether two names are one name when a tag is made or renamed. */
  isOneName: (one: string, other: string) => boolean;
  /** The most tags of the module. */
  mostTags: number;
  /** Rules that use a tag, by its id: such a tag is not deleted. */
  readonly rules: Map<string, readonly string[]>;
  /** Modules that list a tag, by its id; all modules where none is given. */
  readonly tagModules: Map<string, string>;
  /** What records_count answers for a tag where that is not the truth. */
  readonly miscounts: Map<string, number>;
  /** Whether a rename to the name that the tag has is refused as taken. */
  isOwnNameTaken: boolean;
  /** Whether a refused name comes with the id of the tag that has it. */
  isTakerTold: boolean;
  /** Whether records_count tells the uses. */
  areUsesTold: boolean;
  /** When each record was made, in seconds since the epoch, where it matters. */
  readonly createdAt: Map<string, number>;
  /** The results of a search's page. */
  found: (tagName: string, part: SearchPart) => FoundPage;
}

interface SearchPart {
  readonly module: string;
  readonly window: SearchWindow | null;
  readonly page: number;
}

export function modelZoho(clock: IdleClock): ModelZoho {
  const zoho: ModelZoho = {
    tags: new Map(),
    records: new Map(),
    modules: new Map(),
    locked: new Set(),
    uses: new Map(),
    calls: [],
    fault: () => null,
    watch: () => undefined,
    creditsLeft: null,
    isDatedEarly: false,
    mostFound: Infinity,
    isCaseBlind: false,
    tagLimit: null,
    onRemoved: () => undefined,
    isOneName: (one, other) => one === other,
    mostTags: Infinity,
    rules: new Map(),
    areUsesTold: true,
    tagModules: new Map(),
    miscounts: new Map(),
    isOwnNameTaken: false,
    isTakerTold: true,
    latencyMs: 200,
    createdAt: new Map(),
    found: search,
    api: (observe, isDead) => {
      const caller = { observe, isDead };
      return {
        ...UNUSED,
        tagUse: (_module, tagId) =>
          make(caller, { kind: 'use', ids: [], tags: [] }, () => zoho.uses.get(tagId) ?? null),
        tags: (module) =>
          make(caller, { kind: 'tags', ids: [], tags: [] }, () =>
            [...zoho.tags.values()].filter(({ id }) => (zoho.tagModules.get(id) ?? module) === module),
          ),
        recordsByIds: (module, _name, ids) =>
          make(caller, { kind: 'read', ids, tags: [] }, () =>
            ids.slice(0, zoho.mostFound).flatMap((id) => (isIn(module)(id) ? recordOf(id) : [])),
          ),
        recordsOfView: (module, _name, _view, cursor, perPage) =>
          make(caller, { kind: 'view', ids: [], tags: [], perPage }, () => pageOf(module, cursor, perPage)),
        recordsOfModule: (module, _name, cursor, perPage) =>
          make(caller, { kind: 'scan', ids: [], tags: [], perPage }, () => pageOf(module, cursor, perPage)),
        searchByTag: (module, _name, tagName, part) =>
          make(caller, { kind: 'search', ids: [], tags: [] }, () => zoho.found(tagName, { ...part, module })),
        removeTags: (_module, ids, tags, onLeave) =>
          make(caller, { kind: 'remove', ids, tags }, (fault) => act('remove', ids, tags, fault), onLeave),
        addTags: (_module, ids, tags, onLeave) =>
          make(caller, { kind: 'add', ids, tags }, (fault) => act('add', ids, tags, fault), onLeave),
        tagCount: (_module, id) =>
          make(caller, { kind: 'count', ids: [], tags: [{ id, name: '' }] }, () => countOf(id)),
        createTag: (_module, tag) =>
          make(caller, { kind: 'make', ids: [], tags: [{ id: '', name: tag.name }] }, () => makeTag(tag)),
        renameTag: (_module, tag) => make(caller, { kind: 'rename', ids: [], tags: [tag] }, () => renameTag(tag)),
        deleteTag: (id) => make(caller, { kind: 'delete', ids: [], tags: [{ id, name: '' }] }, () => deleteTag(id)),
      };
    },
  };

  let made = 0;

  async function make<Value>(
    { observe, isDead }: { observe: (meta: CallMeta) => void; isDead: () => boolean },
    given: Pick<Call, 'kind' | 'ids' | 'tags' | 'perPage'>,
    apply: (fault: Fault | null) => Value,
    onLeave?: () => void,
  ): Promise<Value> {
    const call: Call = { ...given, at: clock.now(), endedAt: null, hasAnswer: false, answeredFor: [] };
    zoho.calls.push(call);
    zoho.watch(call);
    onLeave?.();
    const fault = zoho.fault(call);
    const isSilent = fault?.kind === 'silent';
    // What Zoho refuses late reaches nobody.
    if (isSilent && fault.applyAfterMs !== null)
      void clock
        .wait(fault.applyAfterMs)
        .then(() => apply(null))
        .catch(() => undefined);
    await clock.wait(isSilent ? fault.tookMs : zoho.latencyMs);
    const answer = isSilent || fault?.kind === 'refused' ? { value: null } : answerOf(() => apply(fault));
    const value = 'value' in answer ? answer.value : null;
    call.endedAt = clock.now();
    call.hasAnswer = !isSilent && !isDead();
    if (value !== null && call.hasAnswer) call.answeredFor = answeredFor(given, value);
    zoho.watch(call);
    if (isDead()) return new Promise(() => undefined);
    const credits = given.kind === 'remove' || given.kind === 'add' ? tagActionCredits(given.ids.length) : 1;
    if (zoho.creditsLeft !== null) zoho.creditsLeft -= credits;
    observe({
      status: isSilent ? 0 : 200,
      credits,
      creditsRemaining: zoho.creditsLeft,
      date: isSilent ? null : zoho.isDatedEarly ? call.at : clock.now(),
      durationMs: clock.now() - call.at,
    });
    if (isSilent) throw new AppError(fault.code);
    if (fault?.kind === 'refused') throw fault.error;
    if ('refusal' in answer) throw answer.refusal;
    return value as Value;
  }

  function known(id: string): Tag {
    const tag = zoho.tags.get(id);
    if (tag === undefined) throw new AppError('tag-gone', { zohoCode: 'INVALID_DATA' });
    return tag;
  }

  function bearerOf(name: string, besides?: string): Tag | undefined {
    const others = [...zoho.tags.values()].filter(({ id }) => id !== besides);
    return others.find((tag) => tag.name === name) ?? others.find((tag) => zoho.isOneName(tag.name, name));
  }

  function countOf(id: string): TagCountAnswer {
    known(id);
    const places = zoho.rules.get(id) ?? [];
    const area = {
      type: 'workflow-add',
      places: places.map((name) => ({ name, id: null, timing: null })),
      hasHidden: false,
    };
    const use = { areas: places.length > 0 && zoho.areUsesTold ? [area] : [], isWhole: true };
    const carrying = [...zoho.records.values()].filter((tags) => tags.has(id)).length;
    return { records: zoho.miscounts.get(id) ?? carrying, use };
  }

  function makeTag({ name, colour }: Pick<Tag, 'name' | 'colour'>): TagNaming {
    const bearer = bearerOf(name);
    if (bearer !== undefined) return { kind: 'taken', id: bearer.id };
    if (zoho.tags.size >= zoho.mostTags) throw new AppError('tag-limit-module', { zohoCode: 'LICENSE_LIMIT_EXCEEDED' });
    const tag = { id: `5725769${String((made += 1)).padStart(12, '0')}`, name, colour };
    zoho.tags.set(tag.id, tag);
    return { kind: 'done', tag };
  }

  function renameTag({ id, name, colour }: Tag): TagNaming {
    const before = known(id);
    if (zoho.isOwnNameTaken && zoho.isOneName(before.name, name))
      return { kind: 'taken', id: zoho.isTakerTold ? id : null };
    const bearer = bearerOf(name, id);
    if (bearer !== undefined) return { kind: 'taken', id: zoho.isTakerTold ? bearer.id : null };
    zoho.tags.set(id, { id, name, colour });
    return { kind: 'done', tag: { id, name, colour } };
  }

  function deleteTag(id: string): TagDeletion {
    const places = zoho.rules.get(id) ?? [];
    if (places.length > 0) return { kind: 'used', places };
    zoho.tags.delete(id);
    for (const tags of zoho.records.values()) tags.delete(id);
    return { kind: 'deleted' };
  }

  function isIn(module: string): (id: string) => boolean {
    return (id) => (zoho.modules.get(id) ?? 'Leads') === module;
  }

  /** The first 2,000 records by page number, the next ones by token, like Zoho. A token is valid for its page size. */
  function pageOf(module: string, cursor: ViewCursor | null, perPage: number): ViewPage {
    const [page, size = perPage] =
      cursor === null ? [1] : 'page' in cursor ? [cursor.page] : cursor.pageToken.split(' of ').map(Number);
    if (page === undefined || size !== perPage) throw new AppError('view-changed');
    const ids = [...zoho.records.keys()].filter(isIn(module));
    const records = ids.slice((page - 1) * perPage, page * perPage).flatMap((id) => recordOf(id));
    const isLast = ids.length <= page * perPage;
    if (isLast) return { records, next: null };
    const isNumbered = page < lastNumberedPage(perPage);
    return { records, next: isNumbered ? { page: page + 1 } : { pageToken: `${page + 1} of ${perPage}` } };
  }

  /** Records that carry a tag of that name; 2,000 of them in pages of 200. */
  function search(tagName: string, { module, window, page }: SearchPart): FoundPage {
    const isInside = (id: string): boolean => {
      const at = zoho.createdAt.get(id) ?? 0;
      return window === null || (at >= window.from && at <= window.to);
    };
    const found = [...zoho.records.keys()]
      .filter((id) => isIn(module)(id) && isInside(id))
      .flatMap(recordOf)
      .filter(({ tags }) => tags.some(({ name }) => name === tagName));
    if (page > PAGES_PER_SEARCH) throw new AppError('limit-exceeded', { limit: 2_000 });
    return {
      records: found.slice((page - 1) * RECORDS_PER_PAGE, page * RECORDS_PER_PAGE),
      isMore: found.length > page * RECORDS_PER_PAGE,
    };
  }

  /** What a search found is a candidate, and not read. A row that refuses a record shows no tags. */
  function answeredFor({ kind, ids }: Pick<Call, 'kind' | 'ids'>, value: unknown): readonly string[] {
    if (isAnswer(value)) return [...value.rows].flatMap(([id, said]) => (said.kind === 'ok' ? [id] : []));
    return isPage(value) && kind !== 'search' ? value.records.map(({ id }) => id) : ids;
  }

  function recordOf(id: string): RecordTags[] {
    const carried = zoho.records.get(id);
    if (carried === undefined) return [];
    return [{ id, name: `Record ${id.slice(-4)}`, tags: [...carried].flatMap((tag) => zoho.tags.get(tag) ?? []) }];
  }

  function act(
    kind: 'remove' | 'add',
    ids: readonly string[],
    tags: readonly TagRef[],
    fault: Fault | null,
  ): TagActionAnswer {
    const rows = new Map<string, RowAnswer>();
    let lockedCount = 0;
    // An id that the module does not have refuses the whole call.
    if (kind === 'add' && tags.some(({ id }) => !zoho.tags.has(id)))
      throw new AppError('tag-gone', { zohoCode: 'INVALID_DATA' });
    ids.forEach((id, place) => {
      const carried = zoho.records.get(id);
      const isOmitted = fault?.kind === 'omits' && place % fault.every === 0;
      const isKept = fault?.kind === 'keeps' || (fault?.kind === 'omits' && isOmitted && fault.isKept === true);
      const extra = kind === 'add' && carried !== undefined ? beyondLimit(carried, tags) : [];
      const isFull = extra.length > 0 && zoho.tagLimit?.isRefused === true;
      const answer =
        carried === undefined
          ? refused('INVALID_DATA')
          : (refusalOf(id, place, fault) ?? (isFull ? refused('LIMIT_REACHED') : null));
      if (answer?.code === 'RECORD_LOCKED') lockedCount += 1;
      const fitting = tags.filter((tag) => !extra.includes(tag.id));
      if (answer === null && carried !== undefined && !isKept) change(kind, id, carried, fitting);
      if (isOmitted) return;
      rows.set(id, answer ?? { kind: 'ok', tags: recordOf(id)[0]?.tags ?? [], notAdded: extra });
    });
    return { rows, unattributed: [], lockedCount };
  }

  /** Ids of the tags that have no room on a record. */
  function beyondLimit(carried: ReadonlySet<string>, tags: readonly TagRef[]): readonly string[] {
    const room = Math.max(0, (zoho.tagLimit?.most ?? Infinity) - carried.size);
    const fresh = tags.map(({ id }) => id).filter((id) => !carried.has(id));
    return fresh.slice(room);
  }

  function refusalOf(id: string, place: number, fault: Fault | null): ReturnType<typeof refused> | null {
    if (zoho.locked.has(id)) return refused('RECORD_LOCKED');
    return fault?.kind === 'refuses' && place % fault.every === 0 ? refused(fault.code) : null;
  }

  function isCalled(tag: Tag, name: string): boolean {
    return zoho.isCaseBlind ? tag.name.toLowerCase() === name.toLowerCase() : tag.name === name;
  }

  function change(kind: 'remove' | 'add', record: string, carried: Set<string>, tags: readonly TagRef[]): void {
    const asked = tags.map(({ id }) => id);
    const before = new Set(carried);
    for (const { id, name } of tags) {
      if (kind === 'add' && zoho.tags.has(id)) carried.add(id);
      // Only the name counts, not the intended tag.
      const called = kind === 'remove' ? [...zoho.tags.values()].findLast((tag) => isCalled(tag, name)) : undefined;
      if (called === undefined || !carried.has(called.id)) continue;
      zoho.onRemoved({ record, tag: called.id, carried: before, asked });
      carried.delete(called.id);
    }
  }

  return zoho;
}

/** What Zoho answers, or refuses the call with. */
function answerOf<Value>(apply: () => Value): { readonly value: Value } | { readonly refusal: unknown } {
  try {
    return { value: apply() };
  } catch (refusal) {
    return { refusal };
  }
}

function isAnswer(value: unknown): value is TagActionAnswer {
  return typeof value === 'object' && value !== null && 'rows' in value;
}

function isPage(value: unknown): value is Pick<ViewPage, 'records'> {
  return typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records);
}

function refused(code: string): Extract<RowAnswer, { kind: 'refused' }> {
  return { kind: 'refused', code, message: code, places: [] };
}

function unused(): Promise<never> {
  return Promise.reject(new AppError('unexpected', { name: 'model-zoho' }));
}

const UNUSED: ZohoApi = {
  org: unused,
  currentUser: unused,
  modules: unused,
  module: unused,
  views: unused,
  tags: unused,
  tagList: unused,
  tagCount: unused,
  tagUse: unused,
  recordsByIds: unused,
  recordsOfView: unused,
  recordsOfModule: unused,
  searchByTag: unused,
  removeTags: unused,
  addTags: unused,
  createTag: unused,
  renameTag: unused,
  deleteTag: unused,
};
