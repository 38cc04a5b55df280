import type { Access } from '../shared/access.ts';
import type { Tag } from '../shared/run-summary.ts';

/** A CRM org, as `GET /crm/v8/org` gives it. Source: Zoho docs v8, get-org-data. */
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

/** A module, as `/settings/modules` gives it. Source: Zoho docs v8, modules. */
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
  /** Empty when the record has no displayable name. */
  readonly name: string;
  readonly tags: readonly Tag[];
}

/** Where a page of a view ends; null after the last page. */
export type ViewCursor = ({ readonly page: number } | { readonly pageToken: string }) & {
  /** The view is of converted leads, so its next pages need the same parameter as its first. */
  readonly isOfConverted?: true;
};

export interface ViewPage {
  readonly records: readonly RecordTags[];
  readonly next: ViewCursor | null;
}

/** Seconds since the epoch, both ends included. */
export interface SearchWindow {
  readonly from: number;
  readonly to: number;
}

/** A page of a search: candidates, with the tags that they carry by Zoho's index or by its records. */
export interface FoundPage {
  readonly records: readonly RecordTags[];
  readonly isMore: boolean;
}

/** Zoho's answer about one record of a tag action. */
export type RowAnswer =
  /** `tags`: the record's tags after the call. `notAdded`: ids of requested tags that Zoho did not add. */
  | { readonly kind: 'ok'; readonly tags: readonly Tag[]; readonly notAdded: readonly string[] }
  /** `places`: the things that hold the tag (NOT_ALLOWED), as Zoho names them. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly places: readonly string[] };

/**
 * The answer of a tag action, joined by id and never by position. Zoho left out a requested id that is in neither map;
 * only a re-read shows its outcome.
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
  /** Whether all of the answer was understood. Only then does a missing use mean that there is none. */
  readonly isWhole: boolean;
}

/** Zoho's answer about one tag. Null is a value that it did not give. Source: Zoho docs v8, get-record-count-for-tag. */
export interface TagCountAnswer {
  /** Records that carry the tag. */
  readonly records: number | null;
  readonly use: TagUseAnswer | null;
}

/**
 * Zoho's answer to making or renaming a tag. `taken`: another tag of the module has the name; null if Zoho does not say
 * which.
 */
export type TagNaming =
  | { readonly kind: 'done'; readonly tag: Tag }
  | { readonly kind: 'taken'; readonly id: string | null };

/** Zoho's answer to deleting a tag. `places`: what uses it, as Zoho names it; empty if it names nothing. */
export type TagDeletion = { readonly kind: 'deleted' } | { readonly kind: 'used'; readonly places: readonly string[] };

/** Extras of Get Tags. Source: Zoho's OpenAPI files, tags; no sample is documented. */
export const TAG_INCLUDES = ['associated_record_count', 'last_accessed_time', 'type'] as const;
export type TagInclude = (typeof TAG_INCLUDES)[number];

/** A tag in its module's list. Times are milliseconds since the epoch. A value that Zoho did not give is null. */
export interface ListedTag extends Tag {
  readonly createdAt: number | null;
  readonly createdBy: string | null;
  readonly records: number | null;
  /**
   * When it was last put on a record; null where unknown. Zoho's value for "never" is undocumented, so no value here
   * means never.
   */
  readonly lastUsed: { readonly on: number } | null;
  /** Whether automation or views use it. */
  readonly isUsed: boolean | null;
}

/** The tags of a module. `allowed`: how many the edition allows in it. */
export interface TagList {
  readonly tags: readonly ListedTag[];
  readonly allowed: number | null;
}

/** The facts that each call gives about the org's limits, whether it succeeded or not. */
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
 * The REST API of one connection. Every function rejects with an AppError only. {@link isNoAnswer} (`zoho/answer.ts`)
 * recognises a missing answer, 5xx, HTML and cut JSON.
 */
export interface ZohoApi {
  org(): Promise<Org>;
  currentUser(): Promise<User>;
  modules(): Promise<readonly ModuleInfo[]>;
  module(apiName: string): Promise<ModuleInfo>;
  views(module: string): Promise<readonly View[]>;
  /** All tags of the module. */
  tags(module: string): Promise<readonly Tag[]>;
  /** The same with every extra that Zoho has. Throws `data-refused` where Zoho refuses the extras. */
  tagList(module: string, include: readonly TagInclude[]): Promise<TagList>;
  /** How many records carry a tag, and what uses it. Throws `tag-gone`. */
  tagCount(module: string, tagId: string): Promise<TagCountAnswer>;
  tagUse(module: string, tagId: string): Promise<TagUseAnswer | null>;
  /** At most {@link MOST_IDS_PER_READ} ids. Records that Zoho does not return are deleted, hidden, or of another module. */
  recordsByIds(module: string, nameField: string, ids: readonly string[]): Promise<readonly RecordTags[]>;
  /** At most `perPage` (≤ 200) records of a view from a cursor on, as its list shows them; null starts at the beginning. */
  recordsOfView(
    module: string,
    nameField: string,
    viewId: string,
    cursor: ViewCursor | null,
    perPage: number,
  ): Promise<ViewPage>;
  /**
   * At most `perPage` (≤ 200) records of a module from a cursor on, all that the user may see; null starts at the
   * beginning.
   */
  recordsOfModule(module: string, nameField: string, cursor: ViewCursor | null, perPage: number): Promise<ViewPage>;
  /** A page of the search by a tag's name, for records created in a window of time if one is given. */
  searchByTag(
    module: string,
    nameField: string,
    tagName: string,
    part: { readonly window: SearchWindow | null; readonly page: number },
  ): Promise<FoundPage>;
  /**
   * Removes tags from up to 500 records; one id goes to the single-record endpoint. It removes by name, as Zoho
   * documents it. Where Zoho asks for ids instead, the call is made once more by id. A refusal of the one record of
   * that endpoint is a row. A bulk call that is refused for one record is an error that may name it (`recordId`).
   * `onLeave`: called when the call has left, before its answer.
   */
  removeTags(
    module: string,
    ids: readonly string[],
    tags: readonly TagRef[],
    onLeave?: () => void,
  ): Promise<TagActionAnswer>;
  /** Adds tags, each with its id, and never overwrites. A name alone would create a deleted tag again. */
  addTags(
    module: string,
    ids: readonly string[],
    tags: readonly TagRef[],
    onLeave?: () => void,
  ): Promise<TagActionAnswer>;
  /** Makes a tag, or returns the one with that name. Throws `tag-limit-module`. */
  createTag(module: string, tag: Pick<Tag, 'name' | 'colour'>): Promise<TagNaming>;
  /** Gives the tag of that id the name and the colour. Throws `tag-gone`. */
  renameTag(module: string, tag: Tag): Promise<TagNaming>;
  /** Deletes a tag that nothing uses. A tag that no longer exists counts as deleted. */
  deleteTag(tagId: string): Promise<TagDeletion>;
}

/** The id and name of a tag in a tag action. */
export type TagRef = Pick<Tag, 'id' | 'name'>;

export interface ClientOptions {
  readonly access: Access;
  readonly fetch: typeof fetch;
  /** Milliseconds; an answer after that counts as none. */
  readonly timeoutMs: number;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  /** Called with the facts of each call as it ends. */
  readonly observe: (meta: CallMeta) => void;
}
