import type { ErrorData } from '../../shared/errors.ts';
import type { Holders, Module } from '../../shared/run-summary.ts';
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
}

/** One task. It can be started again after the worker died. `step` is a position in {@link Cleanup.steps}. */
export type Task =
  /** Ends when the step's records are found, or cannot be found. */
  | { readonly do: 'find'; readonly step: number; readonly isBegun: boolean }
  /**
   * Ends when the user confirms the number of found records. Skipped unless Zoho counts more, or the clean-up asks
   * first.
   */
  | { readonly do: 'ask' }
  /** Ends with the step's run. */
  | { readonly do: 'remove'; readonly step: number }
  /** Ends with the step's run, which is reopened once. */
  | { readonly do: 'goOn' | 'retry' | 'check'; readonly step: number; readonly isBegun: boolean }
  /** Ends with the undo of the step's run. */
  | { readonly do: 'undo'; readonly step: number }
  | { readonly do: 'goOnUndo' | 'retryUndo' | 'checkUndo'; readonly step: number; readonly isBegun: boolean };

/** A clean-up: one request of a person for tags in one or more modules. Times are milliseconds since the epoch. */
export interface Cleanup extends Acting {
  readonly v: 1;
  readonly id: string;
  readonly connectionId: string;
  /** `retire`: removes the tags from all records that carry them. */
  readonly kind: 'retire';
  readonly steps: readonly CleanupStep[];
  /** Whether to ask the user before the removal, even if all records were found that Zoho counts. */
  readonly asksFirst?: true;
  /** Remaining tasks in order. Empty after the end. */
  readonly tasks: readonly Task[];
  /** `working` includes a run that waits. `asking`: waits for a person's answer. `ended`: nothing is under way. */
  readonly state: 'working' | 'asking' | 'ended';
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
  /**
   * How long it has made no progress, because it asks or because the browser's stores fail. Null or absent otherwise.
   */
  readonly idle?: Idle | null;
  /** The newest date of Zoho's answers after its end, in milliseconds since the epoch. */
  readonly zohoAt?: number | null;
  readonly revision: number;
}

/** Time without progress, in milliseconds. */
export interface Idle {
  /** The part of that time in which it could have continued. */
  readonly ms: number;
  /** The last pass, by the wall clock, and the delay of the alarm for the next pass. */
  readonly lookedAt: number;
  readonly askedMs: number;
}
