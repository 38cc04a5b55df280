import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Note } from '../../ui/components/Note.tsx';
import { concerned, settled } from '../../ui/run-counts.ts';
import { isLive } from '../popup-state.ts';
import { usePopup } from '../popup-context.ts';

/** A run that is not what the popup shows, in one line. */
export function AsideLine({ run }: { run: RunSummary }): JSX.Element {
  const { showRun, putRunAway } = usePopup();
  return (
    <Note icon={isLive(run) ? 'wait' : 'info'} live="status">
      <p>{wordsOf(run)}</p>
      <div class="row">
        <button class="link" type="button" onClick={() => showRun(run.id)}>
          {text('line_show')}
        </button>
        {isLive(run) ? null : (
          <button class="link" type="button" onClick={() => putRunAway(run.id)}>
            {text('line_seen')}
          </button>
        )}
      </div>
    </Note>
  );
}

function wordsOf(run: RunSummary): string {
  if (!isLive(run)) return text('line_ended', { org: run.orgName });
  const values = { org: run.orgName, done: settled(run), all: concerned(run) };
  return text(run.state === 'waiting' ? 'line_waiting' : 'line_live', values);
}
