import type { AppError, ErrorData } from '../shared/errors.ts';
import type { WaitReason } from '../shared/run-summary.ts';
import type { Clock } from '../shared/steady-clock.ts';
import type { TagsProgress } from '../shared/tags-progress.ts';
import type { ZohoApi } from '../zoho/types.ts';

/**
 * Why nothing more may be asked of Zoho: for `ms` milliseconds, or at all. `isDated`: the wait is over by then; where it is not,
 * that is the time until the next look. `leave`: nothing can be kept now, so all is left as it stands.
 */
export type Halt =
  | {
      readonly kind: 'wait';
      readonly why: WaitReason;
      readonly isDated: boolean;
      readonly ms: number;
      readonly error: ErrorData | null;
    }
  | { readonly kind: 'stop'; readonly error: ErrorData | null }
  | { readonly kind: 'leave' };

/** How a call ended. `refused`: it alone failed. `halted`: the calls after it have to wait; `error` is null where it was not made. */
export type Called<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'halted'; readonly error: AppError | null };

/** Calls of one connection that belong to no run: in lanes, within the credit reserve, their failures judged by the one policy. */
export interface Calls {
  call<Value>(credits: number, make: (api: ZohoApi) => Promise<Value>): Promise<Called<Value>>;
  /** Whether the token speaks for the connection's org and user; where it does not, `halt` says so. */
  verify(): Promise<boolean>;
  readonly halt: Halt | null;
  /** Goes on after a wait, unless it was cancelled. */
  goOn(): void;
  /** Nothing more is asked; what is under way ends by itself. */
  cancel(): void;
  readonly isCancelled: boolean;
  /** Something came of it: waits begin to grow anew. */
  moved(): void;
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /** Credits spent since this was asked last, and what Zoho last said is left. */
  takeCredits(): { readonly spent: number; readonly left: number | null };
}

/** What the tags of an org need of the outside. */
export interface TagsPorts {
  readonly clock: Clock;
  /** Throws `signed-out` when the connection is gone. */
  calls(connectionId: string, rounds: Calls['rounds']): Promise<Calls>;
  isConnected(connectionId: string): Promise<boolean>;
  /** Runs the task while holding a lock of that name; does nothing and answers false when another context holds it. */
  exclusively(name: string, task: () => Promise<void>): Promise<boolean>;
  readonly alarms: {
    /** Rings once, `ms` milliseconds from now or a little later. */
    set(name: string, ms: number): Promise<void>;
    clear(name: string): Promise<void>;
  };
  /** A write to the browser's storage, which alone keeps the worker alive. */
  heartbeat(): Promise<void>;
  isOnline(): boolean;
  readonly progress: {
    write(connectionId: string, progress: TagsProgress): Promise<void>;
    /** Revision of each that is there, by connection id. */
    revisions(): Promise<ReadonlyMap<string, number>>;
    /** Leaves that of these connections only. */
    keep(connectionIds: readonly string[]): Promise<void>;
  };
  newId(): string;
  /** Notes a failure that nobody waits for. `where`: what was being done. */
  note(error: unknown, where: string): void;
}
