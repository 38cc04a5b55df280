import type { ErrorData } from '../../shared/errors.ts';
import type { Task } from './types.ts';

/** What a pass waits for in the end: its run, a tag task, another run of the connection, a store that works, or nothing. */
export type Pass = 'run' | 'tags' | 'other-run' | 'store' | 'nothing';

/**
 * The progress of a task. `begun`: the work it waits for has started. `changed`: the clean-up must be read again.
 * `leaves`: the task is done, except for records that the user can continue with. `waitsFor`: something else must
 * happen first. `broken`: a store must work again. Any other value ends the whole clean-up, with the error if there is
 * one; `isFinal`: the task cannot be continued.
 */
export type Progress =
  | 'done'
  | { readonly leaves: Task }
  | 'begun'
  | 'changed'
  | { readonly waitsFor: 'run' | 'tags' | 'other-run' }
  | { readonly broken: ErrorData }
  | { readonly error: ErrorData | null; readonly isFinal?: true };
