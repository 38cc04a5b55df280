import type { Wanted } from '../../shared/access.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type {
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

/** Why a record ended as it did; each has a text for people (`rec_*`). */
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
] as const;
export type RecordReason = (typeof RECORD_REASONS)[number];

/** One run, a row of the journal. Times are milliseconds since the epoch. */
export interface Run {
  readonly v: 1;
  readonly id: string;
  readonly kind: 'removal' | 'undo';
  readonly undoes: string | null;
  readonly undoneBy: string | null;
  /** The clean-up that it is a step of; it is kept and forgotten with that one. Absent for a run of its own. */
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
  /** The name under which a page asked for the selection, so that it finds its preview again. */
  readonly selection?: string;
  /** Every tag seen on the records; rows point into it, so that a record costs few bytes. */
  readonly tags: readonly Tag[];
  /** Groups of positions in `tags` of tags that look alike; there once all is read. */
  readonly alike?: readonly (readonly number[])[];
  /** Positions in `tags` of the tags to remove or put back. */
  readonly chosen: readonly number[];
  readonly state: RunState;
  readonly until: number | null;
  readonly why: WaitReason | null;
  readonly stopReason: StopReason | null;
  readonly error: ErrorData | null;
  readonly total: number;
  readonly read: number;
  readonly counts: Counts;
  /** Records that lost a tag, chosen or by mistake, in any bucket: an undo acts on these. */
  readonly changed: number;
  /**
   * Tags that went by mistake, on how many records they are missing, and on how many they were put back; `unconfirmed`: records
   * that lack a tag of which it is not known whether this run took it. There once one went.
   */
  readonly mistake?: {
    readonly tags: readonly number[];
    readonly missing: number;
    readonly restored: number;
    readonly unconfirmed: number;
  };
  readonly credits: { readonly reads: number; readonly writes: number; readonly checks: number };
  readonly useReserve: boolean;
  readonly revision: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly isSeen: boolean;
  /** Records that had a removed tag again at the check after the end; null before that check. */
  readonly cameBack: { readonly records: number; readonly tag: string } | null;
  /** Credits left in the org when Zoho last said so. */
  readonly creditsLeft: number | null;
  /** Try and most tries, while Zoho does not answer. */
  readonly tries: { readonly n: number; readonly of: number } | null;
  /** What the runner needs to go on after a death. */
  readonly work: RunWork;
}

/** A name under which a call has asked for a tag, by its position in `Run.tags`. */
export interface Named {
  readonly tag: number;
  readonly name: string;
  /** Whether the tag has another name by now, or is gone: another tag may bear this one. */
  readonly isPast?: true;
}

/** Where the reading of a view stands. */
export interface ViewWork {
  readonly cursor: ViewCursor | null;
  readonly isRead: boolean;
  /** Records of one page, where Zoho found 200 of them too big. */
  readonly perPage?: number;
  /** How many records are still to be read once more, since smaller pages began at the first one again. */
  readonly again?: number;
  /** How often in a row the page at the cursor had no whole answer. */
  readonly misses?: number;
  /** Records looked at, where only those are kept that have a tag. */
  readonly looked?: number;
}

/** Where the runner stands in a run: every step of it can be taken again after a death. */
interface RunWork {
  /** The run whose records are being copied, and the position to copy next; null when there is nothing to copy. */
  readonly copy: { readonly from: string; readonly next: number } | null;
  /** Where the reading of a view stands; null when the selection was given as ids. */
  readonly view: ViewWork | null;
  /** Where the search for the holders of tags stands; null where it is over, absent where there was none. */
  readonly find?: Finding | null;
  /** Ended records that are to be taken up again before planning. */
  readonly reopen: 'not-sent' | 'failed' | 'unknown' | null;
  /** Whether every pending record stands in a batch. */
  readonly isPlanned: boolean;
  /** Caps that Zoho named in this run. */
  readonly caps: Caps;
  /** Asked to stop: nothing more is sent, what is in flight is finished and counted. */
  readonly stopping: {
    readonly reason: StopReason;
    readonly records: RecordReason;
    readonly error: ErrorData | null;
  } | null;
  /** Number of the next batch. */
  readonly nextBatch: number;
  /** When the tags are looked at after the end; null when there is nothing to look at. */
  readonly checkAt: number | null;
  /** How long it has stood still. */
  readonly idle: {
    /** Milliseconds in which it could have worked, by what it waited for. */
    readonly ms: { readonly zoho: number; readonly credits: number; readonly person: number };
    /** When it was last looked at, by the engine's clock, and after how long the alarm was to bring the next look. */
    readonly lookedAt: number;
    readonly askedMs: number;
  };
  /** Rounds in a row without an answer, and that Zoho throttled. */
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /** When the newest fact was written, by the engine's clock; the newest date of Zoho's answers, and when that one came. */
  readonly time: { readonly at: number; readonly zoho: number | null; readonly zohoAt: number };
}

/** Where the search for the holders of a tag stands. */
export interface Finding {
  /** What is still to be searched, and the next page of each; a null window is all of time. */
  readonly open: readonly {
    /** Place of the tag among those of the source. */
    readonly tag: number;
    readonly window: SearchWindow | null;
    readonly page: number;
  }[];
  /** Pages read so far. */
  readonly asked: number;
}

/** The most ids and tags of one call; null where Zoho has named none. */
export interface Caps {
  readonly ids: number | null;
  readonly tags: number | null;
}

/** One record of a run, a row of the journal (≤ 300 B). Numbers in `before`, `lost`, `left` are positions in `Run.tags`. */
export interface RecordRow {
  readonly run: string;
  /** Position in the selection, from 0. */
  readonly n: number;
  readonly id: string;
  readonly name: string;
  /** Tags before the first write. */
  readonly before: readonly number[];
  /** All tags when it was last read, or when an answer last told them. */
  readonly seen: readonly number[];
  /**
   * Tags that nobody chose and that a call of this run took: a chosen one that it named was still there, or the tag bore the
   * name that was sent. They are to be put back.
   */
  readonly mistaken: readonly number[];
  /** Tags that nobody chose, and of which only their names tell whether a call of this run took them. Null where there are none. */
  readonly suspected: Suspected | null;
  /** Such tags that are on it again. */
  readonly restored: readonly number[];
  /** Chosen tags that this run took off (undo: put back). */
  readonly lost: readonly number[];
  /** Chosen tags that are still on it (undo: still missing). */
  readonly left: readonly number[];
  readonly outcome: Outcome;
  readonly reason: RecordReason | null;
  readonly zohoCode: string | null;
  readonly zohoMessage: string | null;
  /** Chosen tags that Zoho was asked for and kept as they were; they are not asked for again in this attempt. */
  readonly refused: readonly number[];
  /** When its tags were last read; 0 when they must be read before anything is sent. */
  readonly readAt: number;
  /** Writes of unknown fate: which tags they named and when the last of them ended. */
  readonly doubt: Doubt | null;
  /** Calls for this record that had no answer, since it was taken up. */
  readonly tries: number;
}

/** Tags that are gone after calls which asked for some by name. */
export interface Suspected {
  /** Positions in `Run.tags`. */
  readonly tags: readonly number[];
  /** The names that the calls asked for. */
  readonly names: readonly string[];
}

/** What is not known of a record after a write without an answer. */
export interface Doubt {
  /** Positions of the tags that the writes named. */
  readonly tags: readonly number[];
  /** The names under which they asked for them; absent in an undo, and in rows of versions that did not keep them. */
  readonly named?: readonly Named[];
  readonly endedAt: number;
  /** True once nothing of them can still come: Zoho answered, or two looks 30 s apart were equal. */
  readonly isQuiet: boolean;
  /** The first of the two looks that a final verdict takes: when, and the chosen tags that the record carried. */
  readonly look: { readonly at: number; readonly carried: readonly number[] } | null;
}

/** One API call of a run, a row of the journal. */
export interface BatchRow {
  readonly run: string;
  readonly n: number;
  /** A write; one look at records that an answer left out; or a write that puts back what went by mistake. */
  readonly kind: 'write' | 'look' | 'restore';
  /** A call that was refused as a whole without a culprit, and whose records were read again since. */
  readonly isIsolating: boolean;
  /** Number of the refused batch that this one is a part of; null for one that was planned. */
  readonly family: number | null;
  /** Positions of its records in the selection. */
  readonly records: readonly number[];
  /** Positions in `Run.tags`. A `restore` has none: its rows say what is missing. */
  readonly tags: readonly number[];
  /** The names under which the call asked for them; of a `look`, those of the call that it explains. Absent as in {@link Doubt}. */
  readonly named?: readonly Named[];
  readonly state: 'planned' | 'sent' | 'answered';
  readonly sentAt: number | null;
  readonly endedAt: number | null;
  readonly credits: number;
}

/** What a preview shows; made while reading, kept beside the run. */
export interface Preview {
  /** The distinct sets of tags (positions in `Run.tags`, ascending) and how many records carry exactly that set. */
  readonly sets: readonly { readonly tags: readonly number[]; readonly records: number }[];
  /** Ids that were selected and not found. */
  readonly missing: number;
  /** When the oldest record of it was read. */
  readonly readAt: number;
}

/** Who a run acts for, frozen when it is made. */
export type Acting = Pick<Run, 'org' | 'user'>;

/** What the engine needs of the outside. */
export interface BrowserPorts {
  readonly clock: BrowserClock;
  /**
   * The API of a connection, for calls in the name of that org and user only: each rejects with `other-org` or `other-user`
   * before it is made where the token speaks for others. `observe` is told of each call as it ends. Throws `signed-out` when
   * the connection is gone.
   */
  api(connectionId: string, observe: (meta: CallMeta) => void, wanted: Wanted): ZohoApi;
  /** Resolves where the token speaks for them. Rejects as a call of `api` does. */
  identify(connectionId: string, wanted: Wanted): Promise<void>;
  /** Org and user that a connection stands for. Throws `signed-out` when the connection is gone. */
  acting(connectionId: string): Promise<Acting>;
  /** Runs the task while holding a lock of that name; does nothing and answers false when another context holds it. */
  exclusively(name: string, task: () => Promise<void>): Promise<boolean>;
  /** The clean-up that holds a connection: no other run may begin to work on it. Null where there is none. */
  heldBy(connectionId: string): Promise<string | null>;
  readonly mirror: {
    write(summary: RunSummary): Promise<void>;
    remove(runId: string): Promise<void>;
    /** Revision of each mirror that is there, by run id. */
    revisions(): Promise<ReadonlyMap<string, number>>;
  };
  readonly alarms: {
    /** Rings once, `ms` milliseconds from now or a little later. */
    set(name: string, ms: number): Promise<void>;
    clear(name: string): Promise<void>;
  };
  /**
   * Whether the same name was asked about less than `ms` ago, by any worker since the browser started. If not, this question is
   * remembered.
   */
  isRecent(name: string, ms: number): Promise<boolean>;
  /** A write to the browser's storage, which alone keeps the worker alive. */
  heartbeat(): Promise<void>;
  isOnline(): boolean;
  settings(): Promise<{ readonly creditReserve: number; readonly historyDays: number }>;
  /** Bytes that may still be stored, or null where the browser does not say. */
  room(): Promise<number | null>;
  /**
   * How many ids one read of a connection may name: as many as Zoho's files say, or a hundred. Null as long as no read has had
   * more of them than the files allow.
   */
  readonly readSize: {
    get(connectionId: string): Promise<'long' | 'short' | null>;
    set(connectionId: string, size: 'long' | 'short'): Promise<void>;
  };
  /** Notes a failure that nobody waits for. `where`: what was being done. */
  note(error: unknown, where: string): void;
  /** The newest date that an answer of Zoho has carried, milliseconds since the epoch; null before the first. */
  zohoDate(): Promise<number | null>;
}

/** What the tags of a module are called, by id, and when that was asked, by the engine's clock. */
export interface NamesRead {
  readonly at: number;
  readonly names: ReadonlyMap<string, string>;
}

/** Names of tags that are read before a run starts. */
export interface NamesAhead {
  /** Starts to read the names of a module's tags, unless they were asked for just now. Throws `signed-out` when the connection is gone. */
  read(connectionId: string, module: string): Promise<void>;
  /** The names that a run of this module may use, once; null where there are none, or none that are fresh enough. */
  take(run: Pick<Run, 'connectionId' | 'org' | 'user' | 'module'>): Promise<NamesRead | null>;
}

/** What the engine works with: the outside, with a clock that can be trusted, and what was read ahead. */
export type RunnerPorts = Omit<BrowserPorts, 'clock'> & { readonly clock: Clock; readonly ahead: NamesAhead };
