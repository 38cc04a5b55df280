import { type Signal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';

/** The state of a request: none yet, under way, or refused. */
export type Asked =
  | { readonly state: 'idle' }
  | { readonly state: 'asked' }
  | { readonly state: 'refused'; readonly error: ErrorData };

const IDLE: Asked = { state: 'idle' };

/** Requests to the worker or the browser, one after the other. The last one gives the state. */
export interface Ask {
  readonly asked: Signal<Asked>;
  /** Why the last request was refused; null when it was not. */
  readonly error: () => ErrorData | null;
  /** Runs the action and never rejects. Resolves with true if it succeeded. */
  readonly ask: (action: () => Promise<unknown>) => Promise<boolean>;
  /** Forgets the last request and its end. */
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
 * For requests of which only the latest answer counts. Each call starts a request, and returns a function that tells
 * whether it is still the latest.
 */
export function createLatest(): () => () => boolean {
  let count = 0;
  return () => {
    count += 1;
    const mine = count;
    return () => mine === count;
  };
}
