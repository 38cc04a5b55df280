import type { ErrorData } from '../../shared/errors.ts';
import type { CleanupKind, Holders, Module, Tag, WaitReason } from '../../shared/run-summary.ts';
import type { Acting } from '../../runs/model/types.ts';

/** The part of a clean-up in one module. Tags belong to modules, so each step has its own. */
export interface CleanupStep {
  readonly module: Module;
  readonly holders: Holders;
  /**
   * Ids of this step's run and of that run's undo. They are made of the clean-up's id and the step's number, so a
   * repeated step continues the same run.
   */
  readonly runId: string;
  readonly undoId: string;
  /** Present in a replace. */
  readonly replace?: Replacing;
  /** The new name; present in a rename. */
  readonly name?: string;
  /** In a retire that deletes: no record is looked for here, because Zoho counts none. The tags are counted again. */
  readonly isUnused?: true;
  /** The state of the module's tags; absent before the first change. */
  readonly tags?: StepTags;
}

export interface Replacing {
  /** The tag that stays. Its id is null when the clean-up makes it. */
  readonly stays: Pick<Tag, 'name' | 'colour'> & { readonly id: string | null };
  /** Ids of the run that puts this tag on, and of that run's undo. */
  readonly putId: string;
  readonly takeBackId: string;
}

/** The tags of a module that a clean-up has made, renamed or deleted. */
export interface StepTags {
  /** The tag that stays, once it exists. */
  readonly stays?: Tag;
  /** The name of a tag that Zoho was asked to make. It is stored before the call, until there is an answer. */
  readonly making?: string;
  /** The tag before its rename. It is stored before Zoho is asked. */
  readonly from?: Tag;
  readonly renaming?: Renaming;
  /** When, by the clean-ups' clock, the last call ended that has had no answer and may still make, rename or delete a tag. */
  readonly lateSince?: number;
  /**
   * Tags that Zoho was asked to delete, without an answer so far. One of these that is gone later was deleted by this
   * clean-up.
   */
  readonly asked?: readonly Tag[];
  readonly deleted?: readonly Tag[];
  readonly kept?: readonly KeptTag[];
  /** Deleted tags that the undo has made again, or in whose places a person wants those that have their names now. */
  readonly renewed?: readonly RenewedTag[];
  /** Deleted tags that Zoho has refused to make again. A retry of the undo asks for them once more. */
  readonly unmade?: readonly UnmadeTag[];
  /** The result of the undo of a rename. */
  readonly back?: Renaming;
}

/** `taken`: another tag has the name; its id is null when Zoho does not say it. `changed`: others have changed the tag. */
export type Renaming = { readonly kind: 'done' | 'changed' } | { readonly kind: 'taken'; readonly id: string | null };

/** A tag that was not deleted, with the reason. `uncounted`: Zoho does not say how many records carry it. */
export type KeptTag = { readonly tag: Tag } & (
  | { readonly why: 'carried'; readonly records: number }
  /** Rules, blueprints or orchestrations use it. Empty where Zoho does not name them. */
  | { readonly why: 'used'; readonly places: readonly string[] }
  | { readonly why: 'uncounted' | 'gone' }
  | { readonly why: 'refused'; readonly error: ErrorData }
);

/** A deleted tag that is not made again, with the reason. `taken`: Zoho calls its name taken and lists no tag with it. */
export type UnmadeTag = { readonly tag: Tag } & (
  | { readonly why: 'taken' }
  | { readonly why: 'refused'; readonly error: ErrorData }
);

/** A deleted tag by its old id. Null: Zoho holds its name for that of the tag that stays, so it cannot be made again. */
export interface RenewedTag {
  readonly old: string;
  readonly tag: Tag | null;
}

/** One task. It can be started again after the worker died. `step` is a position in {@link Cleanup.steps}. */
export type Task =
  /** Ends when the step's records are found, or cannot be found. */
  | { readonly do: 'find'; readonly step: number; readonly isBegun: boolean }
  /**
   * Ends when the user confirms the number of found records. Skipped unless Zoho counts more, or so many are found that
   * they need a stricter confirmation than Zoho's count, or the clean-up asks first.
   */
  | { readonly do: 'ask' }
  | TagTask
  /** Ends with the step's run: the tag that stays is put on, or tags come off. */
  | { readonly do: 'put' | 'remove'; readonly step: number }
  /** Ends with the step's run, which is reopened once. `of`: absent for the removal. */
  | { readonly do: 'goOn' | 'retry' | 'check'; readonly step: number; readonly of?: 'put'; readonly isBegun: boolean }
  /** Ends with the undo of the step's removal, or of what it put on. */
  | { readonly do: 'undo' | 'takeBack'; readonly step: number }
  | {
      /** `renewUndo` puts other tags in the places of deleted ones, as in {@link StepTags.renewed}. */
      readonly do: 'goOnUndo' | 'retryUndo' | 'checkUndo' | 'renewUndo';
      readonly step: number;
      readonly of?: 'take-back';
      readonly isBegun: boolean;
    };

/**
 * A change of the module's tags. `make`: the tag that stays exists. `delete`: each tag without records or uses is gone.
 * `remake` and `nameBack` undo `delete` and `rename`.
 */
export interface TagTask {
  readonly do: 'make' | 'rename' | 'delete' | 'remake' | 'nameBack';
  readonly step: number;
  /** Zoho has refused it. It was put behind the other modules and is asked for once more at the end. */
  readonly isAgain?: true;
}

/** A wait of a tag task. Times are milliseconds by the wall clock. */
export interface TagWait {
  readonly why: WaitReason;
  /** Null while it waits for a person or the network. */
  readonly until: number | null;
  readonly error: ErrorData | null;
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /** How long it has stood still for this reason, and when and for how long it last started to wait. */
  readonly idleMs: number;
  readonly at: number;
  readonly askedMs: number;
}

/** A clean-up: one request of a person for tags in one or more modules. Times are milliseconds since the epoch. */
export interface Cleanup extends Acting {
  readonly v: 1;
  readonly id: string;
  readonly connectionId: string;
  /**
   * `retire` removes the tags from all records that carry them. `replace` first puts another tag on these records.
   * `rename` changes a tag's name. `delete` deletes tags that no record carries.
   */
  readonly kind: CleanupKind;
  readonly steps: readonly CleanupStep[];
  /** Whether to ask the user before the removal, even if all records were found that Zoho counts. */
  readonly asksFirst?: true;
  /** Whether a retire or replace deletes its tags at the end. Absent: it does not. */
  readonly isDeleting?: boolean | undefined;
  /** In a replace: whether the tag that stays is one of several that the user merged. */
  readonly isMerge?: true;
  /** Remaining tasks in order. Empty after the end. */
  readonly tasks: readonly Task[];
  /** `working` includes a run that waits. `asking`: waits for a person's answer. `ended`: nothing is under way. */
  readonly state: 'working' | 'asking' | 'ended';
  /** The wait of its first task, if that changes tags. The waits of runs are their own. */
  readonly wait?: TagWait | null;
  /** Whether its changes of tags may spend the credit reserve, until it ends. Its runs are asked each for itself. */
  readonly useReserve?: boolean;
  /** A stop was requested. The current run ends first. */
  readonly isStopping: boolean;
  /** The tasks that remained when it was stopped, in order. */
  readonly left: readonly Task[];
  /** Its undo is under way, or has ended. */
  readonly isUndo: boolean;
  /** The error that ended it before its last task; null after a stop by a person. */
  readonly error: ErrorData | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** When the undo started. */
  readonly undoneAt: number | null;
  readonly isSeen: boolean;
  /** Its runs are being deleted, so nothing of it can be undone or continued. */
  readonly isGoing?: true;
  /**
   * How long it has made no progress, because it asks or because the browser's stores fail. Null or absent otherwise.
   */
  readonly idle?: Idle | null;
  /**
   * Credits of the calls that list, count, make, rename and delete tags: those before its undo, and those of its undo. The
   * credits for records are in its runs. Absent before the first of these calls, and in rows of older versions.
   */
  readonly tagCredits?: { readonly removal?: TagCredits; readonly undo?: TagCredits };
  /** The newest date of Zoho's answers after its end, in milliseconds since the epoch. */
  readonly zohoAt?: number | null;
  readonly revision: number;
}

/** API credits. */
export interface TagCredits {
  readonly reads: number;
  readonly writes: number;
}

/** Time without progress, in milliseconds. */
export interface Idle {
  /** The part of that time in which it could have continued. */
  readonly ms: number;
  /** The last pass, by the wall clock, and the delay of the alarm for the next pass. */
  readonly lookedAt: number;
  readonly askedMs: number;
}
