import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { canTryNow, waitsForUser } from '../../ui/components/WaitNote.tsx';
import { OPTIONS_URL } from '../../ui/links.ts';
import { useReport } from '../report-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Stop, and actions against a wait that only the user can take. */
export function LiveActions({ now }: { now: RunSummary }): JSX.Element {
  const { runs } = useReport();
  const isStopping = now.isStopping || runs.stopping.value.has(now.id);
  const needsSignIn = now.state === 'waiting' && waitsForUser(now);
  return (
    <div class="row">
      {needsSignIn ? (
        <a class="btn primary" href={`${OPTIONS_URL}#connections`}>
          {text(now.why === 'sign-in' ? 'wait_signin_btn' : 'act_connect_again')}
        </a>
      ) : null}
      <button
        class="btn"
        type="button"
        aria-disabled={isStopping}
        onClick={() => {
          if (!isStopping) inBackground(runs.stop(now.id), 'LiveActions.stop');
        }}
      >
        {text(isStopping ? 'stopping' : 'stop')}
      </button>
      {now.state === 'waiting' && now.why === 'credits' ? (
        <button class="btn" type="button" onClick={() => inBackground(runs.goOn(now.id, true), 'LiveActions.goOn')}>
          {text('wait_credits_btn')}
        </button>
      ) : null}
      {now.state === 'waiting' && !isStopping && canTryNow(now) ? (
        <button class="btn" type="button" onClick={() => inBackground(runs.goOn(now.id), 'LiveActions.goOn')}>
          {text('try_now')}
        </button>
      ) : null}
    </div>
  );
}
