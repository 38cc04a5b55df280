import type { ErrorData } from '../../shared/errors.ts';
import type { Module } from '../../shared/run-summary.ts';
import type { TagInclude, TagUsePlace } from '../../zoho/types.ts';

/** What is known of a connection's tags as a whole. All times are milliseconds since the epoch, by the wall clock. */
export interface OrgTags {
  readonly connectionId: string;
  /** When Zoho last said which modules there are; null where it did not, and Zoho's own ones were read. */
  readonly modulesAt: number | null;
  /** Which extras of Get Tags this org's Zoho gives; null as long as no list was read. */
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
   * How its last reading ended. `unread`: there was none. `refused`: the user's profile or the connection lacks a right.
   * `failed`: anything else. What an earlier reading brought stays, with its `readAt`.
   */
  readonly state: 'unread' | 'read' | 'refused' | 'failed';
  /** Why it was refused or failed. */
  readonly error: ErrorData | null;
  /** When its last reading ended; null where there was none. */
  readonly triedAt: number | null;
  /** When the tags were read that are stored; null where none are. */
  readonly readAt: number | null;
  /** Its room: tags that it has, and those that the edition allows; null where that is not known. */
  readonly room: { readonly used: number | null; readonly allowed: number | null };
  /** Which extras Zoho gave with the tags that are stored. */
  readonly told: readonly TagInclude[];
  /** The extras with which Zoho refused its list last: it is not asked for with these again. Null where it did not. */
  readonly refusedInclude: readonly TagInclude[] | null;
  /** Why the tags of the module cannot be counted one by one, where that was tried last. */
  readonly countError: Failure | null;
}

/**
 * How many records carry a tag, as Zoho counts them; whether it counts converted leads and records out of sight it does not
 * say. `list`: told with the list of the module's tags; `count`: asked for this tag alone.
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

/** What uses a tag. */
export interface TagUses {
  readonly at: number;
  /** Null where Zoho names none, and says no more than whether there are any. */
  readonly areas: readonly TagUseArea[] | null;
  /** Whether there is any. Null where Zoho's answer leaves it open. */
  readonly isUsed: boolean | null;
  /** Whether `areas` names all there are, but for those out of sight: only then is a kind that is not there none. */
  readonly isWhole: boolean;
}

/** A tag of a module. What Zoho has not told is null, never 0. */
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
  /** When it was last put on a record, as Zoho says: `on` is null for never, which no answer is known to say. */
  readonly lastUsed: { readonly on: number | null; readonly at: number } | null;
  readonly uses: TagUses | null;
  /** Names the group of look-alikes in its module: the id of the first of them. Null where no other looks like it. */
  readonly alike: string | null;
  /** When counting it failed last, and why: since then nothing new was learned of it. */
  readonly countError: Failure | null;
}
