import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { canTryNow, waitsForUser } from '../../../ui/components/WaitNote.tsx';
import { usePopup } from '../../popup-context.ts';
import { failureOf } from '../../models/popup-state.ts';
import { useReconnect } from '../problems/use-reconnect.ts';
import { AskRefused } from '../problems/AskRefused.tsx';
import { SignInProblem } from '../problems/SignInProblem.tsx';
import { inBackground } from '../../../shared/notes.ts';

/** Stop, and actions against a wait that only the user can take. No key stops a run by itself. */
export function RunFoot({ run, isStopping }: { run: RunSummary; isStopping: boolean }): JSX.Element {
  const { runs, session } = usePopup();
  const reconnect = useReconnect(run.connectionId);
  if (isStopping)
    return (
      <footer class="foot">
        <button class="btn wide tall" type="button" aria-disabled="true">
          {text('stopping')}
        </button>
      </footer>
    );
  const isWaiting = run.state === 'waiting';
  const extra =
    isWaiting && waitsForUser(run)
      ? { label: text(run.why === 'sign-in' ? 'wait_signin_btn' : 'act_connect_again'), isMain: true, press: reconnect }
      : isWaiting && run.why === 'credits'
        ? {
            label: text('wait_credits_btn'),
            isMain: false,
            press: () => inBackground(runs.goOn(run.id, true), 'RunFoot.goOn'),
          }
        : isWaiting && canTryNow(run)
          ? { label: text('try_now'), isMain: false, press: () => inBackground(runs.goOn(run.id), 'RunFoot.goOn') }
          : null;
  return (
    <footer class="foot">
      {extra?.isMain === true ? (
        <SignInProblem error={failureOf(session.signIn.value, run.startedAt ?? run.createdAt)} />
      ) : null}
      <AskRefused />
      <div class="row fill">
        <button class="btn tall" type="button" onClick={() => inBackground(runs.stop(run.id), 'RunFoot.stop')}>
          {text('stop')}
        </button>
        {extra === null ? null : (
          <button class={`btn tall ${extra.isMain ? 'primary' : ''}`} type="button" onClick={extra.press}>
            {extra.label}
          </button>
        )}
      </div>
      {extra === null ? <p class="side">{text('run_close')}</p> : null}
    </footer>
  );
}
