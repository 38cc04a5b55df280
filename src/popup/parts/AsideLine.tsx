import type { JSX } from 'preact';
import { type MessageKey, template, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Note } from '../../ui/components/Note.tsx';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { concerned, settled } from '../../ui/run-counts.ts';
import { isLive } from '../popup-state.ts';
import { usePopup } from '../popup-context.ts';

/** A run that is not what the popup shows, in one line. */
export function AsideLine({ run }: { run: RunSummary }): JSX.Element {
  const { showRun, putRunAway } = usePopup();
  return (
    <Note icon={isLive(run) ? 'wait' : 'info'} live="status">
      <p>
        <RichText
          raw={template(wordsOf(run))}
          values={{ org: <Name>{run.orgName}</Name>, done: settled(run), all: concerned(run) }}
        />
      </p>
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

function wordsOf(run: RunSummary): MessageKey {
  if (!isLive(run)) return 'line_ended';
  return run.state === 'waiting' ? 'line_waiting' : 'line_live';
}
