import type { Wanted } from '../../shared/access.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type {
  Adding,
  Counts,
  Module,
  Outcome,
  RunState,
  RunSummary,
  Source,
  StopReason,
  Tag,
  WaitReason,
} from '../../shared/run-summary.ts';
import type { DataCentre, Environment } from '../../shared/data-centres.ts';
import type { CallMeta, SearchWindow, ViewCursor, ZohoApi } from '../../zoho/types.ts';
import type { BrowserClock, Clock } from '../../shared/steady-clock.ts';

/** Why a record ended with its outcome. Each has a text for people (`rec_*`). */
export const RECORD_REASONS = [
  'locked',
  'not-approved',
  'not-reviewed',
  'blueprint',
  'no-edit',
  'gone',
  'other-module',
  'tag-in-use',
  'locked-maybe',
  'no-answer',
  'unknown',
  'not-sent-stop',
  'not-sent-credits',
  'not-sent-sign-in',
  'not-sent-org',
  'not-sent-error',
  'tag-limit',
  'tag-deleted',
  'already',
  'changed',
  'other',
  'refused-together',
  'kept-old',
  'kept-new',
] as const;
export type RecordReason = (typeof RECORD_REASONS)[number];

/** One run, a row of the journal. Times are milliseconds since the epoch. */
export interface Run {
  readonly v: 1;
  readonly id: string;
  /** `removal` takes tags off and `undo` puts them back. `put` puts tags on and `take-back` takes them off again. */
  readonly kind: 'removal' | 'undo' | 'put' | 'take-back';
  readonly undoes: string | null;
  readonly undoneBy: string | null;
  /** The clean-up of which it is a step. The run is kept and deleted with it. Absent outside clean-ups. */
  readonly cleanupId?: string;
  readonly connectionId: string;
  /** The org and user that every batch must act as. */
  readonly org: {
    readonly zgid: string;
    readonly domainName: string;
    readonly name: string;
    readonly dataCentre: DataCentre;
    readonly environment: Environment;
    readonly edition: string | null;
  };
  readonly user: { readonly id: string; readonly name: string };
  readonly module: Module;
  readonly source: Source;
  /** The page's name for the selection. A page that opens again finds the preview by it. */
  readonly selection?: string;
  /** Every tag seen on the records. Rows refer to tags by position, which saves bytes. */
  readonly tags: readonly Tag[];
  /** Groups of look-alike tags, as positions in `tags`. Present after the reading. */
  readonly alike?: readonly (readonly number[])[];
  /** Positions in `tags` of the tags to take off or to put on. */
  readonly chosen: readonly number[];
  readonly state: RunState;
  readonly until: number | null;
  readonly why: WaitReason | null;
  readonly stopReason: StopReason | null;
  readonly error: ErrorData | null;
  readonly total: number;
  readonly read: number;
  readonly counts: Counts;
  /** Records in any bucket that this run changed, by a chosen tag or by mistake. An undo acts on these. */
  readonly changed: number;
  /**
   * Tags that were removed by mistake (positions in `tags`), the number of records that still lack one, and of records
   * that have it back. `unconfirmed`: records that lack a tag and it is unknown whether this run removed it. Absent
   * without a mistake.
   */
  readonly mistake?: {
    readonly tags: readonly number[];
    readonly missing: number;
    readonly restored: number;
    readonly unconfirmed: number;
  };
  /** In an ended undo: deleted tags whose names other tags have now. `tag` is a position in `tags`. */
  readonly namesakes?: readonly { readonly tag: number; readonly now: Tag }[];
  readonly credits: { readonly reads: number; readonly writes: number; readonly checks: number };
  readonly useReserve: boolean;
  readonly revision: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly isSeen: boolean;
  /** Records that had a removed tag again at the check after the end; null before that check or when it failed. */
  readonly cameBack: {
    readonly records: number;
    readonly tag: string;
    /** Automation that puts the tag back, where Zoho names it. */
    readonly by?: readonly Adding[];
  } | null;
  /** The credits left in the org, by Zoho's last answer. */
  readonly creditsLeft: number | null;
  /** Number of the attempt and the most attempts, while Zoho does not answer. */
  readonly tries: { readonly n: number; readonly of: number } | null;
  /** State that the runner needs to continue after the worker died. */
  readonly work: RunWork;
}

/** A name that a call sent for a tag. `tag`: position in `Run.tags`. */
export interface Named {
  readonly tag: number;
  readonly name: string;
  /** The tag has been renamed or deleted since. Another tag may have this name. */
  readonly isPast?: true;
}

/** The position in the reading of a view. */
export interface ViewWork {
  readonly cursor: ViewCursor | null;
  readonly isRead: boolean;
  /** Records of a page, after Zoho refused 200 as too big. */
  readonly perPage?: number;
  /** Records still to be read a second time, because smaller pages started again at the first one. */
  readonly again?: number;
  /** Failures in a row to get a whole answer for the page at the cursor. */
  readonly misses?: number;
  /** Records read so far. Present in a search by scan, which keeps only records with one of the tags. */
  readonly looked?: number;
  /** How often the view began at the first page again because Zoho no longer took a page token. */
  readonly restarts?: number;
}

/** The runner's position in a run. Every step can be repeated after the worker died. */
interface RunWork {
  /** The state of copying another run's records; null when there is nothing to copy. */
  readonly copy: Copying | null;
  /** The position in the reading of a view; null for a selection of ids. */
  readonly view: ViewWork | null;
  /** The position in the search for holders; null after its end, absent without a search. */
  readonly find?: Finding | null;
  /** Ended records to reopen before planning. */
  readonly reopen: 'not-sent' | 'failed' | 'unknown' | 'tag-deleted' | null;
  /** Whether every pending record is in a batch. */
  readonly isPlanned: boolean;
  /** Caps that Zoho named in this run. */
  readonly caps: Caps;
  /** A stop was requested: nothing more is sent, and calls in flight are finished and counted. */
  readonly stopping: {
    readonly reason: StopReason;
    readonly records: RecordReason;
    readonly error: ErrorData | null;
  } | null;
  /** Number of the next batch. */
  readonly nextBatch: number;
  /** When the tags are read after the end, milliseconds since the epoch; null without such a check. */
  readonly checkAt: number | null;
  /** Time without progress. */
  readonly idle: {
    /** Milliseconds in which it could have worked, by the cause of the wait. */
    readonly ms: { readonly zoho: number; readonly credits: number; readonly person: number };
    /**
     * When it was last examined, by the engine's clock, and the delay of the alarm that was set then, in milliseconds.
     */
    readonly lookedAt: number;
    readonly askedMs: number;
  };
  /** Facts up to this moment, by the engine's clock, are old: another run has changed records of the module since. */
  readonly staleUntil?: number;
  /** Rounds in a row without an answer, and rounds in a row that Zoho throttled. */
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /**
   * When the newest fact was written, by the engine's clock; the newest date in Zoho's answers (milliseconds since the
   * epoch), and when that answer came, by the engine's clock.
   */
  readonly time: { readonly at: number; readonly zoho: number | null; readonly zohoAt: number };
  /** When the newest result of a write was stored, by the engine's clock; absent as long as there is none. */
  readonly wroteAt?: number;
  /** In the undo of a clean-up's removal: the id of the tag that stays. */
  readonly stays?: string;
  /** The run whose results this one works on, so that they are not what others have changed. */
  readonly follows?: string;
}

/** The run whose records are copied, and the next position to copy. */
export interface Copying {
  readonly from: string;
  readonly next: number;
  /** In a removal that follows a `put`: the position of the tag without which a record keeps the others. */
  readonly stays?: number;
  /** In a `take-back`: the removal whose tags must be on a record again before the new one comes off. */
  readonly removal?: string;
}

/** The position in the search for the holders of tags. */
export interface Finding {
  /** The remaining searches and their next pages. A null window covers all time. */
  readonly open: readonly {
    /** Position of the tag in the source's tags. */
    readonly tag: number;
    readonly window: SearchWindow | null;
    readonly page: number;
    /** Of a window: the last page to read, or null where the search can show all. Absent before that is known. */
    readonly last?: number | null;
  }[];
  /** Pages read so far, since names last changed. */
  readonly asked: number;
  /**
   * Searches by names that the tags may not have had any more: they are not over, or their last pages show no record with
   * the tag under that name. A null name: Zoho did not list the tag. `tag` is its position in the source's tags.
   */
  readonly unproved?: readonly { readonly tag: number; readonly name: string | null }[];
  /** How often tags were searched again because they were renamed meanwhile. */
  readonly renamings?: number;
}

/** The most ids and tags in one call; null when Zoho has named none. */
export interface Caps {
  readonly ids: number | null;
  readonly tags: number | null;
}

/**
 * One record of a run, a row of the journal (≤ 300 B). Numbers in `before`, `seen`, `lost`, `left` and the like are
 * positions in `Run.tags`.
 */
export interface RecordRow {
  readonly run: string;
  /** Position in the selection, from 0. */
  readonly n: number;
  readonly id: string;
  readonly name: string;
  /** Tags before the first write. */
  readonly before: readonly number[];
  /** All tags at the last read, or by the last answer that showed them. */
  readonly seen: readonly number[];
  /**
   * Tags that nobody chose and that a call of this run removed. Proof: a chosen tag of the call was still there, or the
   * tag had the sent name. They are to be put back.
   */
  readonly mistaken: readonly number[];
  /**
   * Tags that nobody chose and that a call of this run may have removed. Only their names can tell. Null without any.
   */
  readonly suspected: Suspected | null;
  /** Tags that were removed by mistake and are back. */
  readonly restored: readonly number[];
  /** Chosen tags that this run took off, or put on. */
  readonly lost: readonly number[];
  /** Chosen tags that are still to be taken off, or put on. */
  readonly left: readonly number[];
  readonly outcome: Outcome;
  readonly reason: RecordReason | null;
  readonly zohoCode: string | null;
  readonly zohoMessage: string | null;
  /**
   * Why single tags of `left` were not changed, where that is not `reason`. While it is pending: why Zoho refused single
   * tags. Absent where there are none.
   */
  readonly tagReasons?: readonly TagReason[];
  /** Chosen tags that Zoho refused to change. They are not sent again in this attempt. */
  readonly refused: readonly number[];
  /** When its tags were last read, by the engine's clock; 0 when they must be read before the next write. */
  readonly readAt: number;
  /** Writes without an answer: the tags that they named, and when the last of them ended. */
  readonly doubt: Doubt | null;
  /** Calls for this record without an answer, since it was opened or reopened. */
  readonly tries: number;
  /** Tags that its last read must show before a write. Absent where there are none. */
  readonly needs?: readonly number[];
}

/** Why one tag of a record was not changed. `tag`: position in `Run.tags`. */
export interface TagReason extends Pick<RecordRow, 'zohoCode' | 'zohoMessage'> {
  readonly tag: number;
  readonly reason: RecordReason;
}

/** Tags that disappeared after calls that removed by name. */
export interface Suspected {
  /** Positions in `Run.tags`. */
  readonly tags: readonly number[];
  /** The names that these calls sent. */
  readonly names: readonly string[];
}

/** What is unknown of a record after a write without an answer. */
export interface Doubt {
  /** Positions of the tags that the writes named. */
  readonly tags: readonly number[];
  /** The names that they sent. Absent in an undo, and in rows of versions that did not keep them. */
  readonly named?: readonly Named[];
  readonly endedAt: number;
  /** True when no late change can follow: Zoho answered, or two looks 30 s apart were equal. */
  readonly isQuiet: boolean;
  /**
   * The first of the two looks that a final result needs: when, by the engine's clock, and the chosen tags on the
   * record.
   */
  readonly look: { readonly at: number; readonly carried: readonly number[] } | null;
}

/** One API call of a run, a row of the journal. */
export interface BatchRow {
  readonly run: string;
  readonly n: number;
  /** A write; one look at records that an answer left out; or a write that puts back tags removed by mistake. */
  readonly kind: 'write' | 'look' | 'restore';
  /**
   * Part of the search for a culprit: the whole call was refused without naming one, and its records were read again
   * since.
   */
  readonly isIsolating: boolean;
  /** Number of the refused batch that this one is a part of; null for a planned one. */
  readonly family: number | null;
  /** Positions of its records in the selection. */
  readonly records: readonly number[];
  /** Positions in `Run.tags`. Empty in a `restore`: its rows hold the missing tags. */
  readonly tags: readonly number[];
  /** The names that the call sent. In a `look`: the names of the call that it explains. Absent as in {@link Doubt}. */
  readonly named?: readonly Named[];
  readonly state: 'planned' | 'sent' | 'answered';
  readonly sentAt: number | null;
  readonly endedAt: number | null;
  readonly credits: number;
}

/** The content of a preview. Built during the reading and stored beside the run. */
export interface Preview {
  /** Distinct sets of tags (positions in `Run.tags`, ascending) and the number of records with exactly that set. */
  readonly sets: readonly { readonly tags: readonly number[]; readonly records: number }[];
  /** Selected ids that were not found. */
  readonly missing: number;
  /** When its oldest record was read, by the engine's clock. */
  readonly readAt: number;
}

/** Whom a run acts for. Frozen when the run is made. */
export type Acting = Pick<Run, 'org' | 'user'>;

/** Everything that the engine needs from outside. */
export interface BrowserPorts {
  readonly clock: BrowserClock;
  /**
   * The API of a connection, for calls of that org and user only. A call rejects with `other-org` or `other-user`
   * before it is made if the token belongs to others. `observe` is called as each call ends. Throws `signed-out` when
   * the connection is gone.
   */
  api(connectionId: string, observe: (meta: CallMeta) => void, wanted: Wanted): ZohoApi;
  /** Resolves if the token belongs to that org and user. Rejects like a call of `api`. */
  identify(connectionId: string, wanted: Wanted): Promise<void>;
  /** Org and user of a connection. Throws `signed-out` when the connection is gone. */
  acting(connectionId: string): Promise<Acting>;
  /**
   * Runs the task while it holds the lock of that name. Resolves with false, without running it, when another context
   * holds the lock.
   */
  exclusively(name: string, task: () => Promise<void>): Promise<boolean>;
  /** The clean-up that holds a connection; null without one. No other run may start on it. */
  heldBy(connectionId: string): Promise<string | null>;
  readonly mirror: {
    write(summary: RunSummary): Promise<void>;
    remove(runId: string): Promise<void>;
    /** Revisions of all mirrors, by run id. */
    revisions(): Promise<ReadonlyMap<string, number>>;
  };
  readonly alarms: {
    /** Rings once, `ms` milliseconds from now or a little later. */
    set(name: string, ms: number): Promise<void>;
    clear(name: string): Promise<void>;
  };
  /**
   * Whether a worker asked about this name less than `ms` milliseconds ago, since the browser started. If not, this
   * question is stored.
   */
  isRecent(name: string, ms: number): Promise<boolean>;
  /** Writes to the browser's storage. Only such calls keep the worker alive. */
  heartbeat(): Promise<void>;
  isOnline(): boolean;
  settings(): Promise<{ readonly creditReserve: number; readonly historyDays: number }>;
  /** Bytes that can still be stored; null when the browser does not say. */
  room(): Promise<number | null>;
  /**
   * Whether one read of a connection may name a hundred ids (`long`) or only as many as Zoho's files say (`short`);
   * null before the first read of a hundred.
   */
  readonly readSize: {
    get(connectionId: string): Promise<'long' | 'short' | null>;
    set(connectionId: string, size: 'long' | 'short'): Promise<void>;
  };
  /** Records a failure that nobody waits for. `where` names the activity. */
  note(error: unknown, where: string): void;
  /** The newest date in Zoho's answers, milliseconds since the epoch; null before the first. */
  zohoDate(): Promise<number | null>;
}

/** Current names of a module's tags, by id, and when they were requested, by the engine's clock. */
export interface NamesRead {
  readonly at: number;
  readonly names: ReadonlyMap<string, string>;
}

/** Names of tags, read before a run starts. */
export interface NamesAhead {
  /**
   * Starts to read the names of a module's tags, unless that happened less than 45 s ago. Throws `signed-out` when the
   * connection is gone.
   */
  read(connectionId: string, module: string): Promise<void>;
  /** The names for a run of this module, once; null without fresh names. */
  take(run: Pick<Run, 'connectionId' | 'org' | 'user' | 'module'>): Promise<NamesRead | null>;
}

/** The ports of the engine: those of the browser with a reliable clock, and the names that were read ahead. */
export type RunnerPorts = Omit<BrowserPorts, 'clock'> & { readonly clock: Clock; readonly ahead: NamesAhead };
