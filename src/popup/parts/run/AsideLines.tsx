import type { JSX } from 'preact';
import { type MessageKey, template, text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { Name, RichText } from '../../../ui/rich-text.tsx';
import { concerned, settled, isLive } from '../../../shared/run-facts.ts';
import { reportUrl } from '../../../ui/links.ts';
import { usePopup } from '../../popup-context.ts';

/** The most lines above the state. The report has the others. */
const LINES = 2;

/** Runs that the popup does not show: those of other orgs, and unseen ended ones. */
export function AsideLines(): JSX.Element | null {
  const { aside, lost, state } = usePopup();
  const runs = aside.value.slice(0, LINES);
  const isOpen = state.value.state !== 'starting' && state.value.state !== 'storage-broken';
  const isLost = lost.value !== null && isOpen;
  return runs.length === 0 && !isLost ? null : (
    <div class="aside">
      {isLost ? <LostLine /> : null}
      {runs.map((run) => (
        <AsideLine key={run.id} run={run} />
      ))}
    </div>
  );
}

/** The browser has lost past runs with their store. The report has their number. */
function LostLine(): JSX.Element {
  return (
    <Note tone="warn" icon="warn" live="status">
      <p>{text('sentence', { text: text('rep_lost_h') })}</p>
      <div class="row">
        <a class="link" href={reportUrl(null)} target="_blank" rel="noopener">
          {text('past_runs')}
          <span class="vh">{text('new_tab')}</span>
        </a>
      </div>
    </Note>
  );
}

/** One such run in a line. */
function AsideLine({ run }: { run: RunSummary }): JSX.Element {
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
