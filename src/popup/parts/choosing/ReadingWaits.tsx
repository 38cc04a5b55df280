import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { isHeldUp, WaitNote, waitHeadline, waitsForUser } from '../../../ui/components/WaitNote.tsx';
import { usePopup } from '../../popup-context.ts';
import { failureOf } from '../../models/popup-state.ts';
import { useReconnect } from '../problems/use-reconnect.ts';
import { AskRefused } from '../problems/AskRefused.tsx';
import { SignInProblem } from '../problems/SignInProblem.tsx';
import { inBackground } from '../../../shared/notes.ts';

/** Why the tags are not there yet, in their place: the end of the wait, and actions that only the user can take. */
export function ReadingWaits({ run }: { run: RunSummary }): JSX.Element {
  const { runs, session } = usePopup();
  const reconnect = useReconnect(run.connectionId);
  const needsUser = waitsForUser(run);
  return (
    <div class="body tight" id="tags">
      {isHeldUp(run) ? null : <h2 class="strong">{waitHeadline(run.why)}</h2>}
      <WaitNote run={run} reserve={session.settings.value.creditReserve} />
      {needsUser ? <SignInProblem error={failureOf(session.signIn.value, run.createdAt)} /> : null}
      <AskRefused />
      <div class="row fill">
        {needsUser ? (
          <button class="btn primary" type="button" onClick={reconnect}>
            {text(run.why === 'sign-in' ? 'wait_signin_btn' : 'act_connect_again')}
          </button>
        ) : (
          <button
            class="btn"
            type="button"
            onClick={() => inBackground(runs.goOn(run.id, run.why === 'credits'), 'ReadingWaits.goOn')}
          >
            {text(run.why === 'credits' ? 'wait_credits_btn' : 'try_now')}
          </button>
        )}
      </div>
    </div>
  );
}
