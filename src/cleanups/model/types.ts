import type { ErrorData } from '../../shared/errors.ts';
import type { Holders, Module } from '../../shared/run-summary.ts';
import type { Acting } from '../../runs/model/types.ts';

/** What a clean-up does in one module: there the tags of a name are tags of their own. */
export interface CleanupStep {
  readonly module: Module;
  readonly holders: Holders;
  /** The run of this step, and that of its undo. Made of the clean-up's id, so that a step taken again is the same run. */
  readonly runId: string;
  readonly undoId: string;
}

/** One thing to do, which can be begun again after a death. `step` is a place in {@link Cleanup.steps}. */
export type Task =
  /** Until the records of the step are found, or cannot be. */
  | { readonly do: 'find'; readonly step: number; readonly isBegun: boolean }
  /** Until a person has said that what was found is enough, where Zoho counts more. */
  | { readonly do: 'ask' }
  /** Until the run of the step is over. */
  | { readonly do: 'remove'; readonly step: number }
  /** Until the run of the step, taken up again once, is over. */
  | { readonly do: 'goOn' | 'retry' | 'check'; readonly step: number; readonly isBegun: boolean }
  /** Until the undo of the step's run is over. */
  | { readonly do: 'undo'; readonly step: number }
  | { readonly do: 'goOnUndo' | 'retryUndo' | 'checkUndo'; readonly step: number; readonly isBegun: boolean };

/** A clean-up: what a person asked for tags in one or more modules. Times are milliseconds since the epoch. */
export interface Cleanup extends Acting {
  readonly v: 1;
  readonly id: string;
  readonly connectionId: string;
  /** `retire`: the tags come off all records that have them. */
  readonly kind: 'retire';
  readonly steps: readonly CleanupStep[];
  /** What is still to be done, in order. Empty when it is over. */
  readonly tasks: readonly Task[];
  /** `working`: also while its run waits. `asking`: for a person's answer. `ended`: nothing is under way. */
  readonly state: 'working' | 'asking' | 'ended';
  /** Asked to stop: the run under way ends first. */
  readonly isStopping: boolean;
  /** What was left to do when it was stopped, in order. */
  readonly left: readonly Task[];
  /** It is being undone, or was. */
  readonly isUndo: boolean;
  /** Why it ended before its last task, where that was not a person's wish. */
  readonly error: ErrorData | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** When the undo began. */
  readonly undoneAt: number | null;
  readonly isSeen: boolean;
  readonly revision: number;
}
