import type { ErrorData } from '../../shared/errors.ts';
import type { Module } from '../../shared/run-summary.ts';
import type { TagInclude, TagUsePlace } from '../../zoho/types.ts';

/** The state of a connection's tags as a whole. All times are milliseconds since the epoch, by the wall clock. */
export interface OrgTags {
  readonly connectionId: string;
  /**
   * When Zoho last listed the modules. Null where it did not, and Zoho's own ones were read, or where it has refused one
   * as unknown since then.
   */
  readonly modulesAt: number | null;
  /** Which extras of Get Tags this org's Zoho gives; null until a list was read. */
  readonly include: readonly TagInclude[] | null;
}

export interface Failure {
  readonly error: ErrorData;
  readonly at: number;
}

/** A module whose records can carry tags. */
export interface TagModule extends Pick<Module, 'apiName' | 'moduleSlug' | 'singular' | 'plural' | 'isCustom'> {
  readonly connectionId: string;
  /** Its place among the modules, as Zoho lists them. */
  readonly place: number;
  /**
   * How its last reading ended. `unread`: there was none. `refused`: the user's profile or the connection lacks a
   * right. `failed`: anything else. The result of an earlier reading stays, with its `readAt`.
   */
  readonly state: 'unread' | 'read' | 'refused' | 'failed';
  /** Why it was refused or failed. */
  readonly error: ErrorData | null;
  /** When its last reading ended; null where there was none. */
  readonly triedAt: number | null;
  /** When the stored tags were read; null where none are stored. */
  readonly readAt: number | null;
  /** Its room: the number of its tags, and the number that the edition allows; null where that is unknown. */
  readonly room: { readonly used: number | null; readonly allowed: number | null };
  /** The extras that Zoho gave with the stored tags. */
  readonly extras: readonly TagInclude[];
  /** The extras with which Zoho last refused its list. They are not requested for it again. Null where Zoho refused none. */
  readonly refusedInclude: readonly TagInclude[] | null;
  /** Why the tags of the module could not be counted one by one at the last attempt. */
  readonly countError: Failure | null;
}

/**
 * How many records carry a tag by Zoho's count. Zoho does not say whether it includes converted leads and hidden
 * records. `list`: given with the list of the module's tags; `count`: requested for this tag alone.
 */
export interface RecordCount {
  readonly n: number;
  readonly at: number;
  readonly from: 'list' | 'count';
}

/** Automation or views of one kind that use a tag. */
export interface TagUseArea {
  readonly kind: 'workflow' | 'blueprint' | 'orchestration' | 'view' | 'other';
  /** What they do with the tag; null for views. */
  readonly action: 'add' | 'remove' | null;
  readonly places: readonly TagUsePlace[];
  /** There are more that the user may not see; Zoho does not say how many. */
  readonly hasHidden: boolean;
}

/** The uses of a tag. */
export interface TagUses {
  readonly at: number;
  /** Null where Zoho names none, and says only whether there are any. */
  readonly areas: readonly TagUseArea[] | null;
  /** Whether there is any. Null where Zoho's answer leaves it open. */
  readonly isUsed: boolean | null;
  /** Whether `areas` has all visible uses. Only then does a missing kind mean that there is none. */
  readonly isWhole: boolean;
}

/** A tag of a module. A value that Zoho has not given is null, never 0. */
export interface TagRow {
  readonly id: string;
  /** API name of its module. */
  readonly module: string;
  readonly name: string;
  /** `#rrggbb`, or null. */
  readonly colour: string | null;
  readonly createdAt: number | null;
  /** Name of the user who made it. */
  readonly createdBy: string | null;
  readonly records: RecordCount | null;
  /** When it was last put on a record, by Zoho. No known answer of Zoho reports never. `at`: when Zoho gave it. */
  readonly lastUsed: { readonly on: number; readonly at: number } | null;
  readonly uses: TagUses | null;
  /** The group of look-alikes in its module, named by the id of its first tag. Null where no other tag looks like it. */
  readonly alike: string | null;
  /** Why its last counting failed, and when. Its stored values are older. */
  readonly countError: Failure | null;
}
