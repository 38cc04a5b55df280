import type { Acting } from '../runs/model/types.ts';
import type { Engine } from '../runs/engine.ts';
import type { Errand } from '../runs/visit/errand.ts';
import type { CleanupStore } from './store/database.ts';
import type { Tag } from '../shared/run-summary.ts';
import type { ExtraScope } from '../shared/scopes.ts';
import type { Clock } from '../shared/steady-clock.ts';

/** Everything that clean-ups need from outside. */
export interface CleanupPorts {
  readonly clock: Pick<Clock, 'now' | 'sureSince' | 'goOnFrom' | 'wall' | 'wait'>;
  readonly store: CleanupStore;
  readonly engine: Pick<
    Engine,
    | 'read'
    | 'start'
    | 'put'
    | 'follow'
    | 'stop'
    | 'goOn'
    | 'retry'
    | 'check'
    | 'undo'
    | 'renew'
    | 'delete'
    | 'seen'
    | 'run'
    | 'lateFor'
    | 'over'
    | 'refuseIfBusy'
  >;
  /** Org and user of a connection. Throws `signed-out` when the connection is gone. */
  acting(connectionId: string): Promise<Acting>;
  /** Whether the connection has an extra right, as far as is known. */
  holds(connectionId: string, scope: ExtraScope): Promise<boolean>;
  /** The tags of a module by the list that pages show; null where none was read. */
  listed(connectionId: string, module: string): Promise<readonly Pick<Tag, 'id' | 'name'>[] | null>;
  /** Number of records in a run that carry each tag, in the order of `tagIds`; null when the reading did not finish. */
  found(runId: string, tagIds: readonly string[]): Promise<readonly number[] | null>;
  /** Number of records that a removal left with this tag, or may have left with it. Records that are gone do not count. */
  carrying(runId: string, tagId: string): Promise<number>;
  /**
   * Calls that change tags. `rounds`: as an earlier worker left them. `useReserve`: they may spend the credit reserve.
   * Throws `signed-out` when the connection is gone.
   */
  errand(connectionId: string, rounds: Errand['rounds'], useReserve: boolean): Promise<Errand>;
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
  settings(): Promise<{ readonly historyDays: number; readonly confirmAbove: number }>;
  /** The newest date in Zoho's answers, milliseconds since the epoch; null when none is known. */
  zohoDate(): Promise<number | null>;
  /** Reads the tag list of a module again, whose tags were changed. Resolves once that is requested. */
  tagsChanged(connectionId: string, module: string): Promise<void>;
  /** Called after each change of a clean-up. */
  changed(connectionId: string): void;
  /** Records a failure that nobody waits for. `where` names the activity. */
  note(error: unknown, where: string): void;
}
