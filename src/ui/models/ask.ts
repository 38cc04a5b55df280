import { type Signal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';

/** An action that was asked for: nothing yet, on its way, or refused. */
export type Asked =
  | { readonly state: 'idle' }
  | { readonly state: 'asked' }
  | { readonly state: 'refused'; readonly error: ErrorData };

const IDLE: Asked = { state: 'idle' };

/** What is asked of the worker or the browser, one thing after the other; the last one says how it stands. */
export interface Ask {
  readonly asked: Signal<Asked>;
  /** Why the last one was refused; null where it was not. */
  readonly error: () => ErrorData | null;
  /** Takes the action and never rejects; true where it succeeded. */
  readonly ask: (action: () => Promise<unknown>) => Promise<boolean>;
  /** What was asked is no longer of interest, nor how it ends. */
  readonly forget: () => void;
}

export function createAsk(): Ask {
  const asked = signal<Asked>(IDLE);
  const latest = createLatest();
  return {
    asked,
    error: () => (asked.value.state === 'refused' ? asked.value.error : null),
    async ask(action) {
      const isLatest = latest();
      asked.value = { state: 'asked' };
      let end: Asked = IDLE;
      try {
        await action();
      } catch (thrown) {
        end = { state: 'refused', error: toErrorData(thrown) };
      }
      if (isLatest()) asked.value = end;
      return end.state === 'idle';
    },
    forget() {
      latest();
      asked.value = IDLE;
    },
  };
}

/**
 * For answers of which only that to the latest question counts: each call begins a question, and returns whether it is
 * still the latest.
 */
export function createLatest(): () => () => boolean {
  let count = 0;
  return () => {
    count += 1;
    const mine = count;
    return () => mine === count;
  };
}
