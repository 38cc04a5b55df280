import type { Acting } from '../runs/model/types.ts';
import type { Engine } from '../runs/engine.ts';
import type { CleanupStore } from './store/database.ts';
import type { Clock } from '../shared/steady-clock.ts';

/** What clean-ups need of the outside. */
export interface CleanupPorts {
  readonly clock: Pick<Clock, 'wall'>;
  readonly store: CleanupStore;
  readonly engine: Pick<
    Engine,
    'read' | 'start' | 'stop' | 'goOn' | 'retry' | 'check' | 'undo' | 'delete' | 'run' | 'over' | 'refuseIfBusy'
  >;
  /** Org and user that a connection stands for. Throws `signed-out` when the connection is gone. */
  acting(connectionId: string): Promise<Acting>;
  /** How many records of a run that was read have each of these tags; null where it was not read to its end. */
  found(runId: string, tagIds: readonly string[]): Promise<readonly number[] | null>;
  /** Runs the task while holding a lock of that name; does nothing and answers false when another context holds it. */
  exclusively(name: string, task: () => Promise<void>): Promise<boolean>;
  readonly alarms: {
    /** Rings once, `ms` milliseconds from now or a little later. */
    set(name: string, ms: number): Promise<void>;
    clear(name: string): Promise<void>;
  };
  settings(): Promise<{ readonly historyDays: number }>;
  /** The newest date of Zoho's answers, milliseconds since the epoch; null where none is known. */
  zohoDate(): Promise<number | null>;
  /** Told of each clean-up that has changed. */
  changed(connectionId: string): void;
  /** Notes a failure that nobody waits for. `where`: what was being done. */
  note(error: unknown, where: string): void;
}
