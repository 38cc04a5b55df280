import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { OPTIONS_URL } from '../../ui/links.ts';
import { useReport } from '../report-context.ts';

/** Stop, and what only the user can do about a wait. */
export function LiveActions({ now }: { now: RunSummary }): JSX.Element {
  const { runs } = useReport();
  const isStopping = runs.stopping.value.has(now.id);
  const needsSignIn = now.state === 'waiting' && (now.why === 'sign-in' || now.why === 'org');
  return (
    <div class="row">
      {needsSignIn ? (
        <a class="btn primary" href={`${OPTIONS_URL}#connections`}>
          {text(now.why === 'org' ? 'act_connect_again' : 'wait_signin_btn')}
        </a>
      ) : null}
      <button
        class="btn"
        type="button"
        aria-disabled={isStopping}
        onClick={() => {
          if (!isStopping) void runs.stop(now.id);
        }}
      >
        {text(isStopping ? 'stopping' : 'stop')}
      </button>
      {now.state === 'waiting' && now.why === 'credits' ? (
        <button class="btn" type="button" onClick={() => void runs.goOn(now.id, true)}>
          {text('wait_credits_btn')}
        </button>
      ) : null}
    </div>
  );
}
