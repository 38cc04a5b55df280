import type { Access } from '../shared/access.ts';
import type { Tag } from '../shared/run-summary.ts';

/** A CRM org, as `GET /crm/v8/org` tells it. Source: Zoho docs v8, get-org-data. */
export interface Org {
  /** Zoho's org number, the one that the web app uses; not the id of the org record. */
  readonly zgid: string;
  readonly domainName: string;
  readonly name: string;
  /** In lower case: `production`, `sandbox`, `developer`, `bigin`. */
  readonly type: string;
  /** `license_details.paid_type` in lower case, or null. */
  readonly edition: string | null;
}

/** The user whose token it is. Source: Zoho docs v8, get-users, `type=CurrentUser`. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** Name of the profile, e.g. `Sales standard`. */
  readonly profile: string | null;
}

/** A module as `/settings/modules` tells it. Source: Zoho docs v8, modules. */
export interface ModuleInfo {
  readonly apiName: string;
  /** Zoho's internal name, e.g. `CustomModule5`; custom modules use it in the URL. */
  readonly moduleName: string;
  readonly singular: string;
  readonly plural: string;
  readonly isCustom: boolean;
  readonly isApiSupported: boolean;
  readonly nameField: string | null;
}

export interface View {
  readonly id: string;
  readonly name: string;
}

/** A record as a read gives it. `tags` holds all tags that it carries. */
export interface RecordTags {
  readonly id: string;
  /** Empty when the record has no name that can be shown. */
  readonly name: string;
  readonly tags: readonly Tag[];
}

/** Where a page of a view ends; null after the last page. */
export type ViewCursor = ({ readonly page: number } | { readonly pageToken: string }) & {
  /** The view is of converted leads: its next pages have to be asked for like its first. */
  readonly isOfConverted?: true;
};

export interface ViewPage {
  readonly records: readonly RecordTags[];
  readonly next: ViewCursor | null;
}

/** Seconds since the epoch, both inside. */
export interface SearchWindow {
  readonly from: number;
  readonly to: number;
}

/** What a page of a search found: candidates, with the tags that they carry by Zoho's index or by its records. */
export interface FoundPage {
  readonly records: readonly RecordTags[];
  readonly isMore: boolean;
}

/** What Zoho said of one record of a tag action. */
export type RowAnswer =
  /** `tags`: what the record carries after the call. `notAdded`: ids of asked tags that Zoho did not add. */
  | { readonly kind: 'ok'; readonly tags: readonly Tag[]; readonly notAdded: readonly string[] }
  /** `places`: what holds the tag (NOT_ALLOWED), as Zoho names it. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly places: readonly string[] };

/**
 * The answer of a tag action, joined by id and never by position. An id that was asked and stands in neither map was
 * left out by Zoho: only a re-read tells its fate.
 */
export interface TagActionAnswer {
  readonly rows: ReadonlyMap<string, RowAnswer>;
  /** Refusals that name no record. */
  readonly unattributed: readonly { readonly code: string; readonly message: string }[];
  /** Zoho's `locked_count`: records that it skipped as locked, named or not. */
  readonly lockedCount: number;
}

/** A rule, a transition of a blueprint, a state of an orchestration, or a view. Source: Zoho's OpenAPI files, records_count. */
export interface TagUsePlace {
  readonly name: string;
  /** Null where Zoho does not say it. */
  readonly id: string | null;
  /** Whether automation acts at once; null for views, and where Zoho does not say it. */
  readonly timing: 'instant' | 'schedule' | null;
}

/**
 * Where a tag is used. `type`: `view`, `workflow-add`, `workflow-remove`, `orchestration-add`, … in lower case. `hasHidden`:
 * there are places that the user may not see. Source: Zoho's OpenAPI files, records_count.
 */
export interface TagUseAnswer {
  readonly areas: readonly {
    readonly type: string;
    readonly places: readonly TagUsePlace[];
    readonly hasHidden: boolean;
  }[];
  /** Whether all of the answer was understood: only then is a use that is not here none. */
  readonly isWhole: boolean;
}

/** What Zoho says of one tag. Null is what it did not say. Source: Zoho docs v8, get-record-count-for-tag. */
export interface TagCountAnswer {
  /** Records that carry the tag. */
  readonly records: number | null;
  readonly use: TagUseAnswer | null;
}

/** Extras of Get Tags. Source: Zoho's OpenAPI files, tags; nobody documents a sample. */
export const TAG_INCLUDES = ['associated_record_count', 'last_accessed_time', 'type'] as const;
export type TagInclude = (typeof TAG_INCLUDES)[number];

/** A tag in its module's list. Times are milliseconds since the epoch. What Zoho does not say is null. */
export interface ListedTag extends Tag {
  readonly createdAt: number | null;
  readonly createdBy: string | null;
  readonly records: number | null;
  /** When it was last put on a record. Of never nothing is known: nobody documents how Zoho says it. */
  readonly lastUsed: { readonly on: number } | null;
  /** Whether automation or views use it. */
  readonly isUsed: boolean | null;
}

/** The tags of a module. `allowed`: how many the edition allows in it. */
export interface TagList {
  readonly tags: readonly ListedTag[];
  readonly allowed: number | null;
}

/** What each call tells about the org's limits, whether it succeeded or not. */
export interface CallMeta {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Credits that the call cost by Zoho's table. */
  readonly credits: number;
  /** `X-API-CREDITS-REMAINING`; null where the header is absent (below 50 % use). */
  readonly creditsRemaining: number | null;
  /** The answer's `Date`, milliseconds since the epoch; null where it has none. */
  readonly date: number | null;
  readonly durationMs: number;
}

/**
 * The REST API of one connection. Every function rejects with an AppError only. No answer in time, 5xx, HTML and cut JSON
 * are told apart by {@link isNoAnswer} (`zoho/answer.ts`).
 */
export interface ZohoApi {
  org(): Promise<Org>;
  currentUser(): Promise<User>;
  modules(): Promise<readonly ModuleInfo[]>;
  module(apiName: string): Promise<ModuleInfo>;
  views(module: string): Promise<readonly View[]>;
  /** All tags of the module. */
  tags(module: string): Promise<readonly Tag[]>;
  /** The same with all that Zoho says of them, extras included. Where it does not take the extras it throws `data-refused`. */
  tagList(module: string, include: readonly TagInclude[]): Promise<TagList>;
  /** How many records carry a tag, and what uses it. Throws `tag-gone`. */
  tagCount(module: string, tagId: string): Promise<TagCountAnswer>;
  tagUse(module: string, tagId: string): Promise<TagUseAnswer | null>;
  /** At most {@link MOST_IDS_PER_READ} ids. Records that Zoho does not return are deleted, out of sight, or of another module. */
  recordsByIds(module: string, nameField: string, ids: readonly string[]): Promise<readonly RecordTags[]>;
  /** At most `perPage` (≤ 200) records of a view from a cursor on, as its list shows them; null begins. */
  recordsOfView(
    module: string,
    nameField: string,
    viewId: string,
    cursor: ViewCursor | null,
    perPage: number,
  ): Promise<ViewPage>;
  /** At most `perPage` (≤ 200) records of a module from a cursor on, all that the user sees; null begins. */
  recordsOfModule(module: string, nameField: string, cursor: ViewCursor | null, perPage: number): Promise<ViewPage>;
  /** A page of what Zoho's search finds by a tag's name, created in a window of time if one is given. */
  searchByTag(
    module: string,
    nameField: string,
    tagName: string,
    part: { readonly window: SearchWindow | null; readonly page: number },
  ): Promise<FoundPage>;
  /**
   * Removes tags from up to 500 records; one id goes to the single-record endpoint. By name, as Zoho documents it; where
   * Zoho asks for ids instead, the call is made once more by id. What Zoho refuses of the one record of that endpoint is
   * a row; a bulk call that it refuses for one record is an error that may name it (`recordId`).
   */
  removeTags(module: string, ids: readonly string[], tags: readonly TagRef[]): Promise<TagActionAnswer>;
  /** Adds tags, each with its id (never by name alone, that would create a deleted tag), never overwriting. */
  addTags(module: string, ids: readonly string[], tags: readonly TagRef[]): Promise<TagActionAnswer>;
}

/** What names a tag in a tag action. */
export type TagRef = Pick<Tag, 'id' | 'name'>;

export interface ClientOptions {
  readonly access: Access;
  readonly fetch: typeof fetch;
  /** Milliseconds; an answer after that counts as none. */
  readonly timeoutMs: number;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  /** Told of each call as it ends. */
  readonly observe: (meta: CallMeta) => void;
}
