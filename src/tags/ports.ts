import type { AppError, ErrorData } from '../shared/errors.ts';
import type { WaitReason } from '../shared/run-summary.ts';
import type { Clock } from '../shared/steady-clock.ts';
import type { TagsProgress } from '../shared/tags-progress.ts';
import type { ZohoApi } from '../zoho/types.ts';

/**
 * Why no more calls may be made: for `ms` milliseconds, or at all. `isDated`: the wait is over by then; otherwise `ms`
 * is the time until the next look. `leave`: nothing can be stored now, so everything stays as it is.
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

/**
 * The result of a call. `refused`: only this call failed. `halted`: the calls after it have to wait; `error` is null
 * where it was not made.
 */
export type Called<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'halted'; readonly error: AppError | null };

/**
 * Calls of one connection outside any run. They use lanes, keep the credit reserve, and their failures follow the
 * failure policy.
 */
export interface Calls {
  call<Value>(credits: number, make: (api: ZohoApi) => Promise<Value>): Promise<Called<Value>>;
  /** Whether the token acts for the connection's org and user. Where it does not, `halt` says so. */
  verify(): Promise<boolean>;
  readonly halt: Halt | null;
  /** Continues after a wait, unless it was cancelled. */
  goOn(): void;
  /** Makes no more calls. Those under way end on their own. */
  cancel(): void;
  readonly isCancelled: boolean;
  /** Reports progress, so that waits start short again. */
  moved(): void;
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /** Credits spent since the last call of this function, and the remaining ones by Zoho's last answer. */
  takeCredits(): { readonly spent: number; readonly left: number | null };
}

/** The ports of an org's tags. */
export interface TagsPorts {
  readonly clock: Clock;
  /** Throws `signed-out` when the connection is gone. */
  calls(connectionId: string, rounds: Calls['rounds']): Promise<Calls>;
  isConnected(connectionId: string): Promise<boolean>;
  /**
   * Runs the task while it holds the lock of that name. Resolves with false, without running it, when another context
   * holds the lock.
   */
  exclusively(name: string, task: () => Promise<void>): Promise<boolean>;
  readonly alarms: {
    /** Rings once, `ms` milliseconds from now or a little later. */
    set(name: string, ms: number): Promise<void>;
    clear(name: string): Promise<void>;
  };
  /** Writes to the browser's storage. Only such calls keep the worker alive. */
  heartbeat(): Promise<void>;
  isOnline(): boolean;
  readonly progress: {
    write(connectionId: string, progress: TagsProgress): Promise<void>;
    /** Revisions of the stored mirrors, by connection id. */
    revisions(): Promise<ReadonlyMap<string, number>>;
    /** Keeps the mirrors of only these connections. */
    keep(connectionIds: readonly string[]): Promise<void>;
  };
  newId(): string;
  /** Records a failure that nobody waits for. `where`: the task that failed. */
  note(error: unknown, where: string): void;
}
