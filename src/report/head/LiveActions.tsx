import type { ComponentChildren, JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { canTryNow, type Waiting, waitsForUser } from '../../ui/components/WaitNote.tsx';
import { OPTIONS_URL } from '../../ui/links.ts';

interface Props {
  /** The run or clean-up at work, if it may wait. */
  readonly live: Waiting | null;
  readonly isStopping: boolean;
  readonly stop: () => Promise<unknown>;
  /** Continues the run that waits. `useReserve`: with the credits that are left to others. */
  readonly goOn: (runId: string, useReserve?: boolean) => Promise<unknown>;
  /** The same for a clean-up that waits without a run. */
  readonly goOnTags?: (useReserve: boolean) => Promise<unknown>;
  /** Actions that come first. */
  readonly children?: ComponentChildren;
}

/** Stop, and actions against a wait that only the user can take. */
export function LiveActions({ live, isStopping, stop, goOn, goOnTags, children }: Props): JSX.Element {
  const waiting = live?.state === 'waiting' ? live : null;
  const runId = waiting?.id ?? null;
  const again = runId === null ? goOnTags : (useReserve: boolean) => goOn(runId, useReserve);
  return (
    <div class="row run-acts">
      {children}
      {waiting !== null && waitsForUser(waiting) ? (
        <a class="btn primary" href={`${OPTIONS_URL}#connections`}>
          {text(waiting.why === 'sign-in' ? 'wait_signin_btn' : 'act_connect_again')}
        </a>
      ) : null}
      <button
        class="btn"
        type="button"
        aria-disabled={isStopping}
        onClick={() => {
          if (!isStopping) inBackground(stop(), 'LiveActions.stop');
        }}
      >
        {text(isStopping ? 'stopping' : 'stop')}
      </button>
      {waiting?.why === 'credits' && again !== undefined ? (
        <button class="btn" type="button" onClick={() => inBackground(again(true), 'LiveActions.useReserve')}>
          {text('wait_credits_btn')}
        </button>
      ) : null}
      {waiting !== null && again !== undefined && !isStopping && canTryNow(waiting) ? (
        <button class="btn" type="button" onClick={() => inBackground(again(false), 'LiveActions.tryNow')}>
          {text('try_now')}
        </button>
      ) : null}
    </div>
  );
}
