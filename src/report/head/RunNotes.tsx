import type { JSX } from 'preact';
import { browser } from '../../shared/browser.ts';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { CameBackBy } from '../../ui/components/CameBack.tsx';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { MistakeNote } from '../../ui/components/MistakeNote.tsx';
import { NamesakesNote } from '../../ui/components/NamesakesNote.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { errorDetails } from '../../ui/error-details.ts';
import { endedWords } from '../../ui/run-words.ts';
import { isLive } from '../../shared/run-facts.ts';
import { useReport } from '../report-context.ts';
import { reportUrl } from '../../ui/links.ts';
import { inBackground, withNotes } from '../../shared/notes.ts';

/** Further notes on a run: why it stopped, which tags came back, and the runs that belong to it. */
export function RunNotes({ now }: { now: RunSummary }): JSX.Element {
  const { runs, rows } = useReport();
  const asked = runs.asked.value;
  const rowsError = rows.error.value;
  const stopped = isLive(now) ? null : endedWords(now).error;
  const { cameBack } = now;
  return (
    <>
      {asked.state === 'refused' ? <Refused error={asked.error} /> : null}
      {rowsError === null ? null : <Refused error={rowsError} />}
      {stopped === null ? null : (
        <Note tone="warn" icon="warn">
          <p>
            <strong>{text('opt_result_say', { what: stopped.headline })}</strong>
            {sentenceGap()}
            {stopped.todo}
          </p>
          {stopped.action === 'copy-details' && now.error !== null ? <Details error={now.error} /> : null}
        </Note>
      )}
      {isLive(now) ? null : <MistakeNote run={now} />}
      {isLive(now) ? null : (
        <NamesakesNote run={now} use={() => inBackground(runs.useNamesakes(now.id), 'RunNotes.useNamesakes')} />
      )}
      {cameBack === null || cameBack.records === 0 ? null : (
        <Note tone="warn" icon="warn" live="status">
          <p>
            {plural('came_back', cameBack.records, {
              records: records(cameBack.records, now.module),
              tag: shownName(cameBack.tag),
            })}
          </p>
          <CameBackBy {...cameBack} />
        </Note>
      )}
      {now.undoneBy === null ? null : (
        <RunLink words={text('rep_undone')} link={text('rep_undone_link')} runId={now.undoneBy} />
      )}
      {now.undoes === null ? null : (
        <RunLink words={text('rep_undo_of')} link={text('rep_undo_of_link')} runId={now.undoes} />
      )}
    </>
  );
}

/** The notes that the run's text asks for. */
function Details({ error }: { error: ErrorData }): JSX.Element {
  return (
    <div class="row">
      <CopyButton
        label={text('err_details')}
        content={() => withNotes(errorDetails(error, browser.runtime.getManifest().version))}
      />
    </div>
  );
}

function Refused({ error }: { error: ErrorData }): JSX.Element {
  const said = errorText(error, { now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('opt_result_say', { what: said.headline })}</strong>
        {sentenceGap()}
        {said.records}
        {sentenceGap()}
        {said.todo}
      </p>
      {said.action === 'copy-details' ? <Details error={error} /> : null}
    </Note>
  );
}

/** A sentence with a link to another run of the report. */
function RunLink({ words, link, runId }: { words: string; link: string; runId: string }): JSX.Element {
  const { show } = useReport();
  return (
    <p class="muted">
      {words}
      {sentenceGap()}
      <a
        href={reportUrl(runId)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          show(runId);
        }}
      >
        {link}
      </a>
    </p>
  );
}
