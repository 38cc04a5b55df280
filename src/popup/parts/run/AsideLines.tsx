import type { JSX } from 'preact';
import { type CleanupMirror, whyWaiting } from '../../../shared/cleanup-mirrors.ts';
import { cleanupProgress } from '../../../shared/cleanup-progress.ts';
import { type MessageKey, number, template, text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { percent } from '../../../ui/formats.ts';
import { Name, RichText } from '../../../ui/rich-text.tsx';
import { concerned, settled, isLive } from '../../../shared/run-facts.ts';
import { cleanupUrl, reportUrl, tagsUrl } from '../../../ui/links.ts';
import { usePopup } from '../../popup-context.ts';

/** The most lines above the state. The report has the others. */
const LINES = 2;

/** Lines for what the popup does not show: runs and clean-ups of other orgs, and ended ones that nobody has seen. */
export function AsideLines(): JSX.Element | null {
  const { aside, cleanupsAside, lost, state } = usePopup();
  const cleanups = cleanupsAside.value.slice(0, LINES);
  const runs = aside.value.slice(0, LINES - cleanups.length);
  const isOpen = state.value.state !== 'starting' && state.value.state !== 'storage-broken';
  const isLost = lost.value !== null && isOpen;
  return runs.length + cleanups.length === 0 && !isLost ? null : (
    <div class="aside">
      {isLost ? <LostLine /> : null}
      {cleanups.map((cleanup) => (
        <CleanupLine key={cleanup.id} cleanup={cleanup} />
      ))}
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

/** A clean-up in one line, and the page that shows it. */
function CleanupLine({ cleanup }: { cleanup: CleanupMirror }): JSX.Element {
  const { putCleanupAway, runOf } = usePopup();
  const { id, connectionId, orgName, phase, kind } = cleanup;
  const { done, all } = cleanupProgress(cleanup, runOf);
  const isPaused = whyWaiting(cleanup, runOf) !== null;
  const words: MessageKey =
    phase === 'ended'
      ? 'line_cleanup_ended'
      : phase === 'asking'
        ? 'line_cleanup_asking'
        : isPaused
          ? kind === 'retire'
            ? 'line_cleanup_waiting'
            : 'line_cleanup_held'
          : phase === 'finding'
            ? 'line_cleanup_finding'
            : kind === 'retire'
              ? 'line_cleanup_live'
              : 'line_cleanup_part';
  const url = phase === 'ended' ? cleanupUrl(id) : tagsUrl({ connectionId });
  return (
    <Note icon={phase === 'ended' ? 'info' : 'wait'} live="status">
      <p>
        <RichText
          raw={template(words)}
          values={{ org: <Name>{orgName}</Name>, done: number(done), all: number(all), percent: percent(done, all) }}
        />
      </p>
      <div class="row">
        <a class="link" href={url} target="_blank" rel="noopener">
          {text('line_show')}
          <span class="vh">{text('new_tab')}</span>
        </a>
        {phase === 'ended' ? (
          <button class="link" type="button" onClick={() => putCleanupAway(id)}>
            {text('line_seen')}
          </button>
        ) : null}
      </div>
    </Note>
  );
}

function wordsOf(run: RunSummary): MessageKey {
  if (!isLive(run)) return 'line_ended';
  return run.state === 'waiting' ? 'line_waiting' : 'line_live';
}
